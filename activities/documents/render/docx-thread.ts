import { parentPort, workerData } from 'node:worker_threads';
import { Sheet } from '../sheet.js';
import { packSheet } from './pack.js';

/** The thread's program: a sheet comes with it, the file's bytes go back. */
parentPort?.postMessage(await packSheet(Sheet.parse(workerData)));
