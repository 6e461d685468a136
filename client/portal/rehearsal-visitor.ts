import type { Records } from '../../activities/records/database/open.js';
import { allUnits, officeHolders, unitOfficials } from '../../activities/records/registry/units.js';
import { Actor, Office } from '../../workflows/api/messages.js';
import { officeName } from '../../workflows/plan/names.js';
import type { Day, Plan, UnitCode } from '../../workflows/plan/schema.js';
import { unitOfficial } from '../officials/unit-official.js';
import type { Visitor } from './visit.js';

/** The cookie by which a rehearsal knows whom somebody chose to be: `board:PERSON`, `unit:UNIT:PERSON`. */
export const roleCookie = 'vai';

/** A role as it stands in the cookie and in a form. */
export const roleText = ({ office, unit, person }: Actor): string =>
  [office, ...(unit === undefined ? [] : [unit]), person].join(':');

function readRole(text: string): Actor | null {
  const [office, ...rest] = text.split(':');
  const [unit, person] = office === 'unit' ? rest : [undefined, rest[0]];
  return Actor.safeParse({ office, person, ...(unit !== undefined && { unit }) }).data ?? null;
}

/** Whom a role chosen in a rehearsal stands for; a guest where nobody holds it on this day. */
export async function visitorOf(
  records: Records,
  plan: Plan,
  on: Day,
  text: string | undefined,
): Promise<Visitor> {
  const actor = text === undefined ? null : readRole(text);
  if (actor === null) return { kind: 'guest' };
  const { office, unit, person } = actor;
  const people =
    office === 'unit'
      ? await officialsOf(records, unit ?? '', on)
      : await officeHolders(records, { office, on });
  const holder = people.find((it) => it.person === person);
  if (holder === undefined) return { kind: 'guest' };
  const units = office === 'unit' ? await allUnits(records.db) : [];
  const known = units.find(({ code }) => code === unit);
  if (office === 'unit' && known === undefined) return { kind: 'guest' };
  const of = known?.name ?? officeName(plan, office);
  return { kind: 'official', actor, name: holder.name, of };
}

/** A unit's focal officials on a day; where none is registered, the one by whom a rehearsal plays it. */
async function officialsOf(
  records: Records,
  unit: UnitCode,
  on: Day,
): Promise<{ person: string; name: string }[]> {
  const registered = await unitOfficials(records, { unit, on });
  return registered.length > 0 ? registered : [{ person: unitOfficial(unit).person, name: 'Cán bộ đầu mối' }];
}

/** Somebody that one can be in a rehearsal. */
export interface ChoosableRole {
  role: string;
  name: string;
  title: string;
}

/** Who holds the offices on a day, and the officials of the units named. */
export async function choosableRoles(
  records: Records,
  on: Day,
  units: readonly { code: string; name: string }[],
): Promise<{ offices: { office: Office; people: ChoosableRole[] }[]; units: ChoosableRole[] }> {
  const offices = [];
  for (const office of Office.options) {
    if (office === 'unit') continue;
    const holders = await officeHolders(records, { office, on });
    const people = holders.map(({ person, name, title }) => ({
      role: roleText({ office, person }),
      name,
      title,
    }));
    offices.push({ office, people });
  }
  const ofUnits = [];
  for (const { code, name: title } of units) {
    for (const { person, name } of await officialsOf(records, code, on))
      ofUnits.push({ role: roleText({ office: 'unit', unit: code, person }), name, title });
  }
  return { offices, units: ofUnits };
}
