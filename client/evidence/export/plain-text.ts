import { z } from 'zod';

/** One line of CSV (RFC 4180, but for the line's end); nested values as JSON, nothing for null. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(csvCell).join(',')}\n`;

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row as JSON, its columns in the table's order. */
export const jsonRow = (columns: readonly string[], row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));

const actColumns = [
  'key',
  'businessTime',
  'wallTime',
  'workflow',
  'campaign',
  'unit',
  'act',
  'office',
  'actorUnit',
  'person',
  'holder',
  'reason',
  'facts',
  'outcome',
  'proof',
];
const Content = z.record(z.string(), z.unknown());

/** The audit as people read it: a line an act. */
export async function* auditTable(
  pages: AsyncIterable<readonly { seq: number; content: string; hash: string }[]>,
): AsyncGenerator<string> {
  yield csvLine(['seq', ...actColumns, 'hash']);
  for await (const rows of pages) {
    yield rows
      .map(({ seq, content, hash }) => {
        const read = Content.parse(JSON.parse(content));
        return csvLine([seq, ...actColumns.map((column) => read[column]), hash]);
      })
      .join('');
  }
}
