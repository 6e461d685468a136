import type { ListReturn } from '../../activities/records/reads/list-returns.js';
import type { StatusRow } from '../../activities/records/reads/status.js';
import type { WaitingDossier } from '../../activities/records/reads/waiting.js';
import { isAwaited } from '../../workflows/api/names.js';
import { ownQuestionIn } from '../../workflows/api/own-questions.js';
import { Office } from '../../workflows/api/messages.js';
import type { Awaited } from '../../workflows/api/views.js';
import { campaignsOf } from '../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { datesYear, dayOfCutoff, type HolidayTable, isWorkingDay } from '../../workflows/rules/calendar.js';
import { addDays, dayOf, instantOf } from '../../workflows/rules/days.js';
import { say, type Words } from '../language/language.js';

/** One thing that waits for an office or a unit. Instants in epoch ms. */
export interface Task {
  campaign: CampaignKey;
  office: Office;
  /** Of a task of units: which; null: each that the task is still for. */
  unit: string | null;
  what: Awaited['what'];
  /** Blocs, question keys, units. */
  which: string[];
  count: number;
  /** The first instant that is too late; null where the plan names none. */
  before: number | null;
  /** Working days from today to the last day, both counted; null where it is past or beyond the table of holidays. */
  workingDays: number | null;
  /** Of a list to forward: by whom and why it was given back; null where it was not. */
  returned: Pick<ListReturn, 'by' | 'at' | 'reason'> | null;
  /** The command that does it. */
  command: string;
}

/** What tasks are derived from. */
export interface Waiting {
  plan: Plan;
  /** Business now, epoch ms. */
  now: number;
  holidays: HolidayTable | null;
  campaigns: readonly Pick<StatusRow, 'campaign' | 'stage' | 'frozen' | 'awaiting' | 'round'>[];
  dossiers: readonly WaitingDossier[];
  /** The units whose launch plan is recorded. */
  launchPlans: readonly { campaign: string; unit: string }[];
  returns: readonly ListReturn[];
}

/** Whose tasks are asked for: an office's, a unit's. */
export interface Asker {
  office: Office;
  unit?: string | undefined;
}

/** What waits for whom, or for the asker; by campaign, the most urgent first. */
export function tasksOf(waiting: Waiting, asker: Asker | null): Task[] {
  const tasks = waiting.campaigns
    .filter(({ stage }) => stage !== 'closed')
    .flatMap((row) => [
      ...row.awaiting.flatMap((item) => awaitedTasks(waiting, row.campaign, item, asker)),
      ...dossierTasks(waiting, row, asker),
    ]);
  const order = campaignsOf(waiting.plan);
  return tasks
    .filter((task) => asker === null || task.office === asker.office)
    .sort(
      (one, other) =>
        (one.before ?? Infinity) - (other.before ?? Infinity) ||
        order.indexOf(one.campaign) - order.indexOf(other.campaign),
    );
}

type Item = StatusRow['awaiting'][number];

/** A campaign's own: what its dossiers wait for, they say themselves. */
function awaitedTasks(waiting: Waiting, campaign: CampaignKey, item: Item, asker: Asker | null): Task[] {
  const office = Office.safeParse(item.from).data;
  const { what, which, count } = item;
  if (office === undefined || !isAwaited(what) || what === 'dossiers' || what === 'reviews') return [];
  if (what === 'question') {
    return which.map((key) =>
      taskOf(waiting, { campaign, office, what, which: [key], count: 1 }, questionDeadline(key)),
    );
  }
  const unit = office === 'unit' ? (asker?.unit ?? null) : null;
  if (unit !== null && what === 'launch-plans' && hasLaunchPlan(waiting, campaign, unit)) return [];
  const task = taskOf(waiting, { campaign, office, what, which, count, unit }, deadlineFor(what));
  return [what === 'forwarding' ? againTask(waiting, task) : task];
}

/** A list that is forwarded once more is forwarded with a reason. */
function againTask({ campaigns, returns }: Waiting, task: Task): Task {
  const round = campaigns.find(({ campaign }) => campaign === task.campaign)?.round ?? 0;
  const found = returns.find(({ campaign }) => campaign === task.campaign);
  const returned = found === undefined ? null : { by: found.by, at: found.at, reason: found.reason };
  return {
    ...task,
    returned,
    command:
      round === 0 ? task.command : say(`${task.command} --reason LÝ-DO`, `${task.command} --reason REASON`),
  };
}

const hasLaunchPlan = ({ launchPlans }: Waiting, campaign: CampaignKey, unit: string): boolean =>
  launchPlans.some((it) => it.campaign === campaign && it.unit === unit);

function dossierTasks(
  waiting: Waiting,
  { campaign, frozen }: Waiting['campaigns'][number],
  asker: Asker | null,
): Task[] {
  const { now, dossiers } = waiting;
  const own = dossiers.filter((it) => it.campaign === campaign);
  const unfiled = own.filter((it) => it.status !== 'submitted' && lastMoment(it) > now);
  const submitted = own.filter(({ status }) => status === 'submitted');
  const reviews =
    submitted.length === 0 || frozen === 'signed'
      ? []
      : [
          taskOf(
            waiting,
            {
              campaign,
              office: 'home-affairs',
              what: 'reviews',
              which: submitted.map(({ unit }) => unit),
              count: submitted.length,
            },
            'forward',
          ),
        ];
  return [...reviews, ...filingTasks(waiting, campaign, unfiled, asker)];
}

/** One for the asker's own dossiers; else one for all that have the same last moment. */
function filingTasks(
  waiting: Waiting,
  campaign: CampaignKey,
  unfiled: readonly WaitingDossier[],
  asker: Asker | null,
): Task[] {
  const common = { campaign, office: 'unit', what: 'dossiers' } as const;
  if (asker?.unit !== undefined) {
    return unfiled
      .filter(({ filer }) => filer === asker.unit)
      .map((it) =>
        taskOf(waiting, { ...common, unit: it.filer, which: [it.unit], count: 1 }, lastMoment(it)),
      );
  }
  return [...new Set(unfiled.map(lastMoment))].map((before) => {
    const which = unfiled.filter((it) => lastMoment(it) === before).map(({ unit }) => unit);
    return taskOf(waiting, { ...common, which, count: which.length }, before);
  });
}

/** A dossier's own deadline: the later of its cutoff and the end of the day by which it is to be completed. */
const lastMoment = ({ cutoff, completeBy }: WaitingDossier): number =>
  completeBy === null ? cutoff : Math.max(cutoff, instantOf(addDays(completeBy, 1)));

type Deadline = 'open' | keyof Plan['cutoffs'];

function deadlineFor(what: Awaited['what']): Deadline {
  switch (what) {
    case 'launch-plans':
      return 'open';
    case 'dossiers':
      return 'dossier';
    case 'reviews':
    case 'ranking':
    case 'question':
    case 'shortlist':
    case 'forwarding':
      return 'forward';
    case 'appraisal':
    case 'sign-off':
    case 'decision-number':
    case 'ceremony':
      return 'announce';
  }
}

const questionDeadline = (key: string): Deadline =>
  ownQuestionIn(key) === 'forward-cutoff' || ownQuestionIn(key) === null ? 'forward' : 'dossier';

function momentOf(plan: Plan, campaign: CampaignKey, deadline: Deadline): number {
  const year = datesYear(plan, campaign);
  return instantOf(deadline === 'open' ? `${year}-01-01` : dayOfCutoff(plan.cutoffs[deadline], year));
}

type Facts = Pick<Task, 'campaign' | 'office' | 'what' | 'which' | 'count'> & { unit?: string | null };

function taskOf(waiting: Waiting, facts: Facts, deadline: Deadline | number): Task {
  const { plan, now, holidays } = waiting;
  const before = typeof deadline === 'number' ? deadline : momentOf(plan, facts.campaign, deadline);
  const task = {
    unit: null,
    returned: null,
    ...facts,
    before,
    workingDays: workingDaysTo(before, now, holidays),
  };
  return { ...task, command: commandOf(task) };
}

function workingDaysTo(before: number, now: number, holidays: HolidayTable | null): number | null {
  const end = dayOf(before - 1);
  if (holidays === null || before <= now || end > holidays.lastDay) return null;
  let count = 0;
  for (let day = dayOf(now); day <= end; day = addDays(day, 1)) count += isWorkingDay(day, holidays) ? 1 : 0;
  return count;
}

const numberAndDate: Words = [
  '--decision-number SỐ --decision-date NGÀY',
  '--decision-number NUMBER --decision-date DATE',
];

/** What is typed to do it; in capitals what the official fills in. */
function commandOf({ campaign, what, which, unit }: Facts): string {
  const whose = unit == null ? say('ĐƠN-VỊ', 'UNIT') : `--as unit:${unit}`;
  const [first = '', ...others] = which;
  const bloc = first === '' || others.length > 0 ? say('KHỐI', 'BLOC') : first;
  switch (what) {
    case 'launch-plans':
      return say(
        `thidua launch-plan ${campaign} ${whose} --number SỐ --date NGÀY`,
        `thidua launch-plan ${campaign} ${whose} --number NUMBER --date DATE`,
      );
    case 'dossiers':
      return say(
        `thidua dossier file ${campaign} ${whose} --from THƯ-MỤC`,
        `thidua dossier file ${campaign} ${whose} --from FOLDER`,
      );
    case 'reviews':
      return `thidua review list ${campaign}`;
    case 'ranking':
      return say(
        `thidua ranking import ${campaign} ${bloc} TỆP ${say(...numberAndDate)}`,
        `thidua ranking import ${campaign} ${bloc} FILE ${say(...numberAndDate)}`,
      );
    case 'question':
      return `thidua question show ${campaign} ${first}`;
    case 'shortlist':
      return `thidua shortlist ${campaign} individual|collective ${bloc}`;
    case 'forwarding':
      return `thidua forward ${campaign}`;
    case 'appraisal':
      return say(
        `thidua appraise ${campaign} approve|return --meeting-date NGÀY --participants NGƯỜI`,
        `thidua appraise ${campaign} approve|return --meeting-date DATE --participants PEOPLE`,
      );
    case 'sign-off':
      return `thidua sign-off show ${campaign}`;
    case 'decision-number':
      return `thidua announce ${campaign} ${say(...numberAndDate)}`;
    case 'ceremony':
      return say(
        `thidua ceremony ${campaign} --date NGÀY --place NƠI`,
        `thidua ceremony ${campaign} --date DATE --place PLACE`,
      );
  }
}
