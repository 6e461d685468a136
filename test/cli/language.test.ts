import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actEnglish } from '../../client/language/english-names.js';
import { inLanguage, languageOf } from '../../client/language/language.js';
import { refusalSentence } from '../../client/language/refusals.js';
import type { Records } from '../../activities/records/database/open.js';
import { actNames } from '../../workflows/api/act-names.js';
import { refusalSentence as refusalInVietnamese } from '../../workflows/api/refusal-sentences.js';
import { Refusal } from '../../workflows/api/refusals.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { openSeededAt } from './seeded.js';

const vietnamese = /[\u0300-\u0323đĐơƠưƯ]/u;
/** Whether a text has a letter that English lacks; each mark by itself, as ranges of letters hold English ones too. */
const isVietnamese = (text: string): boolean => vietnamese.test(text.normalize('NFD'));
const main = fileURLToPath(new URL('../../.build/client/cli/main.js', import.meta.url));
const Failed = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

async function command(words: readonly string[], environment: Record<string, string> = {}) {
  const ran = promisify(execFile)(process.execPath, [main, ...words], {
    env: { ...process.env, THIDUA_DATA: join('/nowhere', 'thidua'), ...environment },
    maxBuffer: 64_000_000,
  });
  return ran.then(
    ({ stdout }) => ({ code: 0, out: stdout, errors: '' }),
    (error: unknown) => {
      const { code, stdout, stderr } = Failed.parse(error);
      return { code, out: stdout, errors: stderr };
    },
  );
}

test.each([
  { words: ['status'], language: 'vi' },
  { words: ['--lang', 'en', 'status'], language: 'en' },
  { words: ['status', '--lang', 'en'], language: 'en' },
  { words: ['status', '--lang=en'], language: 'en' },
  { words: ['status', '--lang', 'fr'], language: 'vi' },
  { words: ['status', '--lang'], language: 'vi' },
])('$words is $language', ({ words, language }) => expect(languageOf(words)).toBe(language));

const sectionsOf = (help: string): string[] => help.split(/^(?=\S[^\n]*:$)/mu).slice(1);
const commandsIn = (section: string): string[] =>
  [...section.matchAll(/^ {2}([a-z][a-z-]*)/gmu)].map(([, name = '']) => name).filter((it) => it !== 'help');

/** The root lists its commands in groups, after its options; a command has those of its own under one title. */
function listedIn(path: readonly string[], help: string): string[] {
  const [, ...groups] = sectionsOf(help);
  const own = sectionsOf(help).filter((section) => section.startsWith('Commands:'));
  return (path.length === 0 ? groups : own).flatMap(commandsIn);
}

/** Every help, the root's first, by the words that lead to it; two at a time. */
async function helps(path: readonly string[] = []): Promise<[string, string][]> {
  const { out } = await command([...path, '--help', '--lang', 'en']);
  const found: [string, string][] = [[path.join(' '), out]];
  const names = listedIn(path, out);
  for (let index = 0; index < names.length; index += 2) {
    const both = names.slice(index, index + 2).map((name) => helps([...path, name]));
    found.push(...(await Promise.all(both)).flat());
  }
  return found;
}

test('each help ends in examples, and is English but for the sign of the decisions of a province, which is data', async () => {
  const all = await helps();
  expect(all.length).toBeGreaterThan(60);
  const left = all.flatMap(([path, help]) =>
    help
      .replaceAll('/QĐ-UBND', '')
      .split('\n')
      .filter(isVietnamese)
      .map((line) => `${path}: ${line}`),
  );
  expect(left).toStrictEqual([]);
  const leaves = all.filter(([path, help]) => listedIn(path.split(' ').filter(Boolean), help).length === 0);
  expect(leaves.length).toBeGreaterThan(50);
  expect(leaves.filter(([, help]) => !/^Examples?:$/mu.test(help)).map(([path]) => path)).toStrictEqual([]);
}, 120_000);

test.each([
  { words: ['reviw'], says: 'There is no command "reviw". Nearest: review.' },
  { words: ['review', '--resaon', 'x'], says: 'There is no option "--resaon". Nearest: --reason.' },
  { words: ['forward'], says: 'The argument <campaign> is missing. See the help: thidua forward --help' },
  { words: ['ceremony', '2023'], says: 'The option --date' },
  { words: ['calendar', '2031'], says: 'There is no campaign "2031".' },
  { words: ['status'], says: 'There are no records in /nowhere/thidua.' },
])('$words: what is wrong, in English, with status 2', async ({ words, says }) => {
  for (const asked of [
    ['--lang', 'en', ...words],
    [...words, '--lang', 'en'],
  ]) {
    const { code, errors } = await command(asked);
    expect(errors).toContain(says);
    expect(isVietnamese(errors)).toBe(false);
    expect(code).toBe(2);
  }
});

test('another language is a usage error that names both', async () => {
  const { code, errors } = await command(['status', '--lang', 'fr']);
  expect(errors).toMatch(/"fr".*vi.*en/u);
  expect(code).toBe(2);
});

test('a shell completes the language after any command', async () => {
  expect((await command(['complete', '--', 'status', '--la'])).out).toMatch(/^--lang\t/mu);
  expect((await command(['complete', '--', 'status', '--lang', ''])).out).toMatch(/^vi\t[^]*^en\t/mu);
});

type Shape = z.core.JSONSchema.BaseSchema;

/** A date, a name or a code: what the form takes. */
const textLike = (pattern: string): string | undefined =>
  ['2024-02-10', 'Plain', 'plain'].find((it) => pattern !== '' && new RegExp(pattern, 'u').test(it));

/** Something of this form, of plain letters: each text empty or not, each list with one thing, each other part there. */
function sampleOf(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.anyOf !== undefined) return sampleOf(shape.anyOf.find(isNotNull) ?? {});
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([name, part]) => [name, partOf(part)]),
      );
    case 'array':
      return shape.items === undefined || Array.isArray(shape.items) ? [] : [partOf(shape.items)];
    case 'number':
    case 'integer':
      return 1_707_500_000_000;
    default:
      return textLike(shape.pattern ?? '') ?? 'Plain';
  }
}
const partOf = (part: Shape | boolean): unknown => (typeof part === 'boolean' ? null : sampleOf(part));
const isNotNull = (it: Shape | boolean): it is Shape => typeof it !== 'boolean' && it.type !== 'null';

const plainNames = {
  bodies: { 'home-affairs': { name: 'Home' }, board: { name: 'Board' }, chairman: { name: 'Chair' } },
  blocs: [],
};

describe('each refusal has an English sentence', () => {
  const samples = Refusal.options.map((it) => Refusal.parse(sampleOf(z.toJSONSchema(it, { io: 'input' }))));
  test.each(samples.map((refusal) => [refusal.code, refusal] as const))('%s', (_, refusal) => {
    const told = inLanguage('en', () => refusalSentence(plainNames, refusal));
    expect(told).toMatch(/^[A-Z“1-9][^]*[.?]$/u);
    expect(isVietnamese(told)).toBe(false);
    expect(told).not.toMatch(/undefined|null|NaN/u);
    expect(refusalSentence(plainNames, refusal)).toBe(refusalInVietnamese(plainNames, refusal));
  });
});

test('each act has an English name', () => {
  expect([...actEnglish.keys()]).toStrictEqual([...actNames.keys()]);
  expect([...actEnglish.values()].filter(isVietnamese)).toStrictEqual([]);
});

describe('on records', () => {
  let server: TestServer;
  let records: Records;
  let environment: { DATABASE_URL: string };
  beforeAll(async () => {
    server = await startTestServer();
    environment = { DATABASE_URL: await server.createDatabase() };
    records = await openSeededAt(environment.DATABASE_URL);
  });
  afterAll(async () => {
    await records.close();
    await server.stop();
  });

  test.each([
    { words: ['status'], says: 'Business time', not: 'Giờ nghiệp vụ' },
    { words: ['ledger'], says: 'Decided by', not: 'Ai quyết định' },
    { words: ['tasks'], says: 'Command: thidua', not: 'Lệnh:' },
    { words: ['units'], says: 'Mailbox', not: 'Hộp thư' },
    { words: ['history', 'campaign/263/2023'], says: 'campaign/263/2023', not: 'không được nhận' },
    { words: ['verify'], says: 'The audit is ', not: 'Sổ ghi việc' },
  ])('$words is read in English, and as JSON the same in both', async ({ words, says, not }) => {
    const { out } = await command([...words, '--lang', 'en'], environment);
    expect(out).toContain(says);
    expect(out).not.toContain(not);
    const [english, usual] = await Promise.all([
      command([...words, '--json', '--lang', 'en'], environment),
      command([...words, '--json'], environment),
    ]);
    expect(english.out).toBe(usual.out);
    expect(usual.out).toMatch(/^[[{]/u);
  });

  test('a unit without a dossier is said in English, with status 2', async () => {
    const { code, errors } = await command(['why', 'so-y-te', '--lang', 'en'], environment);
    expect(errors).toContain('(so-y-te) has no dossier in any campaign.');
    expect(code).toBe(2);
  });
});
