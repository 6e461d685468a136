import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { fileDossier, sendToDossier } from '../../client/officials/send.js';
import { dossierId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import type { UnitCode } from '../../workflows/plan/schema.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { aUnit } from '../records/setup.js';
import { at, DossierHands, grantTime, startDossier } from './dossiers.js';
import { aDossier, homeAffairs, unitOfficial } from './people.js';

const statuses = ['submitted', 'accepted', 'rejected', 'withdrawn', 'returned', 'open'] as const;
const campaign = '2023';
const cutoff = at('2024-02-10T00:00:00');
const noon = at('2024-02-09T12:00:00');
const names = [
  ...statuses.map((status) => `nhan-${status}`),
  ...['tu-choi', 'nop-thay', 'bo-sung', 'xet-lai', 'noi-dung'].map((name) => `xa-${name}`),
  ...['rejected', 'withdrawn'].map((status) => `gia-han-${status}`),
];

let world: World;
beforeAll(async () => {
  const units = [
    ...names.map((name) => aUnit(name, 'communes')),
    aUnit('xa-het', 'communes', { validTo: '2023-12-31' }),
  ];
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')), units);
});
afterAll(() => world.stop());

async function start(unit: UnitCode): Promise<DossierHands> {
  await startDossier(world, { campaign, unit, cutoff, now: noon });
  await world.stepper.settle();
  return new DossierHands(world, campaign, unit);
}

/** The records take a filing of which the dossier hears nothing, as in an outage. */
async function receive(unit: UnitCode, edition: string, instant: number, actor = unitOfficial(unit)) {
  await setRehearsalClock(world.records, instant);
  const content = aDossier(campaign, unit, { edition });
  const received = await receiveFiling(world.records, { plan: '263', campaign, unit, actor, content });
  if ('refusal' in received) throw new Error(JSON.stringify(received.refusal));
  return received;
}

async function passTo(instant: number): Promise<void> {
  await world.stepper.settle();
  await world.stepper.moveTo(instant);
  await world.stepper.settle();
}

const lettersTo = async (unit: UnitCode) =>
  (await mailRows(world.records)).filter((row) => row.recipient === `unit:${unit}`).map((row) => row.code);

/** How a dossier comes into each status. */
const ways: Record<(typeof statuses)[number], (hands: DossierHands) => Promise<unknown>> = {
  open: () => Promise.resolve(),
  submitted: (hands) => hands.file(),
  accepted: async (hands) => [await hands.file(), await hands.review('accept')],
  rejected: async (hands) => [await hands.file(), await hands.review('reject')],
  withdrawn: async (hands) => [await hands.file(), await hands.withdraw()],
  returned: async (hands) => [await hands.file(), await hands.review('return', '2024-02-09')],
};

describe('IV.1.a: received in time is in time', () => {
  test.each(statuses)(
    'a replacement received at 23:59:59 in an outage replaces what was %s',
    async (status) => {
      const hands = await start(`nhan-${status}`);
      await ways[status](hands);
      expect(await hands.state()).toMatchObject({ status });
      const { digest } = await receive(hands.unit, 'thay thế', cutoff - 1000);
      await passTo(cutoff);
      expect(await hands.state()).toMatchObject({ status: 'submitted', current: { digest } });
    },
  );

  test('a filing that was refused never becomes the dossier', async () => {
    const hands = await start('xa-tu-choi');
    await setRehearsalClock(world.records, cutoff);
    expect(await hands.file('muộn')).toMatchObject({ refusal: { code: 'dossier.late' } });
    await passTo(cutoff);
    expect(await hands.state()).toMatchObject({ status: 'lapsed' });
    // Even where time is granted afterwards: the unit files anew, as it was told.
    await grantTime(world, hands, at('2024-02-16T00:00:00'));
    expect(await hands.state()).toMatchObject({ status: 'open' });
    await passTo(at('2024-02-16T00:00:00'));
    expect(await hands.state()).toMatchObject({ status: 'lapsed', current: null });
  });

  test("another unit's filing for an ended unit is not the dossier's", async () => {
    const hands = await start('xa-het');
    await receive('xa-het', 'của xã khác', noon, unitOfficial('xa-nop-thay'));
    await passTo(cutoff);
    expect(await hands.state()).toMatchObject({ status: 'lapsed', current: null });
  });

  test('a content never reaches a history: names and person ids go to the records', async () => {
    const hands = await start('xa-noi-dung');
    const handle = world.client.workflow.getHandle(dossierId('263', campaign, hands.unit));
    const before = (await handle.fetchHistory()).events?.length;
    const content = aDossier(campaign, hands.unit);
    const filing = { actor: unitOfficial(hands.unit), filing: { content } };
    await expect(handle.executeUpdate(messages.fileDossier.name, { args: [filing] })).rejects.toThrow();
    expect((await handle.fetchHistory()).events?.length).toBe(before);
    expect(await hands.file()).toMatchObject({ done: true });
    const history = JSON.stringify(await handle.fetchHistory(), (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    expect(history).not.toContain(`${hands.unit}-cb1`);
    expect(history).not.toContain(`Cán bộ ${hands.unit}`);
  });
});

describe('what was granted holds', () => {
  test('filing twice before the day for completion; the second counts', async () => {
    const hands = await start('xa-bo-sung');
    await hands.file();
    await passTo(at('2024-02-12T09:00:00'));
    expect(await hands.review('return', '2024-02-14')).toMatchObject({ done: true });
    expect(await hands.file('bổ sung')).toMatchObject({ done: true });
    await setRehearsalClock(world.records, at('2024-02-14T23:59:59.999'));
    expect(await hands.file('bổ sung lần hai')).toMatchObject({ done: true });
    await setRehearsalClock(world.records, at('2024-02-15T00:00:00'));
    expect(await hands.file('quá hạn')).toMatchObject({ refusal: { code: 'dossier.late' } });
  });

  test('a mistyped day is taken back: what was returned is reviewed again', async () => {
    const hands = await start('xa-xet-lai');
    await hands.file();
    expect(await hands.review('return', '2024-02-29')).toMatchObject({ done: true });
    expect(await hands.review('return', '2024-02-12')).toMatchObject({ done: true });
    expect(await hands.state()).toMatchObject({ status: 'returned', completeBy: '2024-02-12' });
    expect(await hands.review('accept')).toMatchObject({ done: true });
    expect(await hands.state()).toMatchObject({ status: 'accepted', completeBy: null });
  });

  test.each(['rejected', 'withdrawn'] as const)(
    'an extension for a unit whose dossier was %s: it is told, and may file',
    async (status) => {
      const hands = await start(`gia-han-${status}`);
      await ways[status](hands);
      await grantTime(world, hands, at('2024-02-16T00:00:00'));
      expect(await lettersTo(hands.unit)).toContain('dossier-extended');
      await setRehearsalClock(world.records, at('2024-02-15T23:59:59'));
      expect(await hands.file('mới')).toMatchObject({ done: true });
    },
  );
});

test('on the wall clock a withdrawal counts when it was accepted, not when its turn came', async () => {
  const unit = 'so-y-te';
  const instant = Date.now() + 15_000;
  await startDossier(world, { campaign, unit, cutoff: instant, now: Date.now(), mode: 'service' });
  await world.records.db.updateTable('clock').set({ mode: 'service', at: null }).execute();
  const filing = { campaign, unit, actor: unitOfficial(unit), content: aDossier(campaign, unit) };
  expect(await fileDossier(world.services, filing)).toMatchObject({ done: true });
  // An act before it is blocked until the cutoff is past.
  const blocked = world.records.db.transaction().execute(async (trx) => {
    await sql`select from dossier where unit = ${unit} for update`.execute(trx);
    await new Promise((resolve) => setTimeout(resolve, instant - Date.now() + 1500));
  });
  const { current } = await new DossierHands(world, campaign, unit).state();
  const review = { actor: homeAffairs, decision: 'accept' as const, digest: current?.digest ?? '' };
  const dossier = { campaign, unit };
  const answers = await Promise.all([
    sendToDossier(world.services, dossier, messages.reviewDossier, review),
    // After the review: the server keeps no order among messages that are sent at once.
    new Promise((resolve) => setTimeout(resolve, 1000)).then(() =>
      sendToDossier(world.services, dossier, messages.withdrawDossier, {
        actor: unitOfficial(unit),
        reason: 'Rút để rà soát.',
      }),
    ),
    blocked,
  ]);
  expect(answers.slice(0, 2)).toMatchObject([{ done: true }, { done: true }]);
  expect(Date.now()).toBeGreaterThan(instant);
});
