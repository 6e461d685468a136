import { type Kysely, sql } from 'kysely';

const statements = [
  // A portal signs for whom it has signed in: its key is no person's.
  `alter table signing_key add column portal text`,
  `alter table signing_key alter column person drop not null`,
  `alter table signing_key add check ((person is null) <> (portal is null))`,
];

/** The keys of portals beside those of people. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
