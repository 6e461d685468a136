import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { findHistory, keepHistory, missingHistories } from '../../activities/records/reads/histories.js';
import {
  claimMail,
  finishAttempt,
  type MailClaim,
  resolveAttempt,
  startAttempt,
} from '../../activities/records/acts/mail-log.js';
import { addressOf } from '../../activities/records/registry/mailboxes.js';
import { mailRows, undelivered } from '../../activities/records/reads/mails.js';
import type { Records } from '../../activities/records/database/open.js';
import { endedUnits, loadUnits, officeHolders, setContact } from '../../activities/records/registry/units.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { anEntryOf, cutoff, now, opened } from './builders.js';
import { seedForTest, startTestServer, type TestServer, units } from './setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const aClaim = (over: Partial<MailClaim> = {}): MailClaim => ({
  key: 'open/unit:so-y-te',
  messageId: '<1@thidua.example>',
  recipient: 'unit:so-y-te',
  address: 'so-y-te@cantho.example',
  code: 'dossier-open',
  letter: { event: 'open', content: { code: 'dossier-accepted', campaign: '2023' } },
  plan: '263',
  campaign: '2023',
  unit: 'so-y-te',
  thread: null,
  subject: '[Cần nộp trước 10/02/2024] Hồ sơ',
  at: now,
  ...over,
});

const stateOf = async (records: Records) => (await mailRows(records)).map((row) => row.state);

describe('one message for an event and a mailbox', () => {
  test('is claimed once and stays as first claimed', async () => {
    const records = await server.openSeeded();
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) => claimMail(records, aClaim({ subject: `Lần ${index}` }))),
    );
    expect(new Set(claims.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await mailRows(records)).toHaveLength(1);
  });

  test('takes the business clock where no instant is given', async () => {
    const records = await server.openSeeded();
    await setRehearsalClock(records, cutoff);
    expect(await claimMail(records, aClaim({ at: null }))).toMatchObject({ at: cutoff, state: 'pending' });
  });

  test('is attempted by one at a time', async () => {
    const records = await server.openSeeded();
    const { key } = await claimMail(records, aClaim());
    const attempts = await Promise.all(Array.from({ length: 20 }, () => startAttempt(records, key)));
    expect(attempts.filter((it) => it !== null)).toHaveLength(1);
    expect(await stateOf(records)).toStrictEqual(['sending']);
  });

  test.each([
    { outcome: 'sent', state: 'sent', again: false },
    { outcome: 'refused', state: 'refused', again: false },
    { outcome: 'uncertain', state: 'uncertain', again: false },
    { outcome: 'failed', state: 'pending', again: true },
  ] as const)('after $outcome it is $state', async ({ outcome, state, again }) => {
    const records = await server.openSeeded();
    const { key } = await claimMail(records, aClaim());
    const attempt = await startAttempt(records, key);
    if (attempt === null) throw new Error('no attempt');
    await finishAttempt(records, attempt, { outcome, answer: '250 \0OK' });
    expect(await stateOf(records)).toStrictEqual([state]);
    expect((await startAttempt(records, key)) !== null).toBe(again);
  });

  test.each(['sent', 'uncertain'] as const)(
    'left sending by a crash, it is settled as %s',
    async (outcome) => {
      const records = await server.openSeeded();
      const { key } = await claimMail(records, aClaim());
      await startAttempt(records, key);
      await resolveAttempt(records, key, { outcome, answer: null });
      await resolveAttempt(records, key, { outcome: 'sent', answer: null });
      expect(await stateOf(records)).toStrictEqual([outcome]);
      const attempts = await records.db.selectFrom('mail_attempt').select('outcome').execute();
      expect(attempts).toStrictEqual([{ outcome }]);
    },
  );

  test('Home Affairs sees what was not delivered, and the last answer', async () => {
    const records = await server.openSeeded();
    for (const [key, outcome] of [
      ['a', 'sent'],
      ['b', 'refused'],
      ['c', 'failed'],
    ] as const) {
      await claimMail(records, aClaim({ key, messageId: key }));
      const attempt = await startAttempt(records, key);
      if (attempt !== null) await finishAttempt(records, attempt, { outcome, answer: `${key} 550` });
    }
    await startAttempt(records, 'c');
    const rows = await undelivered(records, { campaign: '2023' });
    expect(rows.map((row) => [row.key, row.state, row.attempts, row.answer])).toStrictEqual([
      ['b', 'refused', 1, 'b 550'],
      ['c', 'sending', 2, null],
    ]);
    expect(await undelivered(records, { campaign: '2022' })).toStrictEqual([]);
  });
});

describe('mailboxes', () => {
  const occasion = { plan: '263', campaign: '2023', on: '2024-02-01' } as const;
  const recipientsOf = async (records: Records, recipient: Parameters<typeof addressOf>[1]) =>
    (await addressOf(records, recipient, occasion)).map((it) => it.recipient);

  test('of a unit, an office, the press (V.3), units in force, units with a dossier', async () => {
    const records = await server.openSeeded();
    const { record } = createRecordsEffects({ records });
    await record(anEntryOf(opened(['xa-mot', 'so-y-te'])));
    expect(await recipientsOf(records, { unit: 'xa-mot' })).toStrictEqual(['unit:xa-mot']);
    expect(await addressOf(records, { unit: 'xa-la' }, occasion)).toStrictEqual([
      { recipient: 'unit:xa-la', address: '', name: 'xa-la', insteadOf: null },
    ]);
    expect(await recipientsOf(records, { office: 'board' })).toStrictEqual(['office:board']);
    expect(await recipientsOf(records, { press: true })).toHaveLength(3);
    expect(await recipientsOf(records, { unitsInForceOn: '2022-07-01' })).toHaveLength(units.length - 1);
    expect(await recipientsOf(records, { dossiersOf: '2023' })).toStrictEqual([
      'unit:so-y-te',
      'unit:xa-mot',
    ]);
  });

  test('a changed address outlives the next start', async () => {
    const records = await server.openSeeded();
    await setContact(records, { recipient: 'unit:xa-mot', address: 'a@b.example', name: 'Xã Một' });
    await seedForTest(records);
    expect(await addressOf(records, { unit: 'xa-mot' }, occasion)).toMatchObject([
      { address: 'a@b.example' },
    ]);
  });
});

describe('registry', () => {
  test.each([
    { on: '2022-06-30', has: 'xa-cu', hasNot: 'xa-moi' },
    { on: '2022-07-01', has: 'xa-moi', hasNot: 'xa-cu' },
  ])('in force on $on: $has, no longer or not yet $hasNot', async ({ on, has, hasNot }) => {
    const codes = (await loadUnits(await server.openSeeded(), { on })).map((it) => it.code);
    expect([codes.includes(has), codes.includes(hasNot)]).toStrictEqual([true, false]);
  });

  test('ended in the period', async () => {
    const records = await server.openSeeded();
    const ended = await endedUnits(records, { plan: '263', from: '2021-12-29', to: '2025-06-29' });
    expect(ended).toStrictEqual([{ code: 'xa-cu', bloc: 'communes' }]);
    expect(await endedUnits(records, { plan: '263', from: '2021-12-29', to: '2025-06-30' })).toHaveLength(2);
  });

  test.each([
    { on: '2025-02-19', holders: ['ct-pho-chu-tich', 'tran-viet-truong'] },
    { on: '2025-02-20', holders: ['ct-pho-chu-tich', 'ct-quyen-chu-tich'] },
    { on: '2025-07-01', holders: ['ct-chu-tich-2025-07', 'ct-pho-chu-tich'] },
    { on: '2025-10-03', holders: ['ct-chu-tich-2025-10', 'ct-pho-chu-tich'] },
  ])('the Chairman and his deputy on $on', async ({ on, holders }) => {
    const found = await officeHolders(await server.openSeeded(), { office: 'chairman', on });
    expect(found.map((it) => it.person)).toStrictEqual(holders);
  });
});

test.each([
  { from: '2021-12-31', to: '2022-01-03', firstDay: '2022-01-01', days: ['2022-01-01', '2022-01-03'] },
  { from: '2024-05-02', to: '2024-08-31', firstDay: '2024-05-02', days: ['2024-05-04'] },
])('holidays from $from to $to, and how far the table reaches', async ({ from, to, firstDay, days }) => {
  const { loadHolidays } = createRecordsEffects({ records: await server.openSeeded() });
  const holidays = await loadHolidays({ plan: '263', from, to });
  expect({ ...holidays, days: holidays.days.map((it) => it.date) }).toStrictEqual({
    firstDay,
    lastDay: '2026-12-31',
    days,
  });
});

test('a window past the end of the table of holidays is an error that says so', async () => {
  const { loadHolidays } = createRecordsEffects({ records: await server.openSeeded() });
  await expect(loadHolidays({ plan: '263', from: '2026-12-31', to: '2027-06-30' })).rejects.toThrow(
    'The table of holidays ends on 2026-12-31, before 2027-06-30',
  );
});

test('histories are kept once, found by workflow, and named when they are missing', async () => {
  const records = await server.openSeeded();
  const run = { workflowId: 'dossier/263/2023/so-y-te', runId: 'r1' };
  const json = JSON.stringify({ events: [{ eventId: '1', note: 'Hồ sơ' }] });
  await keepHistory(records, { ...run, status: 'COMPLETED', events: 1, json });
  await keepHistory(records, { ...run, status: 'FAILED', events: 2, json: '{}' });
  expect(await findHistory(records, run)).toMatchObject([{ ...run, status: 'COMPLETED', events: 1, json }]);
  expect(await findHistory(records, { workflowId: 'x' })).toStrictEqual([]);
  expect(await missingHistories(records, [run, { ...run, runId: 'r2' }])).toStrictEqual([
    { ...run, runId: 'r2' },
  ]);
});
