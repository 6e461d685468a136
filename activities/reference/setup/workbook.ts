import { readXlsx } from 'hucre/xlsx';
import { fromBufferPromise } from 'yauzl';
import type { SheetFacts } from './faults.js';

type Workbook = Awaited<ReturnType<typeof readXlsx>>;
type Sheet = Workbook['sheets'][number];

/** A workbook's parts, and how far they may blow up: more is no list of units. */
const limits = { parts: 2_000, bytes: 200_000_000, ratio: 150 };

/** The cells of a workbook's (.xlsx) sheets by their names. */
export async function readWorkbook(bytes: Buffer): Promise<(sheet: string) => string[][] | SheetFacts> {
  const workbook = (await isReasonable(bytes)) ? await sheetsOf(bytes) : null;
  return (name) => {
    if (workbook === null) return { code: 'workbook.unreadable' };
    const sheet = workbook.find((it) => it.name.trim().toLowerCase() === name);
    return sheet === undefined ? { code: 'sheet.missing' } : cellsOf(sheet);
  };
}

/** The cells of a workbook's first sheet. */
export async function readFirstSheet(bytes: Buffer): Promise<string[][] | SheetFacts> {
  const workbook = (await isReasonable(bytes)) ? await sheetsOf(bytes) : null;
  const [sheet] = workbook ?? [];
  return sheet === undefined ? { code: 'workbook.unreadable' } : cellsOf(sheet);
}

/** Read from the archive's directory, before anything of it is unpacked. */
async function isReasonable(bytes: Buffer): Promise<boolean> {
  const size = { parts: 0, bytes: 0 };
  try {
    const archive = await fromBufferPromise(bytes, { lazyEntries: true });
    for await (const { uncompressedSize } of archive.eachEntry()) {
      size.parts += 1;
      size.bytes += uncompressedSize;
    }
  } catch {
    return false;
  }
  return size.parts <= limits.parts && size.bytes <= Math.min(limits.bytes, limits.ratio * bytes.length);
}

async function sheetsOf(bytes: Buffer): Promise<Sheet[] | null> {
  try {
    return (await readXlsx(bytes)).sheets;
  } catch {
    return null;
  }
}

function cellsOf({ rows, cells, merges = [] }: Sheet): string[][] | SheetFacts {
  const broken = [...(cells ?? [])].filter(
    ([, { type, formula, value }]) => type === 'error' || (formula !== undefined && value === null),
  );
  if (broken.length > 0) return { code: 'sheet.broken-cells', cells: broken.map(([place]) => nameOf(place)) };
  if (merges.length > 0) return { code: 'sheet.merged-cells', cells: merges.map(rangeOf) };
  return rows.map((row) => row.map(textOf));
}

/** `1,2` (row and column from 0) as a spreadsheet names it: `C2`. */
function nameOf(place: string): string {
  const [row = 0, column = 0] = place.split(',').map(Number);
  return `${lettersOf(column)}${row + 1}`;
}

const rangeOf = ({ startRow, startCol, endRow, endCol }: NonNullable<Sheet['merges']>[number]): string =>
  `${nameOf(`${startRow},${startCol}`)}:${nameOf(`${endRow},${endCol}`)}`;

/** A column (from 0) as a spreadsheet names it: `C`. */
export const lettersOf = (column: number): string =>
  (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

function textOf(value: Sheet['rows'][number][number]): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  return String(value);
}
