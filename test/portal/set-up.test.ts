import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { verifyRecords } from '../../activities/records/evidence/verify.js';
import { askForProofs, registerKey } from '../../activities/records/registry/keys.js';
import { keepPlan } from '../../activities/records/registry/plans.js';
import { applySetUp, noStanding, standingSetUp } from '../../activities/records/registry/set-up.js';
import { setUpDigest } from '../../activities/reference/setup/difference.js';
import { setUpWorkbook } from '../../activities/reference/setup/set-up-workbook.js';
import { emptySetUp, type SetUp } from '../../activities/reference/setup/sheets.js';
import { workbookOf } from '../../activities/reference/setup/workbook-template.js';
import { firstSetUpPlace, firstSetUpRoutes } from '../../client/portal/pages/set-up/first.js';
import { ActProof } from '../../workflows/api/proof.js';
import { openPost, type Post } from '../mail/setup.js';
import { plan263 } from '../plan/plans.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { plainFiles, read } from '../setup/sheets.js';
import { Browser, openPortal, signIn, type TestPortal } from './house.js';
import { retyped } from './sent-files.js';

const email = 'giam-doc@noi-vu.gov.vn';
const boardEmail = 'truong-ban@thi-dua.gov.vn';

let server: TestServer;
let post: Post;
let records: Records;
let portal: TestPortal;
beforeAll(async () => {
  server = await startTestServer();
  post = await openPost();
});
afterAll(async () => {
  await post.remove();
  await server.stop();
});
beforeEach(async () => {
  records = await openRecords(await server.createDatabase());
  await records.migrate();
});
afterEach(async () => {
  await portal.close();
  await records.close();
});

function plain(): SetUp {
  const found = read(plainFiles);
  if (!found.ok) throw new Error('the plain files are at fault');
  const emails = new Map([
    ['snv-giam-doc', email],
    ['truong-ban', boardEmail],
  ]);
  const holders = found.setUp.holders.map((it) => ({ ...it, email: emails.get(it.person) ?? null }));
  return { ...found.setUp, holders };
}

const workbook = (setUp: SetUp): Promise<Uint8Array> =>
  workbookOf(setUpWorkbook(setUp, plan263.blocs, false));

const standing = async (): Promise<string> => setUpDigest((await standingSetUp(records)).setUp);

/** The fields that a form on a page sends back unseen. */
function hiddenFields(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}

/** Sends a workbook and applies what is shown. */
async function apply(browser: Browser, bytes: Uint8Array, reason: string): Promise<Response> {
  const checked = await browser.upload('/thiet-lap/tep', 'moi.xlsx', bytes);
  return browser.post('/thiet-lap/ap-dung', {
    ...hiddenFields(await checked.text()),
    'ly-do': reason,
  });
}

describe('Home Affairs sets up units and people', () => {
  let browser: Browser;
  beforeEach(async () => {
    await keepPlan(records, plan263);
    const shown = setUpDigest(noStanding(0).setUp);
    await applySetUp(records, { plan: '263', setUp: plain(), shown, operator: 'quan-tri', reason: null });
    portal = await openPortal(records, post);
    await registerKey(records, { portal: 'may-thu', publicKey: portal.key.publicKey });
    await askForProofs(records);
    browser = await signIn(portal, post, email);
  });

  test('from the file that stands, changed; it is his act, signed by the portal for him', async () => {
    const page = await browser.get('/thiet-lap');
    expect(await page.text()).toContain('Đang có 4 đơn vị, 7 hộp thư, 3 cán bộ đầu mối, 5 dòng chức vụ.');
    const kept = new Uint8Array(await (await browser.get('/thiet-lap/hien-co.xlsx')).arrayBuffer());
    const changed = retyped(kept, { 'so-y-te@thanh-pho.gov.vn': 'y-te@thanh-pho.gov.vn' });
    const checked = await browser.upload('/thiet-lap/tep', 'moi.xlsx', changed);
    const html = await checked.text();
    expect([checked.status, html]).toStrictEqual([
      200,
      expect.stringContaining('so-y-te@thanh-pho.gov.vn → y-te@thanh-pho.gov.vn'),
    ]);
    expect(await standing()).toBe(setUpDigest(plain()));

    const fields = { ...hiddenFields(html), 'ly-do': 'Đổi hộp thư.' };
    const applied = await browser.post('/thiet-lap/ap-dung', fields);
    expect(applied.status).toBe(303);
    const after = await standing();
    expect(after).not.toBe(setUpDigest(plain()));
    const told = await browser.get(applied.headers.get('location') ?? '');
    expect(await told.text()).toContain('Đã ghi nhận lúc');
    // The button pressed twice.
    expect((await browser.post('/thiet-lap/ap-dung', fields)).headers.get('location')).toBe(
      applied.headers.get('location'),
    );

    const rows = (await auditRows(records)).filter(({ act }) => act === 'set-up');
    expect(rows).toMatchObject([
      { person: null },
      { office: 'home-affairs', person: 'snv-giam-doc', reason: 'Đổi hộp thư.', holder: 'Lê Hoàng Nam' },
    ]);
    expect(ActProof.parse(rows[1]?.proof)).toMatchObject({
      message: 'setUp',
      signedIn: { person: 'snv-giam-doc', method: 'mail-link' },
    });
    expect((await verifyRecords(records)).faults).toStrictEqual([]);
  });

  test('a file with faults: each is named with sheet, row and column, and nothing changes', async () => {
    const wrong = retyped(await workbook(plain()), { departments: 'khoi-la', 'xm-dau-moi': 'snv-dau-moi' });
    const answer = await browser.upload('/thiet-lap/tep', 'sai.xlsx', wrong);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('trang “don-vi”, dòng 2, cột “khoi”: Kế hoạch không có khối “khoi-la”');
    expect(html).toContain('trang “can-bo-dau-moi”, dòng 4');
    expect(html).not.toContain('thidua setup');
    expect(await standing()).toBe(setUpDigest(plain()));
  });

  test.each([
    ['no file', '', new Uint8Array(), 'Chưa chọn tệp'],
    ['no workbook', 'a.xlsx', Buffer.from('a,b'), 'không phải là bảng tính .xlsx'],
    ['another kind', 'a.csv', Buffer.from('a,b'), 'không phải tệp .xlsx'],
    ['an empty file', 'a.xlsx', Buffer.alloc(0), 'Tệp rỗng'],
    ['a file beyond measure', 'a.xlsx', Buffer.alloc(11_000_000), 'lớn quá 10 MB'],
  ])('%s is refused with what to do', async (_, name, bytes, says) => {
    const answer = await browser.upload('/thiet-lap/tep', name, bytes);
    expect([answer.status, await answer.text()]).toStrictEqual([422, expect.stringContaining(says)]);
  });

  test('nobody sets himself out of the office in which he does it, nor leaves out a unit', async () => {
    const without = { ...plain() };
    without.holders = without.holders.map((it) =>
      it.person === 'snv-giam-doc' ? { ...it, person: 'snv-khac', name: 'Người Khác' } : it,
    );
    without.units = without.units.filter(({ code }) => code !== 'so-y-te');
    without.mailboxes = without.mailboxes.filter(({ recipient }) => recipient !== 'unit:so-y-te');
    without.officials = without.officials.filter(({ unit }) => unit !== 'so-y-te');
    const answer = await browser.upload('/thiet-lap/tep', 'a.xlsx', await workbook(without));
    const html = await answer.text();
    expect(html).toContain('“snv-giam-doc” đã làm việc cho cơ quan “home-affairs”');
    expect(html).toContain('Đơn vị không bao giờ bị xóa');
  });

  test('two at once: the second sees what the first changed, and overwrites nothing', async () => {
    const to = async (name: string): Promise<Uint8Array> => {
      const setUp = plain();
      setUp.units = setUp.units.map((it) => (it.code === 'so-y-te' ? { ...it, name } : it));
      return workbook(setUp);
    };
    const second = await browser.upload('/thiet-lap/tep', 'b.xlsx', await to('Sở Y tế Hai'));
    expect((await apply(browser, await to('Sở Y tế Một'), 'Đổi tên.')).status).toBe(303);
    const first = await standing();
    const fields = { ...hiddenFields(await second.text()), 'ly-do': 'Đổi tên.' };
    const late = await browser.post('/thiet-lap/ap-dung', fields);
    expect([late.status, await late.text()]).toStrictEqual([
      422,
      expect.stringMatching(/đã được thay đổi ở nơi khác[^]*Sở Y tế Một → Sở Y tế Hai/),
    ]);
    expect(await standing()).toBe(first);
  });

  test('whom a setup takes out of his office does nothing more, between a page and its form', async () => {
    const board = await signIn(portal, post, boardEmail);
    expect((await board.get('/viec')).status).toBe(200);
    const setUp = plain();
    setUp.holders = setUp.holders.map((it) =>
      it.person === 'truong-ban' ? { ...it, person: 'truong-ban-moi', name: 'Người Mới', email: null } : it,
    );
    expect((await apply(browser, await workbook(setUp), 'Thay Trưởng ban.')).status).toBe(303);
    const answer = await board.post('/dot/2023/danh-sach/tham-dinh', { viec: crypto.randomUUID() });
    expect(answer.status).toBe(403);
    expect((await board.get('/viec')).status).toBe(403);
    expect((await auditRows(records)).filter(({ person }) => person === 'truong-ban')).toStrictEqual([]);
  });

  test('without a reason it is asked for; other offices, and who signed in long ago, do nothing', async () => {
    const changed = retyped(await workbook(plain()), { 'Sở Y tế': 'Sở Y tế mới' });
    const asked = await apply(browser, changed, ' ');
    expect([asked.status, await asked.text()]).toStrictEqual([
      422,
      expect.stringContaining('Cần ghi lý do.'),
    ]);
    const board = await signIn(portal, post, boardEmail);
    for (const path of ['/thiet-lap', '/thiet-lap/hien-co.xlsx'])
      expect((await board.get(path)).status).toBe(403);
    expect((await board.upload('/thiet-lap/tep', 'a.xlsx', changed)).status).toBe(403);
    expect((await board.post('/thiet-lap/ap-dung', {})).status).toBe(403);
    await sql`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`.execute(records.db);
    const old = await browser.upload('/thiet-lap/tep', 'a.xlsx', changed);
    expect([old.status, old.headers.get('location')]).toStrictEqual([303, '/dang-nhap/lai?ve=%2Fthiet-lap']);
    expect(await standing()).toBe(setUpDigest(plain()));
  });
});

test('what the portal has no known key for is refused, and the refusal stands in the audit', async () => {
  await keepPlan(records, plan263);
  const shown = setUpDigest(emptySetUp);
  await applySetUp(records, { plan: '263', setUp: plain(), shown, operator: 'quan-tri', reason: null });
  await askForProofs(records);
  portal = await openPortal(records, post);
  const browser = await signIn(portal, post, email);
  const changed = retyped(await workbook(plain()), { 'Sở Y tế': 'Sở Y tế mới' });
  const answer = await apply(browser, changed, 'Đổi tên.');
  expect(answer.status).toBe(422);
  expect(await standing()).toBe(setUpDigest(plain()));
  const refused = (await auditRows(records)).at(-1);
  expect(refused).toMatchObject({ act: 'set-up', facts: { refusal: { code: 'proof.unknown-key' } } });
  expect((await verifyRecords(records)).faults).toStrictEqual([]);
});

describe('records without a unit', () => {
  const code = 'ma-dung-mot-lan-cua-lan-thiet-lap-dau';
  beforeEach(async () => {
    portal = await openPortal(records, post, { comingPlan: plan263, pages: firstSetUpRoutes(code) });
  });

  test('are set up by whoever has the code, once', async () => {
    const browser = new Browser(portal.application);
    const page = await browser.get(firstSetUpPlace(code));
    expect([page.status, await page.text()]).toStrictEqual([
      200,
      expect.stringContaining('Chưa có đơn vị nào'),
    ]);
    const checked = await browser.upload(`/thiet-lap/tep?ma=${code}`, 'a.xlsx', await workbook(plain()));
    const fields = hiddenFields(await checked.text());
    const applied = await browser.post(`/thiet-lap/ap-dung?ma=${code}`, fields);
    expect(await applied.text()).toContain('Đã ghi các đơn vị');
    expect(await standing()).toBe(setUpDigest(plain()));
    const again = await browser.upload(`/thiet-lap/tep?ma=${code}`, 'a.xlsx', await workbook(plain()));
    expect(await again.text()).toContain('Đã thiết lập');
    expect(await auditRows(records)).toMatchObject([
      { act: 'set-up', facts: { operator: 'thiết lập lần đầu trên cổng thông tin' } },
    ]);
  });

  test('without the code, or with another, nobody sees or does anything', async () => {
    const browser = new Browser(portal.application);
    for (const ma of ['', 'x'.repeat(code.length)]) {
      expect((await browser.get(`/thiet-lap?ma=${ma}`)).status).toBe(403);
      const sent = await browser.upload(`/thiet-lap/tep?ma=${ma}`, 'a.xlsx', await workbook(plain()));
      expect(sent.status).toBe(403);
      expect((await browser.post(`/thiet-lap/ap-dung?ma=${ma}`, {})).status).toBe(403);
    }
    expect((await browser.get('/so')).status).toBe(404);
    expect(await auditRows(records)).toStrictEqual([]);
  });

  test('in service take nobody invented', async () => {
    const browser = new Browser(portal.application);
    const setUp = plain();
    setUp.holders = setUp.holders.map((it) => ({ ...it, invented: true }));
    const checked = await browser.upload(`/thiet-lap/tep?ma=${code}`, 'a.xlsx', await workbook(setUp));
    const html = await checked.text();
    expect([checked.status, html]).toStrictEqual([422, expect.stringContaining('giả định')]);
    expect(html).not.toContain('Áp dụng</button>');
  });
});
