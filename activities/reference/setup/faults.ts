import type { Day } from '../../../workflows/plan/schema.js';
import type { RegistryProblem } from '../../../workflows/rules/registry.js';
import type { SpoiledCell } from './cells.js';
import type { Part } from './sheets.js';

/** Where it is: the row as a spreadsheet counts it (the titles are row 1 where nothing stands before), the column's title. */
export interface Place<P extends string = Part> {
  part: P;
  row: number | null;
  column: string | null;
}

export type RegistryFacts = Exclude<RegistryProblem, { code: 'repeated-code' }>;

/** What can be wrong with a sheet by itself, whatever it is about. */
export type SheetFacts =
  /** `sheets`: those that the workbook has. */
  | { code: 'sheet.missing'; sheets?: string[] }
  | { code: 'sheet.unreadable'; reason: string }
  | { code: 'sheet.too-large'; megabytes: number }
  | { code: 'sheet.not-utf8'; isUtf16: boolean }
  | { code: 'sheet.malformed'; line: number | null }
  | { code: 'sheet.empty' }
  | { code: 'column.missing' }
  | { code: 'column.unknown' }
  | { code: 'column.repeated' }
  | { code: 'row.too-long' }
  | SpoiledCell;

/** What can be wrong: a code and its facts. */
export type FaultFacts =
  | SheetFacts
  | { code: 'row.repeated'; what: string; first: number }
  | { code: 'bloc.unknown'; bloc: string; known: readonly string[] }
  | { code: 'registry'; problem: RegistryFacts }
  | { code: 'unit.unknown'; unit: string }
  | { code: 'period.reversed' }
  | { code: 'period.overlap'; person: string; other: number }
  | { code: 'person.two-names'; person: string; name: string; other: string }
  | { code: 'person.two-addresses'; person: string; address: string; other: string }
  | { code: 'address.two-people'; person: string; address: string; other: string }
  | { code: 'chairman.two'; person: string; other: string; otherRow: number; from: Day }
  | { code: 'office.vacant'; office: string; on: Day }
  | { code: 'unit.left-out'; unit: string; name: string }
  | { code: 'holder.left-out'; office: string; person: string; on: Day }
  | { code: 'official.left-out'; unit: string; person: string; on: Day };

/** What is no fault, but hardly meant so. */
type WarningFacts =
  | { code: 'registry'; problem: RegistryFacts }
  | { code: 'unit.no-mailbox'; unit: string; name: string }
  | { code: 'unit.no-official'; unit: string; name: string }
  | { code: 'office.no-mailbox'; office: string };

/** A fault of a sheet by itself. */
export type SheetFault<P extends string> = Place<P> & SheetFacts;
export type SetUpFault = Place & FaultFacts;
export type SetUpWarning = Place & WarningFacts;
