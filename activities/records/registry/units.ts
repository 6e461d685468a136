import { type Kysely, sql } from 'kysely';
import type { Office } from '../../../workflows/api/messages.js';
import { Bloc, type Day, type UnitCode } from '../../../workflows/plan/schema.js';
import type { Unit } from '../../../workflows/rules/registry.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';
import type { UnitInForce } from '../../../workflows/api/effects.js';

type Db = Pick<Kysely<Database>, 'selectFrom'>;

/** The units in force on a day, its first and last day of validity counted, by code. */
export async function loadUnits(records: Records, { on }: { on: Day }): Promise<UnitInForce[]> {
  const rows = await records.db
    .selectFrom('unit')
    .select(['code', 'bloc'])
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', on)]))
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
    .orderBy(sql`code collate "C"`)
    .execute();
  return rows.map(toUnit);
}

/** The units whose last day is one of `from` … `to` (both counted): the summary asks which of them take part. */
export async function endedUnits(
  records: Records,
  { from, to }: { plan: string; from: Day; to: Day },
): Promise<UnitInForce[]> {
  const rows = await records.db
    .selectFrom('unit')
    .select(['code', 'bloc'])
    .where('valid_to', '>=', from)
    .where('valid_to', '<=', to)
    .orderBy(sql`code collate "C"`)
    .execute();
  return rows.map(toUnit);
}

const toUnit = (row: { code: string; bloc: string }): UnitInForce => ({
  code: row.code,
  bloc: Bloc.parse(row.bloc),
});

/** Those of the codes that the registry doesn't know, living or ended, sorted. */
export async function unknownUnits(db: Db, codes: readonly string[]): Promise<string[]> {
  const known = await db
    .selectFrom('unit')
    .select('code')
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute();
  const names = new Set(known.map((it) => it.code));
  return [...new Set(codes)].filter((it) => !names.has(it)).sort();
}

export type UnitDetails = Unit;

/** Every unit of the registry, living or ended, by code. */
export async function allUnits(db: Db): Promise<UnitDetails[]> {
  const rows = await db
    .selectFrom('unit')
    .selectAll()
    .orderBy(sql`code collate "C"`)
    .execute();
  return rows.map((row) => ({
    ...toUnit(row),
    name: row.name,
    parent: row.parent,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successor: row.successor,
  }));
}

export interface OfficeHolder {
  person: string;
  name: string;
  title: string;
  signsAs: string;
  validFrom: Day;
  validTo: Day | null;
}

/** Who holds an office on a day; several may (a chairman and his deputies). Invented people hold none in service. */
export async function officeHolders(
  records: Records,
  { office, on }: { office: Exclude<Office, 'unit'>; on: Day },
): Promise<OfficeHolder[]> {
  const rows = await records.db
    .selectFrom('office_holder')
    .selectAll()
    .where('office', '=', office)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
    .where(sql<boolean>`(not invented or (select mode from clock) <> 'service')`)
    .orderBy(sql`person collate "C"`)
    .execute();
  return rows.map((row) => ({
    person: row.person,
    name: row.name,
    title: row.title,
    signsAs: row.signs_as,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

/** A unit's focal officials on a day, by person. Invented people are none in service. */
export async function unitOfficials(
  records: { db: Db },
  { unit, on }: { unit: UnitCode; on: Day },
): Promise<{ person: string; name: string }[]> {
  return records.db
    .selectFrom('unit_official')
    .select(['person', 'name'])
    .where('unit', '=', unit)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
    .where(sql<boolean>`(not invented or (select mode from clock) <> 'service')`)
    .orderBy(sql`person collate "C"`)
    .execute();
}

/** One mailbox: `recipient` is its stable code, such as `unit:so-noi-vu` or `office:board`. */
export interface Contact {
  recipient: string;
  address: string;
  name: string;
}

/** Sets where a recipient's mail goes from now on. */
export async function setContact(records: Records, contact: Contact): Promise<void> {
  await records.db
    .insertInto('contact')
    .values(contact)
    .onConflict((conflict) =>
      conflict.column('recipient').doUpdateSet({ address: contact.address, name: contact.name }),
    )
    .execute();
}
