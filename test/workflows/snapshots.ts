import { sql } from 'kysely';
import type { Records } from '../../activities/records/database/open.js';

/** What the records know of a campaign, but for the audit table, which only grows. */
const tables = [
  'clock',
  'campaign',
  'ledger',
  'ranking',
  'launch_plan',
  'commendation',
  'difficulty',
  'dossier',
  'nominee_id',
  'filing',
] as const;

export type Snapshot = ReadonlyMap<(typeof tables)[number], string>;

/** The rows of every table of a campaign as they stand. */
export async function snapshot(records: Records): Promise<Snapshot> {
  const kept = new Map<(typeof tables)[number], string>();
  for (const table of tables) {
    const { rows } = await sql<{ all: string }>`
      select coalesce(json_agg(it), '[]')::text as all from ${sql.table(table)} as it
    `.execute(records.db);
    kept.set(table, rows[0]?.all ?? '[]');
  }
  return kept;
}

/** Puts the rows back as they stood. */
export async function restore(records: Records, kept: Snapshot): Promise<void> {
  await records.db.transaction().execute(async (trx) => {
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(trx);
    for (const table of [...tables].reverse()) {
      await sql`
        insert into ${sql.table(table)} overriding system value
        select * from json_populate_recordset(null::${sql.table(table)}, ${kept.get(table) ?? '[]'}::json)
      `.execute(trx);
    }
  });
}
