import { type Kysely, sql } from 'kysely';

const statements = [
  // The letters that acts have left, each with its act's business instant; a letter becomes a row of `mail` for each mailbox.
  `create table letter (
    seq bigint generated always as identity primary key,
    key text not null unique,
    plan text not null,
    recipients jsonb not null,
    content jsonb not null,
    business_time timestamptz not null,
    left_at timestamptz not null default clock_timestamp(),
    tries integer not null default 0,
    -- Tries that a server was there for, and that it put off.
    deferrals integer not null default 0,
    next_try timestamptz not null default clock_timestamp(),
    settled_at timestamptz
  )`,
  `create index letter_waiting on letter (plan, next_try) where settled_at is null`,
];

/** Letters are left in the transaction of the act that they tell of, and delivered from here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
