import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { formatCount } from '../../../workflows/rules/money.js';
import type { Block } from '../sheet.js';
import { runsOf, textWidth, twips } from './measures.js';

type BarsBlock = Extract<Block, { type: 'bars' }>;

const [labelWidth, valueWidth, steps] = [58, 17, 40];
const stepWidth = (textWidth - labelWidth - valueWidth) / steps;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const borders = { top: none, bottom: none, left: none, right: none };

/** A chart of shaded cells: it prints in black, and its figures are text. */
export function bars({ title, rows }: BarsBlock): (Paragraph | Table)[] {
  const most = Math.max(...rows.map(({ value }) => value));
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 120, after: 60 },
      children: runsOf([{ text: title, italic: true }], 12),
    }),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: twips(textWidth), type: WidthType.DXA },
      columnWidths: [labelWidth, ...Array.from({ length: steps }, () => stepWidth), valueWidth].map(twips),
      borders: { ...borders, insideHorizontal: none, insideVertical: none },
      rows: rows.map((row, index) => lineOf(row, most, index < rows.length - 1)),
    }),
  ];
}

/** @param holds it stays on the page of the next: no chart is torn in two */
function lineOf({ label, value }: BarsBlock['rows'][number], most: number, holds: boolean): TableRow {
  // What isn't nothing is seen.
  const length = value === 0 ? 0 : Math.max(1, Math.round((value / most) * steps));
  return new TableRow({
    cantSplit: true,
    height: { value: twips(6.5), rule: HeightRule.ATLEAST },
    children: [
      cell(label, labelWidth, AlignmentType.RIGHT, { holds }),
      ...(length === 0
        ? []
        : [cell('', length * stepWidth, AlignmentType.LEFT, { holds, span: length, isFilled: true })]),
      ...(length === steps
        ? []
        : [cell('', (steps - length) * stepWidth, AlignmentType.LEFT, { holds, span: steps - length })]),
      cell(formatCount(value), valueWidth, AlignmentType.LEFT, { holds }),
    ],
  });
}

const cell = (
  text: string,
  width: number,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  { holds, span = 1, isFilled = false }: { holds: boolean; span?: number; isFilled?: boolean },
): TableCell =>
  new TableCell({
    columnSpan: span,
    borders: isFilled ? { ...borders, top: gapLine, bottom: gapLine } : borders,
    verticalAlign: VerticalAlignTable.CENTER,
    width: { size: twips(width), type: WidthType.DXA },
    margins: { left: 60, right: 60, top: 20, bottom: 20 },
    ...(isFilled && { shading: { type: ShadingType.CLEAR, fill: '5A5A5A', color: 'auto' } }),
    children: [
      new Paragraph({ alignment, keepNext: holds, children: runsOf([{ text }], 11), spacing: { after: 0 } }),
    ],
  });

/** White between two bars. */
const gapLine = { style: BorderStyle.SINGLE, size: 24, color: 'FFFFFF' } as const;
