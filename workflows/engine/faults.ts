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
 * Temporal's own business: a cancellation, a replay that goes another way.
 */
export function faultOf(error: unknown): Refusal | null {
  const isOurs =
    error instanceof ContinueAsNew ||
    error instanceof DeterminismViolationError ||
    error instanceof IllegalStateError ||
    isCancellation(error);
  return isOurs ? null : { code: 'engine.fault', error: error instanceof Error ? error.name : typeof error };
}

/** A message that is refused: whoever received it tells its sender so. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}

/** What the sender of a refused message gets: the sentence an official reads; the code and its facts are the details. */
export const failureOf = (names: PlanNames, refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.create({
    message: refusalSentence(names, refusal),
    type: 'Refusal',
    nonRetryable: true,
    details: [refusal],
  });
