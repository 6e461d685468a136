import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { Block, Run, Signing } from '../sheet.js';
import { runsOf, textWidth, twips } from './measures.js';

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none };

const centred = (run: Run, size: number): Paragraph =>
  new Paragraph({
    children: runsOf([run], size),
    alignment: AlignmentType.CENTER,
    spacing: { after: 0 },
  });

/** A line in the middle of so wide a place, in millimetres; the room under it in points. */
export function shortLine(length: number, after: number, width: number): Paragraph {
  const aside = twips(Math.max(0, (width - length) / 2));
  return new Paragraph({
    children: runsOf([{ text: '' }], 2),
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    indent: { left: aside, right: aside },
    spacing: { before: 40, after: after * 20, line: 40, lineRule: LineRuleType.EXACT },
  });
}

/** Two columns without borders, as heads and signatures stand. */
function twoColumns(left: Paragraph[], right: Paragraph[], leftWidth: number, all = textWidth): Table {
  const widths = [leftWidth, all - leftWidth];
  const cell = (children: Paragraph[], width: number): TableCell =>
    new TableCell({
      children,
      borders: noBorders,
      width: { size: twips(width), type: WidthType.DXA },
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
    });
  return new Table({
    rows: [
      new TableRow({
        cantSplit: true,
        children: [cell(left, leftWidth), cell(right, all - leftWidth)],
      }),
    ],
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    layout: TableLayoutType.FIXED,
    columnWidths: widths.map(twips),
    width: { size: twips(all), type: WidthType.DXA },
  });
}

const bodyWidth = 66;

/** Annex I of Decree 30/2020/NĐ-CP, places 1 to 4: the body, the country's name and motto, number, place and date. */
export function headTable({ superior, body, number, placeAndDate }: BlockOf<'head'>): Table {
  const left = [
    ...superior.map((text) => centred({ text }, 13)),
    ...body.map((text) => centred({ text, bold: true }, 13)),
    shortLine(24, 6, bodyWidth),
    ...(number === '' ? [] : [centred({ text: number }, 13)]),
  ];
  const right = [
    centred({ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true }, 13),
    centred({ text: 'Độc lập - Tự do - Hạnh phúc', bold: true }, 14),
    shortLine(62, 6, textWidth - bodyWidth),
    centred({ text: placeAndDate, italic: true }, 14),
  ];
  return twoColumns(left, right, bodyWidth);
}

/** Annex I, places 7 and 9: who signs, as what, and who gets the document. */
export function signatureTable({ recipients, titles, name }: BlockOf<'signature'>): Table {
  const to = recipients.length === 0 ? '' : 'Nơi nhận:';
  const left = [
    new Paragraph({ children: runsOf([{ text: to, bold: true, italic: true }], 12) }),
    ...recipients.map((text) => new Paragraph({ children: runsOf([{ text }], 11) })),
  ];
  const right = [
    ...titles.map((text) => centred({ text, bold: true }, 14)),
    ...Array.from({ length: 4 }, () => centred({ text: '' }, 14)),
    centred({ text: name, bold: true }, 14),
  ];
  return twoColumns(left, right, 80);
}

/** Minutes and reports of a unit: two sign beside each other. */
export const signaturesTable = ({ left, right }: BlockOf<'signatures'>): Table =>
  twoColumns(signing(left), signing(right), textWidth / 2);

const signing = ({ titles, note, name }: Signing): Paragraph[] => [
  ...titles.map((text) => centred({ text, bold: true }, 14)),
  centred({ text: note, italic: true }, 13),
  ...Array.from({ length: 4 }, () => centred({ text: '' }, 14)),
  centred({ text: name, bold: true }, 14),
];

/** Below a certificate: the decision that gives it, and who signs. */
export function cornersTable({ left, place, titles, name }: BlockOf<'corners'>, width: number): Table {
  const decision = left.map((text) => new Paragraph({ children: runsOf([{ text }], 12) }));
  const signer = [
    centred({ text: place, italic: true }, 13),
    ...titles.map((text) => centred({ text, bold: true }, 14)),
    ...Array.from({ length: 3 }, () => centred({ text: '' }, 14)),
    centred({ text: name, bold: true }, 14),
  ];
  return twoColumns(decision, signer, width / 2, width);
}
