import { campaignsOf, periodName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Day, Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import type { DraftContent, DraftNominee } from '../../records/filings/draft-content.js';
import type { Records } from '../../records/database/open.js';
import { type LedgerRow, ledgerRows } from '../../records/reads/ledger.js';
import { launchPlanOf } from '../../records/reads/reports.js';
import type { PaperFacts } from './facts.js';

/** Whose papers, with what it has in hand, and the day whose form is taken. */
interface Wanted {
  plan: Plan;
  campaign: CampaignKey;
  unit: { code: string; name: string };
  content: DraftContent;
  day: Day;
}

/** What a unit's papers say: what it entered, its launch plan, and what its nominees were given before. */
export async function readPaperFacts(
  records: Records,
  { plan, campaign, unit, content: { nominees }, day }: Wanted,
): Promise<PaperFacts> {
  const key = { plan: plan.plan, campaign, unit: unit.code };
  const [launchPlan, ledger] = await Promise.all([
    launchPlanOf(records, key),
    ledgerRows(records, { plan: plan.plan }),
  ]);
  const all = campaignsOf(plan);
  const earlier = all.slice(0, all.indexOf(campaign));
  const standing = ledger.filter((it) => it.revoked === null && earlier.includes(it.campaign));
  const linesOf = (nominee: DraftNominee): string[] =>
    standing.filter((row) => isOf(row, unit.code, nominee)).map((row) => certificateLine(plan, row));
  return {
    plan,
    campaign,
    unitName: unit.name,
    nominees,
    launchPlan,
    certificates: new Map(nominees.map((it) => [it.id, linesOf(it)])),
    day,
  };
}

const isOf = (row: LedgerRow, unit: string, { kind, personId }: DraftNominee): boolean =>
  row.kind === kind && (kind === 'collective' ? row.unit === unit : row.personId === (personId ?? ''));

const certificateLine = (plan: Plan, { campaign, decision: { number, date } }: LedgerRow): string =>
  `Bằng khen của ${plan.bodies.chairman.full} về cải cách hành chính ${periodName(plan, campaign)}, Quyết định số ${number} ngày ${formatDay(date)}`;
