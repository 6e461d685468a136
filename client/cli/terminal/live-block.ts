import type { Plan } from '../../../workflows/plan/schema.js';
import type { Records } from '../../../activities/records/database/open.js';
import { statusRows, type StatusRow } from '../../../activities/records/reads/status.js';
import { planOfRecords } from '../../plan-of-records.js';
import { type Output, textWidth } from './tables.js';
import { frame } from './frame.js';

/** A terminal, or what a test takes for one. */
export interface Screen extends Output {
  readonly isTTY?: boolean | undefined;
  readonly rows?: number | undefined;
}

/** How large a terminal is; one that doesn't know says nothing, or 0. */
export const sizeOf = ({ columns, rows }: Screen) => ({
  columns: columns === undefined || columns === 0 ? 80 : columns,
  rows: rows === undefined || rows === 0 ? 24 : rows,
});

const betweenReads = 250;
const saysKept = 6;

/** The live view on a terminal: one block, drawn again in its place. */
export class TerminalView {
  private at: number | null = null;
  private rows: StatusRow[] = [];
  private says: string[] = [];
  private readAt = 0;
  private hasMoved = true;
  /** Widths of the lines on the screen. */
  private drawn: number[] = [];

  /** How the records call things; null until they are read. */
  private plan: Plan | null = null;

  constructor(private readonly out: Screen) {}

  moved(at: number): void {
    this.at = at;
    this.hasMoved = true;
  }

  say(line: string): void {
    this.says = [...this.says, line].slice(-saysKept);
    this.draw();
  }

  alert(line: string): void {
    this.say(line);
  }

  async refresh(records: Records): Promise<void> {
    // A call without a move is the last one: its state is to stay.
    const isLast = !this.hasMoved;
    this.hasMoved = false;
    if (!isLast && Date.now() - this.readAt < betweenReads) return;
    this.rows = await statusRows(records);
    const chosen = await planOfRecords(records, undefined);
    if ('plan' in chosen) this.plan = chosen.plan;
    this.readAt = Date.now();
    this.draw();
  }

  end(): void {
    this.draw();
    this.drawn = [];
  }

  private draw(): void {
    const { columns, rows } = sizeOf(this.out);
    const lines = frame(
      { plan: this.plan, at: this.at, rows: this.rows, says: this.says },
      { columns, rows },
    );
    const text = lines.map(
      (line) => `${line.bold === true ? `\u001b[1m${line.text}\u001b[22m` : line.text}\u001b[K\n`,
    );
    // Begin and end of one synchronised update, for terminals that know it: no flicker.
    this.out.write(`\u001b[?2026h${this.backToTop(columns)}${text.join('')}\u001b[J\u001b[?2026l`);
    this.drawn = lines.map((line) => textWidth(line.text));
  }

  /** A terminal that was made narrower has broken our lines: the block is higher than it was drawn. */
  private backToTop(columns: number): string {
    const height = this.drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    return height === 0 ? '' : `\r\u001b[${height}A`;
  }
}
