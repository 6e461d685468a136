import { type Kysely, sql } from 'kysely';

/**
 * How far the archivist came on each queue: up to which close time of the server's every run is kept (null: none has
 * closed yet), up to when (wall time of the worker) nothing is missing, and how long the server keeps closed runs.
 */
const archive = `create table archive (
  task_queue text primary key,
  closed_until timestamptz,
  complete_at timestamptz not null,
  retention_seconds bigint not null
)`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(archive).execute(db);
}
