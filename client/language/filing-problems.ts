import {
  type FilingProblem,
  filingProblemSentence as inVietnamese,
} from '../../activities/records/filings/problems.js';
import { say } from './language.js';

/** What stands against taking a content as a filing. */
export const filingProblemSentence = (problem: FilingProblem): string =>
  say(inVietnamese(problem), inEnglish(problem));

function inEnglish(problem: FilingProblem): string {
  switch (problem.code) {
    case 'repeated-nominee':
      return `The nominee's code “${problem.nominee}” is used several times in the dossier.`;
    case 'taken-nominee':
      return `The nominee's code “${problem.nominee}” is used by another unit in this campaign; use another code.`;
    case 'other-person':
      return `The nominee's code “${problem.nominee}” was used for another person or collective in this campaign; use a new code for “${problem.name}”.`;
    case 'missing-document':
      return `The dossier lacks a document: “${problem.component.name}” (clause ${problem.component.clause}).`;
    case 'missing-report':
      return `The dossier lacks a document of “${problem.name}” (code “${problem.nominee}”): “${problem.component.name}” (clause ${problem.component.clause}).`;
    case 'unknown-component':
      return `The document “${problem.title}” names the component “${problem.component}”, which the plan's dossier does not have (clause IV.2).`;
    case 'two-collectives':
      return `A dossier proposes only one collective, the unit itself; “${problem.nominee}” is one too many.`;
    case 'missing-criterion':
      return `The nominee “${problem.nominee}” has no answer to the criterion “${problem.criterion.name}” (clause ${problem.criterion.clause}).`;
    case 'unknown-criterion':
      return `The nominee “${problem.nominee}” has the criterion “${problem.criterion}”, which is not of clause III.1.`;
    case 'unknown-nominee':
      return `The document “${problem.title}” is for the nominee “${problem.nominee}”, who is not in the dossier.`;
    case 'missing-file':
      return `The file of the document “${problem.title}” is missing (digest ${problem.digest.slice(0, 12)}…); send it before filing.`;
    case 'unreadable-text':
      return 'The dossier holds characters that cannot be kept; check the font and send it again.';
  }
}
