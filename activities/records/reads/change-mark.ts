import { sql } from 'kysely';
import type { Records } from '../database/open.js';

/** A text that changes with each act that is recorded, each campaign's view, each try at a letter and the business day; a small read. */
export async function changeMark(records: Records): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('/',
      (select max(seq) from audit),
      (select max(shown_at) from campaign_view),
      (select count(*) from draft),
      (select max(id) from mail_attempt),
      (select count(*) from failing_effect),
      business_now()::date) as mark
  `.execute(records.db);
  return rows[0]?.mark ?? '';
}
