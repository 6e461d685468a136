import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { roleCookie } from '../../client/portal/rehearsal-visitor.js';

/** All that is specific to the browser in which the portal is tested: a real Chromium. */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const require = createRequire(import.meta.url);

/** The Chromium of this machine: `CHROMIUM`, a usual name on PATH, or playwright's own; null: there is none. */
function findChromium(environment: NodeJS.ProcessEnv): string | null {
  const wished = environment['CHROMIUM'] ?? '';
  if (wished !== '') {
    if (isProgram(wished)) return wished;
    throw new Error(`CHROMIUM=${wished} is no program that can be run.`);
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...places, chromium.executablePath()].find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const longestInstall = 600_000;

/** Debian's package brings the libraries that a downloaded Chromium misses on a bare machine: it goes first. */
function installs(): { program: string; words: string[] }[][] {
  const cli = join(require.resolve('playwright-core/package.json'), '..', 'cli.js');
  const download = [{ program: process.execPath, words: [cli, 'install', '--no-shell', 'chromium'] }];
  const isDebian = isProgram('/usr/bin/apt-get') && process.getuid?.() === 0;
  const packaged = [
    { program: 'apt-get', words: ['update', '-qq'] },
    { program: 'apt-get', words: ['install', '-y', '-qq', '--no-install-recommends', 'chromium'] },
  ];
  return isDebian ? [packaged, download] : [download];
}

/** The path of a Chromium, installed at the first call. Throws a sentence on what to do where none can be had. */
export function prepareChromium(environment: NodeJS.ProcessEnv, say: (line: string) => void): string {
  const there = findChromium(environment);
  if (there !== null) return there;
  for (const steps of installs()) {
    say(`No Chromium here; installing one: ${steps.at(-1)?.words.join(' ') ?? ''}`);
    const isDone = steps.every(
      ({ program, words }) =>
        spawnSync(program, words, { stdio: 'inherit', timeout: longestInstall }).status === 0,
    );
    const found = isDone ? findChromium(environment) : null;
    if (found !== null) return found;
  }
  throw new Error(
    'no Chromium, and none could be installed. Install one (Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium.',
  );
}

/** Starts a browser without a window; one a test file is enough. */
export const openBrowser = (path: string | null): Promise<Browser> => {
  if (path === null) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({
    executablePath: path,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      // A container's /dev/shm is small; its root may use no sandbox.
      '--disable-dev-shm-usage',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
};

/** How a page is looked at; `role` as in the rehearsal's cookie, such as `board:PERSON`. */
export interface Look {
  width: number;
  scheme: 'light' | 'dark';
  role?: string | undefined;
  withoutScript?: boolean | undefined;
}

/** A visitor of the portal at an address, with cookies of his own. */
export async function visit(
  browser: Browser,
  base: string,
  { width, scheme, role, withoutScript }: Look,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: withoutScript !== true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  if (role !== undefined)
    await context.addCookies([{ name: roleCookie, value: encodeURIComponent(role), url: base }]);
  return context;
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What axe finds wrong in a page as it is shown, a line each; `only`: of these rules alone. */
export async function axeFindings(page: Page, only?: readonly string[]): Promise<string[]> {
  const runOnly = only === undefined ? standards : { type: 'rule', values: only };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const found = await page.evaluate<unknown>(
    `${axe};\naxe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return Violations.parse(found).map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );
}

/** How many pixels a page is wider than its window. */
export const overflowOf = async (page: Page): Promise<number> =>
  z.number().parse(await page.evaluate<unknown>('document.documentElement.scrollWidth - innerWidth'));
