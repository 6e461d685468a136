import type { EventPlace } from '../../officials/history/places.js';
import { say } from '../../language/language.js';
import { hang } from '../terminal/tables.js';

/** What proves a line: a row of the audit table, and an event of a kept history. */
export interface Proved {
  audit: { seq: number; key: string } | null;
  event: EventPlace | null;
}

/** Short marks of what proves each line, and what they stand for: `[276·A45]`. */
export class ProofMarks {
  private readonly runs = new Map<string, { letter: string; place: EventPlace }>();

  /** The mark of a line; empty where nothing proves it but the records themselves. */
  of({ audit, event }: Proved): string {
    const parts = [
      ...(audit === null ? [] : [String(audit.seq)]),
      ...(event === null ? [] : [`${this.letterOf(event)}${event.event}`]),
    ];
    return parts.length === 0 ? '' : `[${parts.join('·')}]`;
  }

  /** What the marks so far stand for. */
  legend(width: number): string[] {
    return [
      ...hang(
        say('Chứng cứ: ', 'Evidence: '),
        say(
          'trong ngoặc vuông là số dòng của nhật ký (xem «thidua act show SỐ»), rồi số sự kiện trong lịch sử:',
          "in square brackets the number of the audit's row (see «thidua act show NUMBER»), then the number of the event in the history:",
        ),
        width,
      ),
      ...[...this.runs.values()].flatMap(({ letter, place }) =>
        hang(
          `  ${letter} = `,
          say(`${place.workflow}, lần chạy ${place.run}`, `${place.workflow}, run ${place.run}`),
          width,
        ),
      ),
    ];
  }

  private letterOf(place: EventPlace): string {
    const known = this.runs.get(place.run);
    if (known !== undefined) return known.letter;
    const letter = letterNumber(this.runs.size);
    this.runs.set(place.run, { letter, place });
    return letter;
  }
}

/** A … Z, AA … */
function letterNumber(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letterNumber(Math.floor(index / 26) - 1)}${last}`;
}
