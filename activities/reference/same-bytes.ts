import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Day } from '../../workflows/plan/schema.js';

/** What libraries write into each file: when it was made. */
const moment = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g;
const properties = 'docProps/core.xml';

/** An Office file (.docx, .xlsx) packed anew, so that the same contents give the same bytes wherever and whenever it is made. @param day what the file gives as the day on which it was made */
export function sameBytes(file: Uint8Array, day: Day): Uint8Array {
  const parts = unzipSync(file);
  const core = Buffer.from(parts[properties] ?? []).toString('utf8');
  const dated = core.replace(moment, `$1${day}T00:00:00Z$2`);
  const sorted = Object.entries({ ...parts, [properties]: strToU8(dated) }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  // An archive's times are of the place where it is made: this one reads the same everywhere.
  return zipSync(Object.fromEntries(sorted), { mtime: new Date(1980, 0, 1), os: 0, level: 6 });
}
