import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

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
