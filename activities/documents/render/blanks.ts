import {
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  type ISectionPropertiesOptions,
  PageOrientation,
  Paragraph,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { Block, Sheet } from '../sheet.js';
import { alignments, runsOf, twips } from './measures.js';

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>;
type Blank = Exclude<Sheet['form'], string>;

/** A blank's page: texts stand where they are put, so it has no margins. */
export const blankPage = ({ width, height }: Blank): NonNullable<ISectionPropertiesOptions['page']> => ({
  // Of a page that lies the library takes the shorter side as its width.
  size:
    width > height
      ? { width: twips(height), height: twips(width), orientation: PageOrientation.LANDSCAPE }
      : { width: twips(width), height: twips(height), orientation: PageOrientation.PORTRAIT },
  margin: { top: 0, bottom: 0, left: 0, right: 0, header: 0, footer: 0 },
});

/** The line from which a page's frames hang. */
export const pageAnchor = ({ begins }: BlockOf<'page'>): Paragraph =>
  new Paragraph({ children: runsOf([{ text: '' }], 1), pageBreakBefore: begins, spacing: { after: 0 } });

const thin = { style: BorderStyle.SINGLE, size: 4, color: '1A5FB4', space: 0 } as const;

/** A text at its place. */
export const framed = ({ x, y, width, align, size, isOutlined, runs }: BlockOf<'frame'>): Paragraph =>
  new Paragraph({
    children: runsOf(runs, size),
    alignment: alignments[align],
    spacing: { before: 0, after: 0 },
    frame: {
      type: 'absolute',
      position: { x: twips(x), y: twips(y) },
      width: twips(width),
      wrap: FrameWrap.THROUGH,
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    },
    ...(isOutlined && { border: { top: thin, bottom: thin, left: thin, right: thin } }),
  });

/** On each page of what isn't in earnest its mark, at the upper edge: a header would move the rest. */
export const withMark = (blocks: readonly Block[], { width }: Blank, mark: string | null): Block[] =>
  blocks.flatMap((block): Block[] =>
    block.type !== 'page' || mark === null
      ? [block]
      : [
          block,
          {
            type: 'frame',
            ...{ x: 0, y: 4, width, align: 'centre', size: 11, isOutlined: false },
            runs: [{ text: mark, bold: true }],
          },
        ],
  );

const faint = { style: BorderStyle.SINGLE, size: 2, color: 'C8C8C8' } as const;
const cellSide = 10;

/** Squares of a centimetre from the page's corner, the first of each row and column numbered in millimetres. */
export function net({ width, height }: BlockOf<'net'>): Table {
  const columns = Math.floor(width / cellSide);
  const rows = Math.floor(height / cellSide);
  const labelOf = (row: number, column: number): string =>
    row === 0 ? String(column * cellSide) : column === 0 ? String(row * cellSide) : '';
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: Array.from({ length: columns }, () => twips(cellSide)),
    float: {
      horizontalAnchor: TableAnchorType.PAGE,
      verticalAnchor: TableAnchorType.PAGE,
      absoluteHorizontalPosition: 1,
      absoluteVerticalPosition: 1,
    },
    width: { size: twips(columns * cellSide), type: WidthType.DXA },
    borders: {
      ...{ top: faint, bottom: faint, left: faint, right: faint },
      ...{ insideHorizontal: faint, insideVertical: faint },
    },
    rows: Array.from(
      { length: rows },
      (_row, row) =>
        new TableRow({
          height: { value: twips(cellSide), rule: HeightRule.EXACT },
          children: Array.from(
            { length: columns },
            (_column, column) =>
              new TableCell({
                margins: { left: 0, right: 0, top: 0, bottom: 0 },
                width: { size: twips(cellSide), type: WidthType.DXA },
                children: [
                  new Paragraph({ children: runsOf([{ text: labelOf(row, column) }], 6, '808080') }),
                ],
              }),
          ),
        }),
    ),
  });
}
