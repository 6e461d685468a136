import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './figures.js';
import { outliveLateCalls } from '../environment/late-calls.js';
import { measureAll } from './measurements.js';
import { stopPlaces } from './site.js';

/** `npm run bench -- [--quick] [--only NAME] [--json FILE]`: ends with 0 whatever holds, with 1 where a measurement broke. */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});

outliveLateCalls();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopPlaces().finally(() => process.exit(130)));
}

const models = cpus();
console.log(`bench: ${String(models.length)} cores, ${models[0]?.model ?? '?'}, Node ${process.version}`);
const { figures, errors } = await measureAll({
  scale: values.quick ? 'quick' : 'full',
  ...(values.only !== undefined && { only: values.only }),
  say: (line) => console.log(`  ${line}`),
});
console.table(figures.map(shown));
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
for (const error of errors) console.error(error);
if (figures.length === 0) console.error(`no figure is called ${values.only ?? ''}`);
process.exit(errors.length > 0 || figures.length === 0 ? 1 : 0);

function shown({ name, value, unit, goal, holds }: Figure) {
  const reached = holds === null ? '–' : holds ? 'yes' : 'no';
  return { name, value: value ?? 'not measured', unit, goal, holds: reached };
}
