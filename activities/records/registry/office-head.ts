import { sql } from 'kysely';
import type { Day } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/**
 * Who signs an office's own papers on a day, and as what: its head, who signs in nobody's stead, else whoever holds it.
 * Where nobody does, both are empty, to be written by hand.
 */
export async function officeHead(
  records: Records,
  office: string,
  day: Day,
): Promise<{ name: string; signsAs: string }> {
  const holder = await records.db
    .selectFrom('office_holder')
    .select(['name', 'signs_as as signsAs'])
    .where('office', '=', office)
    .where('valid_from', '<=', day)
    .where(sql<boolean>`(not invented or (select mode from clock) <> 'service')`)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy(sql`signs_as like '%/%'`)
    .orderBy('valid_from', 'desc')
    .orderBy(sql`person collate "C"`)
    .limit(1)
    .executeTakeFirst();
  return holder ?? { name: '', signsAs: '' };
}
