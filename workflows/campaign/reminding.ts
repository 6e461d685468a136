import type { LeftLetter } from '../engine/context.js';
import type { Course } from './campaign.js';
import { heldUnits } from './holding-reminders.js';
import type { Moment } from './state.js';
import { awaited } from './stages.js';
import { nextMonday } from '../rules/days.js';
import { dayOf } from '../rules/calendar.js';

/** Each open dossier with a cutoff is reminded, in one entry (IV.1.a). */
export async function remindDossiers(course: Course, { at, cutoff, workingDays }: Moment): Promise<void> {
  const { context, state, campaign } = course;
  if (cutoff === null || state.decision !== null) return;
  const except = heldUnits(course);
  await context.record({
    key: `dossiers-reminded/${String(cutoff)}/${String(at)}`,
    act: 'dossiers-reminded',
    actor: null,
    reason: null,
    facts: { cutoff, workingDays },
    change: { type: 'dossiers-reminded', cutoff, ...(except.length > 0 && { except }) },
    letters: [
      {
        event: `reminder/${dayOf(at)}`,
        recipients: 'each-dossier',
        content: { code: 'dossier-reminder', campaign, cutoff, workingDays },
      },
    ],
  });
}

/** Reminds whoever is awaited at one of the course's reminder moments. */
export async function remindAwaited(course: Course, moment: Moment): Promise<void> {
  const event = `${moment.what}/${String(moment.at)}`;
  const letters =
    moment.what === 'forward-reminder'
      ? forwardReminder(course, event, moment.workingDays)
      : announceReminders(course, event);
  if (letters.length > 0) await course.note('reminded', event, { of: moment.what }, letters);
}

function forwardReminder(course: Course, event: string, workingDays: number): LeftLetter[] {
  const { state, campaign } = course;
  if (state.forwardCutoff === null || state.list !== null || state.signed !== null) return [];
  const content = {
    code: 'forward-reminder' as const,
    campaign,
    cutoff: state.forwardCutoff,
    workingDays,
    awaiting: awaited(state, course.now).map((item) => item.what),
  };
  return [{ event, recipients: [{ office: 'home-affairs' }], content }];
}

function announceReminders({ state, campaign, stage }: Course, event: string): LeftLetter[] {
  const { announceBy, list, ceremony } = state;
  if (announceBy === null) return [];
  const letters: LeftLetter[] = [];
  const office = stage === 'appraise' ? 'board' : stage === 'sign-off' ? 'chairman' : null;
  if (office !== null && list !== null) {
    const code = office === 'board' ? 'appraise-reminder' : 'sign-reminder';
    const { digest, input } = list;
    const content = { code, campaign, digest, input, announceBy } as const;
    letters.push({ event, recipients: [{ office }], content });
  }
  if (ceremony === null) {
    const content = { code: 'ceremony-reminder', campaign, announceBy } as const;
    letters.push({ event: `ceremony/${event}`, recipients: [{ office: 'home-affairs' }], content });
  }
  return letters;
}

/** Each Monday at 08:00 the offices get a digest of what waits for them, while something does. */
export async function sendWeeklyDigest(course: Course, now: number): Promise<void> {
  const { state, campaign } = course;
  if (state.nextDigest === 0 || now < state.nextDigest) return;
  const monday = state.nextDigest;
  const event = `weekly-digest/${String(monday)}`;
  state.nextDigest = nextMonday(now);
  // On a Monday when nothing waited nobody was woken: that digest isn't sent on another day.
  if (dayOf(monday) !== dayOf(now)) return;
  const letters = (['home-affairs', 'board', 'chairman'] as const).flatMap((office): LeftLetter[] => {
    const items = awaited(state, course.now)
      .filter((item) => item.from === office)
      .map(({ what, count }) => ({ what, count }));
    const content = { code: 'weekly-digest', campaign, items } as const;
    return items.length === 0 ? [] : [{ event: `${event}/${office}`, recipients: [{ office }], content }];
  });
  if (letters.length > 0) await course.note('weekly-digest', event, {}, letters);
}
