import { readFile } from 'node:fs/promises';
import { cleaned, type Grid, type SpoiledCell } from '../../activities/reference/setup/cells.js';
import { isFilled, readCells } from '../../activities/reference/setup/read-sheet.js';
import { cellName, lettersOf } from '../../activities/reference/setup/places.js';
import { faultSentence } from '../../activities/reference/setup/sentences.js';
import { cellSentence } from '../../activities/reference/setup/sheet-sentences.js';
import { sourceSentence } from '../../activities/reference/setup/source-sentences.js';
import { readWorkbook } from '../../activities/reference/setup/workbook.js';
import type { UnitDetails } from '../../activities/records/registry/units.js';
import type { RankingRow, RecordRanking } from '../../workflows/api/messages.js';
import { blocName } from '../../workflows/plan/names.js';
import type { Bloc, CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { datesYear } from '../../workflows/rules/calendar.js';
import { isInForce } from '../../workflows/rules/registry.js';
import { rankingShape } from '../../workflows/rules/selection/ranking.js';
import { bare } from '../../activities/reference/nearest.js';
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
  return 'faults' in cells ? cells : new RankingSheet(ground, ofSheet).read(cells.cells);
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

async function cellsOf(file: string, name: string): Promise<{ cells: string[][] } | { faults: string[] }> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { faults: [`Không đọc được tệp ${name} (${code}).`] };
  }
  if (/\.xlsx$/i.test(file)) return firstSheetOf(name, bytes);
  const cells = readCells(bytes);
  return Array.isArray(cells) ? { cells } : { faults: [`${name}: ${faultSentence(cells)}`] };
}

async function firstSheetOf(
  file: string,
  bytes: Buffer,
): Promise<{ cells: string[][] } | { faults: string[] }> {
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok)
    return { faults: [sourceSentence({ code: workbook.code, path: file }, 'thidua ranking')] };
  const grid = workbook.sheets[0]?.grid ?? [];
  const spoiled = spoiledCells(grid);
  if (spoiled.length > 0) return { faults: spoiled };
  return { cells: grid.map((row) => row.map((it) => (typeof it === 'string' ? it : ''))) };
}

/** One fault a cell without a value of its own, one a merged range. */
function spoiledCells(grid: Grid): string[] {
  const told = (at: string, { code, given }: SpoiledCell): string =>
    code === 'cell.merged' ? cellSentence(code, given) : `Ô ${at}: ${cellSentence(code, given)}`;
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

const ofSheet: Places = {
  cell: (column, row) => `Ô ${lettersOf(column)}${row}`,
  row: (row) => `Dòng ${row}`,
};

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
          `Dòng ${head + 1}: phải có cột “đơn vị” (mã hoặc tên) và cột “hạng”; có thể thêm cột “điểm”. Đang có: ${(cells[head] ?? []).map(cleaned).join(', ')}.`,
        ],
      };
    for (const [index, row] of cells.entries())
      if (index > head && isFilled(row)) this.takeRow(row, index + 1, columns);
    if (this.rows.length === 0 && this.faults.length === 0)
      this.faults.push('Không có dòng nào dưới tiêu đề.');
    if (!this.isRankMissing) this.checkShape();
    return this.faults.length > 0 ? { faults: this.faults } : { rows: this.rows.map(({ value }) => value) };
  }

  private columnsOf(row: readonly string[]): Columns {
    const columns: Columns = {};
    for (const [index, title] of row.entries()) {
      const field = fields.find((it) => titles[it].some((known) => known === plainTitle(title)));
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
    if (text === '') return this.fault(at, 'thiếu đơn vị');
    const { plan, bloc } = this.ground;
    const found = findNamed('đơn vị', text, this.candidates(text));
    if ('sentence' in found) return this.fault(at, lowered(found.sentence));
    const unit = found.found;
    if (unit.bloc !== bloc)
      return this.fault(
        at,
        `${unit.name} (${unit.code}) thuộc ${blocName(plan, unit.bloc)}, không thuộc ${blocName(plan, bloc)}`,
      );
    const first = this.seen.get(unit.code);
    if (first !== undefined) return this.fault(at, `${unit.name} (${unit.code}) đã có ở dòng ${first}`);
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
    if (text === '') return this.fault(at, 'thiếu thứ hạng');
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
    return this.fault(at, `thứ hạng “${text}” phải là một số nguyên từ 1, ví dụ 12`);
  }

  private scoreOf({ text, at }: Cell): number | undefined | null {
    if (text === '') return undefined;
    if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
    if (/^-?\d+,\d+$/.test(text))
      return this.fault(at, `điểm “${text}” có dấu phẩy thập phân; viết ${text.replace(',', '.')}`);
    return this.fault(at, `điểm “${text}” phải là một số, ví dụ 92.51`);
  }

  /** Ranks go 1 2 2 4 or 1 2 2 3 throughout. */
  private checkShape(): void {
    for (const { row, rank } of rankingShape(this.rows.map(({ value }) => value.rank))) {
      const place = this.rows[row - 1]?.row ?? 0;
      this.faults.push(
        `${this.places.row(place)}: hạng ${rank} không liên tục với các hạng khác (1 2 2 4 hoặc 1 2 2 3).`,
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

const plainTitle = (title: string): string =>
  bare(title)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const lowered = (sentence: string): string => sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
