/** What a terminal shows of a text with the few control sequences that the live view uses. */
export function paint(text: string, { columns, rows }: { columns: number; rows: number }): string[] {
  const screen: string[] = [];
  let row = 0;
  let line = '';
  for (const [part] of text.matchAll(/\u001b\[\??(\d*)[A-Za-z]|\r|\n|[^\u001b\r\n]+/g)) {
    if (part === '\n') {
      screen[row] = line;
      row += 1;
      line = screen[row] ?? '';
    } else if (part === '\r') line = '';
    else if (!part.startsWith('\u001b')) line += part;
    else if (part.endsWith('A')) row -= Number(part.slice(2, -1));
    else if (part.endsWith('J')) screen.length = row;
    if (part.endsWith('A') || part === '\n') line = '';
    if (row >= rows || row < 0) throw new Error(`row ${String(row)} is off the screen`);
    if (line.length > columns) throw new Error(`too wide: ${line}`);
  }
  return screen;
}
