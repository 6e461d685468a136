import { clockMode } from '../../activities/records/database/business-time.js';
import { areEmpty } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import { NotOurs, type RunningMovement } from '../../worker/embedded/temporal/running-movement.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';

const deeds: Record<ClockMode, string> = {
  service: 'chạy phong trào thật',
  rehearsal: 'diễn tập',
  trial: 'chạy thử',
};

/** A movement of another clock is left alone, whatever database was given: throws {@link NotOurs}. */
export function refuseOtherClock(movement: RunningMovement | null, wanted: ClockMode): void {
  if (movement === null || movement.mode === wanted) return;
  throw new NotOurs(
    `Máy chủ Temporal này đang ${deeds[movement.mode]}, không ${deeds[wanted]} trên đó được. Hãy đặt THIDUA_DATA là thư mục khác, hoặc đặt TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE khác.`,
  );
}

/**
 * Records of another clock are left alone: throws {@link NotOurs}. Those in service with nothing in them yet are anybody's.
 */
export async function refuseOtherRecords(records: Records, wanted: ClockMode): Promise<void> {
  const { mode } = await clockMode(records);
  if (mode === wanted || (mode === 'service' && (await areEmpty(records)))) return;
  refuseRecords(mode, wanted);
}

/** Throws {@link NotOurs}: these records are of the one clock, and were to be used for another. */
export function refuseRecords(mode: ClockMode, wanted: ClockMode): never {
  const deed = mode === 'service' ? 'phục vụ phong trào thật' : deeds[mode];
  throw new NotOurs(
    `Cơ sở dữ liệu này đang ${deed}, không ${deeds[wanted]} trên đó được. Hãy đặt THIDUA_DATA là thư mục khác, hoặc đặt DATABASE_URL là cơ sở dữ liệu khác.`,
  );
}
