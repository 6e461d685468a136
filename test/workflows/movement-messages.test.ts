import { plan263, withSeatMoved } from '../plan/plans.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { sendToMovement } from '../../client/officials/send.js';
import { movementId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { runsFrom } from '../histories/keep.js';
import { CampaignHands } from './campaigns.js';
import { at } from './dossiers.js';
import { chairman, homeAffairs } from './people.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';

/** What the movement makes of each message, by how the campaign that it names stands. */
const table: Record<string, Record<'not started' | 'running' | 'awarded' | 'revoked', string>> = {
  revokeCertificate: {
    'not started': 'certificate.unknown',
    running: 'certificate.unknown',
    awarded: 'taken',
    revoked: 'certificate.already-revoked',
  },
  amendPlan: {
    'not started': 'taken',
    running: 'amendment.begun',
    awarded: 'amendment.begun',
    revoked: 'amendment.begun',
  },
  look: { 'not started': 'taken', running: 'taken', awarded: 'taken', revoked: 'taken' },
};
const campaigns = { 'not started': '2023', running: '2022', awarded: '2021', revoked: '2021' } as const;
const State = z.object({ closed: z.array(z.object({ campaign: z.string(), awards: z.number() })) });

test('the table is total', () => {
  const names = Object.values(messages).filter((it) => it.on === 'movement' || it.on === 'every');
  expect(Object.keys(table)).toStrictEqual(names.map((it) => it.name));
});

describe('the movement', () => {
  let world: World;
  let firstRunId = '';
  const hands = () => new CampaignHands(world, '2021');
  const handle = () => world.client.workflow.getHandle(movementId('263'));

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    const now = at('2021-12-29T00:00:00');
    await setRehearsalClock(world.records, now);
    const started = await world.client.workflow.start('movement', {
      workflowId: movementId('263'),
      taskQueue: world.taskQueue,
      args: [{ plan: plan263, clock: { mode: 'rehearsal', now }, state: {} }],
    });
    firstRunId = started.firstExecutionRunId;
    await hands().walkTo('01-15T09:00:00');
    await hands().collect();
    await hands().walkTo('03-01T09:00:00');
    await hands().rank();
    await hands().choose();
    await hands().forward();
    await hands().appraise();
    await hands().sign();
    await hands().decide();
  });
  afterAll(() => world.stop());

  const revoke = (campaign: string, actor = homeAffairs) =>
    sendToMovement(world.services, messages.revokeCertificate, {
      actor,
      campaign,
      bloc: 'communes',
      kind: 'collective',
      seat: 'highest-rank',
      decision: { number: '9/QĐ-UBND', date: '2022-03-01' },
      reason: 'Khai không trung thực.',
    });

  test.each(['not started', 'running', 'awarded', 'revoked'] as const)(
    'revokeCertificate: %s',
    async (stand) => {
      const answer = await revoke(campaigns[stand]);
      const outcome = answer.done ? 'taken' : answer.refusal?.code;
      expect(outcome).toBe(table['revokeCertificate']?.[stand]);
    },
  );

  test.each(['not started', 'running', 'awarded', 'revoked'] as const)(
    'amendPlan, of the seats of a campaign: %s',
    async (stand) => {
      const answer = await sendToMovement(world.services, messages.amendPlan, {
        actor: homeAffairs,
        plan: withSeatMoved(plan263, Number(campaigns[stand])),
        decision: { number: '10/QĐ-UBND', date: '2022-03-01' },
        reason: 'Theo quyết định sửa đổi.',
      });
      expect(answer.done ? 'taken' : answer.refusal?.code).toBe(table['amendPlan']?.[stand]);
    },
  );

  test('a revocation by one who does not hold the office is refused and on record', async () => {
    const actor = { ...chairman, person: 'ct-chu-tich-2025-07' };
    // Nor does he learn what the ledger holds.
    expect(await revoke('2021', actor)).toMatchObject({ refusal: { code: 'actor.not-holder' } });
    const message = {
      actor,
      campaign: '2021',
      bloc: 'communes' as const,
      kind: 'individual' as const,
      seat: 'individual-1',
      decision: { number: '9/QĐ-UBND', date: '2022-03-01' },
      reason: 'Khai không trung thực.',
    };
    expect(await sendToMovement(world.services, messages.revokeCertificate, message)).toMatchObject({
      refusal: { code: 'actor.not-holder' },
    });
    const acts = await auditRows(world.records, { act: 'revokeCertificate' });
    expect(acts.at(-1)?.person).toBe('ct-chu-tich-2025-07');
  });

  test('a nudge is believed in nothing: what is closed stands in the records, each campaign once', async () => {
    const closed = async (): Promise<unknown> => {
      await world.stepper.settle();
      return State.parse(await handle().query('state')).closed;
    };
    for (const name of ['look', 'campaignClosing']) {
      for (const payload of [{ campaign: '2022', awards: 5, total: 1 }, { campaign: 'never' }, null]) {
        await handle().signal(name, payload);
      }
    }
    expect(await closed()).toStrictEqual([]);
    await hands().celebrate();
    const { awards } = await hands().state();
    expect(await closed()).toStrictEqual([{ campaign: '2021', awards: awards?.rows }]);
    await handle().signal('look', null);
    expect(await closed()).toHaveLength(1);
    const runs = await runsFrom(world.client, movementId('263'), firstRunId);
    const events = runs.flatMap((run) => run.history.events ?? []);
    expect(events.filter((event) => event.workflowTaskFailedEventAttributes != null)).toStrictEqual([]);
  });
});
