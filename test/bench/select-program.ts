import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { runSelect } from '../../client/cli/commands/select.js';
import { readText } from '../../client/cli/show/json-streams.js';
import { selectionSchemas } from '../../workflows/rules/selection/input.js';
import { plan263 } from '../plan/plans.js';

/** A process of its own for each measurement: `select FILE` answers, `validate FILE` only reads; prints the milliseconds. */
const [task, file = ''] = process.argv.slice(2);

async function answer(): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const streams = { in: process.stdin, out: nowhere, errors: process.stderr };
  const status = await runSelect({ input: file, json: true }, streams);
  if (status !== 0 && status !== 3) throw new Error(`select ended with ${status}`);
}

async function validate(): Promise<void> {
  const text = await readText(createReadStream(file, { highWaterMark: 1 << 20 }));
  const { success } = selectionSchemas(plan263).input.safeParse(JSON.parse(text ?? ''));
  if (!success) throw new Error('the input is at fault');
}

const begun = performance.now();
await (task === 'select' ? answer() : validate());
process.stdout.write(`${performance.now() - begun}\n`);
process.exit(0);
