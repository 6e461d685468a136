import { plan263 } from '../plan/plans.js';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { campaignId, dossierId, movementId, postId } from '../../workflows/api/identity.js';
import { type Definition, type MessageName, messages } from '../../workflows/api/messages.js';
import { Refusal } from '../../workflows/api/refusals.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { testInstance } from '../records/setup.js';
import { runsFrom } from '../histories/keep.js';
import { CampaignHands, must } from './campaigns.js';
import { at, DossierHands } from './dossiers.js';
import { aMessage } from './fuzz-arbitraries.js';
import { board, chairman, homeAffairs, homeAffairsHead, personOf, unitOfficial } from './people.js';

/** How many of each; by hand many more: `FUZZ=20000`. */
const count = Number(process.env['FUZZ'] ?? 60);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
/** The server takes ten updates under way at a workflow, and more are refused by it. */
const atOnce = 8;
/** Between them the workflows come to rest and may continue as new. */
const atATime = 400;

const reason = 'Theo quy định.';
const instrument = { number: '512/QĐ-UBND', date: '2024-01-10' };
const unit = 'xa-mot';
const digest = '0'.repeat(64);
const meeting = {
  date: '2024-01-10',
  participants: ['Trưởng ban'],
  votes: { inFavour: 5, against: 0, abstained: 1 },
};
const lastDayQuestion = '2023/cutoff/last-day-not-working';

/** Messages of each kind that would be taken at their right time. */
const examples: Record<MessageName, unknown[]> = {
  fileDossier: [
    { actor: unitOfficial(unit), filing: { receipt: '00000000-0000-4000-8000-000000000000', digest } },
  ],
  withdrawDossier: [{ actor: unitOfficial(unit), reason }],
  reviewDossier: [
    { actor: homeAffairs, digest, decision: 'accept' },
    { actor: homeAffairs, digest, decision: 'return', reason, completeBy: '2024-02-20' },
    { actor: homeAffairs, digest, decision: 'reject', reason },
  ],
  grantExtension: [
    { actor: homeAffairs, scope: { of: 'unit', unit }, lastDay: '2024-02-20', reason },
    { actor: homeAffairs, scope: { of: 'bloc', bloc: 'communes' }, lastDay: '2024-02-25', reason },
    { actor: homeAffairs, scope: { of: 'all' }, lastDay: '2024-02-14', reason },
  ],
  shortenExtension: [{ actor: homeAffairs, scope: { of: 'unit', unit }, lastDay: '2024-02-11', reason }],
  recordRanking: [
    {
      actor: homeAffairs,
      bloc: 'communes',
      period: 'current',
      decision: instrument,
      rows: [
        { unit, rank: 1, score: 91.5 },
        { unit: 'xa-hai', rank: 2 },
      ],
      reason,
    },
  ],
  answerQuestion: [
    { actor: homeAffairs, question: lastDayQuestion, choices: ['keep'], reason },
    {
      actor: homeAffairs,
      question: '2023/forward-cutoff/last-day-not-working',
      choices: ['extend:2024-02-26'],
      reason,
    },
    { actor: homeAffairs, question: 'summary/participants', choices: ['xa-cu>xa-moi'], reason },
  ],
  shortlist: [
    { actor: homeAffairs, kind: 'individual', bloc: 'communes', nominees: [personOf(unit)], reason },
  ],
  waiveCriterion: [{ actor: homeAffairs, kind: 'collective', criterion: 'launchPlan', reason }],
  recordLaunchPlan: [{ actor: unitOfficial(unit), plans: [{ unit, document: instrument }] }],
  forward: [{ actor: homeAffairsHead, digest, reason }],
  appraise: [
    { actor: board, digest, decision: 'approve', meeting },
    { actor: board, digest, decision: 'return', meeting, reason },
  ],
  signOff: [
    { actor: chairman, digest, decision: 'approve', strikes: [{ nominee: personOf(unit), reason }] },
    { actor: chairman, digest, decision: 'return', reason },
  ],
  recordDecision: [{ actor: homeAffairs, digest, decision: instrument }],
  recordCeremony: [{ actor: homeAffairs, date: '2024-01-12', place: 'Hội trường' }],
  reportCommendations: [
    { actor: unitOfficial(unit), unit, collectives: 3, individuals: 9, document: instrument },
  ],
  reportDifficulty: [{ actor: unitOfficial(unit), unit, text: 'Thiếu máy' }],
  amendPlan: [{ actor: homeAffairs, plan: plan263, decision: instrument, reason }],
  revokeCertificate: [
    {
      actor: homeAffairs,
      campaign: '2023',
      bloc: 'communes',
      kind: 'collective',
      seat: 'highest-rank',
      decision: instrument,
      reason,
    },
  ],
  pauseReminders: [
    { actor: homeAffairs, reason },
    { actor: homeAffairs, reason, unit },
  ],
  resumeReminders: [
    { actor: homeAffairs, reason },
    { actor: homeAffairs, reason, unit },
  ],
  pausePost: [{ actor: homeAffairs, reason }],
  resumePost: [{ actor: homeAffairs, reason }],
  look: [null],
};

const targets: Record<Definition<unknown>['on'], string> = {
  movement: movementId('263'),
  campaign: campaignId('263', '2023'),
  dossier: dossierId('263', '2023', unit),
  post: postId('263'),
  every: dossierId('263', '2023', 'xa-ba'),
};
const targetOf = ({ on }: Definition<unknown>): string => targets[on];

describe(`messages of any kind (${String(count)} of each, FUZZ_SEED=${String(seed)})`, () => {
  let world: World;
  let hands: CampaignHands;

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    hands = new CampaignHands(world, '2023');
    await hands.start();
    const now = at('2023-12-20T09:00:00');
    // The campaigns before it are not to be opened now.
    const state = { started: ['2021', '2022', '2023'] };
    await world.client.workflow.start('movement', {
      workflowId: movementId('263'),
      taskQueue: world.taskQueue,
      args: [{ plan: plan263, clock: { mode: 'rehearsal', now }, instance: testInstance, state }],
    });
    await hands.walkTo('01-15T09:00:00');
  });
  afterAll(() => world.stop());

  /** `taken`, or the code of the refusal; anything else is no answer. */
  const answerTo = async (definition: Definition<unknown>, message: unknown): Promise<string> => {
    const handle = world.client.workflow.getHandle(targetOf(definition));
    try {
      if (definition.kind === 'signal') await handle.signal(definition.name, message);
      else await handle.executeUpdate(definition.name, { args: [message] });
      return 'taken';
    } catch (error) {
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
      const failure = error.cause instanceof ApplicationFailure ? error.cause.details?.[0] : undefined;
      return Refusal.parse(failure).code;
    }
  };

  const sendAll = async (
    definition: Definition<unknown>,
    sample: unknown[],
  ): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    const queue = sample.values();
    const send = async (): Promise<void> => {
      for (const message of queue) {
        const said = await answerTo(definition, message).catch((error: unknown) => {
          const text = JSON.stringify(message).slice(0, 2000);
          throw new Error(`${definition.name} has no answer to ${text}`, { cause: error });
        });
        counts[said] = (counts[said] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, send));
    return counts;
  };

  const failedTasks = async (workflowId: string): Promise<number> => {
    const { raw } = await world.client.workflow.getHandle(workflowId).describe();
    const runs = await runsFrom(world.client, workflowId, raw.workflowExecutionInfo?.firstRunId ?? '');
    const failed = runs
      .flatMap((run) => run.history.events ?? [])
      .filter((event) => event.workflowTaskFailedEventAttributes != null);
    return failed.length + Math.max(0, (raw.pendingWorkflowTask?.attempt ?? 1) - 1);
  };

  test.each(Object.values(messages).map((it): Definition<unknown> => it))(
    '$name: each is answered, and the workflow goes on',
    async (definition) => {
      const name = Object.keys(examples).find((it) => it === definition.name);
      const own = Object.entries(examples).find(([it]) => it === name)?.[1] ?? [];
      const sample = fc.sample(aMessage(own), { numRuns: count, seed });
      const counts: Record<string, number> = {};
      for (let first = 0; first < count; first += atATime) {
        const answers = await sendAll(definition, sample.slice(first, first + atATime));
        for (const [said, times] of Object.entries(answers)) counts[said] = (counts[said] ?? 0) + times;
        await world.stepper.settle();
      }
      if (process.env['FUZZ'] !== undefined) console.log(definition.name, JSON.stringify(counts));
      expect(counts['engine.fault'] ?? 0).toBe(0);
      expect(await failedTasks(targetOf(definition))).toBe(0);
    },
    3_600_000,
  );

  test('the campaign, its dossiers and the movement answer afterwards', async () => {
    const text = 'Vẫn nhận được.';
    must(await hands.send(messages.reportDifficulty, { actor: unitOfficial(unit), unit, text }));
    must(await new DossierHands(world, '2023', 'xa-hai').file());
    for (const workflowId of Object.values(targets)) expect(await failedTasks(workflowId)).toBe(0);
    await hands.walkTo('03-01T09:00:00');
    must(
      await hands.send(messages.waiveCriterion, {
        actor: homeAffairs,
        kind: 'individual',
        criterion: 'ethics',
        reason,
      }),
    );
  });
});
