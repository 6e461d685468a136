import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { saveDraft } from '../../activities/records/filings/drafts.js';
import { keepFile } from '../../activities/records/filings/files.js';
import { businessNow } from '../../activities/records/database/business-time.js';
import { allUnits, loadUnits } from '../../activities/records/registry/units.js';
import { choosableRoles } from '../../client/portal/rehearsal-visitor.js';
import { addresses } from '../../client/portal/addresses.js';
import { dayOf } from '../../workflows/rules/days.js';
import { axeFindings, openBrowser, overflowOf, visit } from '../environment/browser.js';
import { run, Running, withRecords } from '../live/running.js';
import { samplePlan } from '../plan/plans.js';
import { type Answered, crawl, mainOf, readable } from './crawl.js';
import { digestOf, pdf } from './sent-files.js';

/** Every page of the portal as each role sees it, in a real browser, on a rehearsal whose first campaign is over. */
const minutes = 60_000;
const pictures = fileURLToPath(new URL('../../.thidua/pictures/', import.meta.url));

let folder = '';
let rehearsal: Running;
let base = '';
let browser: Browser;
/** Undefined: nobody in particular. */
let roles: (string | undefined)[] = [];
const walked = new Map<string | undefined, { pages: Answered[]; dead: string[] }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-walk-'));
  const played = await run(folder, 'rehearse', '--plan', samplePlan.plan, '--until', '2027-04-02');
  expect(played.code, played.text).toBe(0);
  rehearsal = Running.start(folder, 'rehearse', '--play', 'unit,home-affairs,board', '--until', '2027-04-05');
  base = /http:\S+/.exec(await rehearsal.line(/^Cổng thông tin/))?.[0] ?? '';
  await rehearsal.line(/^Thời gian dừng ở/);
  browser = await openBrowser(inject('chromium'));
  await mkdir(pictures, { recursive: true });
  roles = [undefined, ...(await oneOfEach())];
  await prepareDossier();
  for (const role of roles) walked.set(role, await crawl(base, role, []));
}, 5 * minutes);

afterAll(async () => {
  await browser.close();
  await rehearsal.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An official of each office, and one of a unit. */
const oneOfEach = (): Promise<string[]> =>
  withRecords(folder, async (records) => {
    const on = dayOf(await businessNow(records));
    const inForce = new Set((await loadUnits(records, { on })).map(({ code }) => code));
    const units = (await allUnits(records.db)).filter(({ code }) => inForce.has(code));
    const found = await choosableRoles(records, on, units);
    const officials = [...found.offices.map(({ people }) => people[0]), found.units[0]];
    return officials.flatMap((it) => (it === undefined ? [] : [it.role]));
  });

/** A unit has begun a dossier: somebody proposed, a file sent. */
const prepareDossier = (): Promise<void> =>
  withRecords(folder, async (records) => {
    const [, unit = ''] = roles.find((role) => role?.startsWith('unit:'))?.split(':') ?? [];
    const bytes = pdf('Tờ trình');
    const file = { digest: digestOf(bytes), type: 'application/pdf', size: bytes.length };
    await keepFile(records, file, () => Readable.from([bytes]));
    const nominee = { id: `2027-${unit}-1`, kind: 'individual' as const, name: 'Trần Bình', criteria: {} };
    const [component] = samplePlan.dossier;
    await saveDraft(
      records,
      { plan: samplePlan.plan, campaign: '2027', unit },
      {
        nominees: [{ ...nominee, personId: 'CC-1' }],
        documents: [{ component: component?.code ?? '', title: 'Tờ trình', digest: file.digest }],
      },
    );
  });

/** No rehearsal has a question or a file in its first year: the year that people take in year.test.ts has both. */
const openedInYear = ['/dot/:campaign/xet/:unit/tep/:digest', '/dot/:campaign/vuong-mac/:key'];

const all = (): { role: string | undefined; page: Answered }[] =>
  roles.flatMap((role) => (walked.get(role)?.pages ?? []).map((page) => ({ role, page })));

describe('every page, as each role gets it', () => {
  test('there is somebody in each office', () => {
    const offices = roles.map((role) => role?.split(':')[0]);
    expect(offices).toStrictEqual(expect.arrayContaining([undefined, 'home-affairs', 'board', 'chairman']));
  });

  test('each address of the portal is opened by somebody', () => {
    const opened = new Set(all().flatMap(({ page }) => (page.status < 400 ? [page.route] : [])));
    expect(readable.filter((path) => !opened.has(path))).toStrictEqual(openedInYear);
  });

  test('none is out of order, and what nobody may open says so', () => {
    const wrong = all().filter(({ page: { status } }) => ![200, 403].includes(status));
    expect(
      wrong.map(({ role, page }) => `${role ?? ''} ${page.address}: ${String(page.status)}`),
    ).toStrictEqual([]);
  });

  test('no link leads nowhere', () => {
    expect([...new Set([...walked.values()].flatMap(({ dead }) => dead))]).toStrictEqual([]);
  });
});

/** Pages that differ in what they say, two of each route and role. */
function different(): { role: string | undefined; page: Answered }[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return all().filter(({ role, page }) => {
    const main = mainOf(page.html).replace(/value="[0-9a-f-]{36}"/g, '');
    const key = `${role ?? ''} ${page.status === 403 ? '403' : page.route}`;
    const count = counts.get(key) ?? 0;
    if (main === '' || seen.has(main) || count >= 2) return false;
    seen.add(main);
    counts.set(key, count + 1);
    return true;
  });
}

const nameOf = (role: string | undefined, address: string): string =>
  `${address.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'dau'}-${role?.split(':')[0] ?? 'khach'}`;

/** What a browser says of a page that is others' alone. */
const isClosed = /status of 403/;

/** What is wrong with a page on a phone and on a desk, by day and by night; a picture of each. */
async function look(context: BrowserContext, address: string, name: string): Promise<string[]> {
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on(
    'console',
    (it) => it.type() === 'error' && !isClosed.test(it.text()) && wrong.push(`console: ${it.text()}`),
  );
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`));
  const take = (of: string) => page.screenshot({ path: join(pictures, `${name}-${of}.png`), fullPage: true });
  await page.goto(address);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await overflowOf(page);
    if (over > 0) wrong.push(`${String(width)} px: ${String(over)} px too wide`);
    await page.emulateMedia({ colorScheme: 'light' });
    wrong.push(...(await axeFindings(page)));
    await take(String(width));
    await page.emulateMedia({ colorScheme: 'dark' });
    wrong.push(...(await axeFindings(page, ['color-contrast'])));
    if (width === 390) await take(`${String(width)}-dark`);
  }
  await page.close();
  return wrong.map((it) => `${name}: ${it}`);
}

const atOnce = 3;

async function lookAtAll(scriptless: boolean): Promise<string[]> {
  const waiting = different();
  const wrong: string[] = [];
  const contexts = new Map<string | undefined, BrowserContext>();
  for (const role of roles)
    contexts.set(
      role,
      await visit(browser, base, { width: 390, scheme: 'light', role, withoutScript: scriptless }),
    );
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const context = contexts.get(next.role);
      if (context === undefined) throw new Error(`Nobody is ${next.role ?? ''}.`);
      const { address } = next.page;
      wrong.push(
        ...(scriptless
          ? await lookWithoutScript(context, address)
          : await look(context, address, nameOf(next.role, address))),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const context of contexts.values()) await context.close();
  return wrong;
}

async function lookWithoutScript(context: BrowserContext, address: string): Promise<string[]> {
  const page = await context.newPage();
  await page.goto(address);
  const headings = await page.locator('h1').allInnerTexts();
  const over = await overflowOf(page);
  await page.close();
  return headings.length === 1 && over <= 0
    ? []
    : [`${address}: ${headings.join()}, ${String(over)} px too wide`];
}

describe('every page in a real browser', { timeout: 5 * minutes }, () => {
  test('is accessible, fits a phone and a desk, light and dark, without an error', async () => {
    expect(different().length).toBeGreaterThan(5);
    expect(await lookAtAll(false)).toStrictEqual([]);
  });

  test('stands without script too', async () => {
    expect(await lookAtAll(true)).toStrictEqual([]);
  });
});

/** As when another tab covers a page: it follows nothing until it is seen again. */
const hide = (page: Page, isHidden: boolean): Promise<unknown> =>
  page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${String(isHidden)}, configurable: true });
     document.dispatchEvent(new Event('visibilitychange'));`,
  );

describe('the rehearsal that it shows', { timeout: 5 * minutes }, () => {
  test('goes one event further, or to a day, at a click; a page beside it follows by itself', async () => {
    const context = await visit(browser, base, { width: 390, scheme: 'light' });
    const [watching, acting] = [await context.newPage(), await context.newPage()];
    await watching.goto(addresses.campaigns);
    const before = await watching.locator('.mark').innerText();
    await hide(watching, true);
    await acting.goto(addresses.rehearsal);
    await acting.getByRole('button', { name: 'Đến sự kiện kế tiếp' }).click();
    await acting.locator('.done').waitFor();
    await acting.goto(addresses.rehearsal);
    await acting.getByLabel('Đến hết ngày').fill('2027-05-20');
    await acting.getByRole('button', { name: 'Đi đến ngày này' }).click();
    await acting.locator('.done').waitFor();
    await hide(watching, false);
    await expect.poll(() => watching.locator('.mark').innerText(), { timeout: minutes }).not.toBe(before);
    const back = new URLSearchParams({ di: 'until', ngay: '2027-04-01' });
    const asked = { method: 'POST', headers: { origin: base }, body: back };
    const answer = await fetch(new URL(addresses.rehearsal, base), asked);
    expect([answer.status, await answer.text()]).toStrictEqual([
      422,
      expect.stringContaining('Thời gian không đi lùi'),
    ]);
    await acting.close();
  });

  test('stops in order though a page is open', async () => {
    expect(await rehearsal.stop()).toBe(0);
    expect(
      await fetch(base).then(
        () => 'there',
        () => 'gone',
      ),
    ).toBe('gone');
  });
});
