import { selectionRequest } from './selecting.js';
import { type Shortlist, type WaiveCriterion, messages } from '../api/messages.js';
import type { Refusal } from '../api/refusals.js';
import type { Course } from './campaign.js';
import { checkChangeable } from './stages.js';
import { refuse } from '../engine/faults.js';

/** What Home Affairs chooses by itself: shortlists from the proposed order, criteria that are waived for a year. */
export function listenForChoices(course: Course): void {
  const { context } = course;
  context.onUpdate(messages.shortlist, {
    check: (message) => checkShortlist(course, message),
    apply: (message) => shortlist(course, message),
  });
  context.onUpdate(messages.waiveCriterion, {
    check: (message) => checkWaiver(course, message),
    apply: (message) => waive(course, message),
  });
}

function checkShortlist(course: Course, message: Shortlist): Refusal | null {
  const frozen = checkChangeable(course.state, course.now, 'shortlist', undefined);
  if (frozen !== null) return frozen;
  const isCollectiveInYear = message.kind === 'collective' && course.campaign !== 'summary';
  if (course.state.selection === null || isCollectiveInYear) {
    return { code: 'stage.wrong', stage: course.stage, message: 'shortlist' };
  }
  return null;
}

async function shortlist(course: Course, message: Shortlist) {
  const { state, context } = course;
  const { actor, kind, bloc, nominees, reason } = message;
  const list = kind === 'individual' ? 'individuals' : 'collectives';
  const tried = { ...state.shortlist, [list]: { ...state.shortlist[list], [bloc]: nominees } };
  const faults = await context.records.tryShortlist({ ...selectionRequest(course), shortlist: tried });
  const own = faults.filter((fault) => fault.path.startsWith(`/shortlist/${list}/${bloc}`));
  if (own.length > 0) refuse({ code: 'shortlist.faulty', faults: own });
  await context.recordAct('shortlist', actor, {
    reason,
    facts: { kind, bloc, nominees },
    change: { type: 'nominees-checked', nominees },
  });
  state.shortlist = tried;
  course.selectAgain();
  return { kind, bloc, nominees };
}

function checkWaiver(course: Course, message: WaiveCriterion): Refusal | null {
  const frozen = checkChangeable(course.state, course.now, 'waiveCriterion', undefined);
  if (frozen !== null) return frozen;
  const known = criteriaOf(course, message.kind);
  if (!known.includes(message.criterion)) {
    return { code: 'criterion.unknown', criterion: message.criterion, known };
  }
  const isWaived = course.state.waivers.some(
    (waiver) => waiver.kind === message.kind && waiver.criterion === message.criterion,
  );
  return isWaived ? { code: 'criterion.already-waived', criterion: message.criterion } : null;
}

function criteriaOf(course: Course, kind: WaiveCriterion['kind']): string[] {
  const { criteria } = course.campaign === 'summary' ? course.plan.summary : course.plan.annual;
  return criteria[kind].map((criterion) => criterion.code);
}

async function waive(course: Course, { actor, kind, criterion, reason }: WaiveCriterion) {
  await course.context.recordAct('waiveCriterion', actor, {
    reason,
    facts: { kind, criterion },
    change: { type: 'none' },
  });
  course.state.waivers.push({ kind, criterion, reason });
  course.selectAgain();
  return { kind, criterion };
}
