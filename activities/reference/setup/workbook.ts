import { Worker } from 'node:worker_threads';
import type { Grid } from './cells.js';
import type { SheetFacts } from './faults.js';
import { plainTitle } from './read-sheet.js';
import { ParsedWorkbook, type WorkbookSheet } from './workbook-facts.js';

/** What a workbook may take of the machine. */
export interface WorkbookBounds {
  megabytes: number;
  milliseconds: number;
}

/** Fifty thousand rows of eight cells, on a slow machine. */
const usualBounds: WorkbookBounds = { megabytes: 512, milliseconds: 60_000 };

const program = 'activities/reference/setup/workbook-thread.js';
/** The thread runs what was built: beside this file, or, where the sources run, in the build. */
const thread = new URL(
  import.meta.url.endsWith('.ts') ? `../../../.build/${program}` : `../../../${program}`,
  import.meta.url,
);

/** Reads a workbook (.xlsx) in a thread of its own, which is ended where it takes more time or memory than it may. */
export async function readWorkbook(
  bytes: Uint8Array,
  { megabytes, milliseconds }: WorkbookBounds = usualBounds,
): Promise<ParsedWorkbook> {
  const worker = new Worker(thread, {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ParsedWorkbook>((resolve, reject) => {
      timer = setTimeout(() => resolve({ ok: false, code: 'workbook.too-slow' }), milliseconds);
      worker.once('message', (message: unknown) => resolve(ParsedWorkbook.parse(message)));
      worker.once('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ ok: false, code: 'workbook.too-large' });
        else reject(error);
      });
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** The cells of the sheet of a name, its case and diacritics aside. */
export function sheetNamed(sheets: readonly WorkbookSheet[], name: string): Grid | SheetFacts {
  const found = sheets.find((it) => plainTitle(it.name) === plainTitle(name));
  return found?.grid ?? { code: 'sheet.missing', sheets: sheets.map((it) => it.name) };
}
