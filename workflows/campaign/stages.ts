import type { CourseState } from '../api/campaign-state.js';
import type { Refusal } from '../api/refusals.js';
import type { Awaited, Stage } from '../api/views.js';

/** Where a campaign stands at a business instant (epoch ms): launch → open → collect → rank → select → appraise → sign off → announce. */
export function stageOf(state: CourseState, now: number): Stage {
  if (state.isClosed) return 'closed';
  if (state.cutoff === null) return 'launch';
  if (state.started < state.units.length) return 'open';
  if (state.signed !== null) return 'announce';
  if (state.list !== null) return state.list.isAppraised ? 'sign-off' : 'appraise';
  if (!isCollected(state, now)) return 'collect';
  const lacksRanking = state.selection?.questions.some((question) => question.reason === 'no-ranking');
  return lacksRanking === true ? 'rank' : 'select';
}

/** The cutoff is past and nothing is pending on any dossier. */
export function isCollected({ cutoff, units, pending, started }: CourseState, now: number): boolean {
  if (cutoff === null || started < units.length || now < cutoff) return false;
  return pending !== null && pending.filing + pending.review === 0;
}

/** What the records say of the dossiers counts from the cutoff on, until the awards are written. */
export function isLookDue(state: CourseState, now: number): boolean {
  const { cutoff, units, started, decision } = state;
  if (cutoff === null || now < cutoff || started < units.length || decision !== null) return false;
  const next = nextLookOf(state);
  return state.isLookDue || (next !== null && next <= now);
}

/** When the records' own date makes a look due, epoch ms; a cutoff that moved meanwhile comes first. */
export function nextLookOf({ cutoff, nextLook, decision }: CourseState): number | null {
  return cutoff === null || nextLook === null || decision !== null ? null : Math.max(nextLook, cutoff);
}

/** Something changed that the selection rests on, and nothing is pending: who wins is to be computed anew. */
export const isSelectionDue = (state: CourseState, now: number): boolean =>
  state.isSelectionDue && state.decision === null && isCollected(state, now);

/** After the signature nothing changes; a forwarded list is changed only with a reason, by a new list. */
export function checkChangeable(
  state: CourseState,
  now: number,
  message: string,
  reason: string | undefined,
): Refusal | null {
  if (state.signed !== null || state.isClosed)
    return { code: 'stage.wrong', stage: stageOf(state, now), message };
  return state.list !== null && reason === undefined ? { code: 'list.frozen', message } : null;
}

/** What is awaited now, and from whom. */
export function awaited(state: CourseState, now: number): Awaited[] {
  const questions = state.questions.map((question) => fromHomeAffairs('question', [question.key]));
  return [...questions, ...awaitedInStage(state, now)];
}

function awaitedInStage(state: CourseState, now: number): Awaited[] {
  switch (stageOf(state, now)) {
    case 'launch':
      // A question before the opening is whether to open at all.
      if (state.questions.length > 0) return [];
      return [{ from: 'unit', what: 'launch-plans', which: [], count: 1 }];
    case 'open':
    case 'collect':
      return awaitedWhileCollecting(state, now);
    case 'rank':
    case 'select':
      return awaitedOfSelection(state);
    case 'appraise':
      return [{ from: 'board', what: 'appraisal', which: [], count: 1 }];
    case 'sign-off':
      return [{ from: 'chairman', what: 'sign-off', which: [], count: 1 }];
    case 'announce':
      if (state.decision === null) return [fromHomeAffairs('decision-number', [])];
      return state.ceremony === null ? [fromHomeAffairs('ceremony', [])] : [];
    case 'closed':
      return [];
  }
}

function fromHomeAffairs(what: Awaited['what'], which: string[]): Awaited {
  return { from: 'home-affairs', what, which, count: Math.max(which.length, 1) };
}

function awaitedWhileCollecting({ cutoff, pending }: CourseState, now: number): Awaited[] {
  // How many stands in the records: here it would change with every filing.
  if ((cutoff !== null && now < cutoff) || pending === null)
    return [{ from: 'unit', what: 'dossiers', which: [], count: 1 }];
  const { filing, review } = pending;
  const items: Awaited[] = [];
  if (filing > 0) items.push({ from: 'unit', what: 'dossiers', which: [], count: filing });
  if (review > 0) items.push({ from: 'home-affairs', what: 'reviews', which: [], count: review });
  return items;
}

function awaitedOfSelection({ selection }: CourseState): Awaited[] {
  if (selection === null) return [];
  const lacking = selection.questions.filter((question) => question.reason === 'no-ranking');
  const others = selection.questions.filter((question) => question.reason !== 'no-ranking');
  const seats = selection.waiting.filter((seat) => seat.for === 'shortlist');
  const which: [Awaited['what'], string[]][] = [
    ['ranking', [...new Set(lacking.map((question) => question.bloc))]],
    ['question', others.map((question) => question.key)],
    ['shortlist', [...new Set(seats.map((seat) => seat.bloc))]],
  ];
  const items = which.filter(([, of]) => of.length > 0).map(([what, of]) => fromHomeAffairs(what, of));
  return items.length > 0 ? items : [fromHomeAffairs('forwarding', [])];
}
