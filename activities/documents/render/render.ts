import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Sheet, type SheetDraft } from '../sheet.js';

const program = 'activities/documents/render/docx-thread.js';
/** The thread runs what was built: beside this file, or, where the sources run, in the build. */
const thread = new URL(
  import.meta.url.endsWith('.ts') ? `../../../.build/${program}` : `../../../${program}`,
  import.meta.url,
);

const Bytes = z.instanceof(Uint8Array);

/** A sheet as a .docx, made in a fresh thread: the library counts what it makes, and the same sheet gives the same bytes. */
export async function renderSheet(sheet: SheetDraft): Promise<Buffer> {
  const worker = new Worker(thread, { workerData: Sheet.parse(sheet), execArgv: [] });
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      worker.once('message', (message: unknown) => resolve(Buffer.from(Bytes.parse(message))));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread of a document ended before its work.')));
    });
  } finally {
    await worker.terminate();
  }
}
