import { businessNow, clockMode } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { statusRows, type StatusRow } from '../../activities/records/reads/status.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import { campaignsOf } from '../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { campaignStart } from '../../workflows/rules/campaign-start.js';
import { calendarReason } from '../language/calendar.js';
import { campaignName } from '../language/names.js';
import { formatMoment } from '../language/amounts.js';
import { say } from '../language/language.js';
import { calendarOrWhyNot } from './calendar.js';
import { awaitingLabel, campaignLabel, factsOf, stageLabel } from './words.js';

/** A movement on the wall clock as it is watched. Instants in epoch ms of business time. */
export interface LiveFacts {
  plan: Plan;
  mode: ClockMode;
  at: number;
  rows: StatusRow[];
  /** What comes by itself, the earliest first. */
  next: NextMoment[];
}

interface NextMoment {
  at: number;
  /** `2022: 08:00 ngày 20/01/2023 – …` */
  line: string;
}

/** Reads how a movement stands. */
export async function readLive(records: Records, plan: Plan): Promise<LiveFacts> {
  const { mode } = await clockMode(records);
  const at = await businessNow(records);
  const rows = await statusRows(records, { plan: plan.plan });
  return { plan, mode, at, rows, next: nextMoments(plan, rows, at) };
}

/** Every campaign that has begun by its date stands in the records. */
export const areAllThere = ({ plan, at, rows }: LiveFacts): boolean =>
  campaignsOf(plan).every(
    (campaign) => campaignStart(plan, campaign) > at || rows.some((row) => row.campaign === campaign),
  );

/** Who is awaited, a line each: `2022: chờ Sở Nội vụ – …`. */
export const awaitedLines = ({ plan, rows }: Pick<LiveFacts, 'plan' | 'rows'>): string[] =>
  rows.flatMap((row) =>
    row.awaiting.map((item) =>
      say(
        `${campaignLabel(row.campaign)}: chờ ${awaitingLabel(plan, item)}`,
        `${campaignLabel(row.campaign)}: waits: ${awaitingLabel(plan, item)}`,
      ),
    ),
  );

/** Where each campaign stands, a line each: `2022: Nhận và xét hồ sơ · hồ sơ 3/10`. */
export const stageLine = (row: StatusRow): string =>
  `${campaignLabel(row.campaign)}: ${standingOf(row)}${factsOf(row)}`;

/** Where a campaign stands, in a few words. */
export function standingOf({ stage, past }: StatusRow): string {
  if (past?.kind === 'imported') return say('Đã nhập', 'Imported');
  return past?.kind === 'skipped'
    ? say('Đã qua, không thực hiện ở đây', 'Past, not done here')
    : stageLabel(stage);
}

function nextMoments(plan: Plan, rows: readonly StatusRow[], now: number): NextMoment[] {
  const own = rows.flatMap(({ campaign, next }) =>
    next === null || next <= now ? [] : [moment(campaign, next, reasonAt(plan, campaign, next))],
  );
  const starts = campaignsOf(plan)
    .map((campaign) => ({ campaign, at: campaignStart(plan, campaign) }))
    .filter(({ at }) => at > now)
    .map(({ campaign, at }) =>
      moment(
        campaign,
        at,
        say(`Bắt đầu ${campaignName(plan, campaign)}.`, `Start of ${campaignName(plan, campaign)}.`),
      ),
    );
  return [...own, ...starts.slice(0, 1)].sort((one, other) => one.at - other.at);
}

const moment = (campaign: CampaignKey, at: number, reason: string | null): NextMoment => ({
  at,
  line: `${campaignLabel(campaign)}: ${formatMoment(at)}${reason === null ? '' : ` – ${reason}`}`,
});

/** What the plan's calendar has at an instant; null where it is a moment of the campaign's own. */
function reasonAt(plan: Plan, campaign: CampaignKey, at: number): string | null {
  const calendar = calendarOrWhyNot(plan, campaign);
  if ('sentence' in calendar) return null;
  const entry = calendar.entries.find((it) => Date.parse(it.at) === at);
  return entry === undefined ? null : calendarReason(plan, campaign, entry);
}
