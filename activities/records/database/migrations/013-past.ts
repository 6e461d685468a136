import { type Kysely, sql } from 'kysely';

/** Certificates that were given before this program came, and were imported. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table ledger add column imported boolean not null default false').execute(db);
}
