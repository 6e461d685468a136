import { agendaAhead } from './agenda.js';
import { giveUpCeremony } from './announcing.js';
import type { Course } from './campaign.js';
import { letsPass } from './holding-reminders.js';
import { expireLastDay } from './last-days.js';
import { remindOfLaunchPlans } from './launching.js';
import { openOrAsk } from './late-opening.js';
import { remindAwaited, remindDossiers, sendWeeklyDigest } from './reminding.js';
import type { Moment } from './state.js';

/** Each moment of the agenda that has come, in its order; then the weekly digest. */
export async function doWhatIsDue(course: Course): Promise<void> {
  const { state, campaign, now } = course;
  for (const moment of agendaAhead(course.plan, campaign, state).filter((it) => it.at <= now)) {
    state.doneUntil = moment.at;
    if (!letsPass(course, moment)) await reach(course, moment);
  }
  await sendWeeklyDigest(course, now);
}

async function reach(course: Course, moment: Moment): Promise<void> {
  const { state } = course;
  switch (moment.what) {
    case 'launch-reminder':
      return remindOfLaunchPlans(course, moment.at);
    case 'open':
      return openOrAsk(course);
    case 'dossier-reminder':
      return remindDossiers(course, moment);
    case 'cutoff':
      expireLastDay(course, 'cutoff');
      course.lookAgain();
      return noteMoment(course, 'cutoff-reached', { cutoff: state.cutoff });
    case 'forward-reminder':
    case 'announce-reminder':
      return remindAwaited(course, moment);
    case 'forward-cutoff':
      expireLastDay(course, 'forward-cutoff');
      return state.round === 0
        ? noteMoment(course, 'forward-cutoff-passed', { stage: course.stage })
        : undefined;
    case 'announce-by':
      return state.ceremony === null
        ? noteMoment(course, 'announce-by-passed', { stage: course.stage })
        : undefined;
    case 'give-up-ceremony':
      return giveUpCeremony(course);
  }
}

/** An act of the engine itself, once a campaign and instant. */
const noteMoment = (
  course: Course,
  act: string,
  facts: Record<string, string | number | null>,
): Promise<void> => course.note(act, `${act}/${String(course.state.doneUntil)}`, facts);
