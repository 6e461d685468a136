import type { Course } from './campaign.js';
import type { Moment } from './state.js';
import { awaited } from './stages.js';
import { nextMonday } from '../rules/days.js';
import { dayOf } from '../rules/calendar.js';

/** Reminds whoever is awaited at one of the course's reminder moments. */
export function remindAwaited(course: Course, moment: Moment): void {
  const { state, context, campaign } = course;
  const event = `${moment.what}/${String(moment.at)}`;
  if (moment.what === 'forward-reminder') {
    if (state.forwardCutoff === null || state.list !== null || state.signed !== null) return;
    context.mail(event, [{ office: 'home-affairs' }], {
      code: 'forward-reminder',
      campaign,
      cutoff: state.forwardCutoff,
      workingDays: moment.workingDays,
      awaiting: awaited(state, course.now).map((item) => item.what),
    });
    return;
  }
  remindBeforeAnnouncement(course, event);
}

function remindBeforeAnnouncement(course: Course, event: string): void {
  const { state, context, campaign, stage } = course;
  const { announceBy, list } = state;
  if (announceBy === null) return;
  const office = stage === 'appraise' ? 'board' : stage === 'sign-off' ? 'chairman' : null;
  if (office !== null && list !== null) {
    const code = office === 'board' ? 'appraise-reminder' : 'sign-reminder';
    const { digest, input } = list;
    context.mail(event, [{ office }], { code, campaign, digest, input, announceBy });
  }
  if (state.ceremony === null) {
    context.mail(`ceremony/${event}`, [{ office: 'home-affairs' }], {
      code: 'ceremony-reminder',
      campaign,
      announceBy,
    });
  }
}

/** Each Monday at 08:00 the offices get a digest of what waits for them, while something does. */
export function sendWeeklyDigest(course: Course, now: number): void {
  const { state, context, campaign } = course;
  if (state.nextDigest === 0 || now < state.nextDigest) return;
  const monday = state.nextDigest;
  const event = `weekly-digest/${String(monday)}`;
  state.nextDigest = nextMonday(now);
  // On a Monday when nothing waited nobody was woken: that digest isn't sent on another day.
  if (dayOf(monday) !== dayOf(now)) return;
  for (const office of ['home-affairs', 'board', 'chairman'] as const) {
    const items = awaited(state, course.now).filter((item) => item.from === office);
    if (items.length === 0) continue;
    context.mail(`${event}/${office}`, [{ office }], {
      code: 'weekly-digest',
      campaign,
      items: items.map(({ what, count }) => ({ what, count })),
    });
  }
}
