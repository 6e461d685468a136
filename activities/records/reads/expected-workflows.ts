import { sql } from 'kysely';
import { campaignId, dossierId, movementId, postId } from '../../../workflows/api/identity.js';
import { CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** A workflow that is at work by what the records hold, and what it is about. */
export type ExpectedWorkflow = { workflowId: string; plan: string } & (
  | { kind: 'movement' | 'post' }
  | { kind: 'campaign'; campaign: CampaignKey }
  | { kind: 'dossier'; campaign: CampaignKey; unit: UnitCode }
);

/** The acts by which a campaign is over; one that was skipped may be imported later. */
export const closingActs = ['campaign-closed', 'ceremony-not-reported', 'imported', 'campaign-skipped'];

/**
 * The workflows of a plan that should be running by what the records hold: the movement and its post once it began, each
 * campaign that was begun and isn't over, each dossier from
 * when its campaign has started all of them until the awards are written.
 */
export async function expectedWorkflows(
  records: Pick<Records, 'db'>,
  plan: string,
): Promise<ExpectedWorkflow[]> {
  const campaigns = await begunCampaigns(records, plan);
  const dossiers = await openDossiers(records, plan);
  if (campaigns.length === 0 && !(await hasBegun(records, plan))) return [];
  return [
    { kind: 'movement', plan, workflowId: movementId(plan) },
    { kind: 'post', plan, workflowId: postId(plan) },
    ...campaigns
      .filter(({ isOver }) => !isOver)
      .map(
        ({ campaign }) =>
          ({ kind: 'campaign', plan, campaign, workflowId: campaignId(plan, campaign) }) as const,
      ),
    ...dossiers,
  ];
}

/** Where every campaign is past already, the movement still takes revocations. */
async function hasBegun({ db }: Pick<Records, 'db'>, plan: string): Promise<boolean> {
  const act = await db
    .selectFrom('audit')
    .select('seq')
    .where('workflow', '=', movementId(plan))
    .limit(1)
    .executeTakeFirst();
  return act !== undefined;
}

/** The campaigns of which the records know an act, and whether they are over. */
export async function begunCampaigns(
  { db }: Pick<Records, 'db'>,
  plan: string,
): Promise<{ campaign: CampaignKey; isOver: boolean }[]> {
  const { rows } = await sql<{ campaign: string; isOver: boolean }>`
    select campaign, bool_or(act = any(${closingActs}::text[]) and outcome -> 'refusal' = 'null'::jsonb) as "isOver"
    from audit where plan = ${plan} and campaign is not null
    group by campaign having bool_or(workflow not in ('setup', 'import')) order by campaign collate "C"
  `.execute(db);
  return rows.map(({ campaign, isOver }) => ({ campaign: CampaignKey.parse(campaign), isOver }));
}

async function openDossiers({ db }: Pick<Records, 'db'>, plan: string): Promise<ExpectedWorkflow[]> {
  const { rows } = await sql<{ campaign: string; unit: string }>`
    select d.campaign, d.unit from dossier d
    left join campaign c on c.plan = d.plan and c.campaign = d.campaign
    join campaign_view v on v.plan = d.plan and v.campaign = d.campaign
    where d.plan = ${plan} and coalesce(c.frozen, 'free') <> 'decided' and v.stage not in ('launch', 'open')
    order by d.campaign collate "C", d.unit collate "C"
  `.execute(db);
  return rows.map((row) => {
    const campaign = CampaignKey.parse(row.campaign);
    const unit = UnitCode.parse(row.unit);
    return { kind: 'dossier', plan, campaign, unit, workflowId: dossierId(plan, campaign, unit) };
  });
}
