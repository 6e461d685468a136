import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Records } from '../../activities/records/database/open.js';
import { startTestServer, type TestServer } from './setup.js';

let server: TestServer;
let records: Records;

beforeAll(async () => {
  server = await startTestServer();
  records = await server.openSeeded();
});
afterAll(() => server.stop());

test('a connection that the database ends between two queries of a transaction fails that transaction and nothing else', async () => {
  const interrupted = records.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(records.db);
    await pause(300);
    await sql`select 1`.execute(trx);
  });
  await expect(interrupted).rejects.toThrow();
  expect((await sql<{ one: number }>`select 1 as one`.execute(records.db)).rows).toEqual([{ one: 1 }]);
});
