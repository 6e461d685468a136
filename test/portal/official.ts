import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { readMails } from '../../worker/embedded/mail/mailbox.js';
import { visit } from '../environment/browser.js';

const longestWait = 25_000;

/** Where a trial's portal is, and the folder of the mails that its servers delivered. */
export interface Place {
  browser: Browser;
  base: string;
  mails: string;
}

/** An official in a browser of his own, signed in by the link that was mailed to him. */
export class OfficialAtPortal {
  private links = 0;

  private constructor(
    private readonly place: Place,
    private readonly email: string,
    readonly page: Page,
  ) {}

  static async signIn(place: Place, person: string, width = 1280): Promise<OfficialAtPortal> {
    const context = await visit(place.browser, place.base, { width, scheme: 'light' });
    context.setDefaultTimeout(longestWait);
    const page = await context.newPage();
    const official = new OfficialAtPortal(place, `${person}@cantho.example`, page);
    await page.goto('/dang-nhap');
    await official.fill('Địa chỉ thư điện tử', official.email);
    await official.press('Gửi đường dẫn đăng nhập');
    await official.followMailedLink();
    await page.waitForURL('**/viec');
    return official;
  }

  /** Opens the newest sign-in link that came by mail, and presses its button. */
  async followMailedLink(): Promise<void> {
    this.links += 1;
    await this.page.getByRole('heading', { name: 'Xem hộp thư' }).waitFor();
    await expect
      .poll(async () => (await this.mailedLinks()).length, { timeout: longestWait })
      .toBe(this.links);
    await this.page.goto((await this.mailedLinks()).at(-1) ?? '');
    await this.press('Đăng nhập');
  }

  /** From «Việc của tôi» to where a task is done. */
  async openTask(name: RegExp): Promise<void> {
    await this.page.goto('/viec');
    await this.main.getByRole('link', { name }).first().click();
  }

  open(path: string): Promise<unknown> {
    return this.page.goto(path);
  }

  get main(): Locator {
    return this.page.locator('main');
  }

  text(): Promise<string> {
    return this.main.innerText();
  }

  fill(label: string | RegExp, value: string): Promise<void> {
    return this.page.getByLabel(label, { exact: true }).fill(value);
  }

  choose(label: string | RegExp): Promise<void> {
    return this.page.getByLabel(label, { exact: true }).check();
  }

  press(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  follow(name: string | RegExp): Promise<void> {
    return this.main.getByRole('link', { name }).first().click();
  }

  /** The page tells that an act was recorded. */
  async isDone(what: RegExp): Promise<void> {
    await this.page.locator('p.done', { hasText: what }).waitFor();
  }

  private async mailedLinks(): Promise<string[]> {
    const links: string[] = [];
    for (const { to, file } of await readMails(this.place.mails)) {
      if (!to.includes(this.email)) continue;
      const { text } = await simpleParser(await readFile(join(this.place.mails, file)));
      const [, link] = /(http\S*\/dang-nhap\/thu\?\S+)/.exec(text ?? '') ?? [];
      if (link !== undefined) links.push(link);
    }
    return links;
  }
}
