import type { Day } from '../plan/schema.js';

const dayMilliseconds = 86_400_000;
/** Asia/Ho_Chi_Minh is seven hours ahead of UTC, all the year. */
const offset = 7 * 3_600_000;

/** The instant at which an hour of a day begins in Asia/Ho_Chi_Minh, epoch ms. */
export function instantOf(day: Day, hour = 0): number {
  return Date.parse(`${day}T00:00:00Z`) - offset + hour * 3_600_000;
}

/** An instant (epoch ms) as clocks in Asia/Ho_Chi_Minh show it, to the millisecond: `2024-02-10T00:00:00.000`. */
export function clockTimeOf(instant: number): string {
  return new Date(instant + offset).toISOString().slice(0, -1);
}

/** The day of an instant (epoch ms) in Asia/Ho_Chi_Minh. */
export function dayOf(instant: number): Day {
  return clockTimeOf(instant).slice(0, 10);
}

/** An instant (epoch ms) as `2024-02-10T00:00:00+07:00`; what is less than a second is left out. */
export function formatInstant(instant: number): string {
  return `${clockTimeOf(instant).slice(0, 19)}+07:00`;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMilliseconds).toISOString().slice(0, 10);
}

/** `2024-02-10` as officials write it: `10/02/2024`. */
export function formatDay(day: Day): string {
  return day.split('-').reverse().join('/');
}

/** The time of day of an instant (epoch ms): `08:00`. */
export function timeOf(instant: number): string {
  return clockTimeOf(instant).slice(11, 16);
}

/** An instant (epoch ms) as officials read it: `08:00 ngày 10/02/2024`. */
export function formatMoment(instant: number): string {
  return `${timeOf(instant)} ngày ${formatDay(dayOf(instant))}`;
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

/** Monday 08:00 after an instant, epoch ms. */
export function nextMonday(after: number): number {
  const today = dayOf(after);
  const monday = instantOf(addDays(today, (8 - weekdayOf(today)) % 7), 8);
  return monday > after ? monday : monday + 7 * dayMilliseconds;
}
