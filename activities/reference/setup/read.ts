import type { Day } from '../../../workflows/plan/schema.js';
import type { Grid } from './cells.js';
import type { SetUpFault, SetUpWarning, SheetFacts } from './faults.js';
import { inOrder, type PlacedSetUp, setUpWarnings, unknownUnitFaults, vacancyFaults } from './checks.js';
import {
  addressFaults,
  gapWarnings,
  holderFaults,
  mailboxFaults,
  officialFaults,
  personFaults,
  unitFaults,
} from './own-checks.js';
import { readSheet, titled } from './read-sheet.js';
import { type Part, type SetUp, sheets } from './sheets.js';

/** Each sheet's cells, or why there are none. */
export type SheetCells = Record<Part, Grid | SheetFacts>;

/** What a set-up is checked against: the plan's blocs, and the business day. */
export interface CheckedAgainst {
  blocs: readonly string[];
  on: Day;
}

export type ReadSetUp =
  { ok: true; setUp: SetUp; warnings: SetUpWarning[] } | { ok: false; faults: SetUpFault[] };

/**
 * Reads a set-up whole, or names all that is wrong with it. What one sheet says of another is checked only where that one
 * could be read whole: else each row that is missing would be told twice.
 */
export function readSetUp(cells: SheetCells, { blocs, on }: CheckedAgainst): ReadSetUp {
  const read = {
    units: readSheet('units', sheets.units, cells.units),
    mailboxes: readSheet('mailboxes', sheets.mailboxes, cells.mailboxes),
    officials: readSheet('officials', sheets.officials, cells.officials),
    holders: readSheet('holders', sheets.holders, cells.holders),
  };
  const placed: PlacedSetUp = {
    units: read.units.rows,
    mailboxes: read.mailboxes.rows,
    officials: read.officials.rows,
    holders: read.holders.rows,
  };
  const isWhole = (part: Part): boolean => read[part].faults.length === 0;
  const faults = [
    ...Object.values(read).flatMap((it): SetUpFault[] => it.faults),
    ...unitFaults(placed.units, blocs, isWhole('units')),
    ...mailboxFaults(placed.mailboxes),
    ...officialFaults(placed.officials),
    ...holderFaults(placed.holders),
    ...personFaults(placed.officials, placed.holders),
    ...addressFaults(placed.officials, placed.holders),
    ...(isWhole('units') ? unknownUnitFaults(placed) : []),
    ...(isWhole('holders') ? vacancyFaults(valuesOf(placed.holders), on) : []),
  ];
  if (faults.length > 0)
    return { ok: false, faults: inOrder(faults.map((it) => titled(it, read[it.part], sheets[it.part]))) };
  const setUp: SetUp = {
    units: valuesOf(placed.units),
    mailboxes: valuesOf(placed.mailboxes),
    officials: valuesOf(placed.officials),
    holders: valuesOf(placed.holders),
  };
  const warnings = [...gapWarnings(placed.units), ...setUpWarnings(setUp, on)];
  return { ok: true, setUp, warnings: warnings.map((it) => titled(it, read[it.part], sheets[it.part])) };
}

const valuesOf = <T>(rows: readonly { value: T }[]): T[] => rows.map(({ value }) => value);
