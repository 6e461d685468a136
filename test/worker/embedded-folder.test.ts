import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfiguration } from '../../worker/configuration.js';
import { clearData, lockDataFolder, prepareDataFolder } from '../../worker/embedded/data/folder.js';
import { EmbeddedError, problemSentence } from '../../worker/embedded/problems.js';
import { ownIdentity } from '../../worker/embedded/processes/identity.js';
import { findServers } from '../../worker/embedded/data/servers-file.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof EmbeddedError) return error.problem.code;
      throw error;
    },
  );

const put = (name: string, content: string) => writeFile(join(folder, name), content);

describe('the data folder', () => {
  test.each([
    { name: 'empty', files: {}, expected: 'done' },
    {
      name: 'ours',
      files: { 'version.json': '{"format":1,"id":"a"}', 'temporal.db': 'x' },
      expected: 'done',
    },
    { name: 'newer', files: { 'version.json': '{"format":2}' }, expected: 'data.newer' },
    { name: 'marked with garbage', files: { 'version.json': '{"for' }, expected: 'data.foreign' },
    { name: 'someone else’s', files: { 'thesis.odt': 'x' }, expected: 'data.foreign' },
  ])('$name: $expected', async ({ files, expected }) => {
    for (const [name, content] of Object.entries(files)) await put(name, content);
    expect(await codeOf(prepareDataFolder(folder))).toBe(expected);
  });

  test('under a file is refused', async () => {
    await put('file', '');
    expect(await codeOf(prepareDataFolder(join(folder, 'file', 'data')))).toBe('data.unwritable');
  });

  test('is closed to others, also one that an older program left open', async () => {
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    const fresh = join(folder, 'fresh');
    await prepareDataFolder(fresh);
    expect(await modeOf(fresh)).toBe('700');
    await chmod(fresh, 0o755);
    const release = await lockDataFolder(fresh);
    await release();
    expect(await modeOf(fresh)).toBe('700');
  });

  test('is cleared only when it is ours', async () => {
    await put('thesis.odt', 'x');
    expect(await codeOf(clearData(folder))).toBe('data.foreign');
    expect(await readdir(folder)).toStrictEqual(['thesis.odt']);
    await rm(join(folder, 'thesis.odt'));
    await prepareDataFolder(folder);
    await mkdir(join(folder, 'mail'));
    expect(await codeOf(clearData(folder))).toBe('done');
    expect(await readdir(folder)).toStrictEqual(['version.json']);
    expect(await codeOf(clearData(join(folder, 'none')))).toBe('done');
  });
});

describe('the lock', () => {
  const own = ownIdentity();
  test.each([
    { name: 'of a process that is gone', content: JSON.stringify({ pid: 4_194_000, started: 'x' }) },
    { name: 'of an earlier process with our number', content: JSON.stringify({ ...own, started: 'x' }) },
    { name: 'torn', content: '{"pid"' },
  ])('$name is replaced', async ({ content }) => {
    await put('lock.json', content);
    const release = await lockDataFolder(folder);
    expect(await codeOf(lockDataFolder(folder))).toBe('data.in-use');
    await release();
    expect(await readdir(folder)).toStrictEqual([]);
  });

  test('is given to one of many', async () => {
    for (let round = 0; round < 25; round += 1) {
      await put('lock.json', JSON.stringify({ pid: 4_194_000, started: 'x' }));
      const all = await Promise.all(Array.from({ length: 20 }, () => codeOf(lockDataFolder(folder))));
      expect(all.filter((it) => it === 'done')).toHaveLength(1);
      await rm(join(folder, 'lock.json'));
    }
    expect(await readdir(folder)).toStrictEqual([]);
  });

  test('is taken though somebody was killed while putting a stale one aside', async () => {
    const dead = JSON.stringify({ pid: 4_194_000, started: 'x' });
    await put('lock.json', dead);
    await put('lock.json.clearing', dead);
    await (
      await lockDataFolder(folder)
    )();
    expect(await readdir(folder)).toStrictEqual([]);
  });
});

test('servers of a torn or missing note are not found', async () => {
  expect(await findServers(folder)).toBeUndefined();
  await put('servers.json', '{"format":1,');
  expect(await findServers(folder)).toBeUndefined();
});

describe('the configuration', () => {
  const advised = (environment: Record<string, string>) => {
    const read = readConfiguration(environment);
    return read.ok ? [] : read.problems.map((it) => it.variable);
  };

  test.each([
    { environment: { TEMPORAL_ADDRESS: 'http://host' }, variable: 'TEMPORAL_ADDRESS' },
    { environment: { TEMPORAL_ADDRESS: 'host' }, variable: 'TEMPORAL_ADDRESS' },
    { environment: { TEMPORAL_NAMESPACE: 'a b' }, variable: 'TEMPORAL_NAMESPACE' },
    { environment: { TEMPORAL_PROFILE: 'prod' }, variable: 'TEMPORAL_PROFILE' },
    { environment: { DATABASE_URL: 'mysql://host/db' }, variable: 'DATABASE_URL' },
    { environment: { DATABASE_URL: 'host' }, variable: 'DATABASE_URL' },
    { environment: { SMTP_URL: 'host:25', MAIL_FROM: 'a@b.vn' }, variable: 'SMTP_URL' },
    { environment: { SMTP_URL: 'smtp://host' }, variable: 'MAIL_FROM' },
    { environment: { MAIL_FROM: 'Sở Nội vụ' }, variable: 'MAIL_FROM' },
    { environment: { PORTAL_LISTEN: '8263' }, variable: 'PORTAL_LISTEN' },
    { environment: { PORTAL_URL: 'ftp://host' }, variable: 'PORTAL_URL' },
    { environment: { PORTAL_URL: 'https://host/thi-dua' }, variable: 'PORTAL_URL' },
    { environment: { PORTAL_PROXIES: '10.0.0.2, proxy' }, variable: 'PORTAL_PROXIES' },
    { environment: { PORTAL_KEY: 'abc' }, variable: 'PORTAL_KEY' },
    { environment: { PORTAL_OIDC_ISSUER: 'https://host' }, variable: 'PORTAL_OIDC_CLIENT_ID' },
    { environment: { PORTAL_OIDC_CLIENT_ID: 'thidua' }, variable: 'PORTAL_OIDC_ISSUER' },
  ])('$variable of $environment is refused', ({ environment, variable }) => {
    expect(advised(environment)).toStrictEqual([variable]);
  });

  test('an empty value counts as unset; every bad value is told', () => {
    expect(
      readConfiguration({ TEMPORAL_ADDRESS: '', SMTP_URL: ' ', THIDUA_DATA: '/d', THIDUA_CACHE: '/c' }),
    ).toStrictEqual({
      ok: true,
      configuration: {
        temporalNamespace: 'default',
        mailFrom: 'Thi đua cải cách hành chính <thi-dua@can-tho.invalid>',
        portal: { listen: { hostname: '127.0.0.1', port: 8263 }, proxies: [] },
        isLogShown: false,
        dataFolder: '/d',
        cacheFolder: '/c',
      },
    });
    expect(advised({ DATABASE_URL: 'x', TEMPORAL_ADDRESS: 'y' })).toStrictEqual([
      'TEMPORAL_ADDRESS',
      'DATABASE_URL',
    ]);
  });

  test('a problem names the variable and what to do', () => {
    const problems = [{ variable: 'DATABASE_URL', advice: 'phải là địa chỉ PostgreSQL' }];
    expect(problemSentence({ code: 'configuration.invalid', problems })).toBe(
      'Biến môi trường DATABASE_URL phải là địa chỉ PostgreSQL.',
    );
  });
});
