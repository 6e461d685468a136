import { compareText } from '../../../workflows/rules/code-points.js';
import { registryProblems, type Unit } from '../../../workflows/rules/registry.js';
import type { RegistryFacts, SetUpFault, SetUpWarning } from './faults.js';
import type { Placed } from './read-sheet.js';
import type { Holder, Mailbox, Official, Part } from './sheets.js';

/** What is wrong with the units by themselves; `isWhole`: no row is missing among them. */
export function unitFaults(
  units: readonly Placed<Unit>[],
  blocs: readonly string[],
  isWhole: boolean,
): SetUpFault[] {
  return [
    ...repeated('units', 'code', units, ({ code }) => code),
    ...units
      .filter(({ value }) => !blocs.includes(value.bloc))
      .map(({ row, value }): SetUpFault => ({
        part: 'units',
        row,
        column: 'bloc',
        code: 'bloc.unknown',
        bloc: value.bloc,
        known: blocs,
      })),
    ...placedProblems(units).flatMap(({ row, problem }): SetUpFault[] => {
      const isUnknown = problem.code === 'unknown-parent' || problem.code === 'unknown-successor';
      if (problem.code === 'succession-gap' || (isUnknown && !isWhole)) return [];
      return [{ part: 'units', row, column: columnOf(problem.code), code: 'registry', problem }];
    }),
  ];
}

/** A gap is hardly meant so, but there were such: a tax office ended in February whose successor began in July. */
export const gapWarnings = (units: readonly Placed<Unit>[]): SetUpWarning[] =>
  placedProblems(units).flatMap(({ row, problem }): SetUpWarning[] =>
    problem.code === 'succession-gap'
      ? [{ part: 'units', row, column: columnOf(problem.code), code: 'registry', problem }]
      : [],
  );

/** The registry's problems with the rows of their units; of a code that stands twice, the first row counts. */
function placedProblems(units: readonly Placed<Unit>[]): { row: number; problem: RegistryFacts }[] {
  const rows = new Map<string, number>();
  for (const { row, value } of units) if (!rows.has(value.code)) rows.set(value.code, row);
  const once = units.filter(({ row, value }) => rows.get(value.code) === row);
  return registryProblems(once.map(({ value }) => value)).flatMap((problem) =>
    problem.code === 'repeated-code' ? [] : [{ row: rows.get(problem.unit) ?? 1, problem }],
  );
}

function columnOf(code: RegistryFacts['code']): string {
  switch (code) {
    case 'unknown-parent':
      return 'parent';
    case 'ends-before-it-begins':
    case 'successor-without-end':
      return 'validTo';
    case 'unknown-successor':
    case 'succession-gap':
    case 'succession-cycle':
      return 'successor';
    case 'same-name-in-force':
      return 'name';
  }
}

export const mailboxFaults = (mailboxes: readonly Placed<Mailbox>[]): SetUpFault[] =>
  repeated('mailboxes', 'recipient', mailboxes, ({ recipient }) => recipient);

/** A person twice in one unit at one time. */
export const officialFaults = (officials: readonly Placed<Official>[]): SetUpFault[] => [
  ...reversed('officials', officials),
  ...overlaps('officials', officials, ({ unit, person }) => `${unit} ${person}`),
];

/** A person twice in one office at one time; two who hold the Chairman's seat themselves. */
export function holderFaults(holders: readonly Placed<Holder>[]): SetUpFault[] {
  const chairmen = holders.filter(({ value }) => value.office === 'chairman' && !isForAnother(value));
  return [
    ...reversed('holders', holders),
    ...overlaps('holders', holders, ({ office, person }) => `${office} ${person}`),
    ...clashes(chairmen, () => '')
      .filter(([one, other]) => one.value.person !== other.value.person)
      .map(([one, other]): SetUpFault => ({
        part: 'holders',
        row: other.row,
        column: 'validFrom',
        code: 'chairman.two',
        person: other.value.name,
        other: one.value.name,
        otherRow: one.row,
        from: other.value.validFrom,
      })),
  ];
}

/** Deputies and others sign beside the Chairman: for him (KT.), by his order (TL.) or authority (TUQ.). */
const isForAnother = ({ signsAs }: Holder): boolean => /(^|[\s/])(KT|TL|TUQ)\s*\./iu.test(signsAs);

/** One id is one person, in all sheets. */
export function personFaults(
  officials: readonly Placed<Official>[],
  holders: readonly Placed<Holder>[],
): SetUpFault[] {
  const names = new Map<string, string>();
  const all = [
    ...holders.map((it) => ({ part: 'holders', ...it }) as const),
    ...officials.map((it) => ({ part: 'officials', ...it }) as const),
  ];
  return all.flatMap(({ part, row, value: { person, name } }): SetUpFault[] => {
    const other = names.get(person) ?? name;
    names.set(person, other);
    if (other === name) return [];
    return [{ part, row, column: 'name', code: 'person.two-names', person, name, other }];
  });
}

/** One person signs in by one address, and one address is one person's. */
export function addressFaults(
  officials: readonly Placed<Official>[],
  holders: readonly Placed<Holder>[],
): SetUpFault[] {
  const [addresses, people] = [new Map<string, string>(), new Map<string, string>()];
  const all = [
    ...holders.map((it) => ({ part: 'holders', ...it }) as const),
    ...officials.map((it) => ({ part: 'officials', ...it }) as const),
  ];
  return all.flatMap(({ part, row, value: { person, email } }): SetUpFault[] => {
    if (email === null) return [];
    const place = { part, row, column: 'email', person, address: email } as const;
    const own = email.toLowerCase();
    const [known, whose] = [addresses.get(person) ?? own, people.get(own) ?? person];
    addresses.set(person, known);
    people.set(own, whose);
    if (whose !== person) return [{ ...place, code: 'address.two-people', other: whose }];
    return known === own ? [] : [{ ...place, code: 'person.two-addresses', other: known }];
  });
}

function repeated<T>(
  part: Part,
  column: string,
  rows: readonly Placed<T>[],
  codeOf: (value: T) => string,
): SetUpFault[] {
  const firsts = new Map<string, number>();
  return rows.flatMap(({ row, value }): SetUpFault[] => {
    const what = codeOf(value);
    const first = firsts.get(what) ?? row;
    firsts.set(what, first);
    return first === row ? [] : [{ part, row, column, code: 'row.repeated', what, first }];
  });
}

interface Lasting {
  validFrom: string;
  validTo: string | null;
}

const reversed = (part: Part, rows: readonly Placed<Lasting>[]): SetUpFault[] =>
  rows
    .filter(({ value }) => value.validFrom > (value.validTo ?? value.validFrom))
    .map(({ row }) => ({ part, row, column: 'validTo', code: 'period.reversed' }));

const overlaps = <T extends Lasting & { person: string }>(
  part: Part,
  rows: readonly Placed<T>[],
  keyOf: (value: T) => string,
): SetUpFault[] =>
  clashes(rows, keyOf).map(([one, other]) => ({
    part,
    row: other.row,
    column: 'validFrom',
    code: 'period.overlap',
    person: other.value.person,
    other: one.row,
  }));

/** Of the rows of one key, each that begins before one that began earlier has ended, with that one. */
function clashes<T extends Lasting>(
  rows: readonly Placed<T>[],
  keyOf: (value: T) => string,
): [Placed<T>, Placed<T>][] {
  const groups = new Map<string, Placed<T>[]>();
  for (const it of rows) {
    const group = groups.get(keyOf(it.value));
    if (group === undefined) groups.set(keyOf(it.value), [it]);
    else group.push(it);
  }
  return [...groups.values()].flatMap((group) => {
    const inOrder = [...group].sort(
      (a, b) => compareText(a.value.validFrom, b.value.validFrom) || a.row - b.row,
    );
    const found: [Placed<T>, Placed<T>][] = [];
    let longest = inOrder[0];
    for (const it of inOrder.slice(1)) {
      if (longest === undefined) break;
      if (endOf(longest.value) >= it.value.validFrom) found.push([longest, it]);
      if (endOf(it.value) > endOf(longest.value)) longest = it;
    }
    return found;
  });
}

const endOf = ({ validTo }: Lasting): string => validTo ?? '9999-12-31';
