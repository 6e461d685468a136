import { clockMark } from '../../workflows/api/clock-mode.js';
import { clockMode } from '../records/database/business-time.js';
import type { Records } from '../records/database/open.js';

/** What stands on everything that leaves these records and isn't in earnest; null in service. */
export async function markOf(records: Pick<Records, 'db'>): Promise<string | null> {
  const { mode } = await clockMode(records);
  const mark = clockMark(mode);
  return mark === null ? null : `${mark} – không có giá trị sử dụng`;
}
