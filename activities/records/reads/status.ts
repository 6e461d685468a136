import { sql } from 'kysely';
import { z } from 'zod';
import { CampaignKey } from '../../../workflows/plan/schema.js';
import { type Records, toInstant } from '../database/open.js';
import { type PastMark, pastMarks } from './past-marks.js';
import type { CampaignView } from '../../../workflows/api/views.js';

const Awaiting = z.array(
  z.object({ from: z.string(), what: z.string(), which: z.array(z.string()), count: z.number() }),
);
const Frozen = z.enum(['free', 'forwarded', 'signed']);

/** Keeps what `status` shows of a campaign; the newest view replaces the one before. */
export async function showCampaign(records: Records, view: CampaignView): Promise<void> {
  const columns = {
    plan: view.plan,
    campaign: view.campaign,
    stage: view.stage,
    next: view.next === null ? null : toInstant(view.next),
    awaiting: JSON.stringify(view.awaiting),
    open_questions: JSON.stringify(view.openQuestions),
    digest: view.digest,
    round: view.round,
    frozen: view.frozen,
    shown_at: sql<string>`business_now()`,
  };
  await records.db
    .insertInto('campaign_view')
    .values({ workflow: view.workflow, ...columns })
    .onConflict((conflict) => conflict.column('workflow').doUpdateSet(columns))
    .execute();
}

/** A campaign as `status` shows it: its view, and counts from the records. Instants in epoch ms. */
export interface StatusRow extends CampaignView {
  shownAt: number;
  /** How many dossiers stand in each status. */
  dossiers: Record<string, number>;
  /** How many mails stand in each state. */
  mails: Record<string, number>;
  awards: { collectives: number; individuals: number; revoked: number; money: number };
  signOffs: { approved: number; returned: number; refused: number };
  /** Imported, skipped or begun late; absent where it was held here from its beginning. */
  past?: PastMark;
}

/** Every campaign that began, in their order, the summary last. */
export async function statusRows(
  records: Records,
  filter: { plan?: string; campaign?: string } = {},
): Promise<StatusRow[]> {
  const [views, dossiers, mails, awards, signOffs, marks] = await Promise.all([
    records.db
      .selectFrom('campaign_view')
      .selectAll()
      .orderBy(sql`campaign collate "C"`)
      .execute(),
    countBy(
      records,
      sql`select plan || '/' || campaign as campaign, status as what, count(*) as count from dossier group by 1, 2 order by 2`,
    ),
    countBy(
      records,
      sql`select plan || '/' || campaign as campaign, state as what, count(*) as count from mail where campaign is not null group by 1, 2 order by 2`,
    ),
    countAwards(records),
    countBy(records, signOffCounts),
    pastMarks(records),
  ]);
  return views
    .filter((it) => filter.plan === undefined || it.plan === filter.plan)
    .filter((it) => filter.campaign === undefined || it.campaign === filter.campaign)
    .map((view) => {
      const key = `${view.plan}/${view.campaign}`;
      const signed = signOffs.get(key);
      const past = marks.get(key);
      return {
        workflow: view.workflow,
        plan: view.plan,
        campaign: CampaignKey.parse(view.campaign),
        stage: view.stage,
        next: view.next,
        awaiting: Awaiting.parse(view.awaiting),
        openQuestions: z.array(z.string()).parse(view.open_questions),
        digest: view.digest,
        round: view.round,
        frozen: Frozen.parse(view.frozen),
        shownAt: view.shown_at,
        dossiers: Object.fromEntries(dossiers.get(key) ?? []),
        mails: Object.fromEntries(mails.get(key) ?? []),
        awards: awards.get(key) ?? { collectives: 0, individuals: 0, revoked: 0, money: 0 },
        signOffs: {
          approved: signed?.get('approve') ?? 0,
          returned: signed?.get('return') ?? 0,
          refused: signed?.get('refused') ?? 0,
        },
        ...(past !== undefined && { past }),
      };
    });
}

const signOffCounts = sql`
  select plan || '/' || campaign as campaign, case when act = 'signOff' and outcome -> 'refusal' = 'null'::jsonb then facts ->> 'decision' else 'refused' end as what,
    count(*) as count
  from audit where act in ('signOff', 'signOff-refused') and campaign is not null group by 1, 2
`;

async function countBy(
  records: Records,
  query: ReturnType<typeof sql>,
): Promise<Map<string, Map<string, number>>> {
  const { rows } = await sql<{ campaign: string; what: string; count: number }>`${query}`.execute(records.db);
  const counts = new Map<string, Map<string, number>>();
  for (const { campaign, what, count } of rows) {
    const ofCampaign = counts.get(campaign) ?? new Map<string, number>();
    counts.set(campaign, ofCampaign.set(what, count));
  }
  return counts;
}

async function countAwards(records: Records): Promise<Map<string, StatusRow['awards']>> {
  const { rows } = await sql<StatusRow['awards'] & { campaign: string }>`
    select plan || '/' || campaign as campaign,
      count(*) filter (where kind = 'collective') as collectives,
      count(*) filter (where kind = 'individual') as individuals,
      count(*) filter (where revoked_at is not null) as revoked,
      sum(money)::bigint as money
    from ledger group by plan, campaign
  `.execute(records.db);
  return new Map(rows.map(({ campaign, ...awards }) => [campaign, awards]));
}
