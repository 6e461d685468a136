import { clockTimeOf } from '../../../workflows/rules/days.js';
import { sql } from 'kysely';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import { type Records, toInstant } from './open.js';

/**
 * The business instant of the records, epoch ms: the database's time in service, the same moved by its offset in a trial, the
 * stepped one in a rehearsal.
 */
export async function businessNow(records: Pick<Records, 'db'>): Promise<number> {
  const { at } = await records.db
    .selectNoFrom(sql<number>`business_now()`.as('at'))
    .executeTakeFirstOrThrow();
  return at;
}

/** Makes this a rehearsal whose business time stands at `at` (epoch ms) until it is set again. */
export async function setRehearsalClock(records: Records, at: number): Promise<void> {
  await records.db
    .updateTable('clock')
    .set({ mode: 'rehearsal', at: toInstant(at), offset_ms: null })
    .execute();
}

/** Makes this a trial, whose business time is `offset` milliseconds ahead of the database's for ever. */
export async function setTrialClock(records: Records, offset: number): Promise<void> {
  await records.db.updateTable('clock').set({ mode: 'trial', at: null, offset_ms: offset }).execute();
}

/** How far a trial's business time is ahead of the wall clock, in milliseconds; null where this is no trial. */
export async function trialOffset(records: Readable): Promise<number | null> {
  const { offset_ms } = await records.db.selectFrom('clock').select('offset_ms').executeTakeFirstOrThrow();
  return offset_ms;
}

/** Back to the wall clock. */
export async function setServiceClock(records: Records): Promise<void> {
  await records.db.updateTable('clock').set({ mode: 'service', at: null, offset_ms: null }).execute();
}

/** The records, or a transaction on them. */
interface Readable {
  db: Pick<Records['db'], 'selectFrom'>;
}

/** Where business time comes from; `at` is null where it passes by itself. */
export async function clockMode(records: Readable): Promise<{ mode: ClockMode; at: number | null }> {
  return records.db.selectFrom('clock').select(['mode', 'at']).executeTakeFirstOrThrow();
}

/** An instant (epoch ms) as JSON shows it: `2024-02-10T00:00:00.000+07:00`. */
export const businessInstant = (at: number): string => `${clockTimeOf(at)}+07:00`;
