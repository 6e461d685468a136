import { type Kysely, sql } from 'kysely';

const statements = [
  // A dossier's files (IV.2), each kept once under the SHA-256 of its bytes, in chunks that are read and written one by one.
  `create table file (
    digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
    type text not null,
    size bigint not null check (size >= 0),
    stored_at timestamptz not null default clock_timestamp()
  )`,
  `create table file_chunk (
    digest text not null references file (digest),
    part integer not null check (part >= 0),
    bytes bytea not null,
    primary key (digest, part)
  )`,
  // Its chunks need no seals: they are read against the digest.
  `create trigger seal_file_insert after insert on file referencing new table as changed
    for each statement execute function keep_seals('file', 'once', 'digest', '', '')`,
  // What a unit has prepared and not filed: one a campaign, replaced whole, incomplete as it may be.
  `create table draft (
    plan text not null,
    campaign text not null,
    unit text not null references unit (code),
    content jsonb not null,
    saved_at timestamptz not null,
    primary key (plan, campaign, unit)
  )`,
];

/** The files of dossiers, and units' drafts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
