import {
  ApplicationFailure,
  ContinueAsNew,
  DeterminismViolationError,
  IllegalStateError,
  isCancellation,
} from '@temporalio/workflow';
import { refusalSentence } from '../api/refusal-sentences.js';
import type { PlanNames } from '../plan/names.js';
import type { Refusal } from '../api/refusals.js';

/**
 * The refusal that stands for an error of the program, so that no message can hold the workflow; null for what is
 * Temporal's or an official's own business: a refusal, a cancellation, a replay that goes another way.
 */
export function faultOf(error: unknown): Refusal | null {
  const isOurs =
    (error instanceof ApplicationFailure && error.type === 'Refusal') ||
    error instanceof ContinueAsNew ||
    error instanceof DeterminismViolationError ||
    error instanceof IllegalStateError ||
    isCancellation(error);
  return isOurs ? null : { code: 'engine.fault', error: error instanceof Error ? error.name : typeof error };
}

/** How this workflow's plan names things: said once, when its context is made; each workflow has its own. */
let spoken: PlanNames | null = null;
export function speakBy(names: PlanNames): void {
  spoken = names;
}

/** Refuses with the sentence an official reads; the code and its facts travel as the failure's details. */
export function refuse(refusal: Refusal): never {
  throw ApplicationFailure.create({
    message: spoken === null ? refusal.code : refusalSentence(spoken, refusal),
    type: 'Refusal',
    nonRetryable: true,
    details: [refusal],
  });
}
