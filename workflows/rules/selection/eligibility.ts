import type { Bloc, Plan } from '../../plan/schema.js';
import type { Certificates } from './certificates.js';
import { compareText } from '../code-points.js';
import { compareRanks, type RankedUnit } from './ranking.js';
import type { FiledStatus, Nominee, SelectionInput } from './input.js';

/** Why a nominee is refused. */
export type RefusalCode =
  | `dossier-${Exclude<FiledStatus, 'accepted'>}`
  | `criterion-${string}`
  | 'certificates'
  | 'unit-not-top-three'
  | 'same-person';

/** A nominee with what decides on him. */
export interface Candidate {
  nominee: Nominee;
  unit: RankedUnit;
  status: FiledStatus;
  /** Why he is refused, sorted; none for the eligible, and for those whose eligibility hangs on a question. */
  codes: readonly RefusalCode[];
  /** Of the period, with those of predecessors that were counted; 0 in a year's campaign, where they don't matter. */
  certificates: number;
}

/** III.1: not refused; while a question bears on it, the seats wait. */
export function isEligible({ codes }: Candidate): boolean {
  return codes.length === 0;
}

/** The units of an input, by code, with their ranks. */
export function rankedUnits(input: SelectionInput): Map<string, RankedUnit> {
  const ranks = new Map(input.rankings.current?.map(({ unit, rank }) => [unit, rank]));
  const previous = input.kind === 'annual' ? input.rankings.previous : undefined;
  const previousRanks = new Map(previous?.map(({ unit, rank }) => [unit, rank]));
  return new Map(
    input.units.map(({ code, name, bloc }) => [
      code,
      { code, name, bloc, rank: ranks.get(code), previousRank: previousRanks.get(code) },
    ]),
  );
}

const none: readonly RefusalCode[] = [];

/** Each nominee of a known unit, with the codes that need no question: the dossier's status, criteria, certificates. */
export function candidatesOf(
  plan: Plan,
  input: SelectionInput,
  units: ReadonlyMap<string, RankedUnit>,
  certificates: Certificates | null,
): Candidate[] {
  const waived = new Set(input.waivers?.map(({ kind, criterion }) => `${kind}/${criterion}`));
  return (input.dossiers ?? []).flatMap(({ unit: code, status, nominees }) => {
    const unit = units.get(code);
    if (unit === undefined) return [];
    return nominees.map((nominee): Candidate => {
      const held = certificates === null ? 0 : certificatesOf(nominee, unit, certificates);
      const needed = input.kind === 'annual' ? 0 : plan.summary.certificates[nominee.kind].value;
      const codes: RefusalCode[] = [
        ...(status === 'accepted' ? none : [`dossier-${status}` as const]),
        ...unmetCriteria(nominee, waived),
        ...(held < needed ? ['certificates' as const] : none),
      ];
      return {
        nominee,
        unit,
        status,
        codes: codes.length === 0 ? none : codes.sort(compareText),
        certificates: held,
      };
    });
  });
}

function certificatesOf(nominee: Nominee, unit: RankedUnit, certificates: Certificates): number {
  return nominee.kind === 'collective'
    ? certificates.ofUnit(unit.code)
    : certificates.ofPerson(nominee.personId);
}

function unmetCriteria({ kind, criteria }: Nominee, waived: ReadonlySet<string>): RefusalCode[] {
  const unmet: RefusalCode[] = [];
  for (const criterion in criteria) {
    if (criteria[criterion] === true || waived.has(`${kind}/${criterion}`)) continue;
    unmet.push(`criterion-${criterion}`);
  }
  return unmet;
}

/** A candidate refused for one more reason. */
export function refusedFor(candidate: Candidate, code: RefusalCode): Candidate {
  return { ...candidate, codes: [...candidate.codes, code].sort(compareText) };
}

/** III.3, individuals: by the unit's rank (unranked last), the unit's code, the nominee's id. */
export function compareIndividuals(a: Candidate, b: Candidate): number {
  return (
    compareRanks(a.unit.rank, b.unit.rank) ||
    compareText(a.unit.code, b.unit.code) ||
    compareText(a.nominee.id, b.nominee.id)
  );
}

/** III.3.b, collectives: by the period's rank (unranked last), certificates (more first), the unit's code. */
export function compareCollectives(a: Candidate, b: Candidate): number {
  return (
    compareRanks(a.unit.rank, b.unit.rank) ||
    b.certificates - a.certificates ||
    compareText(a.unit.code, b.unit.code)
  );
}

/** The candidates of one bloc. */
export interface BlocCandidates {
  collectives: Candidate[];
  individuals: Candidate[];
}

/** The candidates of each bloc. */
export function byBloc(candidates: readonly Candidate[]): (bloc: Bloc) => BlocCandidates {
  const found = new Map<Bloc, BlocCandidates>();
  for (const candidate of candidates) {
    const { bloc } = candidate.unit;
    const own = found.get(bloc) ?? { collectives: [], individuals: [] };
    found.set(bloc, own);
    (candidate.nominee.kind === 'collective' ? own.collectives : own.individuals).push(candidate);
  }
  return (bloc) => found.get(bloc) ?? { collectives: [], individuals: [] };
}
