import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { parseWorkbook } from './workbook-parser.js';

/** The thread's program: the bytes come with it, the sheets go back. */
const bytes = z.instanceof(Uint8Array).parse(workerData);
parentPort?.postMessage(await parseWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
