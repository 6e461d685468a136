import { Sheet, type SheetDraft } from '../sheet.js';
import { bytesFromThread } from '../thread.js';

/** A sheet as a .docx, made in a fresh thread: the library counts what it makes, and the same sheet gives the same bytes. */
export const renderSheet = (sheet: SheetDraft): Promise<Buffer> =>
  bytesFromThread('render/docx-thread.js', Sheet.parse(sheet));
