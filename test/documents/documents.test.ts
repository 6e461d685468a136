import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Facts } from '../../activities/documents/facts.js';
import { kinds } from '../../activities/documents/kinds.js';
import { renderSheet } from '../../activities/documents/render/render.js';
import { letterheadOf, legalBasesOn } from '../../activities/reference/letterheads.js';
import { plan263 } from '../plan/plans.js';
import { partsOf as partsOfFile, textOf } from './text.js';

const anAward = (over: Partial<Facts['awards'][number]> = {}): Facts['awards'][number] => ({
  bloc: 'departments',
  kind: 'individual',
  seat: 'individual-1',
  name: 'Nguyễn Thị Hoa',
  unitName: 'Sở Y tế',
  clause: 'III.3.a',
  explanation: 'Được lựa chọn.',
  money: 2_700_000,
  code: 'AAAA-BBBB-CCCC',
  ...over,
});

const facts = (over: Partial<Facts> = {}): Facts =>
  Facts.parse({
    plan: plan263,
    campaign: '2023',
    letterhead: letterheadOf(plan263),
    day: '2024-02-20',
    homeAffairs: { name: 'Lê Hoàng Nam', signsAs: 'GIÁM ĐỐC' },
    board: { name: 'Đặng Thị Kim Liên', signsAs: 'TRƯỞNG BAN' },
    awards: [anAward(), anAward({ kind: 'collective', seat: 'highest-rank', money: 5_400_000 })],
    vacancies: [],
    dossiers: [{ bloc: 'departments', filed: 3, accepted: 2 }],
    decision: {
      number: '598/QĐ-UBND',
      date: '2024-03-09',
      signer: { name: 'Phan Thị Minh Hà', signsAs: 'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH' },
    },
    bases: legalBasesOn('2024-03-09'),
    rewardLaws: [],
    meeting: { date: '2024-03-01', participants: ['Đặng Thị Kim Liên'] },
    ceremony: null,
    commendations: [],
    difficulties: [],
    ...over,
  });

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
