import { clockTimeOf, dayOf, formatDay } from '../../../workflows/rules/days.js';
import { clockMark } from '../../language/names.js';
import { say } from '../../language/language.js';
import type { Output } from '../terminal/tables.js';
import { awaitedLines, type LiveFacts, stageLine } from '../../officials/standing.js';

/** A movement that is watched where nothing can be redrawn: a line when something changes, with its business time. */
export class LiveChanges {
  private readonly told = new Map<string, string>();

  constructor(private readonly out: Output) {}

  /** Begins with what was said of the start already. */
  begin(facts: LiveFacts): void {
    for (const [about, text] of linesOf(facts)) this.told.set(about, text);
  }

  show(facts: LiveFacts): void {
    for (const [about, text] of linesOf(facts)) {
      if (this.told.get(about) === text) continue;
      this.told.set(about, text);
      const { at, mode } = facts;
      const mark = clockMark(mode) === null ? '' : `${clockMark(mode) ?? ''}  `;
      const when = `${formatDay(dayOf(at))} ${clockTimeOf(at).slice(11, 19)}`;
      if (text !== '') this.say(`${mark}${when}  ${text}`);
    }
  }

  say(line: string): void {
    this.out.write(`${line}\n`);
  }

  end(): void {
    this.told.clear();
  }
}

/** How everything stands, a line each, by what it is about. */
function linesOf({ plan, rows, next }: LiveFacts): [string, string][] {
  return [
    ...rows.flatMap((row): [string, string][] => [
      [row.campaign, stageLine(row)],
      [`${row.campaign} awaited`, awaitedLines({ plan, rows: [row] }).join('; ')],
    ]),
    ['next', next[0] === undefined ? '' : say(`Tiếp theo: ${next[0].line}`, `Next: ${next[0].line}`)],
  ];
}
