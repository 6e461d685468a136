import { dayOf, formatDay, formatMoment, instantOf } from '../../../workflows/rules/days.js';
import type { Ask, Deadline } from './letter.js';

/** A cutoff (epoch ms, the first instant too late): its day alone where it is the start of one. */
export const formatCutoff = (cutoff: number): string =>
  instantOf(dayOf(cutoff)) === cutoff ? formatDay(dayOf(cutoff)) : formatMoment(cutoff);

/** `trước 10/02/2024`, or `chậm nhất 10/02/2024` where that day still counts. */
const formatDeadline = (by: Deadline): string =>
  'before' in by ? `trước ${formatCutoff(by.before)}` : `chậm nhất ${formatDay(by.until)}`;

const isPast = (by: Deadline, now: number): boolean =>
  'before' in by ? now >= by.before : dayOf(now) > by.until;

/** How an ask is put at the head of subject and letter: `Cần nộp hồ sơ trước 10/02/2024`. */
export const formatAsk = ({ act, by }: Ask, now: number): string =>
  isPast(by, now) ? `Cần ${act} ngay, hạn ${formatDeadline(by)} đã qua` : `Cần ${act} ${formatDeadline(by)}`;
