import { sql } from 'kysely';
import type { Actor } from '../../../workflows/api/messages.js';
import { Office } from '../../../workflows/api/messages.js';
import type { Day } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** What a person is on a day: the holder of an office, as he signs; or a unit's focal official. */
export interface Role {
  actor: Actor;
  name: string;
  /** `Phó Chủ tịch UBND thành phố`; null for a unit's official. */
  title: string | null;
  /** `KT. CHỦ TỊCH / PHÓ CHỦ TỊCH` */
  signsAs: string | null;
}

/** A person with the address by which he signs in. */
export interface Invited {
  person: string;
  name: string;
  email: string;
}

type Readable = Pick<Records, 'db'>;

/** Everything that is somebody's on a day, one row each: invented people are nobody in service. */
const rolesOn = (on: Day) => sql<{
  office: string;
  unit: string | null;
  person: string;
  name: string;
  title: string | null;
  signs_as: string | null;
  email: string | null;
}>`(
  select * from (
    select office, null as unit, person, name, title, signs_as, email, valid_from, valid_to, invented from office_holder
    union all
    select 'unit', unit, person, name, null, null, email, valid_from, valid_to, invented from unit_official
  ) as everybody
  where valid_from <= ${on} and (valid_to is null or valid_to >= ${on})
    and (not invented or (select mode from clock) <> 'service')
)`;

/** Who may sign in by an address on a day, whatever its capitals; null: nobody. */
export async function invitedAt({ db }: Readable, address: string, on: Day): Promise<Invited | null> {
  const row = await db
    .selectFrom(rolesOn(on).as('role'))
    .select(['person', 'name', 'email'])
    .where(sql<boolean>`lower(email) = lower(${address})`)
    .orderBy(sql`person collate "C"`)
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.email === null ? null : { ...row, email: row.email.toLowerCase() };
}

/** What a person is on a day while that address is his: the offices first, the units by code. Empty: nothing any more. */
export async function rolesOf(
  { db }: Readable,
  { person, email }: Pick<Invited, 'person' | 'email'>,
  on: Day,
): Promise<Role[]> {
  const rows = await db
    .selectFrom(rolesOn(on).as('role'))
    .selectAll()
    .where('person', '=', person)
    .orderBy(sql`office = 'unit'`)
    .orderBy(sql`office collate "C"`)
    .orderBy(sql`unit collate "C"`)
    .execute();
  if (!rows.some((it) => it.email?.toLowerCase() === email)) return [];
  return rows.map(({ office, unit, name, title, signs_as: signsAs }) => ({
    actor: { office: Office.parse(office), person, ...(unit !== null && { unit }) },
    name,
    title,
    signsAs,
  }));
}
