import { type Kysely, sql } from 'kysely';

/** Whose records these are: one id, made once, that goes with every copy of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table instance (
      one boolean primary key default true check (one),
      id uuid not null default gen_random_uuid()
    )
  `.execute(db);
  await sql`insert into instance default values`.execute(db);
}
