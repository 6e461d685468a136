import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runSelect, type SelectOptions } from '../../client/cli/commands/select.js';
import { annual, unit } from '../rules/selection-builders.js';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    await Promise.resolve();
    yield bytes.subarray(start, start + size);
  }
}

async function run(options: SelectOptions, input = '', size = 1 << 16) {
  const written = { out: '', errors: '' };
  const collect = (name: 'out' | 'errors') =>
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        written[name] += chunk;
        setImmediate(done);
      },
    });
  const streams = { in: chunks(Buffer.from(input), size), out: collect('out'), errors: collect('errors') };
  const status = await runSelect(options, streams);
  for (const stream of [streams.out, streams.errors]) await finished(stream.end());
  return { status, ...written };
}

const Example = z.object({ input: z.unknown(), expected: z.object({ exit: z.int() }) });
const example = (name: string) =>
  Example.parse(JSON.parse(readFileSync(new URL(`../select/${name}.json`, import.meta.url), 'utf8')));
const names = ['annual-complete', 'annual-tie', 'faults', 'summary-open', 'summary-shortlists'];

describe('thidua select', () => {
  test.each(names)('%s: its exit status, and one object on standard output', async (name) => {
    const { input, expected } = example(name);
    const { status, out, errors } = await run({ input: '-', json: true }, JSON.stringify(input));
    expect(status).toBe(expected.exit);
    expect(errors).toBe('');
    expect(out.endsWith('}\n')).toBe(true);
    expect(JSON.parse(out)).toBeTypeOf('object');
  });

  test('keys stand in the order of the contract', async () => {
    const { out } = await run(
      { input: '-', json: true },
      JSON.stringify(example('annual-leap-decided').input),
    );
    const Anything = z.record(z.string(), z.unknown());
    const answer = Anything.parse(JSON.parse(out));
    const winners = z.array(Anything).parse(answer['winners']);
    const questions = z.array(Anything).parse(answer['questions']);
    expect(Object.keys(answer).join()).toBe(
      'contract,plan,kind,year,winners,vacancies,questions,waiting,refusals,order,digest',
    );
    expect(Object.keys(winners[1] ?? {}).join()).toBe(
      'bloc,kind,seat,unit,nominee,name,decidedBy,clause,explanation',
    );
    expect(Object.keys(questions[0] ?? {}).join()).toBe(
      'key,bloc,kind,reason,options,choose,clause,explanation',
    );
  });

  test('--lines: an answer a line, blank lines skipped, whatever the pieces it comes in', async () => {
    const text = [
      ...names.map((name) => JSON.stringify(example(name).input)),
      '',
      ' \t\r',
      '{"contract":',
      JSON.stringify(annual({ units: [unit('\u2028'), unit('\u2028')] })),
    ].join('\n');
    const { status, out } = await run({ input: '-', lines: true }, text, 7);
    const Line = z.looseObject({ exit: z.int() });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    expect(status).toBe(0);
    expect(lines.map(({ exit }) => exit)).toStrictEqual([
      ...names.map((name) => example(name).expected.exit),
      2,
      2,
    ]);
    expect(lines.at(-2)).toStrictEqual({
      faults: [{ path: '', code: 'schema', message: 'Dữ liệu đầu vào không phải là JSON hợp lệ.' }],
      exit: 2,
    });
    expect(lines.at(-1)).toMatchObject({ faults: [{ path: '/units/1', code: 'duplicate-unit' }] });
  });

  test('people get a table in Vietnamese', async () => {
    const { status, out } = await run({ input: '-' }, JSON.stringify(example('annual-tie').input));
    expect(status).toBe(3);
    expect(out).toContain('KẾT QUẢ LỰA CHỌN NĂM 2021');
    expect(out).toContain('Vướng mắc cần quyết định (4)');
    expect(out).toContain('Chưa hoàn tất');
  });

  test('people get faults on standard error', async () => {
    const { status, out, errors } = await run({ input: '-' }, JSON.stringify(example('faults').input));
    expect({ status, out }).toStrictEqual({ status: 2, out: '' });
    expect(errors).toContain('Đơn vị “vertical-0” được khai nhiều lần.');
  });

  test.each([
    {
      name: 'no such file',
      options: { input: '/no/such/file' },
      errors: 'Không tìm thấy tệp "/no/such/file".',
    },
    { name: 'a folder', options: { input: tmpdir() }, errors: 'đây là một thư mục' },
    { name: 'no --input', options: {}, errors: 'Thiếu --input' },
  ])('$name', async ({ options, errors }) => {
    const result = await run(options);
    expect(result.status).toBe(2);
    expect(result.errors).toContain(errors);
  });

  test('a file with a byte order mark, and one that is no UTF-8', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'select-'));
    const good = join(folder, 'good.json');
    const bad = join(folder, 'bad.json');
    await writeFile(good, `\ufeff${JSON.stringify(example('annual-complete').input)}`);
    await writeFile(bad, Buffer.from('"\xff"', 'latin1'));
    expect((await run({ input: good, json: true })).status).toBe(0);
    expect(JSON.parse((await run({ input: bad, json: true })).out)).toMatchObject({
      faults: [{ code: 'schema' }],
    });
  });

  test('--schema is a JSON Schema that names both kinds', async () => {
    const { status, out } = await run({ schema: true });
    const schema = z.looseObject({ $schema: z.url(), oneOf: z.array(z.unknown()).length(2) });
    expect(status).toBe(0);
    expect(schema.safeParse(JSON.parse(out)).error).toBeUndefined();
  });

  test('it loads no Temporal code, no database, no server', () => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|export) (?!type)[^;]*?from '([^']+)'/gm,
      )) {
        if (name.startsWith('.'))
          visit(fileURLToPath(new URL(name.replace(/\.js$/, '.ts'), `file://${file}`)));
        else if (!name.startsWith('node:')) packages.add(name);
      }
    };
    visit(fileURLToPath(new URL('../../client/cli/commands/select.ts', import.meta.url)));
    expect([...packages].sort()).toStrictEqual([
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      'canonicalize',
      'zod',
    ]);
  });
});
