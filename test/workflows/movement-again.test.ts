import { plan263 } from '../plan/plans.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { record } from '../../activities/records/acts/record.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { sendToMovement } from '../../client/officials/send.js';
import { campaignId, movementId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { runsFrom } from '../histories/keep.js';
import { anEntry } from '../records/builders.js';
import { testInstance } from '../records/setup.js';
import { at } from './dossiers.js';
import { homeAffairs } from './people.js';

const State = z.object({
  started: z.array(z.string()),
  closed: z.array(z.object({ campaign: z.string(), awards: z.number(), total: z.number() })),
});
const now = at('2023-01-15T09:00:00');

/** The server's data is lost, the records are not: 2021's campaign is closed in them. */
describe('a movement started anew', () => {
  let world: World;
  let firstRunId = '';
  const handle = () => world.client.workflow.getHandle(movementId('263'));

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    await setRehearsalClock(world.records, now);
    for (const act of ['campaign-started', 'campaign-closed']) {
      await record(world.records, loadRewardTables, anEntry({ campaign: '2021', act, at: null }));
    }
    const options = {
      workflowId: movementId('263'),
      taskQueue: world.taskQueue,
      args: [{ plan: plan263, clock: { mode: 'rehearsal', now }, state: {} }],
    };
    firstRunId = (await world.client.workflow.start('movement', options)).firstExecutionRunId;
    await world.stepper.settle();
  });
  afterAll(() => world.stop());

  test("doesn't open a closed campaign again, and starts those that aren't", async () => {
    const { started, closed } = State.parse(await handle().query('state'));
    expect(started).toStrictEqual(['2021', '2022', '2023']);
    expect(closed).toStrictEqual([{ campaign: '2021', awards: 0, total: 0 }]);
    await expect(world.client.workflow.getHandle(campaignId('263', '2021')).describe()).rejects.toThrow(
      /not found/,
    );
    expect(
      (await auditRows(world.records, { act: 'campaign-started' })).map((row) => row.facts),
    ).toStrictEqual([{}, { campaign: '2022' }, { campaign: '2023' }]);
    const asked = (await mailRows(world.records)).filter((mail) => mail.code === 'launch-request');
    expect(new Set(asked.map((mail) => mail.campaign))).toStrictEqual(new Set(['2022', '2023']));
  });

  test('goes on in a new run after it started campaigns, with the instance that it took from the records', async () => {
    const runs = await runsFrom(world.client, movementId('263'), firstRunId);
    expect(runs).toHaveLength(2);
    const inputs = runs.map((run) => {
      const [event] = run.history.events ?? [];
      const payload = event?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
      return z
        .object({ instance: z.string().optional() })
        .parse(JSON.parse(Buffer.from(payload ?? '').toString()));
    });
    expect(inputs.map((input) => input.instance)).toStrictEqual([undefined, testInstance]);
    const rows = await auditRows(world.records, { campaign: '2022' });
    expect(rows.length).toBeGreaterThan(0);
  });

  test('takes a revocation of the closed campaign to the ledger', async () => {
    const answer = await sendToMovement(world.services, messages.revokeCertificate, {
      actor: homeAffairs,
      campaign: '2021',
      bloc: 'communes',
      kind: 'collective',
      seat: 'highest-rank',
      decision: { number: '9/QĐ-UBND', date: '2022-12-01' },
      reason: 'Khai không trung thực.',
    });
    // The movement knows the campaign; it is the ledger that has no such row.
    expect(answer).toMatchObject({ done: false, refusal: { code: 'certificate.unknown' } });
    expect(await auditRows(world.records, { act: 'revokeCertificate' })).toHaveLength(1);
  });
});
