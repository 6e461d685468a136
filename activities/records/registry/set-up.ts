import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Entry, plain } from '../../../workflows/api/acts.js';
import { type Actor, Office } from '../../../workflows/api/messages.js';
import type { ActProof } from '../../../workflows/api/proof.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import type { Day } from '../../../workflows/plan/schema.js';
import { dayOf } from '../../../workflows/rules/days.js';
import type { PastAct } from '../../reference/setup/checks.js';
import { differences, type SetUpChange, setUpDigest } from '../../reference/setup/difference.js';
import { emptySetUp, type SetUp } from '../../reference/setup/sheets.js';
import { appendAudit } from '../acts/audit.js';
import { checkActing, holderOf, readOpening } from '../acts/opening.js';
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
  setUp: emptySetUp,
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
  /** Who does it in an office, as a person's act; absent where an operator does. */
  act?: SetUpAct | undefined;
}

/** A set-up as a person's act. */
interface SetUpAct {
  /** Sent again it is the same act, done once. */
  id: string;
  actor: Actor;
  /** Of the message {@link setUpMessage} to {@link setUpWorkflow}. */
  proof: ActProof | undefined;
}

/** To whom a person's set-up is signed, and as what. */
export const setUpWorkflow = 'setup';
export const setUpName = 'setUp';

/** What is signed of a set-up: from which digest to which. */
export const setUpMessage = (actor: Actor, of: Pick<Application, 'shown' | 'setUp' | 'reason'>) => ({
  actor,
  shown: of.shown,
  digest: setUpDigest(of.setUp),
  reason: of.reason,
});

export type Applied =
  | { ok: true; changes: SetUpChange[] }
  | { ok: false; code: 'stale' | 'rehearsal' }
  | { ok: false; code: 'refused'; refusal: Refusal };

/**
 * Brings the records to a checked set-up, all or nothing, with one audit row; where nothing changes nothing is written.
 * A person's is refused, and the refusal recorded, where he doesn't hold his office or hasn't signed it. The tables are of
 * this program's version. Throws `InventedInService` for invented people and mailboxes.
 */
export async function applySetUp(records: Records, application: Application): Promise<Applied> {
  const { setUp, shown } = application;
  return records.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(263000003)`.execute(trx);
    if ((await clockMode({ db: trx })).mode === 'rehearsal') return { ok: false, code: 'rehearsal' };
    const entry = entryOf(application, await instanceOf({ db: trx }));
    const opening = await readOpening(trx, entry);
    if (opening.recorded !== null) return { ok: true, changes: [] };
    const standing = await readSetUp(trx);
    if (setUpDigest(standing) !== shown) return { ok: false, code: 'stale' };
    const changes = differences(standing, setUp);
    if (changes.length === 0) return { ok: true, changes };
    await refuseInvented(trx, inventedIn(setUp));
    const outcome = { at: opening.at, holder: holderOf(opening), value: null };
    const refusal = await checkActing(trx, opening, entry);
    if (refusal !== null) {
      await appendAudit(trx, entry, { ...outcome, refusal });
      return { ok: false, code: 'refused', refusal };
    }
    await write(trx, setUp);
    // Each change stands in the audit row: what was before can be read years later.
    const facts = { ...entry.facts, changes: changes.map((it) => plain(it)) };
    await appendAudit(trx, { ...entry, facts }, { ...outcome, refusal: null });
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

function entryOf({ plan, setUp, operator, reason, act }: Application, instance: string): Entry {
  return {
    key: `set-up/${act?.id ?? randomUUID()}`,
    instance,
    workflow: setUpWorkflow,
    plan,
    campaign: null,
    unit: null,
    act: 'set-up',
    actor: act?.actor ?? null,
    at: null,
    reason,
    facts: { operator, digest: setUpDigest(setUp) },
    change: { type: 'none' },
    ...(act?.proof !== undefined && { proof: act.proof }),
  };
}
