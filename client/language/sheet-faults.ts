import type { CellCode } from '../../activities/reference/setup/cells.js';
import type { Place, SheetFacts } from '../../activities/reference/setup/faults.js';
import { cellSentence as cellInVietnamese } from '../../activities/reference/setup/sheet-sentences.js';
import type { SourceFault } from '../../activities/reference/setup/source.js';
import { sourceSentence as sourceInVietnamese } from '../../activities/reference/setup/source-sentences.js';
import { say } from './language.js';

/** `don-vi.csv, row 6, column “tu_ngay”` */
export function placeInEnglish<P extends string>(
  { part, row, column }: Place<P>,
  nameOf: (part: P) => string,
): string {
  const places = [nameOf(part), ...(row === null ? [] : [`row ${row}`])];
  return [...places, ...(column === null ? [] : [`column “${column}”`])].join(', ');
}

/** What is wrong with one cell, and what to do. */
export const cellSentence = (code: CellCode, given: string): string =>
  say(cellInVietnamese(code, given), cellInEnglish(code, given));

/** Why nothing can be read from a place, and what to do; `command` makes its template. */
export const sourceSentence = (it: SourceFault, command: string): string =>
  say(sourceInVietnamese(it, command), `${it.path}: ${sourceInEnglish(it, command)}`);

/** What is wrong with a sheet by itself, and what to do; `command` makes its template. */
export function sheetInEnglish(it: SheetFacts, command: string): string {
  switch (it.code) {
    case 'sheet.missing':
      return it.sheets === undefined
        ? `There is no such file. Make a template by «${command} --template FOLDER».`
        : `There is no such sheet; there are: ${it.sheets.join(', ')}. Rename a sheet, or make a template by «${command} --template FILE.xlsx».`;
    case 'sheet.unreadable':
      return `The file cannot be read (${it.reason}). Check the right to read it.`;
    case 'sheet.too-large':
      return `The file is larger than ${it.megabytes} MB; no such list is that long. See whether it is the right file.`;
    case 'sheet.not-utf8':
      return it.isUtf16
        ? 'The file is in UTF-16 (“Unicode Text”), not UTF-8. In Excel save it as “CSV UTF-8 (Comma delimited)”.'
        : 'The file is not text in UTF-8 (perhaps an old encoding such as windows-1258, TCVN3 or VNI). In Excel save it as “CSV UTF-8 (Comma delimited)”.';
    case 'sheet.malformed':
      return `The cells cannot be told apart${it.line === null ? '' : ` near row ${it.line}`}: a quotation mark is opened and not closed. Mend it, or save the file anew from Excel.`;
    case 'sheet.empty':
      return 'There is no row of titles.';
    case 'column.missing':
      return 'This column is missing in the row of titles.';
    case 'column.unknown':
      return 'The column is not known; take it away, or title it as the template does.';
    case 'column.repeated':
      return 'This column stands there twice.';
    case 'row.too-long':
      return 'The row has cells beyond the titled columns; perhaps a cell holds a separator outside quotation marks.';
    default:
      return cellInEnglish(it.code, it.given);
  }
}

function cellInEnglish(code: CellCode, given: string): string {
  switch (code) {
    case 'cell.empty':
      return 'This cell must not be empty.';
    case 'cell.too-long':
      return `The content is too long (“${given}…”).`;
    case 'cell.unprintable':
      return `The cell holds unreadable characters (“${given}”); perhaps the file was saved in a wrong encoding.`;
    case 'cell.not-code':
      return `“${given}” is not a code: small plain letters, digits and hyphens only, such as so-y-te.`;
    case 'cell.not-day':
      return /^\d{5}$/.test(given)
        ? `“${given}” is the spreadsheet's number of a day, not a day; format the cell as a date, or write 01/07/2025.`
        : `“${given}” is not a real day; write 01/07/2025 or 2025-07-01.`;
    case 'cell.not-person':
      return `“${given}” is not a person's code: no spaces, at most 64 characters.`;
    case 'cell.not-office':
      return `“${given}” is not an office; there are home-affairs, board and chairman.`;
    case 'cell.not-yes-no':
      return `“${given}”: write only “có” (yes) or “không” (no).`;
    case 'cell.not-address':
      return `“${given}” is not a mail address.`;
    case 'cell.not-recipient':
      return `“${given}” is not a recipient: write unit:UNIT, office:home-affairs, office:board, office:chairman or press:CODE.`;
    case 'cell.not-count':
      return `“${given}” is not a whole number from 1.`;
    case 'cell.not-number':
      return `“${given}” is not a number; such as 85,31.`;
    case 'cell.not-money':
      return `“${given}” is not an amount (VND); such as 2.980.000.`;
    case 'cell.not-year':
      return `“${given}” is not a year; such as 2022.`;
    case 'cell.not-outcome':
      return `“${given}” is not the outcome of a dossier; write only “chấp nhận” (accepted), “từ chối” (rejected), “đã rút” (withdrawn) or “không nộp” (not filed).`;
    case 'cell.not-kind':
      return `“${given}”: write only “tập thể” (collective) or “cá nhân” (individual).`;
    case 'cell.error':
      return `The cell shows the error ${given}. Mend its formula, or write the value instead.`;
    case 'cell.uncalculated':
      return `The cell has a formula that was not computed (${given}). Open it in Excel or LibreOffice and save it, or write the value instead.`;
    case 'cell.merged':
      return `The cells ${given} are merged. Unmerge them and write the value into each.`;
  }
}

const saveAnew = 'Open it in Excel or LibreOffice and save it as “Excel Workbook (*.xlsx)”';

function sourceInEnglish(it: SourceFault, command: string): string {
  switch (it.code) {
    case 'source.missing':
      return `There is no such folder (or .xlsx file). Make a template by «${command} --template FOLDER» or «${command} --template FILE.xlsx».`;
    case 'source.unreadable':
      return `The folder (or file) is there but cannot be read (${it.reason}). Check the right of this account to read it.`;
    case 'source.other':
      return 'This is neither a folder nor an .xlsx file. Put CSV files into one folder and name that folder; save another spreadsheet as “Excel Workbook (*.xlsx)”.';
    case 'workbook.empty':
      return 'The file is empty (0 bytes); perhaps a copy was cut short. Get the file again.';
    case 'workbook.old':
      return `The file is an old spreadsheet (.xls) though named .xlsx. ${saveAnew}.`;
    case 'workbook.locked':
      return 'The file is protected by a password (encrypted). Open it by its password, take the password away and save it.';
    case 'workbook.other':
      return `The file is no .xlsx spreadsheet though named so. ${saveAnew}; if it is really a CSV file, name it .csv.`;
    case 'workbook.damaged':
      return `The .xlsx file is damaged or malformed. ${saveAnew}, or get the original again.`;
    case 'workbook.too-large':
      return 'The file is too large when unpacked. Keep only the sheets that are needed, delete formatted empty rows and columns and pictures, or use CSV files.';
    case 'workbook.too-slow':
      return 'Reading the file took too long and was stopped. Keep only the sheets that are needed, delete formatted empty rows and columns, or use CSV files.';
  }
}
