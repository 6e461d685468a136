import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Facts } from '../../activities/documents/facts.js';
import { kinds } from '../../activities/documents/kinds.js';
import { renderSheet } from '../../activities/documents/render/render.js';
import { plan263 } from '../plan/plans.js';
import { anAward, facts } from './facts.js';
import { partsOf as partsOfFile, textOf } from './text.js';

async function partsOf(kind: string, of: Facts): Promise<Record<string, string>> {
  const sheet = kinds[kind]?.sheet(of);
  if (sheet === undefined) throw new Error(`There is no kind ${kind}.`);
  return partsOfFile(await renderSheet(sheet));
}

const read = async (kind: string, of: Facts): Promise<string> =>
  textOf((await partsOf(kind, of))['word/document.xml']);

test('the decision has its number, its day, its signer in whose stead, the list and the money', async () => {
  const text = await read('decision', facts());
  expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  expect(text).toContain('Số: 598/QĐ-UBND');
  expect(text).toContain('Cần Thơ, ngày 09 tháng 3 năm 2024');
  expect(text).toContain('KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n');
  expect(text).toContain('01 tập thể và 01 cá nhân');
  expect(text).toContain('tổng cộng 8.100.000 đồng');
  expect(text).toContain('Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022');
});

test('a bloc with none says so', async () => {
  const text = await read('decision', facts());
  expect(text.split('Không có').length - 1).toBe(plan263.blocs.length - 1);
});

test('the page is A4 with the margins of Decree 30/2020, its number from the second page on', async () => {
  const parts = await partsOf('request', facts());
  const page = parts['word/document.xml'] ?? '';
  expect(page).toMatch(/<w:pgSz w:w="11906" w:h="1683[78]"/);
  expect(page).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
  expect(page).toContain('<w:titlePg');
});

test('names keep what XML would take, and stand composed', async () => {
  const name = 'Lê <Thị> "Ánh" & Con';
  const text = await read('certificates', facts({ awards: [anAward({ name: name.normalize('NFD') })] }));
  expect(text).toContain(name.normalize('NFC'));
  expect(text).toContain('Mã tra cứu: AAAA-BBBB-CCCC');
});

test('two thousand rows and names of two hundred letters stand in one list', async () => {
  const awards = Array.from({ length: 2000 }, (_, index) =>
    anAward({ name: `${'Nguyễn '.repeat(28)}${String(index)}` }),
  );
  const text = await read('request', facts({ awards }));
  expect(text).toContain(`Nguyễn 1999\n`);
});

test.each(Object.keys(kinds))('%s: the same bytes again, and no date but its own', async (kind) => {
  const sheet = kinds[kind]?.sheet(facts());
  if (sheet === undefined) throw new Error(kind);
  expect(await renderSheet(sheet)).toStrictEqual(await renderSheet(sheet));
  const { 'docProps/core.xml': core = '' } = await partsOf(kind, facts());
  expect(core.match(/\d{4}-\d\d-\d\dT[^<]*/g)).toStrictEqual([
    `${sheet.day}T00:00:00Z`,
    `${sheet.day}T00:00:00Z`,
  ]);
});

test('three processes in three time zones make the same bytes', async () => {
  const sheet = JSON.stringify(kinds['decision']?.sheet(facts()));
  const program = fileURLToPath(
    new URL('../../.build/activities/documents/render/render.js', import.meta.url),
  );
  const script = `import { renderSheet } from ${JSON.stringify(program)};
    import { createHash } from 'node:crypto';
    process.stdout.write(createHash('sha256').update(await renderSheet(${sheet})).digest('hex'));`;
  const made = await Promise.all(
    ['Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Kiritimati'].map(async (TZ) => {
      const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ },
      });
      return (await run).stdout;
    }),
  );
  const own = kinds['decision']?.sheet(facts());
  if (own === undefined) throw new Error('decision');
  const here = createHash('sha256')
    .update(await renderSheet(own))
    .digest('hex');
  expect(made).toStrictEqual([here, here, here]);
});

test.each(Object.keys(kinds))(
  'each page of a trial’s %s says that it is one, in service none',
  async (kind) => {
    const sheet = kinds[kind]?.sheet(facts());
    if (sheet === undefined) throw new Error(`There is no kind ${kind}.`);
    const headersOf = async (mark: string | null): Promise<string[]> => {
      const parts = partsOfFile(await renderSheet({ ...sheet, mark }));
      return Object.entries(parts)
        .filter(([name]) => /^word\/header\d+\.xml$/.test(name))
        .map(([, xml]) => textOf(xml));
    };
    const marked = await headersOf('THỬ – không có giá trị sử dụng');
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.filter((text) => !text.includes('THỬ'))).toStrictEqual([]);
    expect((await headersOf(null)).filter((text) => text.includes('THỬ'))).toStrictEqual([]);
  },
);

test('the report has charts: filings as the cutoff comes, certificates by bloc, and of the period by year', async () => {
  const year = await read('report', facts());
  expect(year).toMatch(
    /theo thời gian trước hạn\s+Trước hạn trên 20 ngày\s+2\s[^]*Ngày cuối\s+5\s[^]*gia hạn\s+1\s/,
  );
  expect(year).toContain('Số Bằng khen theo khối');
  expect(year).not.toContain('Số Bằng khen theo đợt');
  const period = await read('report', facts({ campaign: 'summary' }));
  expect(period).toMatch(/theo đợt\s+Năm 2022\s+17\s+Năm 2023\s+2\s/);
  const { 'word/document.xml': xml = '' } = await partsOf('report', facts());
  // The longest of a chart's bars fills its place; the others are in proportion.
  const spans = [...xml.matchAll(/<w:gridSpan w:val="(\d+)"\/>(?:(?!<\/w:tc>).)*w:fill="5A5A5A"/g)].map(
    ([, it]) => Number(it),
  );
  expect(spans).toStrictEqual([16, 40, 8, 40]);
});

test('a report of nothing has no chart', async () => {
  expect(await read('report', facts({ filings: [], awards: [], years: [] }))).not.toContain('theo khối');
});

test('a revocation is a decision of its own: what it takes back, given by which decision, and why', async () => {
  const text = await read('revocation', facts());
  expect(text).toContain('Số: 1203/QĐ-UBND');
  expect(text).toContain('Cần Thơ, ngày 05 tháng 6 năm 2024');
  expect(text).toContain('Căn cứ Quyết định số 598/QĐ-UBND ngày 09 tháng 3 năm 2024');
  expect(text).toMatch(/Thu hồi Bằng khen .* đã tặng Nguyễn Thị Hoa, Sở Y tế .*Lý do: Kê khai không đúng\./);
  expect(text).toContain('(2.700.000 đồng)');
  expect(text).toMatch(/CHỦ TỊCH\s+Trần Việt Trường/);
});

test('the invitation names day and place; its programme and who comes up in which order follow', async () => {
  const text = await read('invitation', facts());
  expect(text).toContain('GIẤY MỜI');
  expect(text).toContain('ngày 28 tháng 3 năm 2024');
  expect(text).toContain('Hội trường UBND thành phố');
  expect(text).toContain('Công bố Quyết định số 598/QĐ-UBND và trao Bằng khen cho 01 tập thể và 01 cá nhân');
  // A collective comes up before a person of its bloc.
  expect(text).toMatch(/THỨ TỰ TRAO BẰNG KHEN[^]*\n1\nSở Y tế[^]*\n2\nNguyễn Thị Hoa/);
});
