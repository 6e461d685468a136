import { type Kysely, sql } from 'kysely';

const statements = [
  // Who saved a draft last: the next one is told whose words he would have overwritten.
  'alter table draft add column saved_by text',
  // A file on its way: what came of it so far, and where it is to stand in the draft. It counts for nothing until it is whole,
  // looked at and kept as a file.
  `create table upload (
    id uuid primary key,
    plan text not null,
    campaign text not null,
    unit text not null references unit (code),
    person text not null,
    component text not null,
    nominee text,
    name text not null,
    size bigint not null check (size > 0),
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    received bigint not null default 0,
    begun_at timestamptz not null default clock_timestamp()
  )`,
  'create index upload_of_dossier on upload (plan, campaign, unit)',
  `create table upload_piece (
    upload uuid not null references upload (id) on delete cascade,
    place bigint not null,
    bytes bytea not null,
    primary key (upload, place)
  )`,
];

/** Files on their way into a draft, and who saved a draft. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
