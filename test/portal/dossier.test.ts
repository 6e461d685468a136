import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { roleCookie } from '../../client/portal/rehearsal-visitor.js';
import { unitOfficial } from '../../client/officials/unit-official.js';
import { axeFindings, openBrowser, overflowOf, visit } from '../environment/browser.js';
import { run, Running } from '../live/running.js';
import { documentText } from '../documents/text.js';
import { samplePlan } from '../plan/plans.js';
import { digestOf, pdf, refusedFiles } from './sent-files.js';

/** A unit's whole part in the browser, in a rehearsal that leaves the units to people. */
const minutes = 60_000;
const campaign = '2026';
const unit = 'so-mau-mot';
const other = 'so-mau-hai';
const address = `/dot/${campaign}/ho-so/${unit}`;
const roleOf = (of: string): string => `unit:${of}:${unitOfficial(of).person}`;
const Begun = z.object({ to: z.string(), received: z.number() });
const hostile = '<img src=x onerror="document.title=`bad`">"\'&';

let folder = '';
let rehearsal: Running;
let base = '';
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-dossier-'));
  const words = ['--plan', samplePlan.plan, '--play', 'home-affairs,board,chairman', '--until', '2027-01-11'];
  rehearsal = Running.start(folder, 'rehearse', ...words);
  base = /http:\S+/.exec(await rehearsal.line(/^Cổng thông tin/))?.[0] ?? '';
  await rehearsal.line(/^Thời gian dừng ở .*2027/);
  browser = await openBrowser(inject('chromium'));
  context = await visit(browser, base, { width: 1280, scheme: 'light' });
  page = await context.newPage();
}, 3 * minutes);

afterAll(async () => {
  await browser.close();
  await rehearsal.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A request that no page of ours sends. */
function forge(path: string, as: string, given: RequestInit = {}): Promise<Response> {
  const headers = new Headers(given.headers);
  headers.set('cookie', `${roleCookie}=${encodeURIComponent(roleOf(as))}`);
  headers.set('origin', base);
  return fetch(new URL(path, base), { redirect: 'manual', ...given, headers });
}

/** Sends what begins a request's body, and hangs up. */
async function cutOff(
  path: string,
  headers: Record<string, string>,
  begun: Uint8Array,
  length: number,
): Promise<void> {
  const cookie = `${roleCookie}=${encodeURIComponent(roleOf(unit))}`;
  const sent = request(new URL(path, base), {
    method: 'PATCH',
    headers: { ...headers, cookie, 'content-length': String(length) },
  });
  sent.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    sent.write(begun, () => {
      resolve();
    });
  });
  await pause(300);
  sent.destroy();
}

const formOf = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
});

const main = (): Promise<string> => page.locator('main').innerText();
const hidden = (scope: string): Promise<string> => page.locator(`${scope} [name=thay]`).first().inputValue();
const proposal = '#tep-proposal--form';

async function fileOf(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const send = (form: string, path: string): Promise<void> =>
  page
    .locator(`${form} [type=file]`)
    .setInputFiles(path)
    .then(() => page.locator(`${form} button`).click());

describe('a unit in the browser', { timeout: 2 * minutes }, () => {
  test('a newcomer becomes any unit, and its task leads to its dossier', async () => {
    await page.goto('/vai?tim=so mau mot');
    await page.locator(`button[value="${roleOf(unit)}"]`).click();
    await page.waitForURL('**/viec');
    await page.locator(`a[href="${address}"]`).first().click();
    expect(await main()).toContain('Hồ sơ thiếu Tờ trình');
    expect(await page.locator('#nop button').count()).toBe(0);
  });

  test('a draft saves itself, incomplete; what is typed is shown as text, whatever it is', async () => {
    await page.getByRole('button', { name: 'Thêm tập thể' }).click();
    await page.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await page.getByRole('button', { name: 'Thêm cá nhân' }).click();
    await page.getByLabel('Họ và tên').fill(hostile);
    await page.getByText('Đã tự lưu bản thảo.').waitFor();
    const evidence = page.getByLabel(/^Minh chứng/).first();
    await evidence.fill(`${hostile} minh chứng`);
    await page.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await page.waitForURL(`**${address}#de-cu`);
    expect(await page.getByRole('heading', { name: `Cá nhân: ${hostile}` }).count()).toBe(1);
    expect(await main()).toContain(`chưa ghi mã người`);
    expect(await page.title()).not.toBe('bad');
    expect(await page.locator('main img').count()).toBe(0);
  });

  test('two at once: the second sees both, and nothing is overwritten', async () => {
    const first = await context.newPage();
    await page
      .getByRole('link', { name: /^Sửa tên/ })
      .last()
      .click();
    await first.goto(page.url());
    await first.getByLabel('Họ và tên').fill('Trần Thị Bình');
    await first.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await first.waitForURL('**#de-cu');
    await page.getByLabel('Họ và tên').fill('Trần Thị Bính');
    await page.getByText('Chưa lưu: có người vừa sửa').waitFor();
    await page.getByRole('button', { name: 'Lưu bản thảo' }).click();
    expect(await main()).toContain('“Trần Thị Bình” → “Trần Thị Bính”');
    await first.reload();
    expect(await first.locator('main').innerText()).toContain('Trần Thị Bình');
    await first.close();
    await page.getByLabel('Mã người').fill('CC-001');
    for (const met of await page.getByLabel('Đạt', { exact: true }).all()) await met.check();
    await page.getByRole('button', { name: 'thay bản kia' }).click();
    await page.waitForURL('**#de-cu');
    await page
      .getByRole('link', { name: /^Sửa tên/ })
      .first()
      .click();
    for (const met of await page.getByLabel('Đạt', { exact: true }).all()) await met.check();
    await page.getByRole('button', { name: 'Lưu bản thảo' }).click();
    expect(await main()).toContain('Cá nhân: Trần Thị Bính');
  });

  test.each(refusedFiles)('refused: $what', async ({ name, bytes, says }) => {
    const body = new FormData();
    for (const [field, value] of [
      ['thanh-phan', 'proposal'],
      ['de-cu', ''],
      ['thay', await hidden(proposal)],
    ] as const)
      body.set(field, value);
    body.set('tep', new Blob([Uint8Array.from(bytes())]), name);
    const answer = await forge(`${address}/tai-lieu`, unit, { method: 'POST', body });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(says);
  });

  test('a file is sent, shown with its size and digest, and only taken along', async () => {
    const bytes = pdf('Tờ trình');
    await send(proposal, await fileOf('Tờ trình số 1.pdf', bytes));
    await page.getByRole('button', { name: /^Bỏ tệp Tờ trình/ }).waitFor();
    const digest = digestOf(bytes);
    expect(await main()).toContain(digest);
    expect(await main()).toContain('Tờ trình số 1.pdf');
    const got = await forge(`${address}/tep/${digest}`, unit);
    expect(digestOf(Buffer.from(await got.arrayBuffer()))).toBe(digest);
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; .*T%E1%BB%9D%20tr%C3%ACnh/);
    expect(got.headers.get('content-security-policy')).toContain('sandbox');
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await forge(`/dot/${campaign}/ho-so/${other}/tep/${digest}`, other)).status).toBe(404);
  });

  test('its papers come filled with what was entered, the same each time; of others there are none', async () => {
    const papers = await page.getByRole('link', { name: /^Tải mẫu/ }).all();
    const addresses = await Promise.all(papers.map((it) => it.getAttribute('href')));
    expect(addresses).toHaveLength(3);
    const got = await Promise.all(
      [...addresses, addresses.at(-1)].map(async (it) => {
        const answer = await forge(it ?? '', unit);
        expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9.-]+docx"$/);
        return documentText(Buffer.from(await answer.arrayBuffer()));
      }),
    );
    const [request, , person, again] = got;
    expect(request).toContain('01 tập thể và 01 cá nhân');
    expect(person).toContain('Họ và tên: Trần Thị Bính');
    expect(person).toContain('Mã số cán bộ, công chức, viên chức: CC-001');
    expect(again).toBe(person);
    expect((await forge(`${address}/mau/proposal/nobody`, unit)).status).toBe(404);
  });

  test('a large file that is cut off counts for nothing, and goes on where it stopped', async () => {
    const report = page.locator('form[data-uploads]').nth(1);
    const bytes = pdf('Báo cáo', 2_600_000);
    const path = await fileOf('Báo cáo tập thể.pdf', bytes);
    const offsets: (string | undefined)[] = [];
    let isCut = false;
    await page.route('**/gui/**', async (route) => {
      offsets.push(route.request().headers()['upload-offset']);
      if (isCut || offsets.length < 2) return route.continue();
      return route.abort();
    });
    await report.locator('[type=file]').setInputFiles(path);
    await report.locator('button').first().click();
    await page.getByText('Mất kết nối').waitFor();
    await page.reload();
    expect(await main()).not.toContain('Báo cáo tập thể.pdf');
    isCut = true;
    offsets.length = 0;
    await report.locator('[type=file]').setInputFiles(path);
    await report.locator('button').first().click();
    await page.getByText(digestOf(bytes)).waitFor();
    expect(offsets).toStrictEqual(['1000000', '2000000']);
    await page.unroute('**/gui/**');
  });

  test('what is cut off in the middle of a piece keeps what came', async () => {
    const bytes = pdf('Cắt', 200_000);
    const fields = {
      'thanh-phan': 'proposal',
      'de-cu': '',
      thay: await hidden(proposal),
      ten: 'cat.pdf',
      'kich-thuoc': String(bytes.length),
      'ma-tep': digestOf(bytes),
    };
    const begin = async () => Begun.parse(await (await forge(`${address}/gui`, unit, formOf(fields))).json());
    const { to } = await begin();
    const headers = { 'content-type': 'application/octet-stream', 'upload-offset': '0' };
    await cutOff(to, headers, bytes.subarray(0, 100_000), bytes.length);
    await expect.poll(async () => (await begin()).received).toBe(100_000);
    const wrong = await forge(to, unit, {
      method: 'PATCH',
      headers,
      body: new Uint8Array(bytes.subarray(0, 10)),
    });
    expect([wrong.status, await wrong.json()]).toStrictEqual([409, { received: 100_000 }]);
    const rest = { ...headers, 'upload-offset': '100000' };
    const done = await forge(to, unit, {
      method: 'PATCH',
      headers: rest,
      body: new Uint8Array(bytes.subarray(100_000)),
    });
    expect(done.status).toBe(201);
    await page.reload();
    expect(await main()).toContain('cat.pdf');
  });

  test('the launch plan, Giấy khen and difficulties are told beside; faults stand beside their fields', async () => {
    await page.getByRole('button', { name: 'Ghi nhận kế hoạch' }).click();
    expect(await main()).toContain('Cần ghi số văn bản.');
    await page.getByLabel('Số kế hoạch').fill('12/KH-SMM');
    await page.getByLabel('Ngày ban hành').fill('20/01/2026');
    await page.getByRole('button', { name: 'Ghi nhận kế hoạch' }).click();
    await page.getByText('Số 12/KH-SMM, ngày 20/01/2026.').waitFor();
    await page.getByText('Báo số Giấy khen', { exact: true }).first().click();
    await page.getByLabel('Số tập thể').fill('3');
    await page.getByLabel('Số cá nhân').fill('14');
    await page.getByRole('button', { name: 'Báo số Giấy khen' }).click();
    await page.getByText('3 tập thể, 14 cá nhân').first().waitFor();
    await page.getByText('Gửi phản ánh').first().click();
    await page.getByLabel(/^Nội dung/).fill(hostile);
    await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
    await page.locator('#kho-khan li', { hasText: hostile }).waitFor();
  });

  test('nothing is filed while something is missing, nor another draft than was seen', async () => {
    expect(await main()).toContain('Hồ sơ thiếu Báo cáo thành tích của “Trần Thị Bính”');
    const fields = { viec: crypto.randomUUID(), thay: '0'.repeat(64) };
    const stale = await forge(`${address}/nop`, unit, formOf(fields));
    expect(await stale.text()).toContain('bản thảo đã thay đổi');
    const form = page.locator('form[data-uploads]').last();
    await form.locator('[type=file]').setInputFiles(await fileOf('Báo cáo Bính.pdf', pdf('Bính')));
    await form.locator('button').first().click();
    await page.getByText('Hồ sơ đủ thành phần.').waitFor();
  });

  test('it is filed: the receipt stands on the page with its time and digest', async () => {
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await page.locator('#bien-nhan').waitFor();
    const receipt = await page.locator('#bien-nhan').innerText();
    expect(receipt).toMatch(/Tiếp nhận lúc\s+\d\d:\d\d.* ngày \d\d\/01\/2027/);
    expect(receipt).toMatch(/[0-9a-f]{8}-[0-9a-f-]{27}/);
    expect(receipt).toMatch(/[0-9a-f]{64}/);
    expect(await main()).toContain('đã nộp, chờ xét');
    expect(await page.getByRole('button', { name: /^Nộp/ }).count()).toBe(0);
  });

  test('what was given back stands beside its reason; the replacement beside what it changes', async () => {
    const reason = 'Báo cáo chưa nêu thành tích';
    const review = ['review', campaign, unit, 'return', '--reason', reason, '--complete-by', '2027-02-25'];
    const answered = await run(folder, ...review, '--as', 'home-affairs', '--person', 'snv-cchc-2', '--yes');
    expect(answered.code, answered.text).toBe(0);
    await page.getByText(`Lý do: ${reason} – hoàn thiện đến hết ngày 25/02/2027.`).waitFor();
    const form = page.locator('form[data-uploads]').last();
    await form.locator('[type=file]').setInputFiles(await fileOf('Báo cáo Bính 2.pdf', pdf('Bính, lần hai')));
    await form.locator('button').first().click();
    await page.getByText('Báo cáo Bính 2.pdf').first().waitFor();
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await page.getByText('đã nộp, chờ xét').first().waitFor();
    await page.locator('#cac-ban summary').first().click();
    expect(await page.locator('#cac-ban').innerText()).toMatch(
      /Tài liệu “Báo cáo thành tích”: thay tệp \(“Báo cáo Bính.pdf”.* bằng tệp \(“Báo cáo Bính 2.pdf”/,
    );
  });

  test.each([1280, 390])('axe finds nothing at %i, and nothing is too wide', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const nominee = page.getByRole('link', { name: /^Sửa tên/ }).first();
    const places = [address, (await nominee.getAttribute('href')) ?? ''];
    for (const place of places) {
      await page.goto(place);
      for (const it of await page.locator('summary').all()) await it.click();
      expect(await axeFindings(page), place).toStrictEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFindings(page, ['color-contrast']), place).toStrictEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await overflowOf(page), place).toBeLessThanOrEqual(0);
    }
    await page.goto(address);
  });

  test('it is withdrawn, with a reason', async () => {
    await page.getByText('Rút hồ sơ', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Rút hồ sơ' }).click();
    expect(await main()).toContain('Cần ghi lý do rút.');
    await page.getByLabel('Lý do rút').fill('Rà soát lại thành tích.');
    await page.getByRole('button', { name: 'Rút hồ sơ' }).click();
    await page.getByText('Trạng thái: đã rút.').waitFor();
    expect(await page.locator('#bien-nhan').count()).toBe(0);
  });

  test('another person in the place of one who was filed gets an id of his own; the draft is filed anew', async () => {
    await page
      .getByRole('link', { name: /^Sửa tên/ })
      .last()
      .click();
    await page.getByLabel('Họ và tên').fill('Lê Văn Cảnh');
    await page.getByLabel('Mã người').fill('CC-002');
    await page.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await page.waitForURL('**#de-cu');
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await page.getByText('Trạng thái: đã nộp, chờ xét.').waitFor();
    await page.locator('#cac-ban summary').first().click();
    expect(await page.locator('#cac-ban').innerText()).toContain('Thêm đề cử cá nhân “Lê Văn Cảnh”.');
  });

  test("another unit's dossier is closed: by address and by forged requests", async () => {
    const gets = ['', '/de-cu/x', '/mau/proposal', `/tep/${'0'.repeat(64)}`];
    for (const part of gets) expect((await forge(address + part, other)).status, part).toBe(403);
    const posts = [
      'ke-hoach',
      'giay-khen',
      'kho-khan',
      'nop',
      'rut',
      'de-cu',
      'de-cu/x',
      'de-cu/x/bo',
      'bo-tai-lieu',
      'gui',
    ];
    for (const part of [...posts, 'tai-lieu']) {
      const answer = await forge(`${address}/${part}`, other, formOf({ viec: crypto.randomUUID() }));
      expect(answer.status, part).toBe(403);
    }
    const piece = {
      method: 'PATCH',
      headers: { 'content-type': 'application/octet-stream', 'upload-offset': '0' },
    };
    expect(
      (await forge(`${address}/gui/${crypto.randomUUID()}`, other, { ...piece, body: 'x' })).status,
    ).toBe(403);
    const strange = new Headers({
      origin: 'http://evil.example',
      cookie: `${roleCookie}=${encodeURIComponent(roleOf(unit))}`,
    });
    const crossed = await fetch(new URL(`${address}/rut`, base), {
      ...formOf({ 'ly-do': 'x' }),
      headers: strange,
    });
    expect(crossed.status).toBe(403);
  });

  test('Home Affairs gives one unit more time by its form: the unit sees its new day, and a letter tells it', async () => {
    await page.goto('/vai');
    await page.locator('button[value^="home-affairs:"]').first().click();
    await page.goto(`/dot/${campaign}/thoi-han`);
    await page.getByLabel('Một đơn vị', { exact: true }).check();
    await page.getByLabel('Đơn vị, khi cho một đơn vị (mã hoặc tên)').fill(other);
    await page.getByLabel('Ngày cuối còn trong hạn').fill('25/02/2027');
    await page.getByLabel('Lý do, được ghi sổ và báo cho các đơn vị').fill(hostile);
    await page.getByRole('button', { name: 'Gia hạn', exact: true }).click();
    await page.locator('p.done').waitFor();
    expect(await main()).toContain('1 hồ sơ: trước ngày 26/02/2027');
    expect(await page.locator('main img').count()).toBe(0);

    await page.goto(`/vai?tim=${other}`);
    await page.locator(`button[value="${roleOf(other)}"]`).click();
    await page.goto(`/dot/${campaign}/ho-so/${other}`);
    expect(await main()).toContain('26/02/2027');
    await page.goto('/thu');
    await page
      .getByRole('link', { name: /gia hạn/i })
      .first()
      .click();
    expect(await main()).toContain(hostile);
    expect(await page.title()).not.toBe('bad');
    await page.goto(`/dot/${campaign}/ho-so/${unit}`);
    expect(await page.locator('h1').innerText()).toContain('không dành cho vai đang dùng');
  });
});
