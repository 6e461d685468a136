import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  businessNow,
  clockMode,
  setRehearsalClock,
  setServiceClock,
  setTrialClock,
  trialOffset,
} from '../../activities/records/database/business-time.js';
import { openRecords } from '../../activities/records/database/open.js';
import { cutoff } from './builders.js';
import { seedForTest, startTestServer, type TestServer, units } from './setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('several processes migrate and seed at once', async () => {
  const url = await server.createDatabase();
  const processes = await Promise.all(Array.from({ length: 4 }, () => openRecords(url)));
  await Promise.all(
    processes.map(async (records) => {
      await records.migrate();
      await seedForTest(records);
    }),
  );
  const [records] = processes;
  const counts = await sql<{ units: number }>`select count(*) as units from unit`.execute(
    records?.db ?? fail(),
  );
  expect(counts.rows).toStrictEqual([{ units: units.length }]);
  await Promise.all(processes.map((it) => it.close()));
});

const fail = (): never => {
  throw new Error('no records');
};

test('tables of a newer program are refused', async () => {
  const records = await openRecords(await server.createDatabase());
  await records.migrate();
  await sql`insert into kysely_migration (name, timestamp) values ('999-later', '')`.execute(records.db);
  await expect(records.migrate()).rejects.toThrow('could not be migrated');
  await records.close();
});

test('a server that cannot be reached is an error at once', async () => {
  await expect(openRecords('postgresql://nobody@127.0.0.1:1/none')).rejects.toThrow('ECONNREFUSED');
});

test('business time is the wall clock in service and stands still in a rehearsal', async () => {
  const records = await openRecords(await server.createDatabase());
  await records.migrate();
  expect(Math.abs((await businessNow(records)) - Date.now())).toBeLessThan(60_000);
  await setRehearsalClock(records, cutoff);
  expect([await businessNow(records), await clockMode(records)]).toStrictEqual([
    cutoff,
    { mode: 'rehearsal', at: cutoff },
  ]);
  await setServiceClock(records);
  expect(await clockMode(records)).toStrictEqual({ mode: 'service', at: null });
  await records.close();
});

test('in a trial business time is the wall clock, moved by an offset that stays', async () => {
  const records = await openRecords(await server.createDatabase());
  await records.migrate();
  expect(await trialOffset(records)).toBeNull();
  const offset = cutoff - Date.now();
  await setTrialClock(records, offset);
  expect([await trialOffset(records), await clockMode(records)]).toStrictEqual([
    offset,
    { mode: 'trial', at: null },
  ]);
  const first = await businessNow(records);
  expect(Math.abs(first - cutoff)).toBeLessThan(60_000);
  await expect.poll(() => businessNow(records)).toBeGreaterThan(first);
  await records.close();
});
