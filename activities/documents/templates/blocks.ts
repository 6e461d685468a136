import { blocHeading, periodName, twoDigits } from '../../../workflows/plan/names.js';
import type { Day } from '../../../workflows/plan/schema.js';
import type { Award, Facts, Signer } from '../facts.js';
import type { BlockDraft, Row } from '../sheet.js';

/** Annex I of Decree 30/2020/NĐ-CP: days under ten and the first two months are written with a nought. */
export function dayInWords(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `ngày ${date} tháng ${Number(month) < 3 ? month : String(Number(month))} năm ${year}`;
}

/** `năm 2023`, `giai đoạn 2021–2025`: what the awards are for. */
export const awardedTime = ({ plan, campaign }: Facts): string => periodName(plan, campaign);

/** The head of a paper of one of the plan's offices; its own registry writes the number. */
export const officeHead = (facts: Facts, office: 'home-affairs' | 'board', type: string): BlockDraft => ({
  type: 'head',
  superior: facts.letterhead.issuer,
  body: facts.letterhead[office].body,
  number: `Số:          /${type}-${facts.letterhead[office].symbol}`,
  placeAndDate: `${facts.letterhead.place}, ${dayInWords(facts.day)}`,
});

/** What kind of paper it is, and what about. */
export const titleOf = (kind: string, about: string): BlockDraft[] => [
  { type: 'paragraph', align: 'centre', before: 6, after: 0, runs: [{ text: kind, bold: true }] },
  { type: 'paragraph', align: 'centre', after: 0, runs: [{ text: about, bold: true }] },
  { type: 'line', length: 50 },
];

export const text = (words: string): BlockDraft => ({
  type: 'paragraph',
  indent: 12.7,
  runs: [{ text: words }],
});

export const basis = (words: string): BlockDraft => ({
  type: 'paragraph',
  indent: 12.7,
  runs: [{ text: words, italic: true }],
});

export const heading = (words: string): BlockDraft => ({
  type: 'paragraph',
  indent: 12.7,
  holds: true,
  runs: [{ text: words, bold: true }],
});

export const centred = (words: string, over: { bold?: boolean; italic?: boolean; size?: number } = {}) =>
  ({
    type: 'paragraph',
    align: 'centre',
    size: over.size ?? 14,
    runs: [{ text: words, bold: over.bold ?? false, italic: over.italic ?? false }],
  }) satisfies BlockDraft;

/** Who signs, in the words of the office: `KT. CHỦ TỊCH / PHÓ CHỦ TỊCH` on two lines. */
export const signed = ({ name, signsAs }: Signer, recipients: readonly string[]): BlockDraft => ({
  type: 'signature',
  titles: signsAs.split(' / '),
  name,
  recipients: recipients.map((it, index) => `- ${it}${index === recipients.length - 1 ? '.' : ';'}`),
});

/** Awards under the heading of their bloc and kind, numbered through; a bloc with none says so. */
export function rowsByBloc(facts: Facts, cellsOf: (award: Award) => string[]): Row[] {
  let number = 0;
  return facts.plan.blocs.flatMap(({ code }): Row[] => {
    const own = facts.awards.filter((it) => it.bloc === code);
    const rows = own.map((it): Row => ({ cells: [String((number += 1)), ...cellsOf(it)] }));
    const heading = { heading: blocHeading(facts.plan, code) };
    return rows.length > 0 ? [heading, ...rows] : [heading, { heading: 'Không có' }];
  });
}

export const nameOf = ({ kind, name, unitName }: Award): string => (kind === 'collective' ? unitName : name);
export const placeOf = ({ kind, unitName }: Award): string => (kind === 'collective' ? '' : unitName);

const countOf = ({ awards }: Facts, kind: Award['kind']): number =>
  awards.filter((it) => it.kind === kind).length;

/** `05 tập thể và 11 cá nhân` */
export const counts = (facts: Facts): string =>
  `${twoDigits(countOf(facts, 'collective'))} tập thể và ${twoDigits(countOf(facts, 'individual'))} cá nhân`;

/** The title of a list that begins a page of its own. */
export const listTitle = (words: string): BlockDraft => ({
  type: 'paragraph',
  align: 'centre',
  begins: true,
  after: 0,
  runs: [{ text: words, bold: true }],
});

/** Seats that stay empty, each reason once with how many they are. */
export function emptySeats(plan: Facts['plan'], vacancies: Facts['vacancies']): BlockDraft[] {
  const counts = new Map<string, number>();
  for (const { bloc, explanation } of vacancies) {
    const line = `${blocHeading(plan, bloc)}: ${explanation}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) =>
    text(`- ${line}${count > 1 ? ` (${twoDigits(count)} chỉ tiêu)` : ''}`),
  );
}
