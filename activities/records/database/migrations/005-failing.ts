import { type Kysely, sql } from 'kysely';

/** The effects that fail now: which, since when (wall time), tried last when, and why. */
const failingEffect = `create table failing_effect (
  workflow text not null,
  effect text not null,
  since timestamptz not null,
  tried_at timestamptz not null,
  why text not null,
  primary key (workflow, effect)
)`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(failingEffect).execute(db);
}
