import { gzipSync } from 'node:zlib';
import { Migrator, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  businessNow,
  clockMode,
  setRehearsalClock,
  setServiceClock,
  setTrialClock,
  trialOffset,
} from '../../activities/records/database/business-time.js';
import { migrations } from '../../activities/records/database/migrations.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { verifyRecords } from '../../activities/records/evidence/verify.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { aCollective, aContent, anEntry, cutoff, dossierOf, official, opened } from './builders.js';
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

describe('records of before rows were sealed', () => {
  const unit = 'so-y-te';
  const record = (records: Records, ...given: Parameters<typeof anEntry>) =>
    createRecordsEffects({ records }).record(anEntry(...given));

  async function file(records: Records): Promise<void> {
    const content = aContent({ nominees: [aCollective(`${unit}/tt`)] });
    const filing = await receiveFiling(records, { ...dossierOf(unit), actor: official(unit), content });
    if ('refusal' in filing) throw new Error(filing.refusal.code);
    const change = { type: 'dossier-filed', unit, filing } as const;
    await record(records, { key: filing.receipt, act: 'fileDossier', change });
  }

  test('are sealed as they stand: what is altered afterwards is found, and acts go on', async () => {
    const records = await openRecords(await server.createDatabase());
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db: records.db, provider }).migrateTo('013-past');
    expect(error).toBeUndefined();
    await seedForTest(records);
    const letter = { code: 'dossier-open', campaign: '2023', cutoff } as const;
    const letters = [{ key: 'open', recipients: 'each-dossier' as const, content: letter }];
    await record(records, { act: 'dossiers-opened', change: opened([unit, 'xa-mot']), letters });
    await file(records);
    const run = { workflow_id: 'w', status: 'COMPLETED', events: 0, history: gzipSync('{"events":[]}') };
    for (const run_id of ['one', 'two'])
      await sql`insert into history (workflow_id, run_id, status, events, history)
        values (${run.workflow_id}, ${run_id}, ${run.status}, ${run.events}, ${run.history})`.execute(
        records.db,
      );

    await records.migrate();
    expect((await verifyRecords(records)).faults).toStrictEqual([]);
    await file(records);
    await record(records, { act: 'dossier-lapsed', change: { type: 'dossier-lapsed', unit: 'xa-mot' } });
    expect((await verifyRecords(records)).faults).toStrictEqual([]);

    await sql`update dossier set status = 'accepted' where unit = 'xa-mot'`.execute(records.db);
    await sql`update filing set person = 'ai-do' where seq = 1`.execute(records.db);
    const { faults } = await verifyRecords(records);
    expect(new Set(faults.map(({ table }) => table))).toStrictEqual(
      new Set(['act_change', 'dossier', 'filing']),
    );
    await records.close();
  });
});
