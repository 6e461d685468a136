import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const Bytes = z.instanceof(Uint8Array);

/** The threads run what was built: beside this file, or, where the sources run, in the build. */
const built = import.meta.url.endsWith('.ts') ? '../../.build/activities/documents/' : './';

/** The bytes that a program of a thread of its own makes of what it is given. @param program its file, seen from this folder */
export async function bytesFromThread(program: string, given: unknown): Promise<Buffer> {
  const worker = new Worker(new URL(`${built}${program}`, import.meta.url), {
    workerData: given,
    execArgv: [],
  });
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
