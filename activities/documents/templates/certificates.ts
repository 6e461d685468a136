import { seatName } from '../../letters/compose/names.js';
import type { Award, Facts } from '../facts.js';
import type { BlockDraft, SheetDraft } from '../sheet.js';
import { awardedTime, centred, dayInWords, nameOf } from './blocks.js';

/** The certificates of a decision, a page each. */
export function certificateSheet(facts: Facts): SheetDraft {
  const { decision, plan } = facts;
  if (decision === null) throw new Error('Certificates follow a decision.');
  return {
    title: `Bằng khen theo Quyết định số ${decision.number}`,
    author: facts.letterhead.issuer.join(' '),
    day: decision.date,
    form: 'certificate',
    blocks: facts.awards.flatMap((award, index) =>
      pageOf(award, index > 0, { ...facts, decision }, plan.bodies.chairman.full),
    ),
  };
}

const red = 'B22222';

function pageOf(
  award: Award,
  begins: boolean,
  facts: Facts & { decision: NonNullable<Facts['decision']> },
  giver: string,
): BlockDraft[] {
  const { letterhead, decision } = facts;
  const of = award.kind === 'collective' ? '' : `${award.unitName}\n`;
  return [
    {
      type: 'paragraph',
      align: 'centre',
      begins,
      after: 0,
      runs: [{ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true }],
    },
    { ...centred('Độc lập - Tự do - Hạnh phúc', { bold: true }), after: 0 },
    { type: 'line', length: 62 },
    { ...centred(letterhead.chairman, { bold: true, size: 18 }), before: 16, after: 14, colour: red },
    { ...centred('TẶNG', { bold: true, size: 16 }), after: 4 },
    { ...centred('BẰNG KHEN', { bold: true, size: 40 }), after: 14, colour: red },
    { ...centred(nameOf(award), { bold: true, size: 24 }), after: 10 },
    {
      ...centred(
        `${of}Đã có thành tích xuất sắc trong phong trào thi đua đẩy mạnh\ncải cách hành chính ${awardedTime(facts)} (${seatName(award.seat)})`,
        { size: 16 },
      ),
      after: 20,
    },
    {
      type: 'corners',
      left: [
        `Quyết định số ${decision.number}`,
        dayInWords(decision.date),
        `của ${giver}`,
        `Mã tra cứu: ${award.code ?? ''}`,
      ],
      place: `${letterhead.place}, ${dayInWords(decision.date)}`,
      titles: decision.signer.signsAs.split(' / '),
      name: decision.signer.name,
    },
  ];
}
