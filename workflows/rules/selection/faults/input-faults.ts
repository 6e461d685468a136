import { blocCodes } from '../../../plan/names.js';
import type { Bloc, NomineeKind, Plan } from '../../../plan/schema.js';
import { rankingShape } from '../ranking.js';
import { cyclicUnits } from '../../registry.js';
import type { SelectionInput } from '../input.js';
import { shortlistFaults } from './shortlist-faults.js';
import type { FoundFault } from './facts.js';

/** The faults that need no selection to be found, in no order. */
export function inputFaults(plan: Plan, input: SelectionInput): FoundFault[] {
  const blocs = new Map<string, Bloc>();
  const units = repeats(input.units, ({ code }) => code).map((index): FoundFault => ({
    path: `/units/${index}`,
    facts: { code: 'duplicate-unit', unit: input.units[index]?.code ?? '' },
  }));
  for (const { code, bloc } of input.units) if (!blocs.has(code)) blocs.set(code, bloc);
  return [
    ...units,
    ...currentRankingFaults(plan, input, blocs),
    ...(input.kind === 'annual' ? repeatedUnits(input.rankings.previous ?? [], '/rankings/previous') : []),
    ...dossierFaults(input, blocs),
    ...ledgerFaults(input),
    ...waiverFaults(plan, input),
    ...(input.kind === 'summary' ? successionFaults(input.successions ?? []) : []),
    ...decisionFaults(input),
    ...shortlistFaults(plan, input, blocs),
  ];
}

/** The places of the rows whose key stood before. */
function repeats<T>(rows: readonly T[], keyOf: (row: T) => string): number[] {
  const seen = new Set<string>();
  const found: number[] = [];
  rows.forEach((row, index) => {
    const key = keyOf(row);
    if (seen.has(key)) found.push(index);
    else seen.add(key);
  });
  return found;
}

type Ranking = NonNullable<SelectionInput['rankings']['current']>;

function repeatedUnits(ranking: Ranking, path: string): FoundFault[] {
  return repeats(ranking, ({ unit }) => unit).map((index) => ({
    path: `${path}/${index}`,
    facts: { code: 'ranking-repeats-unit', unit: ranking[index]?.unit ?? '' },
  }));
}

function currentRankingFaults(
  plan: Plan,
  input: SelectionInput,
  blocs: ReadonlyMap<string, Bloc>,
): FoundFault[] {
  const ranking = input.rankings.current ?? [];
  const path = '/rankings/current';
  const unknown = ranking.flatMap(({ unit }, index): FoundFault[] =>
    blocs.has(unit)
      ? []
      : [{ path: `${path}/${index}`, facts: { code: 'unknown-unit', unit, place: 'ranking' } }],
  );
  const repeated = repeats(ranking, ({ unit }) => unit).map((index) => blocs.get(ranking[index]?.unit ?? ''));
  const misshapen = blocCodes(plan).filter((bloc) => {
    const ranks = ranking.filter(({ unit }) => blocs.get(unit) === bloc).map(({ rank }) => rank);
    return !repeated.includes(bloc) && rankingShape(ranks).length > 0;
  });
  const shape: FoundFault[] =
    misshapen.length === 0 ? [] : [{ path, facts: { code: 'ranking-shape', blocs: misshapen } }];
  return [...unknown, ...repeatedUnits(ranking, path), ...shape];
}

function dossierFaults({ dossiers = [] }: SelectionInput, blocs: ReadonlyMap<string, Bloc>): FoundFault[] {
  const found: FoundFault[] = [];
  const units = new Set<string>();
  const ids = new Set<string>();
  dossiers.forEach(({ unit, nominees }, index) => {
    const path = `/dossiers/${index}`;
    if (!blocs.has(unit)) found.push({ path, facts: { code: 'unknown-unit', unit, place: 'dossier' } });
    if (units.has(unit)) found.push({ path, facts: { code: 'duplicate-dossier', unit } });
    units.add(unit);
    let collectives = 0;
    nominees.forEach(({ id, kind }, place) => {
      const row = `${path}/nominees/${place}`;
      if (kind === 'collective') collectives += 1;
      if (kind === 'collective' && collectives > 1) {
        found.push({ path: row, facts: { code: 'two-collective-nominees', unit, nominee: id } });
      }
      if (ids.has(id)) found.push({ path: row, facts: { code: 'duplicate-nominee', nominee: id } });
      ids.add(id);
    });
  });
  return found;
}

function ledgerFaults({ ledger = [] }: SelectionInput): FoundFault[] {
  const personOf = (row: (typeof ledger)[number]): string | null =>
    row.kind === 'individual' ? row.personId : null;
  return repeats(ledger, (row) => JSON.stringify([row.year, row.unit, personOf(row)])).flatMap(
    (index): FoundFault[] => {
      const row = ledger[index];
      if (row === undefined) return [];
      const { year, unit } = row;
      const facts = { code: 'ledger-repeats', year, unit, personId: personOf(row) } as const;
      return [{ path: `/ledger/${index}`, facts }];
    },
  );
}

/** The keys that a nominee's `criteria` has in this kind of input (III.1). */
function criteriaOf(plan: Plan, input: SelectionInput, kind: NomineeKind): string[] {
  return plan[input.kind].criteria[kind].map(({ code }) => code);
}

function waiverFaults(plan: Plan, input: SelectionInput): FoundFault[] {
  const { waivers = [] } = input;
  const repeated = new Set(repeats(waivers, ({ kind, criterion }) => `${kind}/${criterion}`));
  return waivers.flatMap(({ kind, criterion }, index): FoundFault[] => {
    const path = `/waivers/${index}`;
    const isKnown = criteriaOf(plan, input, kind).includes(criterion);
    return [
      ...(isKnown ? [] : [{ path, facts: { code: 'waiver-unknown', kind, criterion } } as const]),
      ...(repeated.has(index) ? [{ path, facts: { code: 'waiver-repeats', kind, criterion } } as const] : []),
    ];
  });
}

function successionFaults(successions: readonly { from: string; to: string }[]): FoundFault[] {
  const units = [...cyclicUnits(successions)];
  return units.length === 0 ? [] : [{ path: '/successions', facts: { code: 'succession-cycle', units } }];
}

function decisionFaults({ decisions = [] }: SelectionInput): FoundFault[] {
  return repeats(decisions, ({ question }) => question).map((index) => ({
    path: `/decisions/${index}`,
    facts: { code: 'decision-repeats', question: decisions[index]?.question ?? '' },
  }));
}
