import { mailboxCode } from './mailbox-code.js';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import { Office } from '../../../workflows/api/messages.js';
import { Day, type Plan } from '../../../workflows/plan/schema.js';
import type { Unit } from '../../../workflows/rules/registry.js';
import { clockMode } from '../database/business-time.js';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import type { Records } from '../database/open.js';
import { parseTable } from '../../reference/tables.js';

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
  const text = readFileSync(new URL('../../reference/offices.csv', import.meta.url), 'utf8');
  return parseTable('offices.csv', text, OfficeRow);
}

const domain = 'cantho.example';

/** An address at a domain that reaches nobody. */
export const inventedAddress = (person: string): string => `${person}@${domain}`;

/** One mailbox as the table has it. */
export interface ContactRow {
  recipient: string;
  address: string;
  name: string;
}

/** Mailboxes at a domain that reaches nobody: of the offices and the press, and of each unit. */
export const inventedContacts = (plan: Plan, units: readonly Unit[]): ContactRow[] => {
  const contact = (recipient: string, { code, name }: { code: string; name: string }): ContactRow => ({
    recipient,
    address: `${code}@${domain}`,
    name,
  });
  const { bodies, press } = plan;
  return [
    ...(['home-affairs', 'board', 'chairman'] as const).map((office) =>
      contact(mailboxCode({ kind: 'office', code: office }), bodies[office]),
    ),
    ...press.bodies.map((it) => contact(mailboxCode({ kind: 'press', code: it.code }), it)),
    ...units.map((it) => contact(mailboxCode({ kind: 'unit', code: it.code }), it)),
  ];
};

/** Invented people, or mailboxes that reach nobody, were to be set up in records in service. The message is for the operator. */
export class InventedInService extends Error {
  constructor(readonly people: string[]) {
    super(
      `Không ghi người giả định vào cơ sở dữ liệu để chạy thật: ${firstOf(people)}. Muốn chạy thử thì chạy «npx thidua live --trial --at THỜI-ĐIỂM» trước, rồi chạy lại lệnh này.`,
    );
  }
}

const firstOf = (people: readonly string[]): string => {
  const rest = people.length - 10;
  return `${people.slice(0, 10).join(', ')}${rest > 0 ? ` và ${rest} trường hợp nữa` : ''}`;
};

/** What records are set up with. What is left out stays as it is. */
export interface Reference {
  units?: readonly Unit[];
  offices?: readonly OfficeRow[];
  contacts?: readonly ContactRow[];
}

/**
 * Brings the registry, the offices and the mailboxes to the reference tables, all or nothing. May be repeated, and by
 * several processes at once. Units are mended by their code; offices are replaced whole, so that a mended row leaves no
 * mistaken one; a mailbox that was changed since keeps its address. Throws {@link InventedInService}.
 */
export async function seedReference(records: Records, reference: Reference): Promise<void> {
  const { units = [], offices, contacts = [] } = reference;
  await records.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(263000003)`.execute(trx);
    await refuseInvented(
      trx,
      (offices ?? []).filter((it) => it.invented).map((it) => it.person),
    );
    await sql`
      insert into unit select * from json_populate_recordset(null::unit, ${JSON.stringify(units.map(unitRow))}::json)
      on conflict (code) do update set name = excluded.name, bloc = excluded.bloc, parent = excluded.parent,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to, successor = excluded.successor
    `.execute(trx);
    if (offices !== undefined) {
      await trx.deleteFrom('office_holder').execute();
      await sql`
        insert into office_holder
        select * from json_populate_recordset(null::office_holder, ${JSON.stringify(offices.map(officeRow))}::json)
      `.execute(trx);
    }
    await sql`
      insert into contact select * from json_populate_recordset(null::contact, ${JSON.stringify(contacts)}::json)
      on conflict (recipient) do nothing
    `.execute(trx);
  });
}

/** Throws {@link InventedInService} where there are invented people, and the records don't take them. */
export async function refuseInvented(
  db: Pick<Records['db'], 'selectFrom'>,
  invented: readonly string[],
): Promise<void> {
  if (invented.length === 0) return;
  const { mode } = await clockMode({ db });
  if (!takesInvented(mode)) throw new InventedInService([...new Set(invented)]);
}

/** Whether records on such a clock serve nobody real. */
export const takesInvented = (mode: ClockMode): boolean => mode !== 'service';

export const unitRow = (it: Unit) => ({
  code: it.code,
  name: it.name,
  bloc: it.bloc,
  parent: it.parent,
  valid_from: it.validFrom,
  valid_to: it.validTo,
  successor: it.successor,
});

export const officeRow = ({ signsAs, validFrom, validTo, ...it }: OfficeRow) => ({
  ...it,
  signs_as: signsAs,
  valid_from: validFrom,
  valid_to: validTo,
});
