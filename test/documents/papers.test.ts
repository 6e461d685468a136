import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { type Paper, papersOf } from '../../activities/documents/papers/papers.js';
import type { PaperFacts } from '../../activities/documents/papers/facts.js';
import { sha256 } from '../../activities/records/database/digest.js';
import { renderSheet } from '../../activities/documents/render/render.js';
import { plan263 } from '../plan/plans.js';
import { documentText } from './text.js';

const collective = {
  id: 'so-y-te/tt',
  kind: 'collective',
  name: 'Sở Y tế',
  criteria: { leadership: true, propaganda: false },
  evidence: { leadership: 'Ban hành 12 văn bản <chỉ đạo>.' },
} as const;
const individual = {
  id: 'so-y-te/ng',
  kind: 'individual',
  name: 'Nguyễn Thị Hoa',
  personId: 'CC-1',
  criteria: { ethics: true },
} as const;

const facts = (over: Partial<PaperFacts> = {}): PaperFacts => ({
  plan: plan263,
  campaign: '2023',
  unitName: 'Sở Y tế',
  nominees: [collective, individual],
  launchPlan: { number: '15/KH-SYT', date: '2023-01-20' },
  certificates: new Map([[individual.id, ['Bằng khen năm 2022']]]),
  day: '2024-01-15',
  ...over,
});

const paperOf = (of: PaperFacts, component: string, nominee: string | null = null): Paper => {
  const paper = papersOf(of).find((it) => it.component === component && it.nominee === nominee);
  if (paper === undefined) throw new Error(`There is no ${component}.`);
  return paper;
};

const read = async (...of: Parameters<typeof paperOf>): Promise<string> =>
  documentText(await renderSheet(paperOf(...of).sheet));

test('each part of the dossier has its paper, one a nominee where the plan says so (IV.2)', () => {
  expect(papersOf(facts()).map(({ file }) => file)).toStrictEqual([
    '1-to-trinh.docx',
    '2-bien-ban-hop-xet.docx',
    '3-bao-cao-thanh-tich-1.docx',
    '4-bao-cao-thanh-tich-2.docx',
  ]);
});

test('the request names who is proposed, to whom, on what basis', async () => {
  const text = await read(facts(), 'request');
  for (const words of [
    '- Chủ tịch UBND thành phố Cần Thơ;\n- Sở Nội vụ thành phố Cần Thơ.',
    'Kế hoạch số 15/KH-SYT ngày 20/01/2023 của Sở Y tế',
    '01 tập thể và 01 cá nhân',
    'Nguyễn Thị Hoa',
    'SỞ Y TẾ',
    'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
  ])
    expect(text).toContain(words);
});

test('the minutes count the criteria met and leave the votes to be written', async () => {
  const text = await read(facts(), 'minutes');
  expect(text).toMatch(/Nguyễn Thị Hoa\s+1\/3\s/);
  expect(text).toContain('Thời gian bắt đầu: \t');
  expect(text).toMatch(/THƯ KÝ[\s\S]*CHỦ TRÌ/);
});

test('the report of a collective tells what was entered, and has dots for the rest', async () => {
  const text = await read(facts(), 'achievement-report', collective.id);
  expect(text).toContain('Tên tập thể: Sở Y tế');
  expect(text).toContain('Thành tích, minh chứng: Ban hành 12 văn bản <chỉ đạo>.');
  expect(text).toContain('Tự đánh giá: chưa đạt');
  expect(text).toContain('Tự đánh giá: \t');
  expect(text).toContain('Chức năng, nhiệm vụ được giao: \t');
});

test('the report of a person names him, what he was given before, and his own signature', async () => {
  const text = await read(facts(), 'achievement-report', individual.id);
  expect(text).toContain('Họ và tên: Nguyễn Thị Hoa');
  expect(text).toContain('Mã số cán bộ, công chức, viên chức: CC-1');
  expect(text).toContain('- Bằng khen năm 2022;');
  expect(text).toMatch(/NGƯỜI BÁO CÁO\s+THÀNH TÍCH[\s\S]*Nguyễn Thị Hoa/);
});

test.each([
  { day: '2023-12-31', says: 'Theo Mẫu số 07 ban hành kèm theo Nghị định số 91/2017/NĐ-CP' },
  { day: '2024-01-01', says: 'nay dùng mẫu tương ứng của nghị định đang có hiệu lực' },
])('IV.2.c: the form of $day', async ({ day, says }) => {
  expect(await read(facts({ day }), 'achievement-report', collective.id)).toContain(says);
});

test("a people's committee heads and signs its papers as one; nobody named leaves room for him", async () => {
  const text = await read(
    facts({ unitName: 'UBND xã Đông Bình', nominees: [], launchPlan: null }),
    'request',
  );
  expect(text).toContain('ỦY BAN NHÂN DÂN\nXÃ ĐÔNG BÌNH\n');
  expect(text).toContain('TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n');
  expect(text).toContain('…… tập thể và …… cá nhân');
});

test('another process in another time zone makes the same bytes', async () => {
  const { sheet } = paperOf(facts(), 'achievement-report', individual.id);
  const program = fileURLToPath(
    new URL('../../.build/activities/documents/render/render.js', import.meta.url),
  );
  const script = `import { renderSheet } from ${JSON.stringify(program)};
    process.stdout.write((await renderSheet(${JSON.stringify(sheet)})).toString('base64'));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ: 'America/New_York' },
  });
  expect(sha256(Buffer.from(stdout, 'base64'))).toBe(sha256(await renderSheet(sheet)));
});
