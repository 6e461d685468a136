import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import { Office } from '../../workflows/messages.js';
import { plan263 } from '../../workflows/plan/plan-263.js';
import { Day } from '../../workflows/plan/schema.js';
import type { Unit } from '../../workflows/rules/registry.js';
import type { Records } from './open.js';
import { parseTable } from './reference.js';

const OfficeRow = z.strictObject({
  office: Office.exclude(['unit']),
  person: z.string().min(1),
  name: z.string().min(1),
  title: z.string().min(1),
  signsAs: z.string().min(1),
  validFrom: Day,
  validTo: z.union([Day, z.literal('').transform(() => null)]),
  /** Whether the name stands for nobody real. */
  invented: z.enum(['yes', 'no']).transform((it) => it === 'yes'),
});
export type OfficeRow = z.infer<typeof OfficeRow>;

/** Who holds which office, from when to when (`reference/offices.csv`). Throws with the row and column at fault. */
export function loadOffices(): OfficeRow[] {
  const text = readFileSync(new URL('./reference/offices.csv', import.meta.url), 'utf8');
  return parseTable('offices.csv', text, OfficeRow);
}

const domain = 'cantho.example';

const officeContacts = [
  { recipient: 'office:home-affairs', address: `so-noi-vu@${domain}`, name: 'Sở Nội vụ' },
  {
    recipient: 'office:board',
    address: `ban-thi-dua-khen-thuong@${domain}`,
    name: 'Ban Thi đua - Khen thưởng',
  },
  { recipient: 'office:chairman', address: `chu-tich-ubnd@${domain}`, name: 'Chủ tịch UBND thành phố' },
  ...plan263.press.bodies.map((it) => ({
    recipient: `press:${it.code}`,
    address: `${it.code}@${domain}`,
    name: it.name,
  })),
];

/**
 * Brings the registry, the offices and the mailboxes to the reference tables. May be repeated, and by several
 * processes at once; a mailbox that was changed since keeps its address.
 */
export async function seedReference(records: Records, reference: { units: readonly Unit[] }): Promise<void> {
  await records.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(263000003)`.execute(trx);
    const units = reference.units.map((it) => ({
      code: it.code,
      name: it.name,
      bloc: it.bloc,
      parent: it.parent,
      valid_from: it.validFrom,
      valid_to: it.validTo,
      successor: it.successor,
    }));
    await sql`
      insert into unit select * from json_populate_recordset(null::unit, ${JSON.stringify(units)}::json)
      on conflict (code) do update set name = excluded.name, bloc = excluded.bloc, parent = excluded.parent,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to, successor = excluded.successor
    `.execute(trx);
    const offices = loadOffices().map(({ signsAs, validFrom, validTo, ...it }) => ({
      ...it,
      signs_as: signsAs,
      valid_from: validFrom,
      valid_to: validTo,
    }));
    await sql`
      insert into office_holder select * from json_populate_recordset(null::office_holder, ${JSON.stringify(offices)}::json)
      on conflict (office, person, valid_from) do update set name = excluded.name, title = excluded.title,
        signs_as = excluded.signs_as, valid_to = excluded.valid_to, invented = excluded.invented
    `.execute(trx);
    const contacts = [
      ...officeContacts,
      ...reference.units.map((it) => ({
        recipient: `unit:${it.code}`,
        address: `${it.code}@${domain}`,
        name: it.name,
      })),
    ];
    await sql`
      insert into contact select * from json_populate_recordset(null::contact, ${JSON.stringify(contacts)}::json)
      on conflict (recipient) do nothing
    `.execute(trx);
  });
}
