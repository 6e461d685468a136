import { refusalSentence as refusalInVietnamese } from '../../workflows/api/refusal-sentences.js';
import type { Refusal } from '../../workflows/api/refusals.js';
import type { PlanNames } from '../../workflows/plan/names.js';
import { refusalInEnglish } from './english-refusals.js';
import { say } from './language.js';

/** Why a message was refused, in one or two sentences. Instants are shown in Asia/Ho_Chi_Minh. */
export const refusalSentence = (names: Pick<PlanNames, 'bodies' | 'blocs'>, refusal: Refusal): string =>
  say(refusalInVietnamese(names, refusal), refusalInEnglish(names, refusal));

/** What a workflow said of a message that it refused; a refusal that this program doesn't know, as it was said. */
export const answerSentence = (
  names: Pick<PlanNames, 'bodies' | 'blocs'>,
  { refusal, sentence }: { refusal: Refusal | null; sentence: string },
): string => (refusal === null ? sentence : say(sentence, refusalInEnglish(names, refusal)));
