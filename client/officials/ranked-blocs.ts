import type { Records } from '../../activities/records/database/open.js';
import { newestRankings, previousRanking } from '../../activities/records/reads/rankings.js';
import { allUnits } from '../../activities/records/registry/units.js';
import type { Instrument } from '../../workflows/api/messages.js';
import { blocCodes } from '../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { type RankChange, rankChanges } from './rank-changes.js';

/** A bloc's ranking in a campaign. */
export interface BlocRanked {
  bloc: string;
  decision: Instrument;
  /** Of the year before; null: it is not known, or there is none. */
  previousDecision: Instrument | null;
  changes: readonly RankChange[];
}

/** The rankings of a campaign, bloc after bloc in the plan's order. */
export async function rankedBlocs(
  records: Records,
  plan: Plan,
  campaign: CampaignKey,
): Promise<BlocRanked[]> {
  const kept = await newestRankings(records, { plan: plan.plan, campaign });
  const units = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  const blocs: BlocRanked[] = [];
  for (const bloc of blocCodes(plan)) {
    const current = kept.find((it) => it.bloc === bloc && it.period === 'current');
    if (current === undefined) continue;
    const previous = await previousRanking(records, { plan: plan.plan, campaign, bloc });
    const changes = rankChanges(current, previous, (code) => units.get(code) ?? code);
    blocs.push({ bloc, decision: current.decision, previousDecision: previous?.decision ?? null, changes });
  }
  return blocs;
}
