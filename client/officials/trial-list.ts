import type { Records } from '../../activities/records/database/open.js';
import { allUnits, type UnitDetails } from '../../activities/records/registry/units.js';
import { selectionByInput, type StoredAnswer } from '../../activities/records/selection/kept.js';
import { trySelection } from '../../activities/records/selection/compute.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';
import type { RankingRow, RecordRanking } from '../../workflows/api/messages.js';
import { requestOf } from '../../workflows/api/selection-request.js';
import type { Bloc, CampaignKey, Plan } from '../../workflows/plan/schema.js';
import type { SelectionAnswer } from '../../workflows/rules/selection/answer.js';
import type { SelectionInput } from '../../workflows/rules/selection/input.js';

/** What is tried: an answer, a ranking, or more time, were all that was once filed in it accepted. */
export type Tried =
  | { answer: { question: string; asked: string; choices: string[]; reason: string } }
  | { ranking: { bloc: Bloc; period: RecordRanking['period']; rows: readonly RankingRow[] } }
  | { extension: { units: ReadonlySet<string> } };

/** The list that would be made, and the one that was computed last; null: none was. */
export interface TriedList {
  now: StoredAnswer | null;
  then: SelectionAnswer;
}

/** The list that something would make, computed from what the records hold, nothing written; or what is wrong with it. */
export async function tryList(
  { plan, records }: { plan: Plan; records: Records },
  campaign: CampaignKey,
  state: CourseState,
  tried: Tried,
): Promise<TriedList | { faults: string[] }> {
  const request = requestOf(plan.plan, campaign, state);
  const answers =
    'answer' in tried
      ? [...request.answers.filter((it) => it.question !== tried.answer.question), tried.answer]
      : request.answers;
  const registry = await allUnits(records.db);
  const fitted = await trySelection(records, { ...request, answers }, (input) =>
    changed(input, tried, registry),
  );
  if ('faults' in fitted) return { faults: fitted.faults.map(({ message }) => message) };
  const input = state.selection?.input;
  const now =
    input === undefined ? null : await selectionByInput(records.db, { plan: plan.plan, campaign, input });
  return { now: now?.answer ?? null, then: fitted.answer };
}

function changed(input: SelectionInput, tried: Tried, registry: readonly UnitDetails[]): SelectionInput {
  if ('answer' in tried) return input;
  if ('extension' in tried) return accepted(input, tried.extension.units);
  return ranked(input, tried.ranking, registry);
}

/** Every dossier of these units that holds nominees and isn't refused is taken for accepted. */
const accepted = (input: SelectionInput, units: ReadonlySet<string>): SelectionInput => ({
  ...input,
  dossiers: (input.dossiers ?? []).map((it) =>
    units.has(it.unit) && it.nominees.length > 0 && it.status !== 'rejected'
      ? { ...it, status: 'accepted' as const }
      : it,
  ),
});

/** The bloc's rows are these; a unit that is ranked without taking part stands among the units, as it does when it is recorded. */
function ranked(
  input: SelectionInput,
  { bloc, period, rows }: Extract<Tried, { ranking: unknown }>['ranking'],
  registry: readonly UnitDetails[],
): SelectionInput {
  const blocOf = new Map(registry.map((it) => [it.code, it.bloc]));
  const replaced = (old: readonly RankingRow[] | undefined): RankingRow[] => [
    ...(old ?? []).filter(({ unit }) => blocOf.get(unit) !== bloc),
    ...rows,
  ];
  if (period === 'previous')
    return input.kind === 'summary'
      ? input
      : { ...input, rankings: { ...input.rankings, previous: replaced(input.rankings.previous) } };
  const known = new Set(input.units.map(({ code }) => code));
  const more = registry
    .filter(({ code }) => !known.has(code) && rows.some(({ unit }) => unit === code))
    .map(({ code, name, bloc: of }) => ({ code, name, bloc: of }));
  const units = [...input.units, ...more];
  return input.kind === 'summary'
    ? { ...input, units, rankings: { current: replaced(input.rankings.current) } }
    : { ...input, units, rankings: { ...input.rankings, current: replaced(input.rankings.current) } };
}
