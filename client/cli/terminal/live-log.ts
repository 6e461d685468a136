import type { Records } from '../../../activities/records/database/open.js';
import { statusRows, type StatusRow } from '../../../activities/records/reads/status.js';
import { viewMark } from '../../../activities/records/reads/view-mark.js';
import type { Day } from '../../../workflows/plan/schema.js';
import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { say } from '../../language/language.js';
import type { Output } from './tables.js';
import { campaignLabel, factsOf, stageLabel } from '../../officials/words.js';

const betweenReads = 1000;

/** The live view where nothing can be redrawn: a line a day and campaign in which something changed. */
export class LogView {
  private at: number | null = null;
  private says: string[] = [];
  private rows: StatusRow[] = [];
  /** The business day on which the rows were read. */
  private readOn: Day | null = null;
  private readAt = 0;
  private mark = '';
  private hasMoved = true;
  private readonly shown = new Map<string, { stage: string; facts: string }>();

  constructor(private readonly out: Output) {}

  moved(at: number): void {
    this.at = at;
    this.hasMoved = true;
  }

  /** Kept until it is known on which business day it was said. */
  say(line: string): void {
    this.says.push(line);
  }

  /** At once, and of no business day: the play may stand still until someone does something about it. */
  alert(line: string): void {
    this.line(null, line);
  }

  async refresh(records: Records): Promise<void> {
    const day = this.today();
    this.tell(day);
    if (day !== this.readOn) this.showDay();
    // A call without a move is the last one: its state is to be shown.
    const isLast = !this.hasMoved;
    this.hasMoved = false;
    const mark = await viewMark(records);
    if (!isLast && mark === this.mark && Date.now() - this.readAt < betweenReads) return;
    this.mark = mark;
    this.rows = await statusRows(records);
    this.readAt = Date.now();
    this.readOn = day;
  }

  end(): void {
    this.tell(this.today());
    this.showDay();
  }

  private today(): Day | null {
    return this.at === null ? null : dayOf(this.at);
  }

  private line(day: Day | null, text: string): void {
    this.out.write(`${day === null ? '' : `${formatDay(day)}  `}${text}\n`);
  }

  private tell(day: Day | null): void {
    for (const said of this.says.splice(0)) this.line(day, said);
  }

  /** One line for each campaign that changed by the end of the day. */
  private showDay(): void {
    for (const row of this.rows) {
      const before = this.shown.get(row.campaign);
      const facts = factsOf(row);
      if (before?.stage === row.stage && before.facts === facts) continue;
      this.shown.set(row.campaign, { stage: row.stage, facts });
      const from = before === undefined || before.stage === row.stage ? '' : `${stageLabel(before.stage)} → `;
      const mails = row.mails['sent'] ?? 0;
      const text = `${campaignLabel(row.campaign)}: ${from}${stageLabel(row.stage)}${facts}`;
      this.line(
        this.readOn,
        mails === 0 ? text : say(`${text} · thư ${mails}`, `${text} · letters ${mails}`),
      );
    }
  }
}
