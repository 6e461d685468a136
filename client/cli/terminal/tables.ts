/** Where a command writes: a terminal, a pipe, or what a test collects. */
export interface Output {
  write(text: string): unknown;
  readonly columns?: number | undefined;
}

const defaultWidth = 100;
const narrowest = 40;

/** How many columns may be used. */
export const widthOf = (out: Output): number => Math.max(out.columns ?? defaultWidth, narrowest);

/** Lines as one text. */
export const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

export const printLines = (out: Output, lines: readonly string[]): void => {
  out.write(joined(lines));
};

const unseen = /[\p{M}\u200b-\u200f\ufe00-\ufe0f]/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

const characterWidth = (character: string): number =>
  unseen.test(character) ? 0 : wide.test(character) ? 2 : 1;

/** How many columns a text takes on a terminal. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text.normalize('NFC')) width += characterWidth(character);
  return width;
}

/** The text in exactly so many columns: blanks added, or cut with an ellipsis. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const kept = cut(text, width);
  const blanks = ' '.repeat(width - textWidth(kept));
  return align === 'left' ? kept + blanks : blanks + kept;
}

/** The text in at most so many columns; what doesn't fit ends in an ellipsis. */
export function cut(text: string, width: number): string {
  const plain = text.normalize('NFC');
  if (textWidth(plain) <= width) return plain;
  return width < 1 ? '' : `${headOf(plain, width - 1).trimEnd()}…`;
}

/** The longest beginning that takes at most so many columns. */
function headOf(text: string, width: number): string {
  let head = '';
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    head += character;
  }
  return head;
}

/** The text in lines of at most so many columns, broken at blanks, in a word only where it is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.normalize('NFC').split(/\s+/)) {
    let rest = word;
    const joined = line === '' ? rest : `${line} ${rest}`;
    if (textWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    while (textWidth(rest) > width) {
      const head = headOf(rest, width);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** A text under a hanging indent: `first` stands before the first line, as many blanks before the others. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = ' '.repeat(textWidth(first));
  return wrap(text, width - indent.length).map((line, index) => (index === 0 ? first : indent) + line);
}

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** Made narrower, its texts wrapped, where the table is wider than the terminal. */
  flexible?: true;
}

/** A row of cells, or a line across the whole table. */
export type Row = readonly string[] | { heading: string };

const gap = 2;
const narrowestColumn = 8;

/** A table within `width` columns, its titles first. */
export function table(columns: readonly Column[], rows: readonly Row[], width: number): string[] {
  const cells = rows.flatMap((row) => ('heading' in row ? [] : [row]));
  const widths = columnWidths(columns, cells, width);
  const titles = tableRow(
    columns,
    widths,
    columns.map((column) => column.title),
  );
  const rule = '─'.repeat(widths.reduce((sum, it) => sum + it + gap, -gap));
  const body = rows.flatMap((row) =>
    'heading' in row ? wrap(row.heading, width) : tableRow(columns, widths, row),
  );
  return [...titles, rule, ...body];
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  let excess = widths.reduce((sum, it) => sum + it + gap, -gap) - width;
  while (excess > 0) {
    const widest = Math.max(...widths.filter((_, index) => columns[index]?.flexible === true));
    const index = widths.findIndex((it, at) => it === widest && columns[at]?.flexible === true);
    if (index < 0 || widest <= narrowestColumn) break;
    widths[index] = widest - 1;
    excess -= 1;
  }
  return widths;
}

function tableRow(columns: readonly Column[], widths: readonly number[], cells: readonly string[]): string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 0));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, index) => fit(wrapped[index]?.[line] ?? '', width, columns[index]?.align))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}
