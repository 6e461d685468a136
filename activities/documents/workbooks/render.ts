import { bytesFromThread } from '../thread.js';
import { Workbook, type WorkbookDraft } from './workbook.js';

/** Tables as an .xlsx, made in a thread of its own: thousands of rows hold nobody up. */
export const renderWorkbook = (workbook: WorkbookDraft): Promise<Buffer> =>
  bytesFromThread('workbooks/workbook-thread.js', Workbook.parse(workbook));
