import { z } from 'zod';
import type { Records } from '../../activities/records/database/open.js';
import { allUnits } from '../../activities/records/registry/units.js';
import { selectionByInput } from '../../activities/records/selection/kept.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';
import { RankingRow } from '../../workflows/api/messages.js';
import type { Bloc, CampaignKey, NomineeKind, Plan } from '../../workflows/plan/schema.js';
import { seatsOf } from '../../workflows/plan/seats.js';

/** A nominee as the order shows him, his figures beside. */
export interface Proposed {
  nominee: string;
  name: string;
  unit: string;
  unitName: string;
  rank: number | null;
  previousRank: number | null;
  certificates: number;
  isChosen: boolean;
}

/** The nominees of a kind and bloc that may be chosen, in the order that is proposed. */
export interface Order {
  campaign: CampaignKey;
  kind: NomineeKind;
  bloc: Bloc;
  seats: number;
  proposed: Proposed[];
}

const Input = z.object({
  rankings: z.object({ current: z.array(RankingRow).default([]), previous: z.array(RankingRow).default([]) }),
  dossiers: z.array(
    z.object({
      unit: z.string(),
      nominees: z.array(z.object({ id: z.string(), name: z.string(), personId: z.string().optional() })),
    }),
  ),
  ledger: z
    .array(
      z.object({ unit: z.string(), personId: z.string().optional(), revoked: z.boolean().default(false) }),
    )
    .default([]),
});
type Input = z.infer<typeof Input>;

/** The order that the engine proposes, as it was computed last; null: it was not yet. */
export async function proposedOrder(
  { plan, records }: { plan: Plan; records: Records },
  state: Pick<CourseState, 'selection' | 'shortlist'>,
  { campaign, kind, bloc }: Pick<Order, 'campaign' | 'kind' | 'bloc'>,
): Promise<Order | null> {
  if (state.selection === null) return null;
  const of = { plan: plan.plan, campaign, input: state.selection.input };
  const kept = await selectionByInput(records.db, of);
  if (kept === null) return null;
  const { individuals = [], collectives = [] } = kept.answer.order[bloc] ?? {};
  const list = kind === 'individual' ? individuals : collectives;
  const chosen = state.shortlist[kind === 'individual' ? 'individuals' : 'collectives'][bloc] ?? [];
  const names = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  const input = Input.parse(kept.input);
  const seats = seatsOf(plan, campaign).filter((it) => it.kind === kind && it.bloc === bloc).length;
  const proposed = list.map((nominee) => ({
    ...figuresOf(input, names, nominee),
    isChosen: chosen.includes(nominee),
  }));
  return { campaign, kind, bloc, seats, proposed };
}

function figuresOf(input: Input, names: ReadonlyMap<string, string>, nominee: string) {
  const dossier = input.dossiers.find(({ nominees }) => nominees.some(({ id }) => id === nominee));
  const found = dossier?.nominees.find(({ id }) => id === nominee);
  const unit = dossier?.unit ?? '';
  const rankIn = (rows: readonly RankingRow[]): number | null =>
    rows.find((it) => it.unit === unit)?.rank ?? null;
  const isSame = (row: Input['ledger'][number]): boolean =>
    found?.personId === undefined
      ? row.unit === unit && row.personId === undefined
      : row.personId === found.personId;
  return {
    nominee,
    name: found?.name ?? nominee,
    unit,
    unitName: names.get(unit) ?? unit,
    rank: rankIn(input.rankings.current),
    previousRank: rankIn(input.rankings.previous),
    certificates: input.ledger.filter((row) => !row.revoked && isSame(row)).length,
  };
}
