import { readFile, stat } from 'node:fs/promises';
import { cleaned, type Grid, type SpoiledCell } from '../../activities/reference/setup/cells.js';
import { isWorkbookName, largestMegabytes } from '../../activities/reference/setup/folder.js';
import { isFilled, readCells } from '../../activities/reference/setup/read-sheet.js';
import { cellName, lettersOf } from '../../activities/reference/setup/places.js';
import { faultSentence } from '../language/setup-faults.js';
import { sourceSentence, cellSentence } from '../language/sheet-faults.js';
import { readWorkbook } from '../../activities/reference/setup/workbook.js';
import type { UnitDetails } from '../../activities/records/registry/units.js';
import type { RankingRow, RecordRanking } from '../../workflows/api/messages.js';
import { blocName } from '../../workflows/plan/names.js';
import type { Bloc, CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { datesYear } from '../../workflows/rules/calendar.js';
import { isInForce } from '../../workflows/rules/registry.js';
import { rankingShape } from '../../workflows/rules/selection/ranking.js';
import { bare } from '../../activities/reference/nearest.js';
import { say } from '../language/language.js';
import { findNamed } from './nearest.js';

/** The rows of a bloc's ranking as a file has them, or all that is wrong with it, row by row and cell by cell. */
export type ReadRanking = { rows: RankingRow[] } | { faults: string[] };

/** What the rows are held against. */
export interface RankingGround {
  plan: Plan;
  bloc: Bloc;
  /** Every unit of the registry; of several with one name the one that is in force is meant. */
  units: readonly UnitDetails[];
  isInForce: (unit: UnitDetails) => boolean;
}

/** What a bloc's ranking is held against: the units of a year are those in force at its end. */
export function rankingGround(
  plan: Plan,
  campaign: CampaignKey,
  of: Pick<RankingGround, 'bloc' | 'units'>,
  period: RecordRanking['period'],
): RankingGround {
  const year = datesYear(plan, campaign) - 1 - (period === 'previous' ? 1 : 0);
  return { plan, ...of, isInForce: (unit) => isInForce(unit, `${year}-12-31`) };
}

/**
 * Reads a ranking from a CSV file, or from the first sheet of a workbook (.xlsx).
 * @param name what the file is called to people
 */
export async function readRanking(file: string, ground: RankingGround, name = file): Promise<ReadRanking> {
  const cells = await cellsOf(file, name);
  return 'faults' in cells ? cells : new RankingSheet(ground, inSheetOf(cells.sheet)).read(cells.cells);
}

/** One row of a ranking as it was typed: a unit's code beside its rank and index. */
export interface TypedRow {
  unit: string;
  rank: string;
  score: string;
}

/** Reads a ranking that was typed unit by unit; a unit without a rank and an index is left out. */
export function readTypedRanking(rows: readonly TypedRow[], ground: RankingGround): ReadRanking {
  const filled = rows.filter(({ rank, score }) => cleaned(rank) !== '' || cleaned(score) !== '');
  const nameIn = (row: number): string => {
    const code = filled[row - 2]?.unit;
    return ground.units.find((it) => it.code === code)?.name ?? code ?? '';
  };
  const cells = filled.map(({ unit, rank, score }) => [unit, rank, score]);
  const places: Places = { cell: (_, row) => nameIn(row), row: nameIn };
  return new RankingSheet(ground, places).read([['unit', 'rank', 'score'], ...cells]);
}

/** @returns the cells, and the name of their sheet where they are of a workbook */
type Cells = { cells: string[][]; sheet: string | null } | { faults: string[] };

async function cellsOf(file: string, name: string): Promise<Cells> {
  let bytes: Buffer;
  try {
    if ((await stat(file)).size > largestMegabytes * 1_000_000)
      return {
        faults: [`${name}: ${faultSentence({ code: 'sheet.too-large', megabytes: largestMegabytes })}`],
      };
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return {
      faults: [say(`Không đọc được tệp ${name} (${code}).`, `The file ${name} cannot be read (${code}).`)],
    };
  }
  if (isWorkbookName(file)) return firstSheetOf(name, bytes);
  const cells = readCells(bytes);
  return Array.isArray(cells) ? { cells, sheet: null } : { faults: [`${name}: ${faultSentence(cells)}`] };
}

async function firstSheetOf(file: string, bytes: Buffer): Promise<Cells> {
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok)
    return { faults: [sourceSentence({ code: workbook.code, path: file }, 'thidua ranking')] };
  const { name: sheet, grid } = workbook.sheets[0] ?? { name: '', grid: [] };
  const spoiled = spoiledCells(grid, sheet);
  if (spoiled.length > 0) return { faults: spoiled };
  return { cells: grid.map((row) => row.map((it) => (typeof it === 'string' ? it : ''))), sheet };
}

/** `Trang “Xếp hạng”, ô B3`, or `Ô B3` where there is but one sheet. */
const inSheet = (sheet: string | null, place: string): string =>
  sheet === null ? place : say(`Trang “${sheet}”, ${lowered(place)}`, `Sheet “${sheet}”, ${lowered(place)}`);

/** One fault a cell without a value of its own, one a merged range. */
function spoiledCells(grid: Grid, sheet: string): string[] {
  const told = (at: string, { code, given }: SpoiledCell): string =>
    code === 'cell.merged'
      ? say(
          `Trang “${sheet}”: ${cellSentence(code, given)}`,
          `Sheet “${sheet}”: ${cellSentence(code, given)}`,
        )
      : `${inSheet(sheet, say(`Ô ${at}`, `Cell ${at}`))}: ${cellSentence(code, given)}`;
  const faults = grid.flatMap((row, index) =>
    isFilled(row)
      ? row.flatMap((it, column) => (typeof it === 'string' ? [] : [told(cellName(index, column), it)]))
      : [],
  );
  return [...new Set(faults)];
}

const titles = {
  unit: ['unit', 'don vi', 'ma don vi', 'ten don vi', 'ma', 'ten'],
  rank: ['rank', 'hang', 'thu hang', 'xep hang'],
  score: ['score', 'diem', 'chi so', 'diem so', 'ket qua', 'par index'],
} as const;
type Field = keyof typeof titles;
type Columns = Partial<Record<Field, number>>;
const fields = ['unit', 'rank', 'score'] as const;

/** How a cell and a row are called; columns and rows are numbered from 0 and from 1. */
interface Places {
  cell: (column: number, row: number) => string;
  row: (row: number) => string;
}

const inSheetOf = (sheet: string | null): Places => ({
  cell: (column, row) =>
    inSheet(sheet, say(`Ô ${lettersOf(column)}${row}`, `Cell ${lettersOf(column)}${row}`)),
  row: (row) => inSheet(sheet, say(`Dòng ${row}`, `Row ${row}`)),
});

class RankingSheet {
  private readonly faults: string[] = [];
  private readonly rows: { row: number; value: RankingRow }[] = [];
  private readonly seen = new Map<string, number>();
  private isRankMissing = false;

  constructor(
    private readonly ground: RankingGround,
    private readonly places: Places,
  ) {}

  read(cells: readonly string[][]): ReadRanking {
    const head = cells.findIndex(isFilled);
    const columns = this.columnsOf(cells[head] ?? []);
    if (columns.unit === undefined || columns.rank === undefined)
      return {
        faults: [
          say(
            `${this.places.row(Math.max(head, 0) + 1)}: phải có cột “đơn vị” (mã hoặc tên) và cột “hạng”; có thể thêm cột “điểm”. Đang có: ${(cells[head] ?? []).map(cleaned).join(', ')}.`,
            `${this.places.row(Math.max(head, 0) + 1)}: a column for the unit (“đơn vị”: code or name) and one for the rank (“hạng”) are needed; one for the score (“điểm”) may follow. Found: ${(cells[head] ?? []).map(cleaned).join(', ')}.`,
          ),
        ],
      };
    for (const [index, row] of cells.entries())
      if (index > head && isFilled(row)) this.takeRow(row, index + 1, columns);
    if (this.rows.length === 0 && this.faults.length === 0)
      this.faults.push(
        say(
          `${this.places.row(head + 1)}: không có dòng nào dưới tiêu đề.`,
          `${this.places.row(head + 1)}: there are no rows below the titles.`,
        ),
      );
    if (!this.isRankMissing) this.checkShape();
    return this.faults.length > 0 ? { faults: this.faults } : { rows: this.rows.map(({ value }) => value) };
  }

  private columnsOf(row: readonly string[]): Columns {
    const columns: Columns = {};
    for (const [index, title] of row.entries()) {
      const field = fields.find((it) => titles[it].some((known) => known === bare(title)));
      if (field === undefined) continue;
      // A sheet may have both a code and a name: the first says which unit it is.
      columns[field] ??= index;
    }
    return columns;
  }

  private takeRow(row: readonly string[], number: number, columns: Columns): void {
    const cell = (field: Field) => {
      const column = columns[field] ?? 0;
      return {
        text: columns[field] === undefined ? '' : cleaned(row[column] ?? ''),
        at: this.places.cell(column, number),
      };
    };
    const unit = this.unitOf(cell('unit'), number);
    const rank = this.rankOf(cell('rank'));
    const score = this.scoreOf(cell('score'));
    if (rank === null) this.isRankMissing = true;
    else this.rows.push({ row: number, value: { unit: unit ?? '', rank, ...(score != null && { score }) } });
  }

  private unitOf({ text, at }: Cell, row: number): string | null {
    if (text === '') return this.fault(at, say('thiếu đơn vị', 'the unit is missing'));
    const { plan, bloc } = this.ground;
    const found = findNamed(say('đơn vị', 'unit'), text, this.candidates(text));
    if ('sentence' in found) return this.fault(at, lowered(found.sentence));
    const unit = found.found;
    if (unit.bloc !== bloc)
      return this.fault(
        at,
        say(
          `${unit.name} (${unit.code}) thuộc ${blocName(plan, unit.bloc)}, không thuộc ${blocName(plan, bloc)}`,
          `${unit.name} (${unit.code}) is of ${blocName(plan, unit.bloc)}, not of ${blocName(plan, bloc)}`,
        ),
      );
    const first = this.seen.get(unit.code);
    if (first !== undefined)
      return this.fault(
        at,
        say(
          `${unit.name} (${unit.code}) đã có ở dòng ${first}`,
          `${unit.name} (${unit.code}) stands in row ${first} already`,
        ),
      );
    this.seen.set(unit.code, row);
    return unit.code;
  }

  /** Those of this name that are in force and of the bloc, before others of the same name; else all, of the bloc first. */
  private candidates(text: string): readonly UnitDetails[] {
    const { bloc, units, isInForce } = this.ground;
    const same = units.filter(({ name }) => bare(name) === bare(text));
    const meant = same.filter((it) => it.bloc === bloc && isInForce(it));
    if (meant.length > 0 && !units.some(({ code }) => code === text)) return meant;
    return [...units].sort((a, b) => Number(b.bloc === bloc) - Number(a.bloc === bloc));
  }

  private rankOf({ text, at }: Cell): number | null {
    if (text === '') return this.fault(at, say('thiếu thứ hạng', 'the rank is missing'));
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
    return this.fault(
      at,
      say(
        `thứ hạng “${text}” phải là một số nguyên từ 1, ví dụ 12`,
        `the rank “${text}” must be a whole number from 1, such as 12`,
      ),
    );
  }

  private scoreOf({ text, at }: Cell): number | undefined | null {
    if (text === '') return undefined;
    if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
    if (/^-?\d+,\d+$/.test(text))
      return this.fault(
        at,
        say(
          `điểm “${text}” có dấu phẩy thập phân; viết ${text.replace(',', '.')}`,
          `the score “${text}” has a decimal comma; write ${text.replace(',', '.')}`,
        ),
      );
    return this.fault(
      at,
      say(
        `điểm “${text}” phải là một số, ví dụ 92.51`,
        `the score “${text}” must be a number, such as 92.51`,
      ),
    );
  }

  /** Ranks go 1 2 2 4 or 1 2 2 3 throughout. */
  private checkShape(): void {
    for (const { row, rank } of rankingShape(this.rows.map(({ value }) => value.rank))) {
      const place = this.rows[row - 1]?.row ?? 0;
      this.faults.push(
        say(
          `${this.places.row(place)}: hạng ${rank} không liên tục với các hạng khác (1 2 2 4 hoặc 1 2 2 3).`,
          `${this.places.row(place)}: rank ${rank} does not follow the other ranks (1 2 2 4 or 1 2 2 3).`,
        ),
      );
    }
  }

  private fault(at: string, problem: string): null {
    this.faults.push(`${at}: ${problem.replace(/\.$/, '')}.`);
    return null;
  }
}

interface Cell {
  text: string;
  at: string;
}

const lowered = (sentence: string): string => sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
