import { extendTo, readChoice } from '../api/choices.js';
import { ownQuestionKey } from '../api/own-questions.js';
import { addDays, dayOf, instantOf, isWorkingDay, nextWorkingDay } from '../rules/calendar.js';
import type { Course } from './campaign.js';
import type { LeftLetter } from '../engine/context.js';
import { moveCutoff, tellDossiers, timeLetter } from './dossiers.js';
import type { OwnAnswering } from './own-question.js';

type LastDay = 'cutoff' | 'forward-cutoff';

/** Where the last day before a cutoff is no working day, Home Affairs is asked: never a silent shift (IV.1). */
export function askLastDays(course: Course): LeftLetter[] {
  return [
    ...askLastDay(course, 'cutoff', course.state.cutoff),
    ...askLastDay(course, 'forward-cutoff', course.state.forwardCutoff),
  ];
}

function askLastDay({ state, campaign }: Course, about: LastDay, cutoff: number | null): LeftLetter[] {
  // Past before the movement began: there is nothing to keep or to extend.
  if (cutoff === null || cutoff <= state.began) return [];
  const lastDay = addDays(dayOf(cutoff), -1);
  const table = { days: state.holidays };
  if (isWorkingDay(lastDay, table)) return [];
  const next = nextWorkingDay(lastDay, table);
  const key = ownQuestionKey(campaign, about);
  state.questions.push({ key, options: ['keep', extendTo(next)], choose: 1, asked: '' });
  const holiday = state.holidays.find((it) => it.date === lastDay)?.name ?? null;
  return [
    {
      event: key,
      recipients: [{ office: 'home-affairs' }],
      content: { code: 'last-day-question', campaign, cutoff, lastDay, holiday, nextWorkingDay: next },
    },
  ];
}

/** An unanswered question about a last day means that the plan's date stands. */
export function expireLastDay({ state, campaign }: Course, about: LastDay): void {
  const key = ownQuestionKey(campaign, about);
  state.questions = state.questions.filter((question) => question.key !== key);
}

/** The first instant too late after the day that an answer extends to; null: the plan's day is kept. */
function extendedTo(choices: readonly string[]): number | null {
  const extension = choices.map(readChoice).find((choice) => choice?.what === 'extend');
  return extension?.what === 'extend' ? instantOf(addDays(extension.lastDay, 1)) : null;
}

const answering = {
  isOffered: (_course, choice, { options }) => options.includes(choice),
  mayFollow: () => false,
} satisfies Partial<OwnAnswering>;

/** The last day for dossiers: all of them have the time that is granted. */
export const cutoffAnswering: OwnAnswering = {
  ...answering,
  change: (course, choices) => {
    const cutoff = extendedTo(choices);
    return cutoff === null ? { type: 'none' } : { type: 'extension', units: course.unitCodes, cutoff };
  },
  letters: (course, choices, reason) => {
    const cutoff = extendedTo(choices);
    return cutoff === null ? [] : [timeLetter(course, 'dossier-extended', cutoff, reason)];
  },
  carryOut: async (course, choices) => {
    const cutoff = extendedTo(choices);
    if (cutoff === null) return;
    moveCutoff(course, cutoff);
    await tellDossiers(course, course.unitCodes);
  },
};

/** The last day for the forwarding to the Board. */
export const forwardCutoffAnswering: OwnAnswering = {
  ...answering,
  change: () => ({ type: 'none' }),
  carryOut: ({ state }, choices) => {
    state.forwardCutoff = extendedTo(choices) ?? state.forwardCutoff;
    return Promise.resolve();
  },
};
