import { plan263 } from '../plan/plans.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { record } from '../../activities/records/acts/record.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { sendToMovement, type Answer } from '../../client/officials/send.js';
import { campaignId, movementId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { anEntry } from '../records/builders.js';
import { keepHistory, type Run, runsFrom } from '../histories/keep.js';
import { CampaignHands } from './campaigns.js';
import { at, DossierHands, endCampaign, grantTime, startDossier } from './dossiers.js';
import { homeAffairs, unitOfficial } from './people.js';

const ten = Array.from({ length: 10 }, (_, index) => index + 1);

/** Runs so short that each workflow continues as new again and again, under fire. */
describe('continued as new', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
  });
  afterAll(() => world.stop());

  const allDone = (answers: Answer[]): void => {
    expect(answers.filter((answer) => !answer.done)).toStrictEqual([]);
  };
  const firstRun = async (workflowId: string): Promise<string> => {
    const { raw } = await world.client.workflow.getHandle(workflowId).describe();
    return raw.workflowExecutionInfo?.firstRunId ?? '';
  };
  const runsOf = async (workflowId: string): Promise<Run[]> =>
    runsFrom(world.client, workflowId, await firstRun(workflowId));
  const failedTasks = (runs: Run[]): number =>
    runs
      .flatMap((run) => run.history.events ?? [])
      .filter((event) => event.workflowTaskFailedEventAttributes != null).length;
  const keep = (runs: Run[], name: string): void => {
    keepHistory(`${name}-first-run`, runs.at(0)?.history ?? {});
    keepHistory(`${name}-later-run`, runs.at(1)?.history ?? {});
  };

  /** Of filings in flight each is taken, unless one received after it was faster. @returns how many were */
  const taken = (answers: Answer[]): number => {
    const others = answers.filter((answer) => !answer.done);
    for (const other of others) expect(other).toMatchObject({ refusal: { code: 'dossier.other-version' } });
    return answers.length - others.length;
  };

  test('a dossier: ten filings in flight, each taken or overtaken, and its cutoff', async () => {
    const cutoff = at('2024-02-10T00:00:00');
    const now = at('2024-02-09T12:00:00');
    const hands = new DossierHands(world, '2023', 'xa-mot');
    const workflowId = await startDossier(world, {
      campaign: '2023',
      unit: 'xa-mot',
      cutoff,
      now,
      maximumEvents: 30,
    });
    const first = taken(await Promise.all(ten.map((edition) => hands.file(String(edition)))));
    await world.stepper.settle();
    allDone([await hands.review('return', '2024-02-12')]);
    await grantTime(world, hands, at('2024-02-16T00:00:00'));
    const second = taken(await Promise.all(ten.map((edition) => hands.file(`lần ${edition}`))));
    await world.stepper.settle();
    allDone([await hands.withdraw(), await hands.file('cuối'), await hands.review('accept')]);
    await world.stepper.settle();
    expect(await hands.state()).toMatchObject({
      status: 'accepted',
      acts: 4,
      cutoff: at('2024-02-16T00:00:00'),
    });
    const audit = await auditRows(world.records, { act: 'fileDossier' });
    expect(audit.filter((row) => row.workflow === workflowId)).toHaveLength(21);
    const received = (await mailRows(world.records)).filter((row) => row.code === 'dossier-received');
    expect(received).toHaveLength(first + second + 1);
    await endCampaign(world, hands);
    const runs = await runsOf(workflowId);
    expect(runs.length).toBeGreaterThan(2);
    expect(failedTasks(runs)).toBe(0);
    keep(runs, 'dossier-rehearsal');
  });

  test('a campaign, from its launch to its end', async () => {
    const hands = new CampaignHands(world, '2022');
    const workflowId = campaignId('263', '2022');
    const difficulties = (): Promise<Answer[]> =>
      Promise.all(
        ten.map((count) =>
          hands.send(messages.reportDifficulty, {
            actor: unitOfficial('xa-mot'),
            unit: 'xa-mot',
            text: `Vướng mắc ${count}.`,
          }),
        ),
      );
    await hands.start({ maximumEvents: 100 });
    const firstRunId = await firstRun(workflowId);
    allDone(await difficulties());
    await hands.walkTo('01-15T09:00:00');
    await hands.collect();
    allDone(await difficulties());
    await hands.walkTo('02-27T09:00:00');
    await hands.rank();
    await hands.choose();
    await hands.forward();
    await hands.appraise();
    const handle = world.client.workflow.getHandle(workflowId);
    await Promise.all([...ten.map((count) => handle.signal('signOff', { count })), difficulties()]);
    await hands.sign();
    const state = await hands.state();
    expect(state).toMatchObject({ difficulties: 30, signals: 11, round: 1 });
    expect(state.refusals).toHaveLength(10);
    expect(state.signed).not.toBeNull();
    await hands.decide();
    await hands.celebrate();
    const runs = await runsFrom(world.client, workflowId, firstRunId);
    expect(runs.length).toBeGreaterThan(5);
    expect(failedTasks(runs)).toBe(0);
    expect(await handle.result()).toMatchObject({
      campaign: '2022',
      awards: state.selection?.winners.length,
    });
    keep(runs, 'campaign-rehearsal');
  });

  test('the movement: what was started, closed and asked', async () => {
    const now = at('2021-12-29T00:00:00');
    const workflowId = movementId('263');
    await setRehearsalClock(world.records, now);
    await world.client.workflow.start('movement', {
      workflowId,
      taskQueue: world.taskQueue,
      args: [{ plan: plan263, clock: { mode: 'rehearsal', now }, state: {}, maximumEvents: 25 }],
    });
    const hands = new CampaignHands(world, '2021');
    await hands.walkTo('01-05T09:00:00');
    const handle = world.client.workflow.getHandle(workflowId);
    const revocation = {
      actor: homeAffairs,
      campaign: '2022',
      bloc: 'communes' as const,
      kind: 'collective' as const,
      seat: 'highest-rank',
      decision: { number: '9/QĐ-UBND', date: '2022-01-05' },
      reason: 'Không trung thực.',
    };
    for (const campaign of ['2023', 'summary']) {
      const closing = { campaign, act: 'campaign-closed', at: now };
      await record(world.records, loadRewardTables, anEntry(closing));
    }
    const revoke = (count: number) =>
      sendToMovement(world.services, messages.revokeCertificate, {
        ...revocation,
        seat: `không có ${count}`,
      });
    const answers = await Promise.all([...ten.map(revoke), ...ten.map(() => handle.signal('look', null))]);
    const refusals = answers.flatMap((answer) =>
      typeof answer === 'object' && !answer.done ? answer.refusal?.code : [],
    );
    expect(refusals).toStrictEqual(ten.map(() => 'certificate.unknown'));
    allDone([await sendToMovement(world.services, messages.revokeCertificate, revocation)]);
    await world.stepper.settle();
    const State = z.object({
      started: z.array(z.string()),
      closed: z.array(z.object({ campaign: z.string() })),
      revoked: z.array(z.string()),
    });
    const state = State.parse(await handle.query('state'));
    // The campaign of 2022 was closed in these records before the movement began.
    expect(state.started).toStrictEqual(['2022', '2021', '2023', 'summary']);
    expect(state.closed.map((it) => it.campaign)).toStrictEqual(['2022', '2023', 'summary']);
    expect(state.revoked).toStrictEqual(['2022/communes/collective/highest-rank']);
    expect(await sendToMovement(world.services, messages.revokeCertificate, revocation)).toMatchObject({
      refusal: { code: 'certificate.already-revoked' },
    });
    const runs = await runsOf(workflowId);
    expect(runs.length).toBeGreaterThan(2);
    expect(failedTasks(runs)).toBe(0);
    keep(runs, 'movement-rehearsal');
  });
});
