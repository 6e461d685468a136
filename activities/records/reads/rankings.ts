import { z } from 'zod';
import { RankingRow } from '../../../workflows/api/messages.js';
import type { Bloc, CampaignKey, Day } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** A bloc's ranking as it was recorded. `recordedAt` in epoch ms. */
export interface KeptRanking {
  bloc: Bloc;
  /** `current`: of the campaign's year; `previous`: of the year before, as it was recorded in this campaign. */
  period: 'current' | 'previous';
  decision: { number: string; date: Day };
  rows: RankingRow[];
  recordedAt: number;
}

/** The rankings that count in a campaign: of each bloc and period the one recorded last. */
export async function newestRankings(
  { db }: Pick<Records, 'db'>,
  { plan, campaign }: { plan: string; campaign: CampaignKey },
): Promise<KeptRanking[]> {
  const rows = await db
    .selectFrom('ranking')
    .distinctOn(['bloc', 'period'])
    .selectAll()
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .orderBy('bloc')
    .orderBy('period')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    bloc: row.bloc,
    period: row.period,
    decision: { number: row.decision_number, date: row.decision_date },
    rows: z.array(RankingRow).parse(row.rows),
    recordedAt: row.recorded_at,
  }));
}

/** The ranking of the year before a campaign's, as the selection takes it: recorded in this campaign, else that year's own. */
export async function previousRanking(
  records: Pick<Records, 'db'>,
  { plan, campaign, bloc }: { plan: string; campaign: CampaignKey; bloc: Bloc },
): Promise<KeptRanking | null> {
  if (campaign === 'summary') return null;
  const own = (await newestRankings(records, { plan, campaign })).find(
    (it) => it.bloc === bloc && it.period === 'previous',
  );
  if (own !== undefined) return own;
  const lastYear = await newestRankings(records, { plan, campaign: String(Number(campaign) - 1) });
  return lastYear.find((it) => it.bloc === bloc && it.period === 'current') ?? null;
}
