import type { Records } from '../../activities/records/database/open.js';
import { allUnits } from '../../activities/records/registry/units.js';
import { selectionByInput } from '../../activities/records/selection/kept.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';
import type { Bloc, CampaignKey, NomineeKind, Plan } from '../../workflows/plan/schema.js';
import { seatsOf } from '../../workflows/plan/seats.js';
import { type Figures, FiguresInput, figuresOf } from './figures.js';

/** A nominee as the order shows him, his figures beside. */
export interface Proposed extends Figures {
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
  const input = FiguresInput.parse(kept.input);
  const seats = seatsOf(plan, campaign).filter((it) => it.kind === kind && it.bloc === bloc).length;
  const proposed = list.map((nominee) => ({
    ...figuresOf(input, names, nominee),
    isChosen: chosen.includes(nominee),
  }));
  return { campaign, kind, bloc, seats, proposed };
}
