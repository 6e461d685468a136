import type { DossierStanding } from '../../workflows/api/effects.js';
import { addDays, dayOf, formatDay, instantOf } from '../../workflows/rules/days.js';
import { formatMoment } from '../language/amounts.js';
import { say } from '../language/language.js';

/** The first instant at which a filing is too late, epoch ms. */
export const deadlineOf = ({ cutoff, completeBy }: Pick<DossierStanding, 'cutoff' | 'completeBy'>): number =>
  Math.max(cutoff, completeBy === null ? 0 : instantOf(addDays(completeBy, 1)));

/** A deadline as officials read it: a midnight by its day alone. */
export const deadlineText = (at: number): string =>
  instantOf(dayOf(at)) === at ? say(`ngày ${formatDay(dayOf(at))}`, formatDay(dayOf(at))) : formatMoment(at);
