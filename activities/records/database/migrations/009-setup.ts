import { type Kysely, sql } from 'kysely';

/** Who files for a unit, from when to when: what a service is set up with beside its units, offices and mailboxes. */
const unitOfficial = `create table unit_official (
  unit text not null references unit (code),
  person text not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  invented boolean not null,
  primary key (unit, person, valid_from)
)`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(unitOfficial).execute(db);
}
