import type { Answer, Question } from '../api/campaign-state.js';
import type { Change } from '../api/acts.js';
import type { LeftLetter } from '../engine/context.js';
import type { Course } from './campaign.js';

/** How a question of the engine's own is answered: what it offers, what its answer changes and brings about. */
export interface OwnAnswering {
  isOffered(course: Course, choice: string, question: Question): boolean;
  /** Whether another answer may follow the first, which was carried out at once. */
  mayFollow(course: Course, first: Answer, choices: readonly string[]): boolean;
  change(course: Course, choices: readonly string[]): Change;
  letters?(course: Course, choices: readonly string[], reason: string): LeftLetter[];
  carryOut(course: Course, choices: readonly string[]): Promise<void>;
}
