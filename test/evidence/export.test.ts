import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { runExport } from '../../client/cli/commands/export.js';
import { runVerify } from '../../client/cli/commands/verify.js';
import { collected } from '../cli/collected.js';
import { seedForTest, startTestServer, type TestServer } from '../records/setup.js';
import { checkedByPython } from './python.js';
import { ActedCampaign, stored, storedBytes } from './acted.js';

let server: TestServer;
let records: Records;
let environment: { DATABASE_URL: string };
let folder: string;
let kept: ReadonlyMap<string, Buffer>;
const place = (name = ''): string => join(folder, 'xuat', name);
const run = async (target: string, campaign = '2023') => {
  const { surroundings, written } = collected(environment);
  return { status: await runExport({ campaign, folder: target }, surroundings), ...written };
};

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'thidua-export-'));
  environment = { DATABASE_URL: await server.createDatabase() };
  records = await openRecords(environment.DATABASE_URL);
  await records.migrate();
  await seedForTest(records);
  await ActedCampaign.play(records);
  expect(await run(place())).toMatchObject({ status: 0 });
  kept = await filesIn(place());
}, 120_000);
afterEach(async () => {
  for (const [name, content] of kept) await writeFile(place(name), content);
});
afterAll(async () => {
  await records.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function filesIn(of: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(of, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  const files = paths.sort().map(async (path) => [path.slice(of.length + 1), await readFile(path)] as const);
  return new Map(await Promise.all(files));
}

const verify = () => checkedByPython(place());

function expectFault(says: string): void {
  const { status, out } = verify();
  expect(out).toContain(says);
  expect(status).toBe(1);
}

test('a campaign that was exported is verified by Python alone', () => {
  const { status, out } = verify();
  expect(out).toContain('Mọi thứ đều đúng');
  expect(status).toBe(0);
  expect(out).toContain('2 Bằng khen theo danh sách đã ký, 2 lịch sử');
  expect(out).toMatch(/1[0-9] chữ ký của các việc, 3 chữ ký nộp hồ sơ/);
});

test('it holds what was filed, decided, written and sent, and says what it is', async () => {
  const page = kept.get('DOC-TRUOC.txt')?.toString('utf8') ?? '';
  expect(page).toContain('họ tên');
  expect(page).toContain('THỬ');
  expect(kept.get('tables/ledger.csv')?.toString('utf8')).toContain('812/QĐ-UBND');
  expect(kept.get('audit/acts.csv')?.toString('utf8')).toContain('Khai không đúng.');
  expect(kept.get('tables/difficulty.csv')?.toString('utf8')).toContain('Thiếu máy quét.');
  expect(kept.get(`files/${stored.digest}`)?.equals(storedBytes)).toBe(true);
  expect(kept.get('tables/file.csv')?.toString('utf8')).toContain(`${stored.digest},application/pdf,300000`);
  const letter = [...kept].find(([name]) => name.endsWith('.eml'))?.[1] ?? Buffer.from('');
  const { subject, text } = await simpleParser(letter);
  expect(subject).toBe('Mời nộp hồ sơ');
  expect(text).toContain('so-noi-vu');
  expect([...kept.keys()].filter((name) => name.startsWith('keys/'))).toHaveLength(6);
});

test('the same records give the same bytes', async () => {
  const again = join(folder, 'lan-hai');
  expect(await run(again)).toMatchObject({ status: 0 });
  expect(await filesIn(again)).toStrictEqual(kept);
});

test('all of it is verified, too', async () => {
  const all = join(folder, 'tat-ca');
  expect(await run(all, 'all')).toMatchObject({ status: 0 });
  expect(spawnSync('python3', [join(all, 'verify.py')]).status).toBe(0);
});

test('one byte of each file is changed: each file is named', async () => {
  const apart = ['verify.py', 'manifest.sha256'];
  const others = [...kept].filter(([name, content]) => !apart.includes(name) && content.length > 0);
  for (const [name, content] of others) {
    const changed = Buffer.from(content);
    const at = Math.floor(changed.length / 2);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(place(name), changed);
  }
  const { status, out } = verify();
  expect(status).toBe(1);
  expect(others.map(([name]) => name).filter((name) => !out.includes(`SAI  ${name}`))).toStrictEqual([]);
});

test.each(['tables/ledger.json', 'histories/chain.jsonl', 'verify.py', 'DOC-TRUOC.txt'])(
  'one byte of %s alone is changed, or it is missing',
  async (name) => {
    const text = kept.get(name)?.toString('latin1') ?? '';
    const at = name === 'verify.py' ? text.indexOf('Checks') : Math.floor(text.length / 2);
    await writeFile(place(name), Buffer.from(`${text.slice(0, at)}~${text.slice(at + 1)}`, 'latin1'));
    expectFault(`SAI  ${name}: khác với lúc xuất`);
    if (name === 'verify.py') return;
    await rm(place(name));
    expectFault(`SAI  ${name}: không còn`);
  },
);

test('one byte of the manifest is changed: it is named', async () => {
  const text = kept.get('manifest.sha256')?.toString('utf8') ?? '';
  for (const at of [0, Math.floor(text.length / 2), text.length - 2]) {
    await writeFile(place('manifest.sha256'), `${text.slice(0, at)}~${text.slice(at + 1)}`);
    const { status, out } = verify();
    expect(status).toBe(1);
    expect(out).toContain('SAI  manifest.sha256');
  }
});

test('a file that was added is named', async () => {
  await writeFile(place('letters/la.eml'), 'x');
  const { status, out } = verify();
  await rm(place('letters/la.eml'));
  expect(status).toBe(1);
  expect(out).toContain('letters/la.eml: tệp lạ');
});

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

const Line = z.looseObject({
  seq: z.number(),
  content: z.string(),
  changes: z.string().nullable(),
  previous: z.string(),
  hash: z.string(),
});

/** A forger who knows how all is hashed: chain and manifest are made anew. */
async function forge(name: string, change: (text: string) => string): Promise<void> {
  const before = kept.get(name)?.toString('utf8') ?? '';
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(place(name), after);
  const lines = [...kept.keys()]
    .filter((it) => it !== 'manifest.sha256')
    .map(async (it) => `${sha256(await readFile(place(it)))}  ${it}\n`);
  const text = (await Promise.all(lines)).join('');
  await writeFile(place('manifest.sha256'), `${text}# ${sha256(text)}\n`);
}

function rehashed(lines: string, change: (content: string) => string): string {
  let previous = '0'.repeat(64);
  return lines
    .split('\n')
    .filter((it) => it !== '')
    .map((it) => {
      const line = Line.parse(JSON.parse(it));
      const content = change(line.content);
      const hash = sha256(content + (line.changes ?? '') + previous);
      const forged = JSON.stringify({ ...line, content, previous, hash });
      previous = hash;
      return `${forged}\n`;
    })
    .join('');
}

describe('forged with manifest and chain made anew', () => {
  test('a signature', async () => {
    await forge('audit/chain.jsonl', (text) =>
      rehashed(text, (content) =>
        content.includes('"act":"signOff"')
          ? content.replace(/"signature":"(.)/, (_, it: string) => `"signature":"${it === 'A' ? 'B' : 'A'}`)
          : content,
      ),
    );
    const { status, out } = verify();
    expect(status).toBe(1);
    expect(out).toMatch(/audit\/chain\.jsonl, việc số \d+ \(.*\): chữ ký không đúng\n1 chỗ sai/);
  });

  test('who signed', async () => {
    await forge('audit/chain.jsonl', (text) =>
      rehashed(text, (content) =>
        content.includes('"act":"signOff"')
          ? content.replace('"person":"tran-viet-truong"', '"person":"ai-do"')
          : content,
      ),
    );
    expectFault('ký bằng khóa của người khác');
  });

  test.each([
    { how: 'otherwise', to: '"method":"oidc"', says: 'chữ ký không đúng' },
    { how: 'long before', to: null, says: 'đã quá lâu' },
  ])('how somebody signed in, for whom a portal signed: $how', async ({ to, says }) => {
    const change = (content: string): string =>
      to === null
        ? content.replace(/"signedIn":{"at":"\d{4}/, '"signedIn":{"at":"2020')
        : content.replace('"method":"mail-link"', to);
    const isLast = (content: string): boolean => content.includes('"act":"appraise"');
    await forge('audit/chain.jsonl', (text) =>
      rehashed(text, (content) => (isLast(content) ? change(content) : content)),
    );
    expectFault(says);
  });

  test.each([
    {
      what: 'a winner',
      from: '"name":"Tập thể so-noi-vu/tt"',
      to: '"name":"Tập thể khác"',
      says: 'cột name',
    },
    { what: 'money', from: '"money":5400000', to: '"money":6400000', says: 'tổng tiền thưởng' },
    {
      what: 'a revocation',
      from: '"revoked_number":"900/QĐ-UBND"',
      to: '"revoked_number":"901/QĐ-UBND"',
      says: 'thu hồi',
    },
  ])('the ledger: $what', async ({ from, to, says }) => {
    await forge('tables/ledger.json', (text) => text.replace(from, to));
    expectFault(says);
  });
});

test('a folder that holds something is left alone, and nothing is left beside it', async () => {
  const taken = join(folder, 'co-san');
  await mkdir(taken);
  await writeFile(join(taken, 'a.txt'), 'a');
  const refused = await run(taken);
  expect(refused.status).toBe(2);
  expect(refused.errors).toContain('đã có tệp');
  expect(await readdir(taken)).toStrictEqual(['a.txt']);
  expect(await run(join(folder, 'khac'), '1999')).toMatchObject({ status: 2 });
  expect((await readdir(folder)).filter((name) => name.includes('dang-ghi'))).toStrictEqual([]);
});

test('an empty folder is taken', async () => {
  const empty = join(folder, 'trong');
  await mkdir(empty);
  expect(await run(empty)).toMatchObject({ status: 0 });
});

test('thidua verify says that all holds, as an official reads it', async () => {
  const { surroundings, written } = collected(environment);
  expect(await runVerify({}, surroundings)).toBe(0);
  expect(written.out).toContain('Mọi bảng đều đúng như lúc ghi');
});
