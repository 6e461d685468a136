import type { SetUpChange } from '../../../activities/reference/setup/difference.js';
import type { SetUpFault, SetUpWarning } from '../../../activities/reference/setup/faults.js';
import { setUpSentence } from '../../language/setup-faults.js';
import { headerOf, type Part, parts } from '../../../activities/reference/setup/sheets.js';
import { say } from '../../language/language.js';
import { countsLine, kindNames, partNames, valueName } from '../../officials/set-up-words.js';
import { hang } from '../terminal/tables.js';

type SheetName = (part: Part) => string;

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
