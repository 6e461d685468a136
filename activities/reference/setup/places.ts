/** A column (from 0) as a spreadsheet names it: `C`. */
export const lettersOf = (column: number): string =>
  (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** A cell (row and column from 0) as a spreadsheet names it: `C2`. */
export const cellName = (row: number, column: number): string => `${lettersOf(column)}${row + 1}`;
