import { readXlsx } from 'hucre/xlsx';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { keepSelection } from '../../activities/records/selection/kept.js';
import { sheetCodes, sheetKinds, type SheetKind, sheetOf } from '../../client/officials/sheets/tables.js';
import { inLanguage } from '../../client/language/language.js';
import { listDigest } from '../../workflows/rules/selection/select.js';
import { plan263 } from '../plan/plans.js';
import { anEntry, anEntryOf, certify, homeAffairs, now, opened } from '../records/builders.js';
import { startTestServer, type TestServer } from '../records/setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const input = 'b'.repeat(64);
const decision = { number: '812/QĐ-UBND', date: '2024-03-20' };
const given = { bloc: 'departments', unit: 'so-y-te', clause: 'III.3.a', explanation: 'Vì thế.' };
const answer = {
  contract: 1 as const,
  plan: '263',
  kind: 'annual' as const,
  year: 2023,
  winners: [
    { ...given, kind: 'collective' as const, seat: 'highest-rank', nominee: 'so-y-te/tt', name: '=Sở Y tế' },
    {
      ...given,
      kind: 'individual' as const,
      seat: 'individual-1',
      nominee: 'so-y-te/ng',
      name: 'Bà Hoa',
      personId: 'p-1',
    },
  ],
  vacancies: [],
  questions: [],
  waiting: [],
  refusals: [],
  order: {},
};

/** The campaign of 2023, its list forwarded, signed and decided. */
async function decided(): Promise<Records> {
  const records = await server.openSeeded();
  await setRehearsalClock(records, now);
  const { record } = createRecordsEffects({ records });
  await record(anEntryOf(opened(['so-y-te', 'xa-mot'])));
  const digest = listDigest(answer);
  const kept = { plan: '263', campaign: '2023', inputDigest: input, listDigest: digest, at: now };
  await keepSelection(records, { ...kept, input: {}, answer: { ...answer, digest } });
  const list = { digest, input };
  await record(anEntry({ act: 'forward', actor: homeAffairs, facts: list }));
  await certify(
    records,
    anEntry({ act: 'recordDecision', actor: homeAffairs, facts: { ...list, decision, struck: [] } }),
    { ...list, struck: [], decision, signedBy: 'Trần Việt Trường', signsAs: 'CHỦ TỊCH' },
  );
  return records;
}

const asked = (records: Records, campaign: string | undefined = '2023') => ({
  records,
  plan: plan263,
  campaign,
});

/** Each sheet's cells, as another part of the program reads them. */
async function read(records: Records, kind: SheetKind, campaign?: string) {
  const { bytes } = await sheetOf(kind, asked(records, campaign));
  const { sheets } = await readXlsx(new Uint8Array(bytes));
  return sheets.map(({ rows }) => rows);
}

test('the list says how far it is, with the money of its day; a name like a formula is a name', async () => {
  const [rows = []] = await read(await decided(), 'list');
  expect(rows[1]?.[0]).toBe('DIỄN TẬP – không có giá trị sử dụng');
  const rowOf = (seat: string) => rows.find((row) => row.includes(seat));
  expect(rowOf('Hạng cao nhất')).toEqual(
    expect.arrayContaining(['Hạng cao nhất', '=Sở Y tế', 5_400_000, 'đã trình']),
  );
  expect(rowOf('Cá nhân 1')).toEqual(expect.arrayContaining(['Cá nhân 1', 'Bà Hoa', 2_700_000]));
});

test('the exchange fields are explained, and their codes are to be confirmed', async () => {
  const [data = [], meanings = []] = await read(await decided(), 'exchange');
  const titles = data.find((row) => row[0] === 'STT')?.slice(1);
  expect(meanings.filter((row) => row[3] === 'chưa xác nhận').map((row) => row[1])).toStrictEqual(titles);
  expect(data.at(-1)).toEqual(
    expect.arrayContaining(['p-1', 'Bà Hoa', 'so-y-te', '812/QĐ-UBND', 'Trần Việt Trường', 2_700_000]),
  );
});

test.each(sheetCodes)('%s: the same bytes again, in either language of the command', async (kind) => {
  const records = await decided();
  const made = () => sheetOf(kind, asked(records));
  const first = await made();
  expect((await inLanguage('en', made)).bytes).toStrictEqual(first.bytes);
  expect(first.name).toBe(`${sheetKinds[kind].file}-2023.xlsx`);
});

test('without anything yet, each table says so', async () => {
  const records = await server.openSeeded();
  for (const kind of sheetCodes) {
    const { rows } = await sheetOf(kind, asked(records));
    const [cells = []] = await read(records, kind);
    if (kind !== 'exchange') expect(rows).toBe(0);
    expect(cells.at(-1)?.[0], kind).toMatch(/^(Chưa|Đợt này chưa|Sổ khen thưởng chưa)/);
  }
});
