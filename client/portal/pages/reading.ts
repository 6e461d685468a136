import { allUnits } from '../../../activities/records/registry/units.js';
import { certificates } from '../../officials/certificates.js';
import { readLive } from '../../officials/standing.js';
import { readTasks } from '../../officials/waiting.js';
import { addresses } from '../addresses.js';
import type { Page, Route, Visit } from '../visit.js';
import { campaignsPage } from './campaigns.js';
import { homePage } from './home.js';
import { ledgerPage } from './ledger.js';
import { campaignIn } from './plan-routes.js';
import { noSuchPage } from './problems.js';
import { tasksPage } from './task-list.js';
import { winnersPage } from './winners.js';

async function answerTasks({ portal: { records }, plan, visitor }: Visit): Promise<Page> {
  const asker = visitor.kind === 'guest' ? null : visitor.actor;
  const [tasks, units, live] = await Promise.all([
    readTasks(records, plan, asker),
    allUnits(records.db),
    readLive(records, plan),
  ]);
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const next = live.next[0]?.line ?? null;
  return tasksPage({ plan, tasks, unitName: (code) => names.get(code) ?? code, next });
}

/** Who may read what the public may not. */
const isReader = ({ visitor, portal }: Visit): boolean =>
  visitor.kind === 'official' || portal.mode === 'rehearsal';

async function answerHome(visit: Visit): Promise<Page> {
  const { portal, plan } = visit;
  const { rows, next } = await readLive(portal.records, plan);
  const announced = rows.filter(({ awards }) => awards.collectives + awards.individuals > 0);
  return homePage({
    plan,
    rows,
    next,
    isRehearsal: portal.mode === 'rehearsal',
    isReader: isReader(visit),
    announced: announced.map(({ campaign }) => campaign),
  });
}

async function answerWinners(visit: Visit): Promise<Page> {
  const campaign = campaignIn(visit);
  if (campaign === null) return noSuchPage();
  const { records, plan } = visit.portal;
  const rows = await certificates(records, { plan, campaign });
  return winnersPage({ plan: visit.plan, campaign, rows, isReader: isReader(visit) });
}

async function answerCampaigns({ portal: { records }, plan }: Visit): Promise<Page> {
  const { rows, next } = await readLive(records, plan);
  return campaignsPage({ plan, rows, next });
}

const answerLedger = async ({ portal: { records }, plan }: Visit): Promise<Page> =>
  ledgerPage({ plan, rows: await certificates(records, { plan: plan.plan }) });

/** What is only read. */
export const readingRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.home, openTo: 'everyone', answer: answerHome },
  { method: 'GET', path: addresses.campaigns, openTo: 'readers', answer: answerCampaigns },
  { method: 'GET', path: addresses.tasks, openTo: 'officials', answer: answerTasks },
  { method: 'GET', path: addresses.ledger, openTo: 'readers', answer: answerLedger },
  {
    method: 'GET',
    path: addresses.winners(':campaign'),
    openTo: 'everyone',
    isKept: true,
    answer: answerWinners,
  },
];
