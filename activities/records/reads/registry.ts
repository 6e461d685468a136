import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '../../../workflows/plan/schema.js';
import { mailboxCode } from '../registry/mailbox-code.js';
import type { Records } from '../database/open.js';
import { allUnits, type UnitDetails } from '../registry/units.js';

/** A unit of the registry with how it is reached. */
export interface RegisteredUnit extends UnitDetails {
  /** Empty where it has no mailbox. */
  address: string;
  /** Its focal officials on the day asked for. */
  officials: { person: string; name: string }[];
}

const Official = z.object({ unit: z.string(), person: z.string(), name: z.string() });

/** The whole registry, living and ended, by code; the focal officials are those of `on`. Invented people are none in service. */
export async function registeredUnits(records: Records, on: Day): Promise<RegisteredUnit[]> {
  const units = await allUnits(records.db);
  const contacts = await records.db.selectFrom('contact').select(['recipient', 'address']).execute();
  const { rows } = await sql`
    select unit, person, name from unit_official
    where ${on}::date between valid_from and coalesce(valid_to, 'infinity')
      and (not invented or (select mode from clock) <> 'service')
    order by unit collate "C", person collate "C"
  `.execute(records.db);
  const addresses = new Map(contacts.map(({ recipient, address }) => [recipient, address]));
  const officials = z.array(Official).parse(rows);
  return units.map((unit) => ({
    ...unit,
    address: addresses.get(mailboxCode({ kind: 'unit', code: unit.code })) ?? '',
    officials: officials.filter((it) => it.unit === unit.code).map(({ person, name }) => ({ person, name })),
  }));
}
