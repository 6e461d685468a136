import { auditRows } from '../../../activities/records/acts/audit.js';
import {
  dossierCounts,
  dossierCutoffs,
  firstFilings,
} from '../../../activities/records/reads/filing-progress.js';
import { ledgerRows } from '../../../activities/records/reads/ledger.js';
import { statusRows } from '../../../activities/records/reads/status.js';
import { planOf } from '../../../activities/records/registry/plans.js';
import { actNames } from '../../../workflows/api/act-names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { actDetail } from '../../officials/act-details.js';
import { type Calendar, calendarOrWhyNot } from '../../officials/calendar.js';
import { namesOfRecords } from '../../officials/names-of.js';
import { rankedBlocs } from '../../officials/ranked-blocs.js';
import { openQuestions } from '../../officials/status-facts.js';
import { isDone } from '../../officials/why/case.js';
import { addresses } from '../addresses.js';
import type { Page, Route, Visit } from '../visit.js';
import { campaignPage, type CampaignShown } from './campaign.js';
import type { FilingsDrawn } from './filings-chart.js';
import { isOperator } from './operator-routes.js';
import { campaignIn } from './plan-routes.js';
import { noSuchPage } from './problems.js';
import { rankingsPage } from './rankings.js';

async function answerCampaign(visit: Visit): Promise<Page> {
  const { portal, now } = visit;
  const { records } = portal;
  const campaign = campaignIn(visit);
  if (campaign === null) return noSuchPage();
  const plan = await planOf(records, portal.plan, campaign);
  const key = { plan: plan.plan, campaign };
  const [row] = await statusRows(records, key);
  const cutoffs = await dossierCutoffs(records, key);
  const dossiers = await dossierCounts(records, key);
  const calendar = calendarOrWhyNot(plan, campaign);
  return campaignPage({
    plan,
    campaign,
    row: row ?? null,
    calendar,
    now,
    office: visit.visitor.kind === 'guest' ? null : visit.visitor.actor.office,
    isOperator: isOperator(visit),
    dossiers,
    cutoffs,
    filings: filingsOf(calendar, await firstFilings(records, key), cutoffs),
    questions: row === undefined || row.openQuestions.length === 0 ? [] : await openQuestions(records, row),
    told: await toldOf(visit, plan, campaign),
  });
}

/** What the chart of filings is drawn from; null where nothing was filed, or the dates are not known. */
function filingsOf(
  calendar: Calendar,
  firsts: readonly number[],
  cutoffs: readonly { cutoff: number; count: number }[],
): FilingsDrawn | null {
  if ('sentence' in calendar || firsts.length === 0) return null;
  const at = (what: string): number | undefined => {
    const entry = calendar.entries.find((it) => it.what === what);
    return entry === undefined ? undefined : Date.parse(entry.at);
  };
  const [opening, cutoff] = [at('submissions-open'), at('dossier-cutoff')];
  if (opening === undefined || cutoff === undefined) return null;
  const total = cutoffs.reduce((sum, { count }) => sum + count, 0);
  const [usual] = cutoffs.toSorted((one, other) => other.count - one.count);
  const extended = usual !== undefined && usual.cutoff > cutoff ? usual.cutoff : null;
  return { firsts, total, opening, cutoff, extended };
}

const endings = new Set(['recordDecision', 'recordCeremony']);

/** The decision and the ceremony, as they were recorded. */
async function toldOf(
  { portal: { records } }: Visit,
  plan: Plan,
  campaign: CampaignKey,
): Promise<CampaignShown['told']> {
  const rows = (await auditRows(records, { campaign })).filter((row) => row.plan === plan.plan);
  const done = rows.filter((row) => endings.has(row.act) && isDone(row));
  if (done.length === 0) return [];
  const names = await namesOfRecords(records, plan);
  return done.map((row) => {
    const detail = actDetail(row.act, row, names);
    const name = capital(actNames.get(row.act) ?? row.act);
    return { at: Date.parse(row.businessTime), text: detail === null ? name : `${name}: ${detail}` };
  });
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

async function answerRankings(visit: Visit): Promise<Page> {
  const { records, plan: code } = visit.portal;
  const campaign = campaignIn(visit);
  if (campaign === null) return noSuchPage();
  const plan = await planOf(records, code, campaign);
  const rows = await ledgerRows(records, { plan: code, campaign });
  return rankingsPage({
    plan,
    campaign,
    blocs: await rankedBlocs(records, plan, campaign),
    awarded: rows.filter(({ kind }) => kind === 'collective'),
  });
}

export const campaignRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.campaign(':campaign'), openTo: 'readers', answer: answerCampaign },
  { method: 'GET', path: addresses.ranks(':campaign'), openTo: 'readers', answer: answerRankings },
];
