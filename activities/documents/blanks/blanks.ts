import { seatName } from '../../letters/compose/names.js';
import type { Award, Facts } from '../facts.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import { awardedTime, dayInWords, nameOf } from '../templates/blocks.js';
import { type Box, type Field, fieldNames, type Positions } from './positions.js';

/** What is printed of an award, field by field. */
function textsOf(
  award: Award,
  facts: Facts & { decision: NonNullable<Facts['decision']> },
): Record<Field, string> {
  const { letterhead, decision, plan } = facts;
  const day = dayInWords(decision.date);
  return {
    name: nameOf(award),
    unit: award.kind === 'collective' ? '' : award.unitName,
    reason: `Đã có thành tích xuất sắc trong phong trào thi đua đẩy mạnh\ncải cách hành chính ${awardedTime(facts)} (${seatName(award.seat)})`,
    decision: `Quyết định số ${decision.number}\n${day}\ncủa ${plan.bodies.chairman.full}`,
    placeAndDate: `${letterhead.place}, ${day}`,
    titles: decision.signer.signsAs.replaceAll(' / ', '\n'),
    signer: decision.signer.name,
    code: `Mã tra cứu: ${award.code ?? ''}`,
  };
}

/** The texts of a decision's certificates for printed blanks, a page each: nothing but what the blank doesn't say already. */
export function blankSheet(facts: Facts, positions: Positions): SheetDraft {
  const { decision } = facts;
  if (decision === null) throw new Error('Certificates follow a decision.');
  return {
    ...sheetOf(facts, positions),
    title: `Bằng khen trên phôi theo Quyết định số ${decision.number}`,
    day: decision.date,
    blocks: facts.awards.flatMap((award, index): BlockDraft[] => [
      { type: 'page', begins: index > 0 },
      ...framesOf(positions, textsOf(award, { ...facts, decision })),
    ]),
  };
}

const sheetOf = (facts: Facts, { page }: Positions) =>
  ({ author: facts.letterhead.issuer.join(' '), form: { ...page, type: 'blank' } }) as const;

function framesOf({ shift, fields }: Positions, texts: Record<Field, string>): BlockDraft[] {
  return placedIn(fields).flatMap(([field, box]): BlockDraft[] => {
    const text = texts[field];
    return text === '' ? [] : [frameOf(box, shift, text)];
  });
}

const names: Record<Field, string> = {
  name: 'Tên tập thể, cá nhân (name)',
  unit: 'Đơn vị (unit)',
  reason: 'Thành tích (reason)',
  decision: 'Quyết định (decision)',
  placeAndDate: 'Nơi, ngày (placeAndDate)',
  titles: 'Thể thức ký (titles)',
  signer: 'Người ký (signer)',
  code: 'Mã tra cứu (code)',
};

/** The fields that are printed, in the order of the certificate. */
const placedIn = (placed: Positions['fields']): [Field, Box][] =>
  fieldNames.flatMap((field): [Field, Box][] => {
    const box = placed[field];
    return box === undefined ? [] : [[field, box]];
  });

const frameOf = (box: Box, shift: Positions['shift'], text: string, isOutlined = false): BlockDraft => ({
  type: 'frame',
  x: box.x + shift.x,
  y: box.y + shift.y,
  width: box.width,
  align: box.align,
  size: box.size,
  isOutlined,
  runs: [{ text, bold: box.bold }],
});

/** A page to hold against a blank: a net of centimetres, and each field's box where its text will be. */
export function testSheet(facts: Facts, positions: Positions): SheetDraft {
  const { page, shift, fields } = positions;
  const boxes = placedIn(fields).map(([field, box]) =>
    frameOf(
      { ...box, size: 9, align: 'left', bold: false },
      shift,
      `${names[field]}: x ${String(box.x)}, y ${String(box.y)}, rộng ${String(box.width)} mm, cỡ ${String(box.size)}`,
      true,
    ),
  );
  return {
    ...sheetOf(facts, positions),
    title: 'Tờ in thử để ướm lên phôi Bằng khen',
    day: facts.day,
    blocks: [
      { type: 'net', width: page.width, height: page.height },
      { type: 'page', begins: false },
      ...boxes,
    ],
  };
}
