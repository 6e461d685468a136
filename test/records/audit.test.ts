import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { auditRows, comparableAuditRows, verifyAudit } from '../../activities/records/acts/audit.js';
import { sha256 } from '../../activities/records/database/digest.js';
import { openRecords } from '../../activities/records/database/open.js';
import { anEntry, homeAffairs, now } from './builders.js';
import { seedForTest, startTestServer, type TestServer } from './setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const facts = {
  số: [1.5e-7, 1e21, -0, 0.1, 123456789012],
  chữ: 'Lê “Ánh” \\ \u2028',
  rỗng: {},
  có: true,
  không: null,
};

async function openWithActs(count: number) {
  const records = await server.openSeeded();
  const { record } = createRecordsEffects({ records });
  for (let index = 1; index <= count; index += 1) {
    await record(anEntry({ key: `act-${index}`, actor: homeAffairs, at: now + index, facts }));
  }
  return records;
}

describe('the chain', () => {
  test('holds, whatever the facts; each row carries the hash of the one before', async () => {
    const records = await openWithActs(5);
    const rows = await auditRows(records);
    expect(rows.map((row) => row.seq)).toStrictEqual([1, 2, 3, 4, 5]);
    expect(rows.map((row) => row.previous)).toStrictEqual([
      '0'.repeat(64),
      ...rows.slice(0, -1).map((row) => row.hash),
    ]);
    expect(rows[4]?.facts).toStrictEqual({ ...facts, số: [1.5e-7, 1e21, 0, 0.1, 123456789012] });
    expect(await verifyAudit(records)).toStrictEqual({ ok: true, rows: 5, hash: rows[4]?.hash });
  });

  test('an auditor needs nothing but SHA-256', async () => {
    const records = await openWithActs(2);
    const [, row] = await records.db.selectFrom('audit').selectAll().orderBy('seq').execute();
    expect(row?.hash).toBe(sha256(`${row?.content ?? ''}${row?.previous ?? ''}`));
  });

  test('an empty one holds', async () => {
    expect(await verifyAudit(await openWithActs(0))).toStrictEqual({ ok: true, rows: 0, hash: null });
  });

  test('two processes add to one chain', async () => {
    const url = await server.createDatabase();
    const processes = await Promise.all([openRecords(url), openRecords(url)]);
    await Promise.all(processes.map((it) => it.migrate()));
    await Promise.all(processes.map((it) => seedForTest(it)));
    await Promise.all(
      processes.flatMap((records, process) => {
        const { record } = createRecordsEffects({ records });
        return Array.from({ length: 100 }, (_, index) => record(anEntry({ key: `${process}/${index}` })));
      }),
    );
    const verdicts = await Promise.all(processes.map(verifyAudit));
    expect(verdicts.map((it) => it.ok && it.rows)).toStrictEqual([200, 200]);
    await Promise.all(processes.map((it) => it.close()));
  });
});

describe('the table only grows', () => {
  test.each([
    'update audit set reason = null',
    'delete from audit',
    'truncate audit',
    'delete from audit where false',
  ])('%s', async (statement) => {
    const records = await openWithActs(1);
    await expect(sql.raw(statement).execute(records.db)).rejects.toThrow('only grows');
  });

  test('nobody chooses a place in the chain', async () => {
    const records = await openWithActs(2);
    await sql`insert into audit select 99, 'forged', wall_time, business_time, workflow, plan, campaign, unit, act, office,
      actor_unit, person, holder, reason, facts, outcome, content, 'x', 'y' from audit where seq = 1`.execute(
      records.db,
    );
    const rows = await auditRows(records);
    expect([rows[2]?.seq, rows[2]?.previous]).toStrictEqual([3, rows[1]?.hash]);
    expect(await verifyAudit(records)).toMatchObject({
      ok: false,
      seq: 3,
      key: 'forged',
      fault: 'other-content',
    });
  });
});

describe('tampering by somebody who can switch the trigger off is found', () => {
  test.each([
    {
      what: 'a changed person',
      statement: `update audit set person = 'x' where seq = 3`,
      seq: 3,
      fault: 'other-content',
    },
    {
      what: 'a changed fact',
      statement: `update audit set facts = '{}' where seq = 2`,
      seq: 2,
      fault: 'other-content',
    },
    {
      what: 'a changed time',
      statement: `update audit set business_time = business_time + interval '1 ms' where seq = 4`,
      seq: 4,
      fault: 'other-content',
    },
    {
      what: 'a changed content',
      statement: `update audit set content = replace(content, 'snv', 'xyz') where seq = 1`,
      seq: 1,
      fault: 'other-hash',
    },
    {
      what: 'a row hashed anew',
      statement: `update audit set person = 'x', content = replace(content, 'snv-cchc-1', 'x'),
        hash = encode(sha256(convert_to(replace(content, 'snv-cchc-1', 'x') || previous, 'UTF8')), 'hex') where seq = 3`,
      seq: 4,
      fault: 'other-previous',
    },
    { what: 'a missing row', statement: `delete from audit where seq = 2`, seq: 3, fault: 'missing-row' },
    {
      what: 'rows put in another order',
      statement: `update audit set seq = -seq; update audit set seq = 6 + seq`,
      seq: 1,
      fault: 'other-previous',
    },
  ])('$what', async ({ statement, seq, fault }) => {
    const records = await openWithActs(5);
    await sql
      .raw(`alter table audit disable trigger all; ${statement}; alter table audit enable trigger all`)
      .execute(records.db);
    expect(await verifyAudit(records)).toMatchObject({ ok: false, seq, fault });
  });
});

test('two runs are compared by business time, workflow and key, without wall time and hashes', async () => {
  const records = await server.openSeeded();
  const { record } = createRecordsEffects({ records });
  const acts = [
    { key: 'c', at: now + 1, workflow: 'w1' },
    { key: 'b', at: now, workflow: 'w2' },
    { key: 'a2', at: now, workflow: 'w1' },
    { key: 'a10', at: now, workflow: 'w1' },
  ];
  for (const act of acts) await record(anEntry(act));
  const rows = await comparableAuditRows(records);
  expect(rows.map((row) => row.key)).toStrictEqual(['a10', 'a2', 'b', 'c']);
  expect(Object.keys(rows[0] ?? {})).not.toEqual(expect.arrayContaining(['wallTime']));
  expect(rows[0]?.businessTime).toBe('2024-02-01T09:00:00.000+07:00');
});
