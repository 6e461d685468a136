import { type Kysely, sql } from 'kysely';

const statements = [
  // The id is the public key's fingerprint. A key that was revoked stays: its proofs of before go on counting.
  `create table signing_key (
    id text primary key check (id ~ '^[0-9a-f]{64}$'),
    person text not null,
    public_key text not null,
    registered_at timestamptz not null default clock_timestamp(),
    revoked_at timestamptz,
    reason text
  )`,
  `create index signing_key_person on signing_key (person)`,
  // A proof stands for one act.
  `create table used_proof (
    key text not null references signing_key (id),
    id uuid not null,
    used_at timestamptz not null default clock_timestamp(),
    primary key (key, id)
  )`,
  // What was signed, with its signature; null: no proof was given.
  `alter table audit add column proof jsonb`,
  `alter table filing add column proof jsonb`,
  // Whether a person's act needs a proof in these records; in a rehearsal none is asked.
  `alter table instance add column proofs text not null default 'not-asked' check (proofs in ('asked', 'not-asked'))`,
];

/** Who signs with which key, and the proofs of acts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
