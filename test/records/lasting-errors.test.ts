import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { auditRows, verifyAudit } from '../../activities/records/acts/audit.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import type { Entry } from '../../workflows/api/acts.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { anEntry, anEntryOf, homeAffairs, now, official, opened } from './builders.js';
import { startTestServer, type TestServer } from './setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const open = async () => {
  const records = await server.openSeeded();
  await setRehearsalClock(records, now);
  return { records, ...createRecordsEffects({ records }) };
};

/** No two words of it alike, so that it can't be made shorter. */
const longText = Array.from({ length: 500 }, (_, index) => digestOf(index).slice(0, 12)).join(' ');
const document = { number: '1/KH', date: '0000-01-01' };
const acts: { name: string; entry: Entry; sqlstate: string; kept: object }[] = [
  {
    name: 'a day of the year 0',
    entry: anEntryOf(
      { type: 'launch-plans', plans: [{ unit: 'xa-mot', document }] },
      { act: 'recordLaunchPlan', actor: official('xa-mot'), facts: { units: 1 } },
    ),
    sqlstate: '22008',
    kept: { act: 'recordLaunchPlan', person: 'can-bo-xa-mot', facts: { units: 1 } },
  },
  {
    name: 'a rule of a table',
    entry: anEntryOf(opened(['xa-mot']), { facts: { units: 1 } }),
    sqlstate: '23514',
    kept: { facts: { units: 1 } },
  },
  {
    name: 'a text too long for an index',
    entry: anEntryOf({ type: 'difficulty', unit: 'xa-mot', text: longText }),
    sqlstate: '54000',
    kept: {},
  },
  {
    name: 'an instant out of any calendar',
    entry: anEntry({ actor: homeAffairs, at: 9e15, reason: 'Vì thế', facts: { a: 1 } }),
    sqlstate: '22008',
    kept: { person: 'snv-cchc-1', reason: null, facts: {} },
  },
];

describe('what the database will never take is refused, not tried for ever', () => {
  test.each(acts)('$name', async ({ entry, sqlstate, kept }) => {
    const { records, record } = await open();
    await sql`alter table dossier add check (unit <> 'xa-mot')`.execute(records.db);
    await sql`create index on difficulty (text)`.execute(records.db);
    const refusal = { code: 'records.refused', sqlstate };
    const outcome = await record(entry);
    expect(outcome).toStrictEqual({ at: now, holder: null, refusal, value: null });
    // The retry of an activity hears the same, and the row stands once.
    expect(await record(entry)).toStrictEqual(outcome);
    const rows = await auditRows(records);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ key: entry.key, outcome: { refusal } });
    expect(rows[0]).toMatchObject(kept);
    expect((await verifyAudit(records)).ok).toBe(true);
  });
});
