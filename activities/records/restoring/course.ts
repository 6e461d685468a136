import { sql } from 'kysely';
import { z } from 'zod';
import { CourseState } from '../../../workflows/api/campaign-state.js';
import { extendTo } from '../../../workflows/api/choices.js';
import { campaignId } from '../../../workflows/api/identity.js';
import { Actor } from '../../../workflows/api/messages.js';
import { type OwnQuestion, ownQuestionKey } from '../../../workflows/api/own-questions.js';
import { Refusal } from '../../../workflows/api/refusals.js';
import { Bloc, type CampaignKey, type Plan, UnitCode } from '../../../workflows/plan/schema.js';
import {
  addDays,
  campaignCalendar,
  datesYear,
  dayOf,
  type HolidayTable,
  instantOf,
  isWorkingDay,
  nextWorkingDay,
} from '../../../workflows/rules/calendar.js';
import { nextMonday } from '../../../workflows/rules/days.js';
import { holidayWindow } from '../../reference/holiday-window.js';
import { businessNow } from '../database/business-time.js';
import type { Records } from '../database/open.js';
import { endedUnits } from '../registry/units.js';
import { selectionByInput } from '../selection/kept.js';
import { type CourseAct, followAct } from './course-acts.js';

/** Which campaign is to go on, by which plan and table of holidays. */
export interface CourseToRestore {
  plan: Plan;
  campaign: CampaignKey;
  holidays: HolidayTable;
}

/**
 * The state in which a campaign's workflow goes on from what the records hold: each act that it recorded is followed, the
 * dossiers are those of their table, and what the dates alone decide is derived anew. Reminders of before now are not sent
 * late. Null where the campaign never began.
 */
export async function courseStanding(records: Records, of: CourseToRestore): Promise<CourseState | null> {
  const { plan, campaign } = of;
  const acts = await actsOf(records, campaignId(plan.plan, campaign));
  if (acts.length === 0) return null;
  const state = CourseState.parse({});
  if (acts.some(({ act }) => act === 'dossiers-opened')) await openAgain(records, of, state);
  for (const act of acts) followAct({ plan, campaign, state }, act);
  const now = await businessNow(records);
  state.questions = state.questions.filter(({ key }) => !isExpired(of, state, key));
  state.askedFor = await askedLast(records, of, acts);
  state.isLookDue = true;
  state.nextDigest = state.cutoff === null ? 0 : nextMonday(now);
  state.reminders.notBefore = now;
  return state;
}

async function actsOf({ db }: Records, workflow: string): Promise<CourseAct[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['key', 'act', 'business_time', 'office', 'actor_unit', 'person', 'reason', 'facts', 'outcome'])
    .where('workflow', '=', workflow)
    .orderBy('seq')
    .execute();
  return rows.map((row) => {
    const { office, person, actor_unit: unit } = row;
    const actor = office === null ? null : { office, person, ...(unit !== null && { unit }) };
    return {
      key: row.key,
      act: row.act,
      at: row.business_time,
      actor: Actor.nullable().parse(actor),
      reason: row.reason,
      facts: row.facts,
      ...Outcome.parse(row.outcome),
    };
  });
}

const Outcome = z.object({
  refusal: Refusal.nullable(),
  holder: z.object({ name: z.string(), signsAs: z.string() }).nullable(),
  value: z.unknown(),
});

/** What the opening of submissions derived from the dates and the registry. */
async function openAgain(records: Records, of: CourseToRestore, state: CourseState): Promise<void> {
  const { plan, campaign, holidays } = of;
  const year = datesYear(plan, campaign);
  const from = `${String(year - 1)}-12-31`;
  const window = holidayWindow(holidays, { from, to: `${String(year)}-06-30` });
  const entries = campaignCalendar(plan, campaign, window);
  const one = (what: string): number => Date.parse(entries.find((entry) => entry.what === what)?.at ?? '');
  state.holidays = window.days;
  state.forwardCutoff = one('forward-cutoff');
  state.announceBy = one('announce-by');
  state.doneUntil = instantOf(`${String(year)}-01-01`);
  const { dossiers, areStarted } = await dossiersOf(records, of);
  state.units = dossiers.map(({ unit, bloc }) => ({ code: unit, bloc }));
  state.filers = Object.fromEntries(
    dossiers.filter(({ unit, filer }) => unit !== filer).map(({ unit, filer }) => [unit, filer]),
  );
  state.started = areStarted ? state.units.length : 0;
  const asked = [
    lastDayQuestion(of, state, 'cutoff', one('dossier-cutoff')),
    lastDayQuestion(of, state, 'forward-cutoff', state.forwardCutoff),
    await participantsQuestion(records, of),
  ];
  state.questions = asked.flatMap((question) => question ?? []);
}

type OpenQuestion = CourseState['questions'][number];

function lastDayQuestion(
  { campaign }: CourseToRestore,
  { holidays }: CourseState,
  about: OwnQuestion,
  cutoff: number,
): OpenQuestion | null {
  const lastDay = addDays(dayOf(cutoff), -1);
  const table = { days: holidays };
  if (isWorkingDay(lastDay, table)) return null;
  const options = ['keep', extendTo(nextWorkingDay(lastDay, table))];
  return { key: ownQuestionKey(campaign, about), options, choose: 1, asked: '' };
}

async function participantsQuestion(
  records: Records,
  { plan, campaign }: CourseToRestore,
): Promise<OpenQuestion | null> {
  if (campaign !== 'summary') return null;
  const { from, to } = plan.period;
  const ended = await endedUnits(records, { plan: plan.plan, from, to });
  const options = ended.map(({ code }) => code);
  const key = ownQuestionKey(campaign, 'participants');
  return options.length === 0 ? null : { key, options, choose: null, asked: '' };
}

/** A question about a last day that was not answered before it means that the plan's date stands. */
function isExpired({ campaign }: CourseToRestore, state: CourseState, key: string): boolean {
  const { doneUntil, cutoff, forwardCutoff } = state;
  if (key === ownQuestionKey(campaign, 'cutoff')) return cutoff !== null && doneUntil >= cutoff;
  return (
    key === ownQuestionKey(campaign, 'forward-cutoff') && forwardCutoff !== null && doneUntil >= forwardCutoff
  );
}

const OpenedDossier = z.object({ unit: UnitCode, filer: UnitCode, bloc: Bloc });
type OpenedDossier = z.infer<typeof OpenedDossier>;

async function dossiersOf(
  { db }: Records,
  { plan, campaign }: CourseToRestore,
): Promise<{ dossiers: OpenedDossier[]; areStarted: boolean }> {
  const { rows } = await sql<OpenedDossier>`
    select d.unit, d.filer, u.bloc from dossier d join unit u on u.code = d.unit
    where d.plan = ${plan.plan} and d.campaign = ${campaign} order by d.unit collate "C"
  `.execute(db);
  const view = await db
    .selectFrom('campaign_view')
    .select('stage')
    .where('plan', '=', plan.plan)
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  const areStarted = view !== undefined && view.stage !== 'launch' && view.stage !== 'open';
  return { dossiers: z.array(OpenedDossier).parse(rows), areStarted };
}

/** Of what the offices were told last: open questions and the blocs whose seats wait for a shortlist. */
async function askedLast(
  { db }: Records,
  { plan, campaign }: CourseToRestore,
  acts: readonly CourseAct[],
): Promise<string> {
  const last = acts.findLast(({ act, refusal }) => act === 'list-computed' && refusal === null);
  if (last === undefined) return '';
  const { input, open } = z.object({ input: z.string(), open: z.array(z.string()) }).parse(last.facts);
  const selection = await selectionByInput(db, { plan: plan.plan, campaign, input });
  const seats = selection?.answer.waiting.filter((seat) => seat.for === 'shortlist') ?? [];
  return JSON.stringify([open, [...new Set(seats.map(({ bloc }) => bloc))]]);
}
