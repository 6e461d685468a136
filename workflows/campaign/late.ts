import type { Json } from '../api/acts.js';
import { skippingReasons } from '../api/skipping.js';
import { formatInstant, instantOf } from '../rules/calendar.js';
import { openingOf } from '../rules/late-start.js';
import { agenda } from './agenda.js';
import type { Course } from './campaign.js';

interface Step {
  what: string;
  at: number;
}

/** The movement began in mid-year: reminders of launch plans that were due before are sent to nobody. */
export const skipLaunchReminders = (course: Course): Promise<void> =>
  noteSkipped(course, pastOf(course, launchReminders(course)));

/** The movement began after the opening: what was due before is done by nobody, in one entry that names it all. */
export async function skipPastSteps(course: Course): Promise<void> {
  const { state, plan, campaign } = course;
  if (state.began < openingOf(plan, campaign)) return;
  const request =
    campaign === 'summary' ? [] : [{ what: 'launch-request', at: instantOf(`${campaign}-01-01`) }];
  const dated = agenda(plan, campaign, state).filter(({ what }) => what !== 'open');
  const until = Math.max(state.began, course.now);
  const steps = [...request, ...launchReminders(course), ...dated].filter(({ at }) => at <= until);
  state.doneUntil = Math.max(state.doneUntil, until);
  await noteSkipped(course, steps);
}

const pastOf = ({ state }: Course, steps: readonly Step[]): Step[] =>
  steps.filter(({ at }) => at <= state.began);

function launchReminders({ plan, campaign }: Course): Step[] {
  if (campaign === 'summary') return [];
  return plan.reminders.launch.days.map((day) => ({
    what: 'launch-reminder',
    at: instantOf(`${campaign}-${day}`, 8),
  }));
}

async function noteSkipped({ context, state }: Course, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const inOrder = [...steps].sort((one, other) => one.at - other.at);
  const skipped = inOrder.map(({ what, at }): Json => ({ what, at: formatInstant(at) }));
  await context.record({
    key: 'steps-skipped',
    act: 'steps-skipped',
    actor: null,
    reason: skippingReasons.steps,
    facts: { began: formatInstant(state.began), skipped },
    change: { type: 'none' },
  });
}
