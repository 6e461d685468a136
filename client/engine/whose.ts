import { clockMode } from '../../activities/records/database/business-time.js';
import { areEmpty } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import { NotOurs, type RunningMovement } from '../../worker/embedded/temporal/running-movement.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import { say, type Words } from '../language/language.js';

const deeds: Record<ClockMode, Words> = {
  service: ['chạy phong trào thật', 'run a movement in earnest'],
  rehearsal: ['diễn tập', 'rehearse'],
  trial: ['chạy thử', 'run a trial'],
};

const deedOf = (mode: ClockMode): string => say(...deeds[mode]);

/** A movement of another clock is left alone, whatever database was given: throws {@link NotOurs}. */
export function refuseOtherClock(movement: RunningMovement | null, wanted: ClockMode): void {
  if (movement === null || movement.mode === wanted) return;
  throw new NotOurs(
    say(
      `Máy chủ Temporal này đang ${deedOf(movement.mode)}, không ${deedOf(wanted)} trên đó được. Hãy đặt THIDUA_DATA là thư mục khác, hoặc đặt TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE khác.`,
      `This Temporal server is there to ${deedOf(movement.mode)}; it is not possible to ${deedOf(wanted)} on it. Set THIDUA_DATA to another folder, or TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE to another place.`,
    ),
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
  const deed =
    mode === 'service' ? say('phục vụ phong trào thật', 'run a movement in earnest') : deedOf(mode);
  throw new NotOurs(
    say(
      `Cơ sở dữ liệu này đang ${deed}, không ${deedOf(wanted)} trên đó được. Hãy đặt THIDUA_DATA là thư mục khác, hoặc đặt DATABASE_URL là cơ sở dữ liệu khác.`,
      `These records are there to ${deed}; it is not possible to ${deedOf(wanted)} on them. Set THIDUA_DATA to another folder, or DATABASE_URL to another database.`,
    ),
  );
}
