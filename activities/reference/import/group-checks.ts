import { seatLabel } from '../../../workflows/plan/seats.js';
import { rankingShape } from '../../../workflows/rules/selection/ranking.js';
import { nearestCode } from '../nearest.js';
import type { Placed } from '../setup/read-sheet.js';
import { type Known, RowFaults, seatOf, seatsFor } from './checks.js';
import type { PastFacts, PastFault } from './faults.js';
import type { DossierLine, PastPart, RankingLine, WinnerLine } from './sheets.js';

/** Rows that say the same of one thing, in their order. */
function grouped<T>(rows: readonly Placed<T>[], keyOf: (value: T) => string | null): Placed<T>[][] {
  const groups = new Map<string, Placed<T>[]>();
  for (const it of rows) {
    const key = keyOf(it.value);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [it]);
    else group.push(it);
  }
  return [...groups.values()];
}

/** Each row of a group but the first is one too many. */
function repeats<T>(
  part: PastPart,
  column: string,
  groups: readonly Placed<T>[][],
  factsOf: (value: T, first: number) => PastFacts,
): PastFault[] {
  return groups.flatMap(([first, ...others]) =>
    others.map(({ row, value }) => ({ part, row, column, ...factsOf(value, first?.row ?? row) })),
  );
}

/** A bloc's ranking: no unit twice, ranks of a known shape, one decision. */
export function rankingFaults(rows: readonly Placed<RankingLine>[]): PastFault[] {
  const byUnit = grouped(rows, ({ campaign, unit }) => `${campaign} ${unit}`);
  const twice = repeats('rankings', 'unit', byUnit, ({ unit }, first) => ({
    code: 'unit.twice',
    unit,
    first,
  }));
  const blocs = grouped(rows, ({ campaign, bloc }) => `${campaign} ${bloc}`);
  return [...twice, ...blocs.flatMap((bloc) => [...misfits(bloc, twice), ...otherDecisions(bloc)])];
}

function misfits(bloc: readonly Placed<RankingLine>[], twice: readonly PastFault[]): PastFault[] {
  const repeated = new Set(twice.map(({ row }) => row));
  if (bloc.some(({ row }) => repeated.has(row))) return [];
  return rankingShape(bloc.map(({ value }) => value.rank)).map(({ row, rank }) => ({
    part: 'rankings',
    row: bloc[row - 1]?.row ?? null,
    column: 'rank',
    code: 'ranking.misfit',
    rank,
  }));
}

function otherDecisions([first, ...others]: readonly Placed<RankingLine>[]): PastFault[] {
  if (first === undefined) return [];
  const { number, date } = first.value;
  return others
    .filter(({ value }) => value.number !== number || value.date !== date)
    .map(({ row, value }) => ({
      part: 'rankings',
      row,
      column: value.number === number ? 'date' : 'number',
      code: 'ranking.two-decisions',
      first: first.row,
    }));
}

export const dossierFaults = (rows: readonly Placed<DossierLine>[]): PastFault[] =>
  repeats(
    'dossiers',
    'unit',
    grouped(rows, ({ campaign, unit }) => `${campaign} ${unit}`),
    ({ unit }, first) => ({ code: 'unit.twice', unit, first }),
  );

/** The certificates of a campaign: within the quota, each seat once, each collective another unit, each person once (III.3.a). */
export function winnerFaults(rows: readonly Placed<WinnerLine>[], { plan }: Known): PastFault[] {
  const collectives = grouped(rows, ({ kind, campaign, unit }) =>
    kind === 'collective' ? `${campaign} ${unit}` : null,
  );
  const people = grouped(rows, ({ campaign, person }) => (person === null ? null : `${campaign} ${person}`));
  const blocs = grouped(rows, ({ campaign, bloc, kind }) => `${campaign} ${bloc} ${kind}`);
  return [
    ...repeats('winners', 'unit', collectives, ({ unit }, first) => ({ code: 'unit.twice', unit, first })),
    ...repeats('winners', 'person', people, ({ person }, first) => ({
      code: 'person.twice',
      person: person ?? '',
      first,
    })),
    ...twoNames(rows),
    ...blocs.flatMap((bloc) => seatFaults(bloc, plan)),
  ];
}

/** One id is one person, in all campaigns. */
function twoNames(rows: readonly Placed<WinnerLine>[]): PastFault[] {
  const people = grouped(rows, ({ person }) => person);
  return people.flatMap(([first, ...others]) =>
    others
      .filter(({ value: { name } }) => name !== first?.value.name)
      .map(({ row, value: { person, name } }) => ({
        part: 'winners',
        row,
        column: 'name',
        code: 'person.two-names',
        person: person ?? '',
        name,
        other: first?.value.name ?? '',
      })),
  );
}

function seatFaults(bloc: readonly Placed<WinnerLine>[], plan: Known['plan']): PastFault[] {
  const taken = new Map<string, number>();
  return bloc.flatMap(({ row, value: line }, index) => {
    const faults = new RowFaults('winners', row);
    const seats = seatsFor(plan, line);
    const { campaign, kind, bloc: code, seat: named } = line;
    if (!plan.blocs.some((it) => it.code === code) || !plan.annual.years.map(String).includes(campaign))
      return [];
    if (index >= seats.length) {
      faults.at('seat', { code: 'quota.exceeded', quota: seats.length, bloc: code, kind, campaign });
      return faults.found;
    }
    const seat = seatOf(plan, line)?.seat;
    const known = seats.map(seatLabel);
    if (seat === undefined)
      faults.at('seat', { code: 'seat.unknown', seat: named, near: nearestCode(named, known), known });
    else if (taken.has(seat))
      faults.at('seat', { code: 'seat.taken', seat: named, first: taken.get(seat) ?? row });
    else taken.set(seat, row);
    return faults.found;
  });
}

/** Who got a certificate had a dossier that was accepted. */
export function unacceptedFaults(
  winners: readonly Placed<WinnerLine>[],
  dossiers: readonly Placed<DossierLine>[],
): PastFault[] {
  const outcomes = new Map(
    dossiers.map(({ value: { campaign, unit, outcome } }) => [`${campaign} ${unit}`, outcome]),
  );
  return winners.flatMap(({ row, value: { campaign, unit } }): PastFault[] => {
    const outcome = outcomes.get(`${campaign} ${unit}`) ?? null;
    if (outcome === 'accepted') return [];
    return [{ part: 'winners', row, column: 'unit', code: 'winner.not-accepted', unit, outcome }];
  });
}
