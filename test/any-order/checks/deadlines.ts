import { z } from 'zod';
import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { addDays, instantOf } from '../../../workflows/rules/days.js';
import { type Evidence, instant, isDone } from './evidence.js';

/** The deadline of one dossier from an act on: the first instant that is too late, epoch ms. */
export interface Deadline {
  /** Place in the audit table of the act that set it, and its instant. */
  seq: number;
  since: number;
  cutoff: number;
  /** Granted by a return; until a review of what was given back takes it back. */
  completeBy: number | null;
  isReturned: boolean;
}

type Standing = Omit<Deadline, 'seq' | 'since'>;

export const lastMoment = ({ cutoff, completeBy }: Pick<Deadline, 'cutoff' | 'completeBy'>): number =>
  Math.max(cutoff, completeBy ?? 0);

const Opened = z.object({ cutoff: z.number() });
const Granted = z.object({
  scope: z.discriminatedUnion('of', [
    z.object({ of: z.literal('unit'), unit: z.string() }),
    z.object({ of: z.literal('bloc'), bloc: z.string() }),
    z.object({ of: z.literal('all') }),
  ]),
  lastDay: z.string(),
});
const Answered = z.object({ question: z.string(), choices: z.array(z.string()) });
const Reviewed = z.object({ decision: z.string(), completeBy: z.string().nullish() });

const endOf = (day: string): number => instantOf(addDays(day, 1));

/** How one unit's deadline moved, by what was granted in writing; oldest first, empty for a unit without a dossier. */
export function deadlinesOf(evidence: Evidence, unit: { code: string; bloc: string }): Deadline[] {
  const course: Deadline[] = [];
  for (const row of evidence.audit) {
    if (row.campaign !== evidence.campaign || !isDone(row)) continue;
    const before = course.at(-1);
    const next = afterAct(row, unit, before);
    if (next !== null) course.push({ ...next, seq: row.seq, since: instant(row) });
  }
  return course;
}

function afterAct(
  row: AuditRow,
  unit: { code: string; bloc: string },
  before: Deadline | undefined,
): Standing | null {
  switch (row.act) {
    case 'dossiers-opened':
      return before === undefined
        ? { cutoff: Opened.parse(row.facts).cutoff, completeBy: null, isReturned: false }
        : null;
    case 'grantExtension': {
      const { scope, lastDay } = Granted.parse(row.facts);
      return before === undefined || !isIn(scope, unit)
        ? null
        : { ...before, cutoff: Math.max(before.cutoff, endOf(lastDay)) };
    }
    case 'shortenExtension': {
      const { scope, lastDay } = Granted.parse(row.facts);
      return before === undefined || !isIn(scope, unit)
        ? null
        : { ...before, cutoff: Math.min(before.cutoff, endOf(lastDay)) };
    }
    case 'answerQuestion': {
      const { question, choices } = Answered.parse(row.facts);
      const day = choices.find((it) => it.startsWith('extend:'))?.slice('extend:'.length);
      return before === undefined || day === undefined || !question.endsWith('/cutoff/last-day-not-working')
        ? null
        : question.endsWith('/forward-cutoff/last-day-not-working')
          ? null
          : { ...before, cutoff: Math.max(before.cutoff, endOf(day)) };
    }
    case 'reviewDossier':
      return before === undefined || row.unit !== unit.code ? null : afterReview(row, before);
    case 'fileDossier':
    case 'dossier-taken-over':
    case 'withdrawDossier':
    case 'dossier-lapsed':
      return before === undefined || row.unit !== unit.code ? null : { ...before, isReturned: false };
    default:
      return null;
  }
}

function afterReview(row: AuditRow, before: Deadline): Standing {
  const { decision, completeBy } = Reviewed.parse(row.facts);
  if (decision === 'return' && typeof completeBy === 'string') {
    return { ...before, completeBy: endOf(completeBy), isReturned: true };
  }
  return { ...before, completeBy: before.isReturned ? null : before.completeBy, isReturned: false };
}

function isIn(scope: z.infer<typeof Granted>['scope'], unit: { code: string; bloc: string }): boolean {
  switch (scope.of) {
    case 'unit':
      return scope.unit === unit.code;
    case 'bloc':
      return scope.bloc === unit.bloc;
    case 'all':
      return true;
  }
}

/** The deadlines that stood at an instant, before the act at `seq` where one is named: several where it moved then. */
export function deadlinesAt(course: readonly Deadline[], at: number, seq?: number): number[] {
  if (seq !== undefined) {
    const stood = course.filter((it) => it.seq < seq).at(-1);
    return stood === undefined ? [] : [lastMoment(stood)];
  }
  const before = course.filter((it) => it.since < at).at(-1);
  const then = course.filter((it) => it.since === at);
  return [...(before === undefined ? [] : [before]), ...then].map(lastMoment);
}
