import type { FrameLine } from './frame.js';
import { type Output, textWidth } from './tables.js';

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

/** Lines on a terminal, drawn again in their place. */
export class RedrawnBlock {
  /** Widths of the lines on the screen. */
  private drawn: number[] = [];

  constructor(private readonly out: Screen) {}

  /** Draws what `lines` gives for the terminal's size over what was drawn before. */
  draw(lines: (size: ReturnType<typeof sizeOf>) => FrameLine[]): void {
    const size = sizeOf(this.out);
    const shown = lines(size);
    const text = shown.map(
      (line) => `${line.bold === true ? `\u001b[1m${line.text}\u001b[22m` : line.text}\u001b[K\n`,
    );
    // Begin and end of one synchronised update, for terminals that know it: no flicker.
    this.out.write(`\u001b[?2026h${this.backToTop(size.columns)}${text.join('')}\u001b[J\u001b[?2026l`);
    this.drawn = shown.map((line) => textWidth(line.text));
  }

  /** What is drawn stays: the next block comes below it. */
  leave(): void {
    this.drawn = [];
  }

  /** A terminal that was made narrower has broken our lines: the block is higher than it was drawn. */
  private backToTop(columns: number): string {
    const height = this.drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    return height === 0 ? '' : `\r\u001b[${height}A`;
  }
}
