import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'thidua-npx-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

test('the build puts the command among those of the packages', async () => {
  const { stdout } = await run(join(root, 'node_modules/.bin/thidua'), ['--help']);
  expect(stdout).toContain('ledger');
});

test('npx runs it as it stands here and makes no copy of the project', async () => {
  const { stdout } = await run('npx', ['--no-install', 'thidua', '--help'], {
    cwd: root,
    env: { ...process.env, npm_config_cache: cache },
  });
  expect(stdout).toContain('ledger');
  expect(await readdir(cache)).not.toContain('_npx');
});

const Failed = z
  .object({ code: z.number(), stderr: z.string() })
  .transform(({ code, stderr }) => ({ code, text: stderr }));

const command = (...words: string[]) =>
  run(process.execPath, [join(root, '.build/client/cli/main.js'), ...words]).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error: unknown) => Failed.parse(error),
  );

test.each([
  { words: ['reviw'], says: 'Không có lệnh "reviw". Gần nhất: review.' },
  { words: ['review', '--resaon', 'x'], says: 'Không có tùy chọn "--resaon". Gần nhất: --reason.' },
  { words: ['forward'], says: 'Thiếu tham số <đợt>. Xem hướng dẫn: thidua forward --help' },
  { words: ['ceremony', '2023'], says: 'Thiếu tùy chọn --date' },
  { words: ['completion', 'tcsh'], says: 'Giá trị "tcsh" không dùng được.' },
])('$words: the nearest right name and status 2', async ({ words, says }) => {
  const { code, text } = await command(...words);
  expect(text).toContain(says);
  expect(code).toBe(2);
});

test('a shell completes commands, campaigns and blocs', async () => {
  expect((await command('completion', 'bash')).text).toContain('complete -F');
  expect((await command('complete', '--', 'ranking', 'im')).text).toMatch(/^import\t/);
  expect((await command('complete', '--', 'ranking', 'import', '2')).text).toMatch(/^2021\t/);
  expect((await command('complete', '--', 'ranking', 'import', '2023', '')).text).toMatch(/^communes\t/m);
});
