import { type Kysely, sql } from 'kysely';

/** The plans that the records were worked by, each for ever as it was: a code never comes to mean another. */
const plan = `create table plan (
  code text primary key,
  digest text not null unique,
  document jsonb not null,
  kept_at timestamptz not null default now()
)`;

const unchanging = `create function plan_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'a plan that was used is never changed' using errcode = 'restrict_violation';
end $$`;

const guard = `create trigger plan_is_kept before update or delete on plan
  for each row execute function plan_is_kept()`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [plan, unchanging, guard]) await sql.raw(statement).execute(db);
}
