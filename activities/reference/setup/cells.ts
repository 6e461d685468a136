import { z } from 'zod';
import { Office } from '../../../workflows/api/messages.js';
import { Day, UnitCode } from '../../../workflows/plan/schema.js';

/** What can be wrong with one cell, whatever stands beside it. */
export const CellCode = z.enum([
  'cell.empty',
  'cell.too-long',
  'cell.unprintable',
  'cell.not-code',
  'cell.not-day',
  'cell.not-person',
  'cell.not-office',
  'cell.not-yes-no',
  'cell.not-address',
  'cell.not-recipient',
  'cell.not-count',
  'cell.not-number',
  'cell.not-money',
  'cell.not-year',
  'cell.not-outcome',
  'cell.not-kind',
  'cell.error',
  'cell.uncalculated',
  'cell.merged',
]);
export type CellCode = z.infer<typeof CellCode>;

/** A cell without a value of its own: what is wrong, and what stands there (`#N/A`, the formula, the merged range). */
export const SpoiledCell = z.object({ code: CellCode, given: z.string() });
export type SpoiledCell = z.infer<typeof SpoiledCell>;

/** A sheet's rows of cells, as far as they were read. */
export type Grid = (string | SpoiledCell)[][];

const unseen = /[\u200b-\u200d\u2060\ufeff]/gu;

/** The text as it is kept: NFC, its blanks single and none at its ends, without what nobody sees. */
export const cleaned = (text: string): string =>
  text.normalize('NFC').replace(unseen, '').replace(/\s+/gu, ' ').trim();

const Clean = z.string().transform(cleaned);

/** What spreadsheets write where a formula failed, into CSV files too. */
export const errorValue = /^#(REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;

/** A schema's message is the code of the fault. */
const text = (longest: number) =>
  z
    .string()
    .min(1, { error: 'cell.empty' })
    .max(longest, { error: 'cell.too-long' })
    .refine((it) => !/\p{Cc}|\p{Surrogate}|\ufffd/u.test(it), { error: 'cell.unprintable' })
    .refine((it) => !errorValue.test(it), { error: 'cell.error' });

const shaped = (shape: z.ZodType, code: CellCode, longest = 300) =>
  text(longest).refine((it) => shape.safeParse(it).success, { error: code });

const day = text(100).transform((it, context) => {
  const parsed = Day.safeParse(isoDay(it));
  if (parsed.success && parsed.data >= '1900-01-01' && parsed.data < '2200-01-01') return parsed.data;
  context.addIssue({ code: 'custom', message: 'cell.not-day' });
  return z.NEVER;
});

/** `1/7/2025`, `01-07-2025`, `2025/7/1` and `ngày 1 tháng 7 năm 2025` as `2025-07-01`; any other text as it is. */
function isoDay(text: string): string {
  const bare = text.replace(/[ T]00:00(:00(\.0+)?)?Z?$/, '');
  const [, isoYear, isoMonth = '', isoDate = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(bare) ?? [];
  if (isoYear !== undefined) return dated(isoYear, isoMonth, isoDate);
  const [, date = '', month = '', year] = vietnameseDay.exec(bare.toLowerCase()) ?? [];
  return year === undefined ? text : dated(year, month, date);
}

const vietnameseDay = /^(?:ngày )?(\d{1,2})(?: ?[-/.] ?| tháng )(\d{1,2})(?: ?[-/.] ?|,? năm )(\d{4})$/;

const dated = (year: string, month: string, date: string): string =>
  `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;

const yesNo = z.string().transform((it, context) => {
  const answer = it.toLowerCase();
  if (['', 'không', 'khong', 'no'].includes(answer)) return false;
  if (['có', 'co', 'yes'].includes(answer)) return true;
  context.addIssue({ code: 'custom', message: 'cell.not-yes-no' });
  return z.NEVER;
});

const offices = Office.exclude(['unit']);
const office = z.string().transform((it, context) => {
  const parsed = offices.safeParse(it);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: it === '' ? 'cell.empty' : 'cell.not-office' });
  return z.NEVER;
});

/** `unit:so-noi-vu`, `office:board`, `press:bao-can-tho`, as the records' mailboxes are called. */
const Recipient = z
  .string()
  .refine((it) => /^(unit|press):/.test(it) && UnitCode.safeParse(it.replace(/^\w+:/, '')).success)
  .or(z.templateLiteral(['office:', offices]));

/** A text that one of some words means something by. */
const oneOf = <T>(meanings: ReadonlyMap<string, T>, code: CellCode) =>
  z.string().transform((it, context) => {
    const meaning = meanings.get(it.toLowerCase());
    if (meaning !== undefined) return meaning;
    context.addIssue({ code: 'custom', message: it === '' ? 'cell.empty' : code });
    return z.NEVER;
  });

const outcomes = new Map<string, 'accepted' | 'rejected' | 'withdrawn' | 'lapsed'>([
  ...(['accepted', 'được chấp nhận', 'chấp nhận', 'đạt'] as const).map((it) => [it, 'accepted'] as const),
  ...(['rejected', 'bị từ chối', 'từ chối', 'không đạt'] as const).map((it) => [it, 'rejected'] as const),
  ...(['withdrawn', 'đã rút', 'rút'] as const).map((it) => [it, 'withdrawn'] as const),
  ...(['lapsed', 'không nộp', 'hết hạn, không nộp'] as const).map((it) => [it, 'lapsed'] as const),
]);

const kinds = new Map<string, 'collective' | 'individual'>([
  ['tập thể', 'collective'],
  ['collective', 'collective'],
  ['cá nhân', 'individual'],
  ['individual', 'individual'],
]);

/** A number that fits a form, as it is read. */
const number = (form: RegExp, code: CellCode, read: (text: string) => string) =>
  text(40).transform((it, context) => {
    const value = Number(read(it));
    if (form.test(it) && Number.isFinite(value)) return value;
    context.addIssue({ code: 'custom', message: code });
    return z.NEVER;
  });

const asIs = (it: string): string => it;
const count = number(/^[1-9]\d{0,4}$/, 'cell.not-count', asIs);
const decimal = number(/^-?\d{1,6}([.,]\d{1,20})?$/, 'cell.not-number', (it) => it.replace(',', '.'));
const money = number(/^(\d{1,12}|\d{1,3}(\.\d{3}){1,4})$/, 'cell.not-money', (it) => it.replaceAll('.', ''));

const required = <T>(schema: z.ZodType<T, string>) => Clean.pipe(schema);
const orNull = <T>(schema: z.ZodType<T, string>) =>
  Clean.transform((it) => (it === '' ? null : it)).pipe(schema.nullable());

/** The kinds of cells: each takes a cell's text, cleans it and answers with its value or a {@link CellCode}. */
export const cell = {
  text: required(text(300)),
  code: required(shaped(UnitCode, 'cell.not-code')),
  codeOrNull: orNull(shaped(UnitCode, 'cell.not-code')),
  day: required(day),
  dayOrNull: orNull(day),
  person: required(shaped(z.string().regex(/^\S+$/), 'cell.not-person', 64)),
  office: required(office),
  recipient: required(shaped(Recipient, 'cell.not-recipient')),
  address: required(shaped(z.email(), 'cell.not-address', 254)),
  addressOrNull: orNull(shaped(z.email(), 'cell.not-address', 254)),
  yesNo: required(yesNo),
  textOrNull: orNull(text(300)),
  personOrNull: orNull(shaped(z.string().regex(/^\S+$/), 'cell.not-person', 64)),
  year: required(shaped(z.string().regex(/^20\d\d$/), 'cell.not-year', 40)),
  count: required(count),
  decimalOrNull: orNull(decimal),
  money: required(money),
  outcome: required(oneOf(outcomes, 'cell.not-outcome')),
  kind: required(oneOf(kinds, 'cell.not-kind')),
};
