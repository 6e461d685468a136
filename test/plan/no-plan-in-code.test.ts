import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { plan263, samplePlan } from './plans.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The played story of one plan's five years is that plan's data set: it names what it plays. */
const isDataSet = (file: string): boolean =>
  file.startsWith('activities/reference/') || file.startsWith('client/rehearsal/told/');

const files = ['workflows', 'activities', 'worker', 'client']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !isDataSet(file));

/** `vertical` is a bloc's code, and where a text stands in the libraries of documents: `{ vertical: 'top' }`. */
const isLibrarys = (node: ts.Node): boolean =>
  ts.isIdentifier(node) &&
  node.text === 'vertical' &&
  ts.isPropertyAssignment(node.parent) &&
  node.parent.name === node;

/** What a file says in its names and texts, its comments left out. */
function wordsOf(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(`${root}${file}`, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isLibrarys(node)) return;
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node))
      words.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return words;
}

const own = [plan263, samplePlan].flatMap((plan) => [
  plan.plan,
  plan.number,
  plan.period.name,
  ...plan.blocs.flatMap(({ code, full, running, short }) => [code, full, running, short]),
  ...Object.values(plan.bodies).flatMap(({ code, name, full }) => [code, name, full]),
  ...plan.press.bodies.flatMap(({ code, name }) => [code, name]),
]);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const named = new RegExp(`(?<![\\p{L}\\d_-])(${own.map(escaped).join('|')})(?![\\p{L}\\d_-])`, 'u');

test('no code outside the reference names a plan, its blocs, its period, its bodies or its press', () => {
  const found = files.flatMap((file) =>
    wordsOf(file).flatMap((word) => (named.test(word) ? [`${file}: ${named.exec(word)?.[0] ?? ''}`] : [])),
  );
  expect(found).toStrictEqual([]);
});

test('a name that stands in code is noticed', () => {
  expect(named.test("bloc === 'communes'")).toBe(true);
  expect(named.test('Kế hoạch 263 không ấn định ngày')).toBe(true);
  expect(named.test('263000001')).toBe(false);
});
