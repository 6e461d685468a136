import { type Kysely, sql } from 'kysely';

const statements = [
  // What a plan was changed to, by which decision; the campaigns named had not begun. The first plan stays in its own table.
  `create table plan_amendment (
    plan text not null references plan (code),
    number integer not null,
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    before text not null,
    document jsonb not null,
    campaigns text[] not null,
    decision_number text not null,
    decision_date text not null,
    reason text not null,
    amended_at timestamptz not null,
    primary key (plan, number)
  )`,
  `create trigger plan_amendment_is_kept before update or delete on plan_amendment
    for each row execute function plan_is_kept()`,
  ...['insert', 'update', 'delete'].map(
    (event) => `create trigger "seal_plan_amendment_${event}" after ${event} on plan_amendment
      referencing ${event === 'delete' ? 'old' : 'new'} table as changed
      for each statement execute function keep_seals('plan_amendment', 'act', 'plan,number', '', '')`,
  ),
];

/** The amendments of plans. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
