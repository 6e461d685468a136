import type { SetUpChange } from '../../../activities/reference/setup/difference.js';
import type { SetUpFault, SetUpWarning } from '../../../activities/reference/setup/faults.js';
import { setUpSentence } from '../../language/setup-faults.js';
import { headerOf, type Part, parts, type SetUp } from '../../../activities/reference/setup/sheets.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { say } from '../../language/language.js';
import { hang } from '../terminal/tables.js';

type SheetName = (part: Part) => string;

const partNames: Record<Part, string> = {
  units: say('đơn vị', 'units'),
  mailboxes: say('hộp thư', 'mailboxes'),
  officials: say('cán bộ đầu mối', 'focal officials'),
  holders: say('dòng chức vụ', 'rows of offices'),
};

const kindNames: Record<SetUpChange['kind'], string> = {
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

/** Additions and warnings of one sort beyond so many are only counted. */
const shown = 12;

/** Faults, all of them, or warnings, each sort cut short, as lines of so many columns. */
export const faultLines = (faults: readonly SetUpFault[], width: number, nameOf: SheetName): string[] =>
  faults.flatMap((it) => hang('', setUpSentence(it, nameOf), width));

export function warningLines(warnings: readonly SetUpWarning[], width: number, nameOf: SheetName): string[] {
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const same = warnings.filter((it) => it.code === code);
    const lines = same
      .slice(0, shown)
      .flatMap((it) => hang(say('Lưu ý: ', 'Note: '), setUpSentence(it, nameOf), width));
    return same.length > shown
      ? [
          ...lines,
          say(
            `       … và ${same.length - shown} trường hợp nữa như vậy.`,
            `       … and ${same.length - shown} more like it.`,
          ),
        ]
      : lines;
  });
}

/** What would change, sheet by sheet: each old value beside the new one. */
export function changeLines(changes: readonly SetUpChange[], width: number, nameOf: SheetName): string[] {
  return parts.flatMap((part) => {
    const ofPart = changes.filter((it) => it.part === part);
    if (ofPart.length === 0) return [];
    const added = ofPart.filter(({ kind }) => kind === 'added');
    const rest = added.length - shown;
    return [
      `${nameOf(part)}: ${countsLine(ofPart)}`,
      ...added.slice(0, shown).flatMap((it) => changeLine(it, width)),
      ...(rest > 0
        ? [say(`  … và thêm ${rest} ${partNames[part]} nữa`, `  … and ${rest} more ${partNames[part]}`)]
        : []),
      ...ofPart.filter(({ kind }) => kind !== 'added').flatMap((it) => changeLine(it, width)),
    ];
  });
}

function changeLine(change: SetUpChange, width: number): string[] {
  const { kind, key, name, part, fields } = change;
  const head = hang(`  ${kindNames[kind]}: `, `${key} – ${name}`, width);
  if (kind === 'added' || kind === 'removed') return head;
  const lines = fields.flatMap(({ field, from, to }) =>
    hang('    ', `${headerOf(part, field)}: ${valueName(from)} → ${valueName(to)}`, width),
  );
  return [...head, ...lines];
}

function valueName(value: string | boolean | null): string {
  if (value === null) return say('(trống)', '(empty)');
  if (typeof value === 'boolean') return value ? say('có', 'yes') : say('không', 'no');
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
}
