import type { Course } from './campaign.js';
import type { Moment } from './state.js';
import type { Awaited } from '../api/views.js';
import { nextMonday } from '../rules/days.js';
import { dayOf } from '../rules/calendar.js';

/** What the course waits for now, and from whom. */
export function awaited(course: Course): Awaited[] {
  const { state, stage } = course;
  const items: Awaited[] = state.questions.map((question) => fromHomeAffairs('question', [question.key]));
  switch (stage) {
    case 'launch':
      items.push({ from: 'unit', what: 'launch-plans', which: [], count: 1 });
      break;
    case 'open':
    case 'collect':
      items.push(...awaitedWhileCollecting(course));
      break;
    case 'rank':
    case 'select':
      items.push(...awaitedOfSelection(course));
      break;
    case 'appraise':
      items.push({ from: 'board', what: 'appraisal', which: [], count: 1 });
      break;
    case 'sign-off':
      items.push({ from: 'chairman', what: 'sign-off', which: [], count: 1 });
      break;
    case 'announce':
      if (state.decision === null) items.push(fromHomeAffairs('decision-number', []));
      else if (state.ceremony === null) items.push(fromHomeAffairs('ceremony', []));
      break;
    case 'closed':
      break;
  }
  return items;
}

function fromHomeAffairs(what: Awaited['what'], which: string[]): Awaited {
  return { from: 'home-affairs', what, which, count: Math.max(which.length, 1) };
}

function awaitedWhileCollecting({ state, context }: Course): Awaited[] {
  const isBeforeCutoff = state.cutoff !== null && context.clock.now() < state.cutoff;
  // How many stands in the records: here it would change with every filing.
  if (isBeforeCutoff || state.pending === null)
    return [{ from: 'unit', what: 'dossiers', which: [], count: 1 }];
  const { filing, review } = state.pending;
  const items: Awaited[] = [];
  if (filing > 0) items.push({ from: 'unit', what: 'dossiers', which: [], count: filing });
  if (review > 0) items.push({ from: 'home-affairs', what: 'reviews', which: [], count: review });
  return items;
}

function awaitedOfSelection(course: Course): Awaited[] {
  const { selection } = course.state;
  if (selection === null) return [];
  const lacking = selection.questions.filter((question) => question.reason === 'no-ranking');
  const others = selection.questions.filter((question) => question.reason !== 'no-ranking');
  const shortlists = new Set(
    selection.waiting.filter((seat) => seat.for === 'shortlist').map((seat) => seat.bloc),
  );
  const items: Awaited[] = [];
  if (lacking.length > 0) items.push(fromHomeAffairs('ranking', [...new Set(lacking.map((it) => it.bloc))]));
  if (others.length > 0)
    items.push(
      fromHomeAffairs(
        'question',
        others.map((question) => question.key),
      ),
    );
  if (shortlists.size > 0) items.push(fromHomeAffairs('shortlist', [...shortlists]));
  return items.length > 0 ? items : [fromHomeAffairs('forwarding', [])];
}

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
      awaiting: awaited(course).map((item) => item.what),
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
    const items = awaited(course).filter((item) => item.from === office);
    if (items.length === 0) continue;
    context.mail(`${event}/${office}`, [{ office }], {
      code: 'weekly-digest',
      campaign,
      items: items.map(({ what, count }) => ({ what, count })),
    });
  }
}
