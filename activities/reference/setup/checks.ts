import type { Day } from '../../../workflows/plan/schema.js';
import { isInForce, type Unit } from '../../../workflows/rules/registry.js';
import type { SetUpFault, SetUpWarning } from './faults.js';
import type { Placed } from './read-sheet.js';
import { type Holder, parts, type Part, type RowOf, type SetUp } from './sheets.js';

/** The rows of each part that could be read. */
export type PlacedSetUp = { [P in Part]: Placed<RowOf<P>>[] };

/** Mailboxes and officials of units that there are none of. */
export function unknownUnitFaults({ units, mailboxes, officials }: PlacedSetUp): SetUpFault[] {
  const known = new Set(units.map(({ value }) => value.code));
  const named = [
    ...mailboxes.map(({ row, value }) => ({
      part: 'mailboxes' as const,
      row,
      column: 'recipient',
      unit: value.recipient.startsWith('unit:') ? value.recipient.slice('unit:'.length) : null,
    })),
    ...officials.map(({ row, value }) => ({
      part: 'officials' as const,
      row,
      column: 'unit',
      unit: value.unit,
    })),
  ];
  return named.flatMap(({ unit, ...place }): SetUpFault[] =>
    unit === null || known.has(unit) ? [] : [{ ...place, code: 'unit.unknown', unit }],
  );
}

const offices = ['home-affairs', 'board', 'chairman'] as const;

/** Offices that nobody holds on a day: nobody could act for them. */
export const vacancyFaults = (holders: readonly Holder[], on: Day): SetUpFault[] =>
  offices
    .filter((office) => !holders.some((it) => it.office === office && lasts(it, on)))
    .map((office) => ({ part: 'holders', row: null, column: null, code: 'office.vacant', office, on }));

/** Whether something with its first and last day is there on a day. */
export const lasts = (it: { validFrom: Day; validTo: Day | null }, on: Day): boolean =>
  it.validFrom <= on && on <= (it.validTo ?? on);

/** Units and offices that no letter reaches on a day, units that nobody files for. */
export function setUpWarnings({ units, mailboxes, officials }: SetUp, on: Day): SetUpWarning[] {
  const reached = new Set(mailboxes.map(({ recipient }) => recipient));
  const filed = new Set(officials.filter((it) => lasts(it, on)).map(({ unit }) => unit));
  const living = units.filter((it) => isInForce(it, on));
  const nowhere = (part: Part) => ({ part, row: null, column: null });
  return [
    ...offices
      .filter((office) => !reached.has(`office:${office}`))
      .map((office) => ({ ...nowhere('mailboxes'), code: 'office.no-mailbox', office }) as const),
    ...living
      .filter(({ code }) => !reached.has(`unit:${code}`))
      .map(
        ({ code, name }) => ({ ...nowhere('mailboxes'), code: 'unit.no-mailbox', unit: code, name }) as const,
      ),
    ...living
      .filter(({ code }) => !filed.has(code))
      .map(
        ({ code, name }) =>
          ({ ...nowhere('officials'), code: 'unit.no-official', unit: code, name }) as const,
      ),
  ];
}

/** An act that the records hold: for which office, of which unit where that is `unit`, by whom, on which day. */
export interface PastAct {
  office: string;
  unit: string | null;
  person: string;
  day: Day;
}

/** What records refer to and the new sheets leave out: units, and the days on which a person has acted. */
export function leftOutFaults(standing: SetUp, next: SetUp, acts: readonly PastAct[]): SetUpFault[] {
  return [...unitsLeftOut(standing.units, next.units), ...actorsLeftOut(standing, next, acts)];
}

function unitsLeftOut(standing: readonly Unit[], next: readonly Unit[]): SetUpFault[] {
  const codes = new Set(next.map(({ code }) => code));
  return standing
    .filter(({ code }) => !codes.has(code))
    .map(({ code, name }) => ({
      part: 'units',
      row: null,
      column: null,
      code: 'unit.left-out',
      unit: code,
      name,
    }));
}

function actorsLeftOut(standing: SetUp, next: SetUp, acts: readonly PastAct[]): SetUpFault[] {
  const told = new Set<string>();
  const [stood, stands] = [authorities(standing), authorities(next)];
  return acts.flatMap((act): SetUpFault[] => {
    const key = keyOfAct(act);
    if (told.has(key) || !isCovered(stood, act) || isCovered(stands, act)) return [];
    told.add(key);
    const { office, unit, person, day: on } = act;
    const nowhere = { row: null, column: null } as const;
    return unit === null
      ? [{ part: 'holders', ...nowhere, code: 'holder.left-out', office, person, on }]
      : [{ part: 'officials', ...nowhere, code: 'official.left-out', unit, person, on }];
  });
}

type Periods = ReadonlyMap<string, readonly { validFrom: Day; validTo: Day | null }[]>;

const keyOfAct = ({ office, unit, person }: Omit<PastAct, 'day'>): string =>
  `${unit === null ? office : `unit:${unit}`} ${person}`;

function authorities({ holders, officials }: SetUp): Periods {
  const rows = [
    ...holders.map((it) => ({ key: keyOfAct({ ...it, unit: null }), it })),
    ...officials.map((it) => ({ key: keyOfAct({ ...it, office: 'unit' }), it })),
  ];
  const found = new Map<string, { validFrom: Day; validTo: Day | null }[]>();
  for (const { key, it } of rows) found.set(key, [...(found.get(key) ?? []), it]);
  return found;
}

const isCovered = (periods: Periods, act: PastAct): boolean =>
  (periods.get(keyOfAct(act)) ?? []).some((it) => lasts(it, act.day));

/** The same facts in the order of the sheets and their rows; what is of a whole sheet comes first. */
export const inOrder = (faults: readonly SetUpFault[]): SetUpFault[] =>
  [...faults].sort((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part) || (a.row ?? 0) - (b.row ?? 0));
