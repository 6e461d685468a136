import { clockMark, type ClockMode } from '../../workflows/api/clock-mode.js';

/** What stands on everything that leaves and isn't in earnest; null in service. */
export function markOf(mode: ClockMode): string | null {
  const mark = clockMark(mode);
  return mark === null ? null : `${mark} – không có giá trị sử dụng`;
}
