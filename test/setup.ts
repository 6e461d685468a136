import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { readConfiguration } from '../worker/configuration.js';
import { plainProgress } from '../worker/embedded/progress.js';
import { findTemporalCli } from '../worker/embedded/temporal/cli.js';
import { prepareChromium } from './environment/browser.js';
import { prepareTimeSkipping } from './environment/time-skipping.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of the `temporal` command. */
    temporalCli: string;
    /** The launcher of the time-skipping test server; absent where it can't be had. */
    timeSkipping: string | null;
    /** The path of a Chromium; absent where it can't be had. */
    chromium: string | null;
  }
}

const root = fileURLToPath(new URL('../', import.meta.url));

/** Once before all tests: the build, and the servers' programs; never beside a running test, which they would slow. */
export async function setup(project: TestProject): Promise<void> {
  build();
  const read = readConfiguration(process.env);
  const cacheFolder = read.ok ? read.configuration.cacheFolder : `${root}.thidua/cache`;
  const progress = plainProgress((line) => console.log(line));
  const { signal } = new AbortController();
  const cli = await findTemporalCli({ environment: process.env, cacheFolder, progress, signal });
  project.provide('temporalCli', cli.path);
  project.provide('timeSkipping', await timeSkipping(cacheFolder));
  project.provide('chromium', browser());
}

/** `npm test` builds first; a single file run by hand is told where its workflows are older than their sources. */
function build(): void {
  const bundle = `${root}.build/workflow-bundle.js`;
  if (existsSync(bundle)) {
    const built = statSync(bundle).mtimeMs;
    const sources = readdirSync(`${root}workflows`, { recursive: true, encoding: 'utf8' });
    const newer = sources.filter(
      (name) => name.endsWith('.ts') && isNewer(`${root}workflows/${name}`, built),
    );
    if (newer.length > 0)
      console.warn(`\n!!! STALE BUILD: newer than it: ${newer.join(', ')}. Run npm run build.\n`);
    return;
  }
  console.log('Building first: npm run build.');
  const { status } = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run build failed.');
}

const isNewer = (path: string, than: number): boolean => statSync(path).mtimeMs > than;

async function timeSkipping(cacheFolder: string): Promise<string | null> {
  try {
    return await prepareTimeSkipping(cacheFolder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env['CI']) throw new Error(`No time-skipping test server: ${reason}`, { cause: error });
    console.warn(`\n!!! WALL CLOCK NOT TESTED: no time-skipping test server (JDK 17 and Maven): ${reason}\n`);
    return null;
  }
}

function browser(): string | null {
  try {
    return prepareChromium(process.env, (line) => console.log(line));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env['CI']) throw new Error(`No browser: ${reason}`, { cause: error });
    console.warn(`\n!!! PORTAL NOT TESTED IN A BROWSER: ${reason}\n`);
    return null;
  }
}
