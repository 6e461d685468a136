import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configurationSentences, readConfiguration } from '../../worker/configuration.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-secrets-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const configured = (environment: Record<string, string>) => {
  const read = readConfiguration({ THIDUA_DATA: folder, MAIL_FROM: 'a@b.vn', ...environment });
  if (!read.ok) throw new Error(configurationSentences(read.problems).join('\n'));
  return read.configuration;
};

const sentences = (environment: Record<string, string>) => {
  const read = readConfiguration({ MAIL_FROM: 'a@b.vn', ...environment });
  return read.ok ? [] : configurationSentences(read.problems);
};

test('each secret is read from the file that is named, without its last line break', async () => {
  const configuration = configured({
    DATABASE_URL_FILE: await file('database-url', 'postgresql://thidua:a@may/thidua\n'),
    SMTP_URL_FILE: await file('smtp-url', 'smtps://nguoi:mat%20khau@may:465'),
    TEMPORAL_ADDRESS: 'may:7233',
    TEMPORAL_API_KEY_FILE: await file('api-key', 'khóa \r\n'),
  });
  expect(configuration).toMatchObject({
    databaseUrl: 'postgresql://thidua:a@may/thidua',
    smtpUrl: 'smtps://nguoi:mat%20khau@may:465',
    temporal: { address: 'may:7233', apiKey: 'khóa ' },
  });
});

test('a password alone is put into the address of the database, whatever stands in it', async () => {
  const password = 'a/b:c@d?e#f %25 ồ';
  const { databaseUrl = '' } = configured({
    DATABASE_URL: 'postgresql://thidua@may:5432/thidua?sslmode=require',
    DATABASE_PASSWORD_FILE: await file('password', `${password}\n`),
  });
  const url = new URL(databaseUrl);
  expect(decodeURIComponent(url.password)).toBe(password);
  expect([url.username, url.host, url.pathname, url.search]).toStrictEqual([
    'thidua',
    'may:5432',
    '/thidua',
    '?sslmode=require',
  ]);
});

test('every file that can’t be used is named, and no secret is shown', async () => {
  const empty = await file('empty', ' \n');
  const lines = await file('lines', 'mật\nkhẩu\n');
  const missing = join(folder, 'missing');
  const said = sentences({
    DATABASE_URL_FILE: missing,
    DATABASE_PASSWORD_FILE: lines,
    SMTP_URL_FILE: empty,
    TEMPORAL_API_KEY: 'khóa',
    TEMPORAL_API_KEY_FILE: empty,
  });
  expect(said).toStrictEqual([
    `Biến môi trường DATABASE_URL_FILE chỉ đến tệp ${missing}, không đọc được (ENOENT: no such file or directory, open '${missing}').`,
    `Biến môi trường DATABASE_PASSWORD_FILE chỉ đến tệp ${lines}, có hơn một dòng.`,
    `Biến môi trường SMTP_URL_FILE chỉ đến tệp ${empty}, là một tệp trống.`,
    'Biến môi trường TEMPORAL_API_KEY_FILE và TEMPORAL_API_KEY đều được đặt; chỉ đặt một trong hai.',
  ]);
  const wrong = sentences({ SMTP_URL_FILE: await file('wrong', 'mật-khẩu-thật') });
  expect(wrong).toHaveLength(1);
  expect(wrong.join()).toMatch(/SMTP_URL phải là địa chỉ SMTP/);
  expect(wrong.join()).not.toMatch('mật-khẩu-thật');
});

test.each([
  {
    environment: { DATABASE_PASSWORD: 'a' },
    said: /DATABASE_PASSWORD chỉ dùng được khi đã đặt DATABASE_URL/,
  },
  {
    environment: { DATABASE_PASSWORD: 'a', DATABASE_URL: 'postgresql://thidua:b@may/thidua' },
    said: /DATABASE_PASSWORD không cần đặt: DATABASE_URL đã có mật khẩu/,
  },
  { environment: { THIDUA_LOG: 'tệp' }, said: /THIDUA_LOG chỉ nhận giá trị stderr/ },
])('$environment is refused', ({ environment, said }) => {
  const lines = sentences(environment);
  expect(lines).toHaveLength(1);
  expect(lines.join()).toMatch(said);
});
