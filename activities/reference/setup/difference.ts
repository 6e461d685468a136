import { compareText } from '../../../workflows/rules/code-points.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { type Part, parts, type RowOf, type SetUp, sheets } from './sheets.js';

type Value = string | boolean | null;

/** One field that is another now. */
interface FieldChange {
  field: string;
  from: Value;
  to: Value;
}

/** One row that the records would gain, lose or have otherwise; `ended`: its last day is set. */
export interface SetUpChange {
  part: Part;
  kind: 'added' | 'changed' | 'ended' | 'removed';
  /** What it is known by: `so-noi-vu`, `office:board`, `chairman tran-viet-truong`. */
  key: string;
  name: string;
  fields: FieldChange[];
}

interface Entry {
  /** Known by this, and where that fails by the begin, too. */
  key: string;
  begin: string;
  row: Readonly<Record<string, Value>>;
  name: string;
}

const entries: { [P in Part]: (row: RowOf<P>) => Entry } = {
  units: (row) => ({ key: row.code, begin: '', row, name: row.name }),
  mailboxes: (row) => ({ key: row.recipient, begin: '', row, name: row.address }),
  officials: (row) => ({ key: `${row.unit} ${row.person}`, begin: row.validFrom, row, name: row.name }),
  holders: (row) => ({ key: `${row.office} ${row.person}`, begin: row.validFrom, row, name: row.name }),
};

/** What a new set-up changes of the one that stands, by part and key. */
export const differences = (standing: SetUp, next: SetUp): SetUpChange[] => [
  ...compared('units', standing.units.map(entries.units), next.units.map(entries.units)),
  ...compared('mailboxes', standing.mailboxes.map(entries.mailboxes), next.mailboxes.map(entries.mailboxes)),
  ...compared('officials', standing.officials.map(entries.officials), next.officials.map(entries.officials)),
  ...compared('holders', standing.holders.map(entries.holders), next.holders.map(entries.holders)),
];

function compared(part: Part, before: readonly Entry[], after: readonly Entry[]): SetUpChange[] {
  const [old, fresh] = [byKey(before), byKey(after)];
  const keys = [...new Set([...old.keys(), ...fresh.keys()])].sort(compareText);
  return keys.flatMap((key) => {
    const [was, is] = paired(old.get(key) ?? [], fresh.get(key) ?? []);
    return was.flatMap((it, index) => changeOf(part, it, is[index]));
  });
}

function byKey(rows: readonly Entry[]): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const it of rows) {
    const known = found.get(it.key);
    if (known === undefined) found.set(it.key, [it]);
    else known.push(it);
  }
  return found;
}

/** Rows of one key side by side: first those that begin together, then the others in their order. */
function paired(old: readonly Entry[], fresh: readonly Entry[]) {
  const together = old.filter((it) => fresh.some(({ begin }) => begin === it.begin));
  const isTogether = ({ begin }: Entry): boolean => together.some((it) => it.begin === begin);
  const sorted = (rows: readonly Entry[]) => [
    ...rows.filter(isTogether).sort((a, b) => compareText(a.begin, b.begin)),
    ...rows.filter((it) => !isTogether(it)).sort((a, b) => compareText(a.begin, b.begin)),
  ];
  const [was, is] = [sorted(old), sorted(fresh)];
  const length = Math.max(was.length, is.length);
  return [Array.from({ length }, (_, index) => was[index]), is] as const;
}

function changeOf(part: Part, was: Entry | undefined, is: Entry | undefined): SetUpChange[] {
  const known = is ?? was;
  if (known === undefined) return [];
  const { key, name } = known;
  const fields = sheets[part].columns.flatMap(({ field }): FieldChange[] => {
    const [from, to] = [was?.row[field] ?? null, is?.row[field] ?? null];
    return from === to ? [] : [{ field, from, to }];
  });
  if (fields.length === 0) return [];
  if (was === undefined) return [{ part, kind: 'added', key, name, fields }];
  if (is === undefined) return [{ part, kind: 'removed', key, name, fields }];
  const isEnded = fields.some(({ field, from, to }) => field === 'validTo' && from === null && to !== null);
  return [{ part, kind: isEnded ? 'ended' : 'changed', key, name, fields }];
}

/** SHA-256 of what a set-up says, whatever the order of its rows. */
export const setUpDigest = (setUp: SetUp): string =>
  digestOf(parts.map((part) => setUp[part].map((row) => digestOf(row)).sort()));
