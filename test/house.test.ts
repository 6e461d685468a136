import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const folders = ['workflows', 'activities', 'worker', 'client', 'test'];

const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
);

const known = new Set(files);

/** The project's own files that a file imports, types included. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => normalize(join(dirname(file), fileName)).replace(/\.js$/, '.ts'))
    .map((path) => (known.has(path) ? path : path.replace(/\.ts$/, '.tsx')));
}

/** A way from a file back to itself; empty: there is none. */
function circleFrom(start: string, graph: ReadonlyMap<string, string[]>): string[] {
  const seen = new Set<string>();
  const walk = (file: string, path: string[]): string[] => {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return [...path, file, start];
      if (seen.has(next)) continue;
      seen.add(next);
      const circle = walk(next, [...path, file]);
      if (circle.length > 0) return circle;
    }
    return [];
  };
  return walk(start, []);
}

test('no file imports itself through others, not even by types', () => {
  const graph = new Map(files.map((file) => [file, importsOf(file)]));
  expect([...graph.values()].flat().length).toBeGreaterThan(files.length);
  expect(files.map((file) => circleFrom(file, graph)).filter((circle) => circle.length > 0)).toStrictEqual(
    [],
  );
});

test('a circle is noticed', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a']],
  ]);
  expect(circleFrom('a', graph)).toStrictEqual(['a', 'b', 'c', 'a']);
  expect(circleFrom('d', graph)).toStrictEqual([]);
});

describe('each arrow of the house', () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
    ruleFilter: ({ ruleId }) =>
      ruleId === 'import-x/no-restricted-paths' || ruleId === 'no-restricted-imports',
  });

  test.each([
    ['workflows/campaign/agenda.ts', '../../activities/records/effects.js'],
    ['workflows/campaign/agenda.ts', '../movement.js'],
    ['workflows/dossier/state.ts', '../campaign/state.js'],
    ['workflows/engine/clock.ts', '../dossier/state.js'],
    ['workflows/api/views.ts', '../engine/clock.js'],
    ['workflows/rules/days.ts', '../api/views.js'],
    ['workflows/plan/schema.ts', '../rules/days.js'],
    ['workflows/rules/days.ts', 'node:fs'],
    ['workflows/rules/days.ts', '@temporalio/workflow'],
    ['activities/records/effects.ts', '../../workflows/campaign/state.js'],
    ['activities/records/effects.ts', '../letters/effects.js'],
    ['activities/reference/tables.ts', '../records/effects.js'],
    ['activities/records/effects.ts', '../../worker/run.js'],
    ['worker/run.ts', '../client/officials/send.js'],
    ['worker/run.ts', '../workflows/engine/context.js'],
    ['client/officials/send.ts', '../../workflows/dossier/state.js'],
    ['client/officials/send.ts', '../cli/terminal/tables.js'],
    ['client/officials/send.ts', '../../worker/run.js'],
    ['client/rehearsal/rehearse.ts', '../cli/terminal/tables.js'],
    ['client/engine/processes.ts', '../rehearsal/rehearse.js'],
  ])('%s may not import %s', async (filePath, target) => {
    for (const kind of ['import type', 'import']) {
      const [result] = await eslint.lintText(`${kind} { x } from '${target}';\n`, { filePath });
      expect(result?.messages.map((message) => message.severity)).toStrictEqual([2]);
    }
  });

  test('a right arrow is none of them', async () => {
    const text = "import type { Plan } from '../plan/schema.js';\n";
    const [result] = await eslint.lintText(text, { filePath: 'workflows/rules/days.ts' });
    expect(result?.messages).toStrictEqual([]);
  });
});
