import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { plain } from '../../../workflows/api/acts.js';
import { Office } from '../../../workflows/api/messages.js';
import type { Day } from '../../../workflows/plan/schema.js';
import { dayOf } from '../../../workflows/rules/days.js';
import type { PastAct } from '../../reference/setup/checks.js';
import { differences, type SetUpChange, setUpDigest } from '../../reference/setup/difference.js';
import type { SetUp } from '../../reference/setup/sheets.js';
import { appendAudit } from '../acts/audit.js';
import { businessNow, clockMode } from '../database/business-time.js';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import { instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { isReachingNobody } from '../../reference/setup/invented.js';
import { officeRow, refuseInvented, unitRow } from './setup.js';
import { allUnits } from './units.js';

type Db = Pick<Kysely<Database>, 'selectFrom' | 'selectNoFrom'>;

/** What the records are set up with, on their business day. */
export interface StandingSetUp {
  setUp: SetUp;
  mode: ClockMode;
  on: Day;
}

/** Of records that are not made yet. */
export const noStanding = (now: number): StandingSetUp => ({
  setUp: { units: [], mailboxes: [], officials: [], holders: [] },
  mode: 'service',
  on: dayOf(now),
});

/** Reads what the records are set up with; they may be of a program that knew no officials of units yet. */
export async function standingSetUp(records: Records): Promise<StandingSetUp> {
  const { mode } = await clockMode(records);
  const on = dayOf(await businessNow(records));
  return { setUp: await readSetUp(records.db), mode, on };
}

/** The registry, mailboxes, officials and offices as they stand. */
export async function readSetUp(db: Records['db'] | Transaction<Database>): Promise<SetUp> {
  const holders = await db.selectFrom('office_holder').selectAll().execute();
  return {
    units: await allUnits(db),
    mailboxes: await db.selectFrom('contact').selectAll().execute(),
    officials: await officialsIn(db),
    holders: holders.map(
      ({ office, signs_as: signsAs, valid_from: validFrom, valid_to: validTo, ...it }) => ({
        ...it,
        office: Office.exclude(['unit']).parse(office),
        signsAs,
        validFrom,
        validTo,
      }),
    ),
  };
}

async function officialsIn(db: Db): Promise<SetUp['officials']> {
  const found = await db
    .selectNoFrom(sql<boolean>`to_regclass('unit_official') is not null`.as('isThere'))
    .executeTakeFirst();
  if (found?.isThere !== true) return [];
  const rows = await db.selectFrom('unit_official').selectAll().execute();
  return rows.map(({ valid_from: validFrom, valid_to: validTo, ...it }) => ({ ...it, validFrom, validTo }));
}

/** Who has acted for which office or unit, on which days: what no set-up may take back. */
export async function pastActs(records: Records): Promise<PastAct[]> {
  const { rows } = await sql<PastAct>`
    select distinct office, actor_unit as unit, person, (business_time at time zone 'Asia/Ho_Chi_Minh')::date as day
    from audit where office is not null and person is not null and outcome -> 'refusal' = 'null'::jsonb
    order by day, office, unit, person
  `.execute(records.db);
  return rows;
}

/** Who applies a set-up, why, and what it was compared with. */
export interface Application {
  plan: string;
  setUp: SetUp;
  /** The digest of what stood when the changes were shown: what stands otherwise by now is not overwritten. */
  shown: string;
  operator: string;
  reason: string | null;
}

export type Applied = { ok: true; changes: SetUpChange[] } | { ok: false; code: 'stale' | 'rehearsal' };

/**
 * Brings the records to a checked set-up, all or nothing, with one audit row; where nothing changes nothing is written.
 * The tables are of this program's version. Throws `InventedInService` for invented people and mailboxes.
 */
export async function applySetUp(records: Records, application: Application): Promise<Applied> {
  const { setUp, shown } = application;
  return records.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(263000003)`.execute(trx);
    if ((await clockMode({ db: trx })).mode === 'rehearsal') return { ok: false, code: 'rehearsal' };
    await refuseInvented(trx, inventedIn(setUp));
    const standing = await readSetUp(trx);
    if (setUpDigest(standing) !== shown) return { ok: false, code: 'stale' };
    const changes = differences(standing, setUp);
    if (changes.length === 0) return { ok: true, changes };
    await write(trx, setUp);
    await note(trx, application, changes);
    return { ok: true, changes };
  });
}

/** The invented people of a set-up, and the addresses that reach nobody. */
export const inventedIn = ({ officials, holders, mailboxes }: SetUp): string[] => [
  ...[...officials, ...holders].filter((it) => it.invented).map((it) => it.person),
  ...[
    ...mailboxes.map(({ address }) => address),
    ...[...officials, ...holders].flatMap((it) => it.email ?? []),
  ].filter(isReachingNobody),
];

async function write(
  trx: Transaction<Database>,
  { units, mailboxes, officials, holders }: SetUp,
): Promise<void> {
  await trx.deleteFrom('unit_official').execute();
  await trx.deleteFrom('office_holder').execute();
  await trx.deleteFrom('contact').execute();
  await sql`
    insert into unit select * from json_populate_recordset(null::unit, ${JSON.stringify(units.map(unitRow))}::json)
    on conflict (code) do update set name = excluded.name, bloc = excluded.bloc, parent = excluded.parent,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, successor = excluded.successor
  `.execute(trx);
  await sql`
    insert into contact select * from json_populate_recordset(null::contact, ${JSON.stringify(mailboxes)}::json)
  `.execute(trx);
  const officialRows = officials.map(({ validFrom, validTo, ...it }) => ({
    ...it,
    valid_from: validFrom,
    valid_to: validTo,
  }));
  await sql`
    insert into unit_official
    select * from json_populate_recordset(null::unit_official, ${JSON.stringify(officialRows)}::json)
  `.execute(trx);
  await sql`
    insert into office_holder
    select * from json_populate_recordset(null::office_holder, ${JSON.stringify(holders.map(officeRow))}::json)
  `.execute(trx);
}

/** Each change stands in the audit row: what was before can be read years later. */
async function note(
  trx: Transaction<Database>,
  { plan, setUp, operator, reason }: Application,
  changes: readonly SetUpChange[],
): Promise<void> {
  const entry = {
    key: `set-up/${randomUUID()}`,
    instance: await instanceOf({ db: trx }),
    workflow: 'setup',
    plan,
    campaign: null,
    unit: null,
    act: 'set-up',
    actor: null,
    at: null,
    reason,
    facts: { operator, digest: setUpDigest(setUp), changes: changes.map((it) => plain(it)) },
    change: { type: 'none' } as const,
  };
  const at = await businessNow({ db: trx });
  await appendAudit(trx, entry, { at, holder: null, refusal: null, value: null });
}
