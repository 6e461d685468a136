import { awaited, nextLookOf } from './stages.js';
import type { Moment } from './state.js';
import type { CampaignKey, Plan } from '../plan/schema.js';
import { addDays, dayOf, instantOf, reminderDays } from '../rules/calendar.js';
import { openingOf } from '../rules/late-start.js';
import type { CourseState } from '../api/campaign-state.js';

/** So long after the quarter a ceremony that nobody reported is given up, in days. */
const patience = 30;

/**
 * Each moment at which a campaign does something by itself, earliest first: derived from its dates here and nowhere else,
 * so that a date that moves takes its reminders with it.
 */
export function agenda(plan: Plan, campaign: CampaignKey, state: CourseState): Moment[] {
  const moments = [...beforeOpening(plan, campaign, state), ...afterOpening(plan, state)];
  return moments.sort((one, other) => one.at - other.at);
}

/** What of the agenda is still to be done. */
export const agendaAhead = (plan: Plan, campaign: CampaignKey, state: CourseState): Moment[] =>
  agenda(plan, campaign, state).filter((moment) => moment.at > state.doneUntil);

/** When the course goes on by itself: the agenda, the digest while something waits for an office, the records' own date. */
export function nextMoment(
  plan: Plan,
  campaign: CampaignKey,
  state: CourseState,
  now: number,
): number | null {
  if (state.isClosed) return null;
  const instants = agendaAhead(plan, campaign, state).map((moment) => moment.at);
  if (state.nextDigest > 0 && awaited(state, now).some((item) => item.from !== 'unit')) {
    instants.push(state.nextDigest);
  }
  if (state.refusalsUntold > 0) instants.push(state.nextRefusalLetter);
  const look = nextLookOf(state);
  if (look !== null) instants.push(look);
  return instants.length === 0 ? null : Math.min(...instants);
}

const plain = (what: Moment['what'], at: number): Moment => ({ what, at, workingDays: 0, cutoff: null });

function beforeOpening(plan: Plan, campaign: CampaignKey, { launchedAt }: CourseState): Moment[] {
  const opening = plain('open', openingOf(plan, campaign));
  if (campaign === 'summary') return [opening];
  const reminders = plan.reminders.launch.days
    .map((day) => instantOf(`${campaign}-${day}`, 8))
    .filter((at) => at > launchedAt);
  return [...reminders.map((at) => plain('launch-reminder', at)), opening];
}

function afterOpening(
  { reminders }: Plan,
  { cutoff, ownCutoffs, forwardCutoff, announceBy, holidays }: CourseState,
): Moment[] {
  if (cutoff === null || forwardCutoff === null || announceBy === null) return [];
  const table = { days: holidays };
  const reminding = (what: Moment['what'], before: number, days: readonly number[]) =>
    reminderDays(dayOf(before), days, table).map(({ day, workingDays }) => ({
      what,
      at: instantOf(day, 8),
      workingDays,
      cutoff: before,
    }));
  return [
    ...[...new Set([cutoff, ...ownCutoffs])].flatMap((it) =>
      reminding('dossier-reminder', it, reminders.dossier.workingDays),
    ),
    plain('cutoff', cutoff),
    ...reminding('forward-reminder', forwardCutoff, reminders.forward.workingDays),
    plain('forward-cutoff', forwardCutoff),
    ...reminding('announce-reminder', announceBy, reminders.announce.workingDays).map((it) => ({
      ...it,
      workingDays: 0,
    })),
    plain('announce-by', announceBy),
    plain('give-up-ceremony', instantOf(addDays(dayOf(announceBy), patience))),
  ];
}
