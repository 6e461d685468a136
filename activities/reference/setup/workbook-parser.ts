import { type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import type { Grid } from './cells.js';
import { cellName } from './places.js';
import { soundArchive } from './workbook-archive.js';
import type { ParsedWorkbook } from './workbook-facts.js';

/** Reads a workbook's sheets; to be run where neither its time nor its memory can harm. */
export async function parseWorkbook(bytes: Buffer): Promise<ParsedWorkbook> {
  const archive = await soundArchive(bytes);
  if (!archive.ok) return archive;
  try {
    const { sheets } = await readXlsx(archive.bytes);
    return { ok: true, sheets: sheets.map((it) => ({ name: it.name, grid: gridOf(it) })) };
  } catch {
    return { ok: false, code: 'workbook.damaged' };
  }
}

function gridOf(sheet: Sheet): Grid {
  const grid: Grid = sheet.rows.map((row) => row.map(cellOf));
  markBroken(grid, sheet);
  markMerged(grid, sheet);
  while (grid.at(-1)?.every((it) => it === '') === true) grid.pop();
  return grid;
}

function markBroken(grid: Grid, { cells }: Sheet): void {
  for (const [place, { type, formula, value }] of cells ?? []) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    const cell = grid[row];
    if (cell === undefined) continue;
    while (cell.length < column) cell.push('');
    if (type === 'error') cell[column] = { code: 'cell.error', given: textOf(value) };
    else if (formula !== undefined && value === null)
      cell[column] = { code: 'cell.uncalculated', given: `=${formula}` };
  }
}

/** Of a merged range only the first cell holds something: the others are not empty, but lost. */
function markMerged(grid: Grid, { merges = [] }: Sheet): void {
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const given = `${cellName(startRow, startCol)}:${cellName(endRow, endCol)}`;
    for (const [index, row] of grid.slice(startRow, endRow + 1).entries()) {
      const first = index === 0 ? startCol + 1 : startCol;
      for (let column = first; column <= Math.min(endCol, row.length - 1); column += 1)
        row[column] = { code: 'cell.merged', given };
    }
  }
}

/** More than any spreadsheet lets one write into a cell. */
const longestText = 32_767;

function cellOf(value: CellValue): Grid[number][number] {
  const text = textOf(value);
  return text.length <= longestText ? text : { code: 'cell.too-long', given: text.slice(0, 80) };
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? String(value) : value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  return String(value);
}
