import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Block, Row, Run } from '../sheet.js';
import { alignments, runsOf, textWidth, twips } from './measures.js';

type TableBlock = Extract<Block, { type: 'table' }>;
type Alignment = (typeof alignments)[keyof typeof alignments];

/** A table whose titles stand again on each page; no row is torn in two. */
export function bordered({ columns, rows, size }: TableBlock): Table {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => twips((share / shares) * textWidth));
  const cell = (run: Run, width: number, alignment: Alignment, columnSpan = 1): TableCell =>
    new TableCell({
      columnSpan,
      verticalAlign: VerticalAlignTable.CENTER,
      width: { size: width, type: WidthType.DXA },
      margins: { left: 80, right: 80, top: 30, bottom: 30 },
      children: [new Paragraph({ alignment, children: runsOf([run], size) })],
    });
  const lineOf = (row: Row): TableRow =>
    new TableRow({
      cantSplit: true,
      children:
        'heading' in row
          ? [cell({ text: row.heading, bold: true }, twips(textWidth), AlignmentType.LEFT, columns.length)]
          : columns.map(({ align }, index) =>
              cell(
                { text: row.cells[index] ?? '', bold: row.bold === true },
                widths[index] ?? 0,
                alignments[align],
              ),
            ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: twips(textWidth), type: WidthType.DXA },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ title }, index) =>
          cell({ text: title, bold: true }, widths[index] ?? 0, AlignmentType.CENTER),
        ),
      }),
      ...rows.map(lineOf),
    ],
  });
}
