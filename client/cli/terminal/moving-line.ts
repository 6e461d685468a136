import { plainProgress, type Progress } from '../../../worker/embedded/progress.js';
import { type Screen, sizeOf } from './redrawn-block.js';
import { canRedraw } from './live-view.js';
import { cut, textWidth } from './tables.js';

/** How a start goes: on a terminal what passes is one line that moves, anywhere else there are plain lines. */
export class MovingLine {
  /** The width of the line that may be written over. */
  private passing: number | null = null;
  readonly say: Progress;

  constructor(
    private readonly out: Screen,
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    const write = (line: string): unknown => out.write(`${line}\n`);
    this.say = canRedraw(out, environment)
      ? (line, passing) => this.draw(line, passing)
      : plainProgress(write);
  }

  /** What passes is gone, what was to stay stays. */
  end(): void {
    if (this.passing !== null) this.out.write(this.back());
    this.passing = null;
  }

  private draw(line: string, passing: Parameters<Progress>[1]): void {
    const { columns } = sizeOf(this.out);
    const shown = passing === undefined ? line : cut(line, columns - 1);
    this.out.write(`${this.back()}${shown}\n`);
    this.passing = passing === undefined ? null : textWidth(shown);
  }

  /** A terminal that was made narrower has broken the line in several. */
  private back(): string {
    if (this.passing === null) return '';
    const { columns } = sizeOf(this.out);
    return `\r\u001b[${Math.max(1, Math.ceil(this.passing / columns))}A\u001b[J`;
  }
}
