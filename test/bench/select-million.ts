import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDossier } from '../workflows/people.js';
import { Child } from './child.js';
import type { Measurement, Scale } from './figures.js';
import { compareInTurn, range } from './series.js';
import { manyUnits } from './units.js';

const sizes: Record<Scale, { rounds: number; nominees: number }> = {
  full: { rounds: 3, nominees: 1_000_000 },
  quick: { rounds: 0, nominees: 1_000_000 },
  tiny: { rounds: 0, nominees: 2_000 },
};

const unitCount = 2_000;

/** The command `select` against reading and validating the same file, each time in a new process. */
export const selectMillion: Measurement = {
  rows: [{ name: 'select.million', unit: 'ratio', goal: { atMost: 1.5 } }],
  async measure(scale, say) {
    const { rounds, nominees } = sizes[scale];
    const folder = await mkdtemp(join(tmpdir(), 'thidua-bench-'));
    const file = join(folder, 'input.json');
    const run = async (task: string): Promise<number> =>
      Number(await Child.run('test/bench/select-program.js', { words: [task, file] }));
    try {
      await writeInput(file, nominees);
      const ratio = await compareInTurn(
        { name: 'select', round: () => run('select') },
        { name: 'validate', round: () => run('validate') },
        rounds,
        (line) => say(`select.million, ${String(nominees)} nominees: ${line}`),
      );
      return { 'select.million': ratio };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A year's campaign of 2,000 units, ranked; each dossier proposes its unit and as many persons as make up the number. */
async function writeInput(file: string, nominees: number): Promise<void> {
  const units = manyUnits(unitCount);
  const out = createWriteStream(file);
  const rows = units.map(({ code, bloc }) => ({ unit: code, rank: rankIn(bloc, code) }));
  const head = {
    contract: 1,
    plan: '263',
    kind: 'annual',
    year: 2023,
    units: units.map(({ code, name, bloc }) => ({ code, name, bloc })),
    rankings: { current: rows, previous: rows },
  };
  out.write(`${JSON.stringify(head).slice(0, -1)},"dossiers":[`);
  const people = nominees / unitCount - 1;
  for (const [index, { code }] of units.entries()) {
    if (!out.write(`${index === 0 ? '' : ','}${JSON.stringify(dossierOf(code, people))}`))
      await once(out, 'drain');
  }
  out.end(']}');
  await once(out, 'finish');
}

const firsts = new Map([
  ['departments', 0],
  ['vertical', 20],
  ['districts', 30],
  ['communes', 39],
]);
const rankIn = (bloc: string, code: string): number =>
  Number(code.slice('don-vi-'.length)) - (firsts.get(bloc) ?? 0) + 1;

/** One person in ten lacks a criterion. */
function dossierOf(unit: string, people: number) {
  const [collective, person] = aDossier('2023', unit).nominees;
  const individuals = range(0, people).map((number) => ({
    ...person,
    id: `${unit}-cn${String(number)}`,
    personId: `${unit}-cb${String(number)}`,
    criteria: { ...person?.criteria, ...(number % 10 === 9 && { ethics: false }) },
  }));
  return { unit, status: 'accepted', nominees: [collective, ...individuals] };
}
