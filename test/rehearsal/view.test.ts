import { plan263 } from '../plan/plans.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showCampaign } from '../../activities/records/reads/status.js';
import type { Records } from '../../activities/records/database/open.js';
import { textWidth } from '../../client/cli/terminal/tables.js';
import { frame } from '../../client/cli/terminal/frame.js';
import { showResult } from '../../client/cli/show/result.js';
import { LiveView } from '../../client/cli/terminal/live-view.js';
import { aView, now, openSeededAt } from '../cli/seeded.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { paint } from './terminal.js';

let server: TestServer;
let records: Records;
beforeAll(async () => {
  server = await startTestServer();
  records = await openSeededAt(await server.createDatabase());
});
afterAll(async () => {
  await records.close();
  await server.stop();
});

const day = 24 * 3_600_000;

/** A view on a screen that keeps what was written to it. */
function watched(screen: { isTTY?: boolean; columns?: number; rows?: number }, environment = {}) {
  const written = { text: '' };
  const out = Object.assign(screen, { write: (text: string) => (written.text += text) });
  return { view: new LiveView(out, environment), written };
}

describe('on a terminal', () => {
  test('one block in its place, the last state stays', async () => {
    const screen = { isTTY: true, columns: 80, rows: 24 };
    const { view, written } = watched(screen);
    view.moved(now - day, 300);
    await view.refresh(records);
    view.say('so-y-te nộp hồ sơ: không nhận – quá hạn');
    view.moved(now, 301);
    await view.refresh(records);
    await view.refresh(records);
    view.end();
    expect(paint(written.text, screen)).toStrictEqual([
      'DIỄN TẬP Kế hoạch 263/KH-UBND                         09:00  thứ Tư, 20/03/2024',
      '─'.repeat(79),
      'Đợt      Bước                   Hồ sơ Câu hỏi    Ký     Thư    Khen    Tiền (đ)',
      expect.stringMatching(/^2023 {5}Công bố {18}1\/2 {7}– 1\/0\/1 {5}1\/2 {2}4 \(−1\) +[\d.]+$/),
      '2024     Lựa chọn                   –       1     –       –       –           –',
      'Hồ sơ: đã nộp/tổng · Ký: duyệt/trả lại/không nhận · Thư: đã gửi/không gửi được',
      '',
      '2023: chờ Sở Nội vụ – ngày tổ chức lễ khen thưởng',
      '2024: chờ Sở Nội vụ – kết quả xếp hạng CCHC: Cơ quan ngành dọc',
      '2024: chờ Sở Nội vụ – quyết định vướng mắc: UBND quận, huyện – Hạng cao nhất:…',
      '',
      '· so-y-te nộp hồ sơ: không nhận – quá hạn',
    ]);
  });

  test.each([
    { columns: 40, rows: 10 },
    { columns: 80, rows: 24 },
    { columns: 200, rows: 5 },
  ])('never larger than $columns × $rows', ({ columns, rows }) => {
    const row = {
      ...aView({ awaiting: aView().awaiting.flatMap((it) => [it, it, it]) }),
      shownAt: now,
      dossiers: { accepted: 141, open: 9 },
      mails: { sent: 1234, refused: 12 },
      awards: { collectives: 10, individuals: 24, revoked: 1, money: 123_456_789 },
      signOffs: { approved: 1, returned: 1, refused: 2 },
    };
    const says = ['một', 'hai', 'ba'];
    const lines = frame(
      { plan: plan263, mode: 'trial', at: now, rows: [row, row, row, row, row], next: says, says },
      { columns, rows },
    );
    expect(lines.length).toBeLessThan(rows);
    expect(lines.filter(({ text }) => textWidth(text) >= columns)).toStrictEqual([]);
  });

  test('one that does not know its size is taken for one of 80 × 24', async () => {
    const { view, written } = watched({ isTTY: true, columns: 0, rows: 0 });
    view.moved(now, 1);
    await view.refresh(records);
    view.end();
    expect(paint(written.text, { columns: 80, rows: 24 }).join('\n')).toContain(plan263.number);
  });

  test('made narrower, the block is still found', async () => {
    const screen = { isTTY: true, columns: 80, rows: 24 };
    const { view, written } = watched(screen);
    view.moved(now, 1);
    await view.refresh(records);
    const before = written.text;
    screen.columns = 50;
    view.end();
    const [, up] = /\u001b\[(\d+)A/.exec(written.text.slice(before.length)) ?? [];
    const height = paint(before, { columns: 80, rows: 24 }).reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / 50)),
      0,
    );
    expect(Number(up)).toBe(height);
  });
});

describe('not on a terminal', () => {
  test.each([
    { name: 'a pipe', screen: {}, environment: {} },
    { name: 'NO_COLOR', screen: { isTTY: true }, environment: { NO_COLOR: '1' } },
    { name: 'TERM=dumb', screen: { isTTY: true }, environment: { TERM: 'dumb' } },
    { name: 'CI', screen: { isTTY: true }, environment: { CI: 'true' } },
  ])('$name: plain lines, one for what changed in a day', async ({ screen, environment }) => {
    const own = await openSeededAt(await server.createDatabase());
    const { view, written } = watched(screen, environment);
    view.say('bắt đầu');
    await view.refresh(own);
    view.moved(now, 1);
    await view.refresh(own);
    await view.refresh(own);
    await showCampaign(own, aView({ stage: 'closed', next: null, awaiting: [] }));
    view.moved(now + day, 1);
    view.say('lễ khen thưởng');
    view.alert('ổ đĩa đã đầy');
    await view.refresh(own);
    await view.refresh(own);
    view.end();
    await own.close();
    expect(written.text.replace(/[\d.]+ đồng/g, '… đồng').split('\n')).toStrictEqual([
      'bắt đầu',
      '2023: Công bố · hồ sơ 1/2 · ký: duyệt 1, trả lại 0, không nhận 1 · bằng khen 4, … đồng · thu hồi 1 · thư không gửi được 2 · thư 1',
      '2024: Lựa chọn · câu hỏi 1',
      'ổ đĩa đã đầy',
      '21/03/2024  lễ khen thưởng',
      '21/03/2024  2023: Công bố → Đã kết thúc · hồ sơ 1/2 · ký: duyệt 1, trả lại 0, không nhận 1 · bằng khen 4, … đồng · thu hồi 1 · thư không gửi được 2 · thư 1',
      '',
    ]);
  });
});

test('the result: winners, empty seats with reasons, money, mails, audit, where to look', async () => {
  const written = { text: '' };
  const out = { columns: 100, write: (text: string) => (written.text += text) };
  const where = {
    temporal: { address: '127.0.0.1:7233', uiUrl: 'http://127.0.0.1:8233' },
    mailFolder: '.thidua/mail',
  };
  await showResult({ records, plan: '263' }, where, out);
  expect(written.text.split('\n').filter((line) => textWidth(line) > 100)).toStrictEqual([]);
  const text = written.text.replace(/\s+/g, ' ');
  for (const part of [
    'dữ liệu giả định để diễn tập',
    'ĐỢT KHEN THƯỞNG NĂM 2023 – Quyết định 812/QĐ-UBND ngày 20/03/2024, CHỦ TỊCH Trần Việt Trường ký',
    'theo Quyết định 99/QĐ-UBND',
    'Cơ quan ngành dọc, Cá nhân 1, Cá nhân 2: Không có cá nhân nào đủ điều kiện (mục III.3.a).',
    'Sở, ban, ngành, đoàn thể, Cá nhân 2: Nguyễn Thị n5 bị gạch tên khi ký: Đang bị xem xét kỷ luật',
    '3 thư: đã gửi 1, bị từ chối 2, không rõ đã đến chưa 0',
    'xa-hai@cantho.example: bị từ chối (550 no such mailbox)',
    'chuỗi mã băm nguyên vẹn',
    'http://127.0.0.1:8233',
    '.thidua/mail',
    'npx thidua status',
    'npx thidua ledger',
  ])
    expect(text).toContain(part);
});
