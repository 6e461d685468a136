import { type Kysely, sql } from 'kysely';

const statements = [
  // Each as it was made: a correction is a new row.
  `create table document (
    key text primary key,
    plan text not null references plan (code),
    campaign text not null,
    kind text not null,
    number integer not null,
    template integer not null,
    moment text not null,
    day date not null,
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    bytes bytea not null,
    unique (plan, campaign, kind, number)
  )`,
  'create index document_by_moment on document (moment)',
  `create function document_is_kept() returns trigger language plpgsql as $$
  begin
    raise exception 'A document stays as it was made.';
  end $$`,
  `create trigger document_is_kept before update or delete on document
    for each row execute function document_is_kept()`,
  ...['insert', 'update', 'delete'].map(
    (event) => `create trigger "seal_document_${event}" after ${event} on document
      referencing ${event === 'delete' ? 'old' : 'new'} table as changed
      for each statement execute function keep_seals('document', 'once', 'key', '', '')`,
  ),
];

/** The documents that left the office. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
