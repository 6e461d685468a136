import { Packer } from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Sheet } from '../sheet.js';
import { documentOf } from './layout.js';

/** What the library writes into each file: when it was made. */
const moment = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g;
const properties = 'docProps/core.xml';

/** A sheet as the bytes of a .docx: the same for the same sheet, wherever and whenever it is made. */
export async function packSheet(sheet: Sheet): Promise<Uint8Array> {
  const parts = unzipSync(new Uint8Array(await Packer.toBuffer(documentOf(sheet))));
  const core = Buffer.from(parts[properties] ?? []).toString('utf8');
  const dated = core.replace(moment, `$1${sheet.day}T00:00:00Z$2`);
  const sorted = Object.entries({ ...parts, [properties]: strToU8(dated) }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  // An archive's times are of the place where it is made: this one reads the same everywhere.
  return zipSync(Object.fromEntries(sorted), { mtime: new Date(1980, 0, 1), os: 0, level: 6 });
}
