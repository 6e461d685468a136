import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../activities/records/database/schema.js';
import type { Records } from '../../activities/records/database/open.js';
import { differences, makeDueDocuments } from '../../activities/documents/make.js';
import { documentRows } from '../../activities/records/reads/documents.js';
import { sealed } from '../../activities/records/evidence/sealed.js';
import { verifyIn, verifyRecords } from '../../activities/records/evidence/verify.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { ActedCampaign } from './acted.js';

let server: TestServer;
let records: Records;
beforeAll(async () => {
  server = await startTestServer();
  records = await server.openSeeded();
  await ActedCampaign.play(records);
  await makeDueDocuments(records, '263');
}, 120_000);
afterAll(() => server.stop());

/** What nothing vouches for, and why: a whole table, or a column. */
const unvouched: ReadonlyMap<string, string> = new Map([
  ['kysely_migration', "the migrator's own: which tables there are, not what stands in them"],
  ['kysely_migration_lock', "the migrator's own lock"],
  ['campaign_view', 'a copy of what a workflow shows, made anew with each change'],
  ['draft', 'what a unit prepares and has not filed: its own, changed at will, and nobody goes by it'],
  ['upload', 'a file on its way: nothing goes by it until it is whole, looked at and kept as a file'],
  ['upload_piece', 'what came of such a file; whole, it is held against its digest'],
  ['failing_effect', 'what fails at this moment'],
  ['archive', 'how far the archivist came; what it kept is vouched for'],
  ['letter.tries', 'how often a letter was tried'],
  ['letter.deferrals', 'how often a letter was put off'],
  ['letter.next_try', 'when a letter is tried again'],
  ['letter.settled_at', 'that a letter is not tried any more; the mails say what became of it'],
]);

interface Column {
  table: string;
  column: string;
  type: string;
}

async function columnsOf({ db }: Records): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as table, column_name as column, udt_name as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1, ordinal_position
  `.execute(db);
  return rows.filter(({ table, column }) => !unvouched.has(table) && !unvouched.has(`${table}.${column}`));
}

/** Another value of the column's type: as little as can be changed. */
const others: Record<string, (column: string) => string> = {
  text: (it) => `coalesce(${it}, '') || 'x'`,
  _text: (it) => `array_append(${it}, 'x')`,
  bool: (it) => `not coalesce(${it}, false)`,
  int4: (it) => `coalesce(${it}, 0) + 1000003`,
  int8: (it) => `coalesce(${it}, 0) + 1000003`,
  date: (it) => `coalesce(${it}, '2024-01-01') + 1`,
  timestamptz: (it) => `coalesce(${it}, '2024-01-01') + interval '1 millisecond'`,
  uuid: () => 'gen_random_uuid()',
  jsonb: (
    it,
  ) => `case jsonb_typeof(${it}) when 'object' then ${it} || '{"x": 1}' when 'array' then ${it} || '[1]'
    else '{"x": 1}' end`,
  // A byte of gzip's head that no reader looks at.
  bytea: (it) => `set_byte(${it}, 4, 255 - get_byte(${it}, 4))`,
};

class Undone extends Error {}

/** Does something to the records as somebody who can do everything, looks, and undoes it. */
async function tamper<R>(work: (trx: Transaction<Database>) => Promise<R>): Promise<R> {
  const results: R[] = [];
  const tried = records.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    results.push(await work(trx));
    throw new Undone();
  });
  await tried.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  const [result] = results;
  if (result === undefined) throw new Error('Nothing was done.');
  return result;
}

/** Takes away what would keep a value out. */
async function open(trx: Transaction<Database>, { table, column }: Column): Promise<void> {
  const checks = await sql<{ name: string }>`
    select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'
  `.execute(trx);
  for (const { name } of checks.rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(trx);
  await sql`alter table ${sql.table(table)} alter ${sql.ref(column)} drop identity if exists`.execute(trx);
}

/** The row as it is named: before or after the change. */
function nameOf(table: string, row: Record<string, unknown>): string {
  const named = { audit: ['key'], history: ['workflow_id', 'run_id'], file_chunk: ['digest'] }[table];
  const keys = named ?? sealed.find((it) => it.table === table)?.keys ?? [];
  return keys.map((key) => String(row[key])).join('/');
}

/** Changes one column of one row. @returns how the row is named, before and after */
async function change(trx: Transaction<Database>, it: Column): Promise<string[]> {
  const { table, column, type } = it;
  const other = others[type];
  if (other === undefined) throw new Error(`No other value of type ${type}.`);
  await open(trx, it);
  const { rows } = await sql<{ place: string; row: Record<string, unknown> }>`
    select ctid::text as place, to_jsonb(t) as row from ${sql.table(table)} t
    order by ${sql.ref(column)} is null, ctid limit 1
  `.execute(trx);
  const [first] = rows;
  if (first === undefined) throw new Error(`The table ${table} is empty.`);
  const changed = await sql<{ row: Record<string, unknown> }>`
    update ${sql.table(table)} t set ${sql.ref(column)} = ${sql.raw(other(`"${column}"`))}
    where ctid = ${first.place}::tid returning to_jsonb(t) as row
  `.execute(trx);
  return [first.row, changed.rows[0]?.row ?? {}].map((row) => nameOf(table, row));
}

test('what was done by acts holds', async () => {
  const { faults, proofs, chain } = await verifyRecords(records);
  expect(faults).toStrictEqual([]);
  expect(chain.ok).toBe(true);
  expect(proofs).toMatchObject({ receipts: 3 });
  expect(proofs.acts).toBeGreaterThan(12);
});

test('documents that were made come out the same from the records, and are made once', async () => {
  const made = await documentRows(records, { plan: '263' });
  expect(made.map(({ kind }) => kind)).toContain('decision');
  await makeDueDocuments(records, '263');
  expect(await documentRows(records, { plan: '263' })).toStrictEqual(made);
  expect(await differences(records, '263')).toStrictEqual([]);
});

test('a document that was taken away is named, whether others of its act are left or none', async () => {
  const missing = (taken: readonly string[]) =>
    tamper(async (trx) => {
      await trx.deleteFrom('document').where('kind', 'in', taken).execute();
      const found = await differences({ ...records, db: trx }, '263');
      return found.map(({ document, why }) => `${document.kind} ${why}`);
    });
  expect(await missing(['decision'])).toStrictEqual(['decision missing']);
  expect(await missing(['request'])).toStrictEqual(['request missing']);
});

test('each column of each table, changed in one row, is found and its row named', async () => {
  const columns = await columnsOf(records);
  expect(columns.length).toBeGreaterThan(150);
  const missed: string[] = [];
  for (const it of columns) {
    const faults = await tamper(async (trx) => {
      const names = await change(trx, it);
      const found = (await verifyIn({ db: trx })).faults;
      const ofTable = found.filter((fault) => fault.table === it.table);
      // What is said of a seal is said of the row that it seals; a place in a chain leaves a gap before another row.
      if (it.table === 'row_seal' || it.table === 'act_change') return found;
      return it.column === 'seq' ? ofTable : ofTable.filter(({ row }) => names.includes(row));
    });
    if (faults.length === 0) missed.push(`${it.table}.${it.column}`);
  }
  expect(missed).toStrictEqual([]);
}, 300_000);

test('each table, a row of it removed, is found', async () => {
  const tables = new Set((await columnsOf(records)).map(({ table }) => table));
  const missed: string[] = [];
  for (const table of tables) {
    const { faults } = await tamper(async (trx) => {
      await sql`delete from ${sql.table(table)} where ctid = (select min(ctid) from ${sql.table(table)})`.execute(
        trx,
      );
      return verifyIn({ db: trx });
    });
    if (faults.length === 0) missed.push(table);
  }
  expect(missed).toStrictEqual([]);
}, 120_000);

describe('a plain statement beside the program', () => {
  test.each([
    { statement: `update ledger set money = money + 1000000 where kind = 'collective'`, table: 'ledger' },
    {
      statement: `update ledger set revoked_number = null, revoked_date = null, revoked_at = null`,
      table: 'ledger',
    },
    {
      statement: `insert into ledger select plan, campaign, bloc, kind, seat || 'x', unit, nominee, person_id, name, clause, decided_by,
        list_digest, decision_number, decision_date, signed_by, signs_as, money, reward, written_at from ledger limit 1`,
      table: 'ledger',
    },
    { statement: `delete from ledger where kind = 'individual'`, table: 'ledger' },
    { statement: `update dossier set status = 'accepted' where unit = 'xa-mot'`, table: 'dossier' },
    { statement: `update filing set proof = null`, table: 'filing' },
    {
      statement: `update filing set content = jsonb_set(content, '{nominees,0,name}', '"Ông khác"')`,
      table: 'filing',
    },
    {
      statement: `insert into file_chunk select digest, 7, bytes from file_chunk limit 1`,
      table: 'file_chunk',
    },
    { statement: `update file_chunk set bytes = set_byte(bytes, 9, 0) where part = 1`, table: 'file_chunk' },
    { statement: `update file set type = 'image/png'`, table: 'file' },
    {
      statement: `delete from file_chunk; delete from file; delete from row_seal where of_table = 'file'`,
      table: 'filing',
    },
    { statement: `update instance set proofs = 'not-asked'`, table: 'instance' },
    { statement: `delete from history where run_id = 'run-1'`, table: 'history' },
  ])('$statement', async ({ statement, table }) => {
    const faults = await tamper(async (trx) => {
      await sql`set local session_replication_role = origin`.execute(trx);
      await sql.raw(statement).execute(trx);
      await sql`set local session_replication_role = replica`.execute(trx);
      return (await verifyIn({ db: trx })).faults;
    });
    expect(faults.map((it) => it.table)).toContain(table);
  });
});
