import { parentPort, workerData } from 'node:worker_threads';
import { packWorkbook } from './pack.js';
import { Workbook } from './workbook.js';

/** The thread's program: the tables come with it, the file's bytes go back. */
parentPort?.postMessage(await packWorkbook(Workbook.parse(workerData)));
