import { extendTo, readChoice } from '../api/choices.js';
import { movementId } from '../api/identity.js';
import { ownQuestionKey } from '../api/own-questions.js';
import { skippingReasons } from '../api/skipping.js';
import type { Day } from '../plan/schema.js';
import { addDays, datesYear, dayOf, dayOfCutoff, instantOf, nextWorkingDay } from '../rules/calendar.js';
import { nextMonday } from '../rules/days.js';
import { announcingEnd } from '../rules/late-start.js';
import type { Course } from './campaign.js';
import { openSubmissions } from './opening.js';
import type { OwnAnswering } from './own-question.js';

/** Submissions open, unless their cutoff was past before the movement began: then Home Affairs is asked whether they do. */
export function openOrAsk(course: Course): Promise<void> {
  const { state, plan, campaign } = course;
  const cutoff = instantOf(dayOfCutoff(plan.cutoffs.dossier, datesYear(plan, campaign)));
  return state.began < cutoff ? openSubmissions(course) : askToOpen(course, cutoff);
}

/** So many working days units have to file where the time is extended as it is proposed. */
const daysProposed = 10;

/** No unit could file here before the cutoff: without an extension there is nobody to choose from (IV.1.a). */
async function askToOpen(course: Course, cutoff: number): Promise<void> {
  const { state, campaign, plan } = course;
  const lastDay = await proposedLastDay(course);
  const key = ownQuestionKey(campaign, 'late-opening');
  const options = ['keep', ...(lastDay === null ? [] : [extendTo(lastDay)])];
  state.questions.push({ key, options, choose: 1, asked: '' });
  state.nextDigest = nextMonday(course.now);
  const announceBy = announcingEnd(plan, campaign);
  const content = { code: 'late-opening-question', campaign, cutoff, announceBy, lastDay } as const;
  await course.note('late-opening-asked', key, { cutoff, lastDay }, [
    { event: key, recipients: [{ office: 'home-affairs' }], content },
  ]);
}

/** Some working days on, or the last working day of the quarter where that is sooner; null: none is left. */
async function proposedLastDay(course: Course): Promise<Day | null> {
  const today = dayOf(course.now);
  const lastDay = lastDayOf(course);
  const { days } = await course.context.records.loadHolidays({
    plan: course.plan.plan,
    from: today,
    to: lastDay,
  });
  let found: Day | null = null;
  let next = nextWorkingDay(today, { days });
  for (let count = 0; count < daysProposed && next <= lastDay; count += 1) {
    found = next;
    next = nextWorkingDay(next, { days });
  }
  return found;
}

const lastDayOf = ({ plan, campaign }: Course): Day => addDays(dayOf(announcingEnd(plan, campaign)), -1);

/** Opened with another last day, within the quarter; or (`keep`) not held here. */
export const lateOpeningAnswering: OwnAnswering = {
  isOffered: (course, choice, { options }) => {
    const read = readChoice(choice);
    if (read?.what !== 'extend') return options.includes(choice);
    return read.lastDay > dayOf(course.now) && read.lastDay <= lastDayOf(course);
  },
  mayFollow: () => false,
  change: () => ({ type: 'none' }),
  carryOut: async (course, [choice = '']) => {
    const read = readChoice(choice);
    if (read?.what === 'extend') await openSubmissions(course, instantOf(addDays(read.lastDay, 1)));
    else await giveUp(course);
  },
};

/** Nobody can be chosen here: the campaign is over, and how it ended elsewhere may be imported. */
async function giveUp(course: Course): Promise<void> {
  const { state, campaign, context, plan } = course;
  await context.record({
    key: 'campaign-skipped',
    act: 'campaign-skipped',
    actor: null,
    reason: skippingReasons.campaign,
    facts: { campaign, began: state.began },
    change: { type: 'campaign-skipped', campaign },
  });
  state.isClosed = true;
  await context.nudge(movementId(plan.plan));
}
