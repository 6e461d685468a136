import { digestOf } from '../digest.js';
import type { Question } from './answer.js';

/** A unit that a question is about, with the figures that matter there: ranks, or a number of certificates. */
export interface AskedUnit {
  code: string;
  figures: readonly (number | null)[];
}

/**
 * The fingerprint of a question as it is asked: a question of the same key about other units, or about the same with
 * other figures, has another. It binds codes and numbers, never sentences or names.
 */
export function fingerprint({ key, reason, options, choose }: Question, units: readonly AskedUnit[]): string {
  return digestOf({ key, reason, options, choose, units });
}
