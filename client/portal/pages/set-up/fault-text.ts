import type { SetUpFault, SetUpWarning } from '../../../../activities/reference/setup/faults.js';
import { setUpSentence } from '../../../../activities/reference/setup/sentences.js';
import { type Part, sheets } from '../../../../activities/reference/setup/sheets.js';

/** How a sheet of a workbook is called where something is said of it. */
export const sheetTitle = (part: Part): string => `trang “${sheets[part].sheet}”`;

/** What is wrong with a workbook, and where, as who uploaded it reads it: he has no commands. */
export function faultText(fault: SetUpFault | SetUpWarning): string {
  if (fault.code === 'sheet.missing')
    return `Thiếu ${sheetTitle(fault.part)}; tệp có các trang: ${(fault.sheets ?? []).join(', ')}. Hãy đặt lại tên trang, hoặc làm từ tệp mẫu ở trang này.`;
  return setUpSentence(fault, sheetTitle);
}
