import { planTextOf } from '../../../activities/reference/plan-text.js';
import { planAmendments, planOf } from '../../../activities/records/registry/plans.js';
import { campaignName, campaignsOf, planName } from '../../../workflows/plan/names.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { calendarOrWhyNot } from '../../officials/calendar.js';
import { citationsOf } from '../../officials/plan-citations.js';
import { addresses } from '../addresses.js';
import { calendarFile } from '../calendar-file.js';
import type { Page, Route, Visit } from '../visit.js';
import { type CalendarShown, calendarPage, campaignCalendarPage } from './calendar.js';
import { planPage } from './plan-text.js';
import { noSuchPage } from './problems.js';

async function answerPlan({ portal: { records }, plan }: Visit): Promise<Page> {
  const amendments = await planAmendments(records, plan.plan);
  return planPage({ plan, text: planTextOf(plan), citations: citationsOf(plan), amendments });
}

async function datesOf({ portal: { records }, plan: { plan }, now }: Visit, campaign: CampaignKey) {
  const own = await planOf(records, plan, campaign);
  return { plan: own, campaign, calendar: calendarOrWhyNot(own, campaign), now };
}

const allDates = (visit: Visit): Promise<CalendarShown[]> =>
  Promise.all(campaignsOf(visit.plan).map((campaign) => datesOf(visit, campaign)));

/** The campaign that an address names; null where the plan has none such. */
export function campaignIn({ plan, parameters }: Pick<Visit, 'plan' | 'parameters'>): CampaignKey | null {
  return campaignsOf(plan).find((it) => it === parameters['campaign']) ?? null;
}

const answerCalendar = async (visit: Visit): Promise<Page> => calendarPage(visit.plan, await allDates(visit));

async function answerCampaignCalendar(visit: Visit): Promise<Page> {
  const campaign = campaignIn(visit);
  return campaign === null ? noSuchPage() : campaignCalendarPage(await datesOf(visit, campaign));
}

const answerFile = async (visit: Visit): Promise<Response> =>
  fileOf('lich.ics', planName(visit.plan), await allDates(visit));

async function answerCampaignFile(visit: Visit): Promise<Page | Response> {
  const campaign = campaignIn(visit);
  if (campaign === null) return noSuchPage();
  const name = campaignName(visit.plan, campaign);
  return fileOf(`lich-${campaign}.ics`, name, [await datesOf(visit, campaign)]);
}

function fileOf(file: string, name: string, campaigns: readonly CalendarShown[]): Response {
  const known = campaigns.flatMap(({ plan, campaign, calendar }) =>
    'entries' in calendar ? [{ plan, campaign, entries: calendar.entries }] : [],
  );
  return new Response(calendarFile(name, known), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`,
    },
  });
}

/** The plan and its dates: open to everyone, for the plan is published. */
export const planRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.plan, openTo: 'everyone', isKept: true, answer: answerPlan },
  { method: 'GET', path: addresses.calendar, openTo: 'everyone', isKept: true, answer: answerCalendar },
  { method: 'GET', path: addresses.calendarFile, openTo: 'everyone', answer: answerFile },
  {
    method: 'GET',
    path: addresses.calendarOf(':campaign'),
    openTo: 'everyone',
    answer: answerCampaignCalendar,
  },
  {
    method: 'GET',
    path: addresses.calendarFileOf(':campaign'),
    openTo: 'everyone',
    answer: answerCampaignFile,
  },
];
