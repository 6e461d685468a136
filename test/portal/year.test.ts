import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { readMails } from '../../worker/embedded/mail/mailbox.js';
import { ActProof } from '../../workflows/api/proof.js';
import { axeFindings, openBrowser, overflowOf, visit } from '../environment/browser.js';
import { run, Running, withRecords } from '../live/running.js';
import { wallTime } from '../live/year.js';
import { samplePlan } from '../plan/plans.js';
import { OfficialAtPortal, type Place } from './official.js';
import { digestOf, pdf } from './sent-files.js';
import { operate } from './year-operating.js';
import { changePeople, setUpFirst } from './year-set-up.js';

const minutes = 60_000;
const campaign = '2026';
const cutoff = Date.parse('2027-02-20T00:00:00+07:00');
const today = '20/02/2027';
const hostile = '<img src=x onerror="window.hit=1">"\'&';

let folder = '';
let data = '';
let live: Running;
let browser: Browser;
let place: Place;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-portal-year-'));
  data = join(folder, 'data');
  browser = await openBrowser(inject('chromium'));
});
afterAll(async () => {
  await browser.close();
  await live.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A trial that begins shortly before the filing ends, its units and people set up in the browser. */
async function begin(): Promise<void> {
  const begun = Date.now();
  const plan = ['--plan', samplePlan.plan];
  const without = await run(data, 'live', '--trial', ...plan, '--at', '2027-02-19T20:00');
  expect(without.code, without.text).toBe(2);
  // As long as this machine is slow.
  const evening = minutes + 6 * (Date.now() - begun);
  live = Running.start(data, 'live', '--trial', '--setup', ...plan, '--at', wallTime(cutoff - evening));
  await setUpFirst(browser, folder, await live.line(/thiet-lap\?ma=/));
  const base = /http:\S+/.exec(await live.line(/Cổng thông tin/))?.[0] ?? '';
  await live.line(/Nhấn Ctrl-C để dừng/);
  place = { browser, base, mails: join(data, 'mail') };
}

async function fileOf(name: string, content: Buffer | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Sends a file by the form of a place in the dossier. */
async function send({ page }: OfficialAtPortal, form: number, path: string): Promise<void> {
  const there = page.locator('form[data-uploads]').nth(form);
  await there.locator('[type=file]').setInputFiles(path);
  await there.locator('button').first().click();
  await page
    .getByText(path.split('/').at(-1) ?? '')
    .first()
    .waitFor();
}

/** A unit's dossier of itself and one of its people, from the task to the receipt. */
async function file(official: OfficialAtPortal, unit: string, notMet: readonly RegExp[] = []): Promise<void> {
  const { page } = official;
  await official.openTask(/hồ sơ/i);
  await official.press('Thêm tập thể');
  for (const met of await page.getByLabel('Đạt', { exact: true }).all()) await met.check();
  for (const name of notMet)
    await page.getByRole('group', { name }).getByLabel('Không đạt', { exact: true }).check();
  await official.press('Lưu bản thảo');
  await page.waitForURL('**#de-cu');
  await official.press('Thêm cá nhân');
  await official.fill('Họ và tên', `Người của ${unit}${hostile}`);
  await page.getByLabel(/^Mã người/).fill(`${unit}-nv1`);
  for (const met of await page.getByLabel('Đạt', { exact: true }).all()) await met.check();
  await official.press('Lưu bản thảo');
  await page.waitForURL('**#de-cu');
  for (const [form, name] of ['to-trinh', 'bao-cao-tap-the', 'bao-cao-ca-nhan'].entries())
    await send(official, form, await fileOf(`${unit}-${name}.pdf`, pdf(`${unit} ${name}`)));
  await official.press('Nộp hồ sơ');
  await page.locator('#bien-nhan').waitFor();
}

/** Home Affairs gives a dossier back with a reason; its unit adds to it and files again; it is accepted. */
async function returnAndFileAgain(homeAffairs: OfficialAtPortal, unit: OfficialAtPortal): Promise<void> {
  await homeAffairs.open(`/dot/${campaign}/xet/so-mau-mot`);
  const sent = homeAffairs.page.getByRole('link', { name: 'Tải tệp về' }).first();
  const got = await homeAffairs.page.request.get((await sent.getAttribute('href')) ?? '');
  expect(digestOf(await got.body())).toBe(/[0-9a-f]{64}$/.exec(got.url())?.[0]);
  await homeAffairs.choose('Trả lại để hoàn thiện');
  await homeAffairs.fill('Lý do', `Báo cáo chưa nêu số liệu.${hostile}`);
  await homeAffairs.fill('Khi trả lại: ngày cuối để hoàn thiện', '19/02/2027');
  await homeAffairs.press('Ghi kết quả xét');
  await homeAffairs.isDone(/xét hồ sơ/);
  await unit.openTask(/hồ sơ/i);
  expect(await unit.text()).toContain(`Lý do: Báo cáo chưa nêu số liệu.${hostile}`);
  await send(unit, 2, await fileOf('bao-cao-bo-sung.pdf', pdf('Báo cáo có số liệu')));
  await unit.press('Nộp hồ sơ');
  await unit.isDone(/nộp hồ sơ/);
  for (const code of ['so-mau-mot', 'so-mau-hai']) {
    await homeAffairs.open(`/dot/${campaign}/xet/${code}`);
    await homeAffairs.choose('Chấp nhận');
    await homeAffairs.press('Ghi kết quả xét');
    await homeAffairs.isDone(/xét hồ sơ/);
  }
}

/** What a unit reports beside its dossier. */
async function report(unit: OfficialAtPortal): Promise<void> {
  await unit.openTask(/^Kế hoạch phát động/);
  await unit.fill('Số kế hoạch', '12/KH');
  await unit.fill('Ngày ban hành', '19/02/2027');
  await unit.press('Ghi nhận kế hoạch');
  await unit.isDone(/kế hoạch/i);
  await unit.open(`/dot/${campaign}/ho-so/so-mau-mot`);
  await unit.page.getByText('Báo số Giấy khen', { exact: true }).first().click();
  await unit.fill('Số tập thể', '3');
  await unit.fill('Số cá nhân', '12');
  await unit.press('Báo số Giấy khen');
  await unit.isDone(/giấy khen/i);
  await unit.page.getByText('Gửi phản ánh').first().click();
  await unit.fill('Nội dung khó khăn, vướng mắc', `Thiếu máy tính.${hostile}`);
  await unit.press('Gửi phản ánh');
  await unit.isDone(/khó khăn/i);
}

async function waive(homeAffairs: OfficialAtPortal): Promise<void> {
  await homeAffairs.open(`/dot/${campaign}/mien`);
  await homeAffairs.choose(/^Tập thể: dịch vụ công trực tuyến/);
  await homeAffairs.fill('Lý do, được ghi sổ và hiện mãi về sau', `Cổng dịch vụ công thay mới.${hostile}`);
  await homeAffairs.press('Miễn tiêu chuẩn này');
  await homeAffairs.isDone(/miễn/i);
}

/** What a longer time would change is tried; nothing of it is written. */
async function tryExtension(homeAffairs: OfficialAtPortal): Promise<void> {
  await homeAffairs.open(`/dot/${campaign}/thoi-han`);
  await homeAffairs.choose('Một đơn vị');
  await homeAffairs.fill('Đơn vị, khi cho một đơn vị (mã hoặc tên)', 'so-mau-hai');
  await homeAffairs.fill('Ngày cuối còn trong hạn', '25/02/2027');
  await homeAffairs.fill('Lý do, được ghi sổ và báo cho các đơn vị', 'Thiên tai.');
  await homeAffairs.press('Thử xem danh sách nếu gia hạn');
  await homeAffairs.page.getByText(/thử/i).first().waitFor();
}

/** The rankings of all blocs, each by a file. */
async function rank(homeAffairs: OfficialAtPortal): Promise<void> {
  const rankings: [string, string][] = [
    ['agencies&ky=current', 'so-mau-mot,1,94.5\nso-mau-hai,1,94.5'],
    ['central&ky=current', 'thue-mau,1,94.5\nkho-bac-mau,2,93.5'],
    ['hospitals&ky=current', 'benh-vien-mau-mot,1,94.5\nbenh-vien-mau-hai,2,93.5'],
    ['schools&ky=current', 'truong-mau-mot,1,94.5\ntruong-mau-hai,2,93.5'],
    ['wards&ky=current', 'phuong-mau-mot,1,94.5\nphuong-mau-hai,2,93.5\nxa-mau-ba,3,92.5\nxa-mau-bon,4,91.5'],
    [
      'wards&ky=previous',
      'phuong-mau-hai,1,94.5\nphuong-mau-mot,2,93.5\nxa-mau-bon,3,92.5\nxa-mau-ba,4,91.5',
    ],
  ];
  for (const [of, rows] of rankings) {
    await homeAffairs.open(`/dot/${campaign}/xep-hang/nhap?khoi=${of}`);
    await homeAffairs.page
      .locator('[type=file]')
      .setInputFiles(await fileOf(`${of}.csv`, `đơn vị,hạng,điểm\n${rows}\n`));
    await homeAffairs.fill('Số quyết định công bố', '512/QĐ-UBND');
    await homeAffairs.fill('Ngày quyết định', '19/02/2027');
    await homeAffairs.press('Xem trước');
    await homeAffairs.press('Ghi bảng xếp hạng này');
    await homeAffairs.isDone(/xếp hạng/);
  }
}

/** Two units of one rank: one is chosen. Blocs whose first unit proposed nobody: their seats stay empty. */
async function answerQuestions(homeAffairs: OfficialAtPortal): Promise<void> {
  await homeAffairs.openTask(/vướng mắc/i);
  await homeAffairs.open(`/dot/${campaign}/vuong-mac`);
  for (
    let open = homeAffairs.main.locator('h2:has-text("Chờ quyết định") + ul a');
    (await open.count()) > 0;
  ) {
    await open.first().click();
    expect(await axeFindings(homeAffairs.page)).toStrictEqual([]);
    expect(await overflowOf(homeAffairs.page)).toBeLessThanOrEqual(0);
    const chosen = homeAffairs.page.getByLabel(/^Sở mẫu Hai/);
    await ((await chosen.count()) > 0 ? chosen : homeAffairs.page.getByLabel(/^Không tặng/)).check();
    await homeAffairs.fill('Lý do, được ghi sổ và hiện mãi về sau', `Theo biên bản họp.${hostile}`);
    await homeAffairs.press('Ghi quyết định');
    await homeAffairs.isDone(/vướng mắc/i);
    await homeAffairs.open(`/dot/${campaign}/vuong-mac`);
  }
}

async function choosePeople(homeAffairs: OfficialAtPortal): Promise<void> {
  await homeAffairs.openTask(/lựa chọn/i);
  await homeAffairs.follow(/^Cá nhân của .*cơ quan chuyên môn/i);
  for (const box of await homeAffairs.main.getByRole('checkbox').all()) await box.check();
  await homeAffairs.fill('Lý do lựa chọn, được ghi sổ', `Thành tích nổi bật.${hostile}`);
  await homeAffairs.press('Ghi lựa chọn');
  await homeAffairs.isDone(/lựa chọn/i);
}

async function forward(homeAffairs: OfficialAtPortal): Promise<void> {
  await homeAffairs.openTask(/trình/i);
  await homeAffairs.press('Trình danh sách này');
  await homeAffairs.isDone(/trình/i);
}

async function appraise(board: OfficialAtPortal): Promise<void> {
  await board.openTask(/thẩm định/i);
  await board.fill('Ngày họp', today);
  await board.fill('Người dự họp', `Trưởng ban${hostile}\nSở Nội vụ`);
  await board.fill('Tán thành', '2');
  await board.choose('Thông qua danh sách');
  await board.press('Ghi kết quả thẩm định');
  await board.isDone(/thẩm định/i);
}

/** Who signed in long ago does so again before he signs. */
async function signOff(chairman: OfficialAtPortal): Promise<void> {
  await withRecords(data, (records) =>
    sql`update auth.session set "createdAt" = "createdAt" - interval '11 minutes' where "userId" = ${'ct-chu-tich-2025-10'}`.execute(
      records.db,
    ),
  );
  await chairman.openTask(/ký/i);
  expect(await chairman.page.getByRole('button', { name: 'Ghi quyết định' }).count()).toBe(0);
  await chairman.follow('đăng nhập lại để ký');
  await chairman.press(/^Gửi đường dẫn đến/);
  await chairman.followMailedLink();
  await chairman.choose('Ký duyệt toàn bộ danh sách');
  await chairman.press('Ghi quyết định');
  await chairman.isDone(/ký/i);
}

async function announce(homeAffairs: OfficialAtPortal): Promise<void> {
  await homeAffairs.openTask(/quyết định/i);
  await homeAffairs.fill('Số quyết định', '812/QĐ-UBND');
  await homeAffairs.fill('Ngày quyết định', today);
  await homeAffairs.press('Ghi quyết định và công bố');
  await homeAffairs.isDone(/quyết định/i);
  await homeAffairs.openTask(/lễ/i);
  await homeAffairs.fill('Ngày tổ chức', today);
  await homeAffairs.fill('Nơi tổ chức', `Hội trường UBND thành phố${hostile}`);
  await homeAffairs.press('Ghi lễ khen thưởng');
  await homeAffairs.isDone(/tổ chức khen thưởng/i);
}

/** What people typed is text wherever it is shown, markup or not: no element is made of it, and nothing runs. */
async function expectText({ page }: OfficialAtPortal): Promise<void> {
  const of = `/dot/${campaign}`;
  const pages = [
    ...[
      of,
      `${of}/khen`,
      `${of}/danh-sach`,
      `${of}/bao-cao`,
      `${of}/mien`,
      `${of}/vuong-mac`,
      `${of}/lua-chon`,
    ],
    ...[
      `${of}/cong-bo`,
      `${of}/van-ban`,
      `${of}/xet/so-mau-mot`,
      `${of}/ho-so`,
      `/thong-cao/${campaign}`,
      '/so',
    ],
    ...['/vi-sao?cua=so-mau-mot', '/vi-sao?cua=so-mau-mot-nv1', '/thu', '/lich', '/thiet-lap'],
    `/van-hanh/luong/${encodeURIComponent(`campaign/${samplePlan.plan}/${campaign}`)}`,
    `/van-hanh/luong/${encodeURIComponent(`dossier/${samplePlan.plan}/${campaign}/so-mau-mot`)}`,
  ];
  const shown: string[] = [];
  for (const path of pages) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    expect(await page.locator('img').count(), path).toBe(0);
    expect(await page.evaluate('window.hit'), path).toBeUndefined();
    if ((await page.locator('main').innerText()).includes(hostile)) shown.push(path);
  }
  // It does get there: else nothing was tried.
  expect(shown.length).toBeGreaterThan(8);
}

/** Each act was signed by the portal for whom it had signed in; letters exist once; nothing is wrong. */
async function expectRecords(): Promise<void> {
  const acts = await withRecords(data, async (records) =>
    (await auditRows(records, {})).filter(({ person }) => person !== null),
  );
  expect(new Set(acts.map(({ act }) => act))).toStrictEqual(new Set(actsOfYear));
  const signers = acts.map(({ proof }) => ActProof.parse(proof).signedIn);
  expect(signers.map((it) => [it?.person, it?.method])).toStrictEqual(
    acts.map(({ person }) => [person, 'mail-link']),
  );
  const signed = acts.find(({ act }) => act === 'signOff');
  const shown = await run(data, 'act', 'show', signed?.key ?? '');
  expect(shown.code, shown.text).toBe(0);
  expect(shown.text).toContain('ct-chu-tich-2025-10');
  const verified = await run(data, 'verify', '--json');
  expect(verified).toMatchObject({ code: 0 });
  const delivered = (await readMails(place.mails)).map(({ messageId, to }) => `${messageId ?? ''} ${to}`);
  expect(delivered.length).toBeGreaterThan(0);
  expect(delivered.filter((it, index) => delivered.indexOf(it) !== index)).toStrictEqual([]);
}

const actsOfYear = [
  ...['fileDossier', 'reviewDossier', 'recordLaunchPlan', 'reportCommendations', 'reportDifficulty'],
  ...['waiveCriterion', 'recordRanking', 'answerQuestion', 'shortlist', 'forward', 'appraise', 'signOff'],
  ...['recordDecision', 'recordCeremony', 'set-up'],
  ...['pausePost', 'resumePost', 'pauseReminders', 'resumeReminders'],
];

/** The press, or anybody: the winners, once they are announced. */
async function expectPublic(): Promise<void> {
  const context = await visit(browser, place.base, { width: 390, scheme: 'light' });
  const page = await context.newPage();
  await page.goto(`/dot/${campaign}/khen`);
  const told = await page.locator('main').innerText();
  for (const name of ['Sở mẫu Hai', 'Người của so-mau-mot', 'Người của so-mau-hai'])
    expect(told).toContain(name);
  await context.close();
}

test(
  'a trial year by the portal alone, from the setup to the ceremony',
  { timeout: 8 * minutes },
  async () => {
    await begin();
    const [homeAffairs, first, second, board, chairman] = await Promise.all([
      OfficialAtPortal.signIn(place, 'snv-cchc-1'),
      OfficialAtPortal.signIn(place, 'so-mau-mot-cb1'),
      OfficialAtPortal.signIn(place, 'so-mau-hai-cb1'),
      OfficialAtPortal.signIn(place, 'btdkt-truong-ban'),
      OfficialAtPortal.signIn(place, 'ct-chu-tich-2025-10', 390),
    ]);
    await Promise.all([file(first, 'so-mau-mot'), file(second, 'so-mau-hai', [/dịch vụ công trực tuyến/])]);
    await returnAndFileAgain(homeAffairs, first);
    await report(first);
    await changePeople(homeAffairs, folder);
    await operate(homeAffairs);
    await waive(homeAffairs);
    await tryExtension(homeAffairs);
    await rank(homeAffairs);
    await homeAffairs.open('/viec');
    await homeAffairs.main
      .getByRole('link', { name: /vướng mắc/i })
      .first()
      .waitFor({ timeout: 3 * minutes });
    await answerQuestions(homeAffairs);
    await choosePeople(homeAffairs);
    await forward(homeAffairs);
    await appraise(board);
    await signOff(chairman);
    await announce(homeAffairs);
    await homeAffairs.open('/viec');
    await expectRecords();
    await expectPublic();
    await expectText(homeAffairs);
  },
);
