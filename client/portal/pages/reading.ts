import { ledgerRows } from '../../../activities/records/reads/ledger.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import { readLive } from '../../officials/standing.js';
import { readTasks } from '../../officials/waiting.js';
import { addresses } from '../addresses.js';
import type { Page, Route, Visit } from '../visit.js';
import { campaignsPage } from './campaigns.js';
import { ledgerPage } from './ledger.js';
import { tasksPage } from './task-list.js';

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

async function answerCampaigns({ portal: { records }, plan }: Visit): Promise<Page> {
  const { rows, next } = await readLive(records, plan);
  return campaignsPage({ plan, rows, next });
}

const answerLedger = async ({ portal: { records }, plan }: Visit): Promise<Page> =>
  ledgerPage({ plan, rows: await ledgerRows(records, { plan: plan.plan }) });

/** What is only read. */
export const readingRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.home, openTo: 'readers', answer: answerCampaigns },
  { method: 'GET', path: addresses.campaigns, openTo: 'readers', answer: answerCampaigns },
  { method: 'GET', path: addresses.tasks, openTo: 'officials', answer: answerTasks },
  { method: 'GET', path: addresses.ledger, openTo: 'readers', answer: answerLedger },
];
