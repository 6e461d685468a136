import { Packer } from 'docx';
import { sameBytes } from '../../reference/same-bytes.js';
import type { Sheet } from '../sheet.js';
import { documentOf } from './layout.js';

/** A sheet as the bytes of a .docx: the same for the same sheet, wherever and whenever it is made. */
export const packSheet = async (sheet: Sheet): Promise<Uint8Array> =>
  sameBytes(new Uint8Array(await Packer.toBuffer(documentOf(sheet))), sheet.day);
