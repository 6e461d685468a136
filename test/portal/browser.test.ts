import { serve } from '@hono/node-server';
import type { Browser as Chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Records } from '../../activities/records/database/open.js';
import { freePort } from '../../worker/embedded/ports.js';
import { axeFindings, openBrowser, overflowOf } from '../environment/browser.js';
import { openPost, type Post } from '../mail/setup.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { invite, newestLink, openPortal, people, type TestPortal } from './house.js';

let server: TestServer;
let post: Post;
let records: Records;
let portal: TestPortal;
let listening: ReturnType<typeof serve>;
let chrome: Chromium;
let at = '';
beforeAll(async () => {
  server = await startTestServer();
  post = await openPost();
  records = await server.openSeeded();
  await invite(records);
  const port = await freePort(0);
  at = `http://127.0.0.1:${String(port)}`;
  portal = await openPortal(records, post, { origin: at });
  listening = serve({ fetch: portal.application.fetch, hostname: '127.0.0.1', port });
  chrome = await openBrowser(inject('chromium'));
});
afterAll(async () => {
  await chrome.close();
  listening.close();
  await portal.close();
  await post.remove();
  await server.stop();
});

test.each([
  { width: 390, colorScheme: 'dark', javaScriptEnabled: true },
  { width: 1280, colorScheme: 'light', javaScriptEnabled: true },
  { width: 390, colorScheme: 'light', javaScriptEnabled: false },
] as const)(
  'an official signs in and out at $width px, $colorScheme, script: $javaScriptEnabled',
  async (it) => {
    const { width, colorScheme, javaScriptEnabled } = it;
    const context = await chrome.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      javaScriptEnabled,
    });
    const page = await context.newPage();
    const look = async (title: RegExp): Promise<void> => {
      expect(await page.title()).toMatch(title);
      if (!javaScriptEnabled) return;
      expect(await axeFindings(page), await page.title()).toStrictEqual([]);
      expect(await overflowOf(page), await page.title()).toBeLessThanOrEqual(0);
    };
    await page.goto(`${at}/viec`);
    await look(/^Cần đăng nhập/);
    await page.click('main a');
    await look(/^Đăng nhập/);
    await page.fill('input[type=email]', people.unit.email);
    await page.press('input[type=email]', 'Enter');
    await look(/^Xem hộp thư/);
    const link = await newestLink(post, portal.signIn, people.unit.email);
    await page.goto(`${at}${link}`);
    await look(/^Đăng nhập/);
    await page.click('main button');
    await look(/^Việc của tôi/);
    expect(new URL(page.url()).pathname).toBe('/viec');
    await page.click('text=Tài khoản');
    await look(/^Tài khoản/);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    await page.goto(`${at}/dang-nhap/lai?ve=/so`);
    await look(/^Đăng nhập lại để ký/);
    await page.goto(`${at}${link}`);
    await page.click('main button');
    await look(/^Đường dẫn không dùng được/);
    await page.click('header button');
    await look(/^Đã đăng xuất/);
    await page.goto(`${at}/viec`);
    await look(/^Cần đăng nhập/);
    await context.close();
  },
);

// While a page is on its way to the next the driver asks nothing of it: so it tells what it shows.
const tellsWhatItShows = `new MutationObserver(() => {
  const text = document.querySelector('.busy')?.textContent;
  if (text) console.log(text);
}).observe(document, { subtree: true, childList: true, characterData: true });`;

test('what takes over a second says that it is being done', async () => {
  const page = await chrome.newPage();
  await page.addInitScript(tellsWhatItShows);
  await page.goto(`${at}/dang-nhap`);
  const slow: { goOn?: () => void } = {};
  await page.route('**/dang-nhap', async (route) => {
    await new Promise<void>((resolve) => (slow.goOn = resolve));
    await route.continue();
  });
  await page.fill('input[type=email]', people.unit.email);
  const told = page.waitForEvent('console', (message) => message.text() === 'Đang thực hiện, xin chờ…');
  await page.press('input[type=email]', 'Enter', { noWaitAfter: true });
  await told;
  slow.goOn?.();
  await page.getByRole('heading', { name: 'Xem hộp thư' }).waitFor();
  await page.close();
});
