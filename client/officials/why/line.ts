import type { AuditRow } from '../../../activities/records/acts/audit.js';
import { say } from '../../language/language.js';
import { actorText } from '../actor-text.js';
import type { Names } from '../act-words.js';
import type { EventPlace } from '../history/places.js';
import { refusalOf } from '../history/timeline.js';
import type { Case } from './case.js';

/** What a line is about, in the order of the page. */
export type Part =
  'dossier' | 'criteria' | 'ranking' | 'questions' | 'choice' | 'rule' | 'list' | 'award' | 'people';

/** One line of the page: what was done or found, and what proves it. */
export interface WhyLine {
  part: Part;
  /** Business instant, epoch ms; null where it is no act of its own. */
  at: number | null;
  /** Vietnamese. */
  text: string;
  who: string | null;
  reason: string | null;
  audit: { seq: number; key: string } | null;
  event: EventPlace | null;
}

/** Makes the lines of one case. */
export class Lines {
  constructor(
    private readonly of: Case,
    readonly names: Names,
  ) {}

  /** An act, in the words given; refused, with why. */
  act(part: Part, row: AuditRow, text: string, more: { reason?: string | null } = {}): WhyLine {
    const refusal = refusalOf(row, this.names);
    return {
      part,
      at: Date.parse(row.businessTime),
      text:
        refusal === null
          ? text
          : say(`${text} – không được nhận: ${refusal}`, `${text} – refused: ${refusal}`),
      who: actorText(row, this.names),
      reason: more.reason === undefined ? row.reason : more.reason,
      ...this.proof(row),
    };
  }

  /** What follows from an act, or from the records alone. */
  fact(part: Part, text: string, row: AuditRow | null): WhyLine {
    const proof = row === null ? { audit: null, event: null } : this.proof(row);
    return { part, at: null, text, who: null, reason: null, ...proof };
  }

  private proof(row: AuditRow): Pick<WhyLine, 'audit' | 'event'> {
    return { audit: { seq: row.seq, key: row.key }, event: this.of.placeOf(row) };
  }
}
