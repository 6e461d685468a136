import type { SetUpChange } from '../../activities/reference/setup/difference.js';
import { type Part, parts, type SetUp } from '../../activities/reference/setup/sheets.js';
import { formatDay } from '../../workflows/rules/days.js';
import { say } from '../language/language.js';

/** What the rows of each sheet are, as they are counted. */
export const partNames: Record<Part, string> = {
  units: say('đơn vị', 'units'),
  mailboxes: say('hộp thư', 'mailboxes'),
  officials: say('cán bộ đầu mối', 'focal officials'),
  holders: say('dòng chức vụ', 'rows of offices'),
};

/** What becomes of a row. */
export const kindNames: Record<SetUpChange['kind'], string> = {
  added: say('thêm', 'added'),
  changed: say('sửa', 'changed'),
  ended: say('kết thúc', 'ended'),
  removed: say('bỏ', 'removed'),
};

const kinds = ['added', 'changed', 'ended', 'removed'] as const;

/** `165 đơn vị, 172 hộp thư, …` */
export const sizeLine = (setUp: SetUp): string =>
  parts.map((part) => `${setUp[part].length} ${partNames[part]}`).join(', ');

/** `thêm 3, kết thúc 1` */
export const countsLine = (changes: readonly SetUpChange[]): string =>
  kinds
    .map((kind) => ({ kind, count: changes.filter((it) => it.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${kindNames[kind]} ${count}`)
    .join(', ');

/** A cell's value as it is read: `01/07/2025`, `có`, `(trống)`. */
export function valueName(value: string | boolean | null): string {
  if (value === null) return say('(trống)', '(empty)');
  if (typeof value === 'boolean') return value ? say('có', 'yes') : say('không', 'no');
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
}
