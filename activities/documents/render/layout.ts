import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  LineRuleType,
  type ISectionOptions,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { Block, Sheet } from '../sheet.js';
import { bars } from './bars.js';
import { blankPage, framed, net, pageAnchor, withMark } from './blanks.js';
import { cornersTable, headTable, shortLine, signaturesTable, signatureTable } from './corners.js';
import { filledLines } from './filled-lines.js';
import { alignments, font, halfPoints, runsOf, textWidth, twips } from './measures.js';
import { bordered } from './tables.js';

/** Annex I of Decree 30/2020/NĐ-CP: A4, 20 mm above and below, 30 mm left, 15 mm right. */
const documentPage = {
  size: { width: twips(210), height: twips(297), orientation: PageOrientation.PORTRAIT },
  margin: {
    top: twips(20),
    bottom: twips(20),
    left: twips(30),
    right: twips(15),
    header: twips(10),
    footer: twips(10),
  },
};

const frame = { style: BorderStyle.TRIPLE, size: 24, color: 'B8860B', space: 24 } as const;

const certificatePage = {
  size: { width: twips(210), height: twips(297), orientation: PageOrientation.LANDSCAPE },
  margin: { top: twips(24), bottom: twips(18), left: twips(30), right: twips(30) },
  borders: {
    pageBorders: { display: PageBorderDisplay.ALL_PAGES, offsetFrom: PageBorderOffsetFrom.PAGE },
    pageBorderTop: frame,
    pageBorderBottom: frame,
    pageBorderLeft: frame,
    pageBorderRight: frame,
  },
};
const certificateWidth = 237;

/** The library's document of a sheet; the library counts what it makes, so the numbers in it are of one thread's life. */
export function documentOf({ title, author, form, mark, blocks }: Sheet): Document {
  const width = form === 'certificate' ? certificateWidth : textWidth;
  const placed = typeof form === 'string' ? withLastWords(blocks) : withMark(blocks, form, mark);
  const children = placed.flatMap((block) => blockOf(block, width));
  return new Document({
    title,
    creator: author,
    lastModifiedBy: author,
    styles: {
      default: { document: { run: { font, size: halfPoints(14), language: { value: 'vi-VN' } } } },
    },
    sections: [sectionOf(form, children, mark)],
  });
}

function sectionOf(
  form: Sheet['form'],
  children: (Paragraph | Table)[],
  mark: string | null,
): ISectionOptions {
  if (form === 'document') return paged(children, mark);
  return form === 'certificate'
    ? { properties: { page: certificatePage }, headers: { default: header(marked(mark)) }, children }
    : { properties: { page: blankPage(form) }, children };
}

/** No signature stands alone on a page: the paragraph before it goes with it. */
const withLastWords = (blocks: readonly Block[]): Block[] =>
  blocks.map((block, index) =>
    'holds' in block && signatures.has(blocks[index + 1]?.type) ? { ...block, holds: true } : block,
  );

const signatures: ReadonlySet<Block['type'] | undefined> = new Set(['signature', 'signatures']);

/** The number stands on each page but the first, in the middle of the upper margin. */
const paged = (children: (Paragraph | Table)[], mark: string | null): ISectionOptions => ({
  properties: { page: documentPage, titlePage: true },
  headers: {
    first: header(marked(mark)),
    default: header([
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], font, size: halfPoints(13) })],
      }),
      ...(mark === null ? [] : marked(mark)),
    ]),
  },
  children,
});

const header = (children: Paragraph[]): Header => new Header({ children });

const marked = (mark: string | null): Paragraph[] =>
  mark === null
    ? [new Paragraph({})]
    : [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: runsOf([{ text: mark, bold: true }], 11, 'B00020'),
        }),
      ];

function blockOf(block: Block, width: number): (Paragraph | Table)[] {
  switch (block.type) {
    case 'head':
      return [headTable(block), gap()];
    case 'paragraph':
      return [
        new Paragraph({
          children: runsOf(block.runs, block.size, block.colour),
          alignment: alignments[block.align],
          indent: { firstLine: twips(block.indent) },
          spacing: {
            before: block.before * 20,
            after: block.after * 20,
            line: 264,
            lineRule: LineRuleType.AUTO,
          },
          keepNext: block.holds,
          pageBreakBefore: block.begins,
          widowControl: true,
        }),
      ];
    case 'line':
      return [shortLine(block.length, block.after, width)];
    case 'table':
      return [bordered(block), gap()];
    case 'bars':
      return [...bars(block), gap()];
    case 'signature':
      return [signatureTable(block)];
    case 'signatures':
      return [signaturesTable(block)];
    case 'fill':
      return filledLines(block);
    case 'corners':
      return [cornersTable(block, width)];
    case 'page':
      return [pageAnchor(block)];
    case 'frame':
      return [framed(block)];
    case 'net':
      return [net(block)];
  }
}

/** Two tables that touch would be one. */
const gap = (): Paragraph => new Paragraph({ children: runsOf([{ text: '' }], 6), spacing: { after: 60 } });
