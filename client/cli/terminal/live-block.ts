import type { Plan } from '../../../workflows/plan/schema.js';
import type { Records } from '../../../activities/records/database/open.js';
import { statusRows, type StatusRow } from '../../../activities/records/reads/status.js';
import { planOfRecords } from '../../plan-of-records.js';
import { frame } from './frame.js';
import { RedrawnBlock, type Screen } from './redrawn-block.js';

const betweenReads = 250;
const saysKept = 6;

/** The live view on a terminal: one block, drawn again in its place. */
export class TerminalView {
  private at: number | null = null;
  private rows: StatusRow[] = [];
  private says: string[] = [];
  private readAt = 0;
  private hasMoved = true;
  private readonly block: RedrawnBlock;
  /** How the records call things; null until they are read. */
  private plan: Plan | null = null;

  constructor(out: Screen) {
    this.block = new RedrawnBlock(out);
  }

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
    this.block.leave();
  }

  private draw(): void {
    const { plan, at, rows, says } = this;
    this.block.draw((size) => frame({ plan, mode: 'rehearsal', at, rows, next: [], says }, size));
  }
}
