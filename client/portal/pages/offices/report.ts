import { commendationRows, difficultyRows } from '../../../../activities/records/reads/reports.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import { reportCsv } from '../../../officials/report.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { inCampaign } from './ground.js';
import { reportPage } from './report-page.js';

async function rowsOf({ portal, plan }: Visit, campaign: CampaignKey) {
  const of = { plan: plan.plan, campaign };
  const [commendations, difficulties] = await Promise.all([
    commendationRows(portal.records, of),
    difficultyRows(portal.records, of),
  ]);
  return { commendations, difficulties };
}

const answerReport = async (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  reportPage({ plan: visit.plan, campaign, ...(await rowsOf(visit, campaign)) });

async function answerTable(visit: Visit, campaign: CampaignKey): Promise<Response> {
  const { commendations, difficulties } = await rowsOf(visit, campaign);
  return new Response(reportCsv(commendations, difficulties), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="bao-cao-${campaign}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}

const openTo = ['home-affairs'] as const;

export const reportRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.report(':campaign'), openTo, answer: inCampaign(answerReport) },
  { method: 'GET', path: addresses.reportTable(':campaign'), openTo, answer: inCampaign(answerTable) },
];
