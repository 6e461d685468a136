import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { clockMode } from '../../activities/records/database/business-time.js';
import { messages } from '../../workflows/api/messages.js';
import { Refusal } from '../../workflows/api/refusals.js';
import { ownQuestionKey } from '../../workflows/api/own-questions.js';
import { plan263 } from '../plan/plans.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { CampaignHands, courseInput } from './campaigns.js';
import { restore, snapshot, type Snapshot } from './snapshots.js';
import { board, chairman, deputy, homeAffairs, homeAffairsHead, personOf, unitOfficial } from './people.js';
import { Stage } from '../../workflows/api/views.js';
import { CourseState } from '../../workflows/api/campaign-state.js';

/** The stages, the last but one as it stands before and after the decision is recorded. */
const stages = [...Stage.options.slice(0, -1), 'decided', 'closed'] as const;
type Row = Record<(typeof stages)[number], string>;

const everyStage = (outcome: string, over: Partial<Row> = {}): Row => ({
  launch: outcome,
  open: outcome,
  collect: outcome,
  rank: outcome,
  select: outcome,
  appraise: outcome,
  'sign-off': outcome,
  announce: outcome,
  decided: outcome,
  closed: outcome,
  ...over,
});
const wrong = 'stage.wrong';
const patiently = { timeout: 20_000, interval: 50 };
const signed = { announce: wrong, decided: wrong, closed: wrong };
const frozen = { appraise: 'list.frozen', 'sign-off': 'list.frozen', ...signed };

/** What a campaign at each stage makes of each message: taken, or the code of its refusal. */
const table: Record<string, Row> = {
  grantExtension: everyStage('taken', { launch: wrong, ...frozen }),
  shortenExtension: everyStage('extension.not-shorter', { launch: wrong, ...frozen }),
  recordRanking: everyStage('taken', frozen),
  answerQuestion: everyStage('taken', {
    launch: 'question.unknown',
    select: 'question.answered',
    ...frozen,
  }),
  shortlist: everyStage('taken', { launch: wrong, open: wrong, collect: wrong, ...frozen }),
  waiveCriterion: everyStage('taken', frozen),
  recordLaunchPlan: everyStage('taken', { closed: 'workflow.closing' }),
  forward: everyStage(wrong, { select: 'taken', rank: 'list.incomplete' }),
  appraise: everyStage(wrong, { appraise: 'taken' }),
  signOff: everyStage(wrong, { 'sign-off': 'taken' }),
  recordDecision: everyStage(wrong, { announce: 'taken' }),
  recordCeremony: everyStage(wrong, { decided: 'taken' }),
  reportCommendations: everyStage('taken', { closed: 'workflow.closing' }),
  reportDifficulty: everyStage('taken', { closed: 'workflow.closing' }),
  pauseReminders: everyStage('taken', { closed: 'workflow.closing' }),
  resumeReminders: everyStage('reminders.not-held', { closed: 'workflow.closing' }),
  look: everyStage('taken'),
};
/** Where the summary makes something else of a message: nobody is eligible here, and more ended units may be let in later. */
const inSummary: Record<string, Partial<Row>> = {
  answerQuestion: { select: 'taken' },
  shortlist: { select: 'shortlist.faulty' },
};
const cellsOf = (over: Record<string, Partial<Row>>) =>
  Object.entries(table).flatMap(([message, row]) =>
    stages.map((stage) => ({ message, stage, expected: over[message]?.[stage] ?? row[stage] })),
  );

const courses = [
  {
    campaign: '2023',
    workflow: 'annualCampaign',
    year: '2024',
    ownQuestion: 'forward-cutoff',
    choice: 'keep',
    over: {},
  },
  {
    campaign: 'summary',
    workflow: 'periodSummary',
    year: '2026',
    ownQuestion: 'participants',
    choice: 'quan-mot',
    over: inSummary,
  },
] as const;
type Of = (typeof courses)[number];

test('the table is total', () => {
  const names = Object.values(messages).filter((it) => it.on === 'campaign' || it.on === 'every');
  expect(Object.keys(table)).toStrictEqual(names.map((it) => it.name));
  expect(new Set<string>(stages)).toStrictEqual(new Set<string>([...Stage.options, 'decided']));
});

const summaryCriterion = plan263.summary.criteria.collective[0]?.code;

/** Who holds the Chairman's office when the campaign is signed. */
const signerIn = (campaign: Of['campaign']) => (campaign === 'summary' ? deputy : chairman);

/** One of each message, as it would be right at its right stage. */
function example({ campaign, year, ownQuestion, choice }: Of, message: string, digest: string): unknown {
  const reason = 'Theo quy định.';
  const instrument = { number: '512/QĐ-UBND', date: `${Number(year) - 1}-12-01` };
  const unit = 'xa-mot';
  const examples: Record<string, unknown> = {
    grantExtension: { actor: homeAffairs, scope: { of: 'unit', unit }, lastDay: `${year}-03-30`, reason },
    recordRanking: {
      actor: homeAffairs,
      bloc: 'vertical',
      period: 'current',
      decision: instrument,
      rows: [{ unit: 'cong-an', rank: 1 }],
    },
    answerQuestion: {
      actor: homeAffairs,
      question: ownQuestionKey(campaign, ownQuestion),
      choices: [choice],
      reason,
    },
    shortlist: {
      actor: homeAffairs,
      kind: 'individual',
      bloc: 'communes',
      nominees: [personOf(unit)],
      reason,
    },
    waiveCriterion: {
      actor: homeAffairs,
      kind: 'collective',
      criterion: campaign === 'summary' ? summaryCriterion : 'launchPlan',
      reason,
    },
    recordLaunchPlan: { actor: unitOfficial(unit), plans: [{ unit, document: instrument }] },
    forward: { actor: homeAffairsHead, digest },
    appraise: {
      actor: board,
      digest,
      decision: 'approve',
      meeting: { date: `${year}-02-20`, participants: ['Trưởng ban'] },
    },
    signOff: { actor: signerIn(campaign), digest, decision: 'approve' },
    recordDecision: { actor: homeAffairs, digest, decision: { ...instrument, date: `${year}-03-21` } },
    recordCeremony: { actor: homeAffairs, date: `${year}-03-20`, place: 'Hội trường' },
    reportCommendations: { actor: unitOfficial(unit), unit, collectives: 1, individuals: 2 },
    reportDifficulty: { actor: unitOfficial(unit), unit, text: 'Biểu mẫu chưa thống nhất.' },
    pauseReminders: { actor: homeAffairs, reason },
    resumeReminders: { actor: homeAffairs, reason },
    look: { forged: true },
    shortenExtension: { actor: homeAffairs, scope: { of: 'all' }, lastDay: `${year}-02-20`, reason },
  };
  return examples[message];
}

interface Queried {
  query: (name: string) => Promise<unknown>;
}

describe.each(courses)('$campaign', (of) => {
  const { campaign, workflow } = of;
  let world: World;
  const states = new Map<string, { state: CourseState; now: number; records: Snapshot }>();

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    const hands = new CampaignHands(world, campaign);
    const keep = async (stage: (typeof stages)[number], over: Partial<CourseState> = {}): Promise<void> => {
      const { at } = await clockMode(world.records);
      states.set(stage, {
        state: { ...(await hands.state()), ...over },
        now: at ?? 0,
        records: await snapshot(world.records),
      });
    };
    await hands.start();
    await keep('launch');
    await hands.walkTo('01-15T09:00:00');
    await keep('open', { started: 0 });
    await keep('collect');
    await hands.collect();
    await hands.walkTo('02-20T09:00:00');
    await keep('rank');
    await hands.rank();
    if (campaign === 'summary') {
      await hands.letNobodyIn();
      await hands.leaveVacant();
    } else await hands.choose();
    await hands.keepDays();
    await keep('select');
    await hands.forward();
    await keep('appraise');
    await hands.appraise();
    await keep('sign-off');
    await hands.walkTo('03-21T09:00:00');
    await hands.sign({ actor: signerIn(campaign) });
    await keep('announce');
    await hands.decide();
    await keep('decided');
    await keep('closed', { isClosed: true });
  });
  afterAll(() => world.stop());

  /** A campaign that goes on from a stage as one that continues as new does; the message is its first. */
  const send = async (stage: string, message: string): Promise<string> => {
    const kept = states.get(stage);
    if (kept === undefined) throw new Error(`no state of ${stage}`);
    const { state, now } = kept;
    await restore(world.records, kept.records);
    const digest = state.list?.digest ?? state.signed?.digest ?? state.selection?.digest ?? '0'.repeat(64);
    const args = [example(of, message, digest)];
    const workflowId = `campaign/263/${campaign}/${stage}/${message}/${randomUUID().slice(0, 8)}`;
    const options = { workflowId, taskQueue: world.taskQueue, args: [courseInput(campaign, now, { state })] };
    if (message === 'signOff' || message === 'look') {
      const handle = await world.client.workflow.signalWithStart(workflow, {
        ...options,
        signal: message,
        signalArgs: args,
      });
      return message === 'signOff' ? outcomeOfSignOff(handle, state) : outcomeOfNudge(handle, state);
    }
    const startWorkflowOperation = new WithStartWorkflowOperation(workflow, {
      ...options,
      workflowIdConflictPolicy: 'FAIL',
    });
    try {
      await world.client.workflow.executeUpdateWithStart(message, { args, startWorkflowOperation });
      return 'taken';
    } catch (error) {
      return codeOf(error);
    }
  };

  const stateOf = async (handle: Queried): Promise<CourseState> =>
    z.object({ state: CourseState }).parse(await handle.query('state')).state;

  const outcomeOfSignOff = async (handle: Queried, before: CourseState): Promise<string> => {
    const { refusals } = await vi.waitUntil(async () => {
      const state = await stateOf(handle);
      const isSigned = before.signed === null && state.signed !== null;
      return (state.refusals.length > 0 || isSigned) && state;
    }, patiently);
    return refusals.at(-1)?.refusal.code ?? 'taken';
  };

  /** A nudge is believed in nothing: what the campaign has in hand stays. */
  const outcomeOfNudge = async (handle: Queried, before: CourseState): Promise<string> => {
    const { list, signed } = await stateOf(handle);
    expect({ list, signed }).toStrictEqual({ list: before.list, signed: before.signed });
    return 'taken';
  };

  test.each(cellsOf(of.over))('$stage: $message → $expected', async ({ message, stage, expected }) => {
    expect(await send(stage, message)).toBe(expected);
  });
});

function codeOf(error: unknown): string {
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  const { cause } = error;
  const details: unknown = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  return Refusal.safeParse(details).data?.code ?? String(cause);
}
