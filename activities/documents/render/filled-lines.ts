import { AlignmentType, LeaderType, LineRuleType, Paragraph, TabStopType, TextRun } from 'docx';
import type { Block } from '../sheet.js';
import { font, halfPoints, runsOf, textWidth, twips } from './measures.js';

const size = 14;
const usualIndent = 12.7;

/** What is known after its label; where nothing is, dots up to the margin, line after line. */
export function filledLines({ label, value, lines, holds }: Extract<Block, { type: 'fill' }>): Paragraph[] {
  if (value !== null)
    return [
      paragraph(runsOf([{ text: label === '' ? value : `${label}: ${value}` }], size), {
        indent: usualIndent,
        holds,
      }),
    ];
  const [first, ...others] = Array.from({ length: lines }, () => dots());
  const labelled = label === '' ? [] : runsOf([{ text: `${label}: ` }], size);
  return [
    paragraph([...labelled, ...(first === undefined ? [] : [first])], { indent: usualIndent, holds }),
    ...others.map((it) => paragraph([it], { indent: 0, holds })),
  ];
}

const dots = (): TextRun => new TextRun({ text: '\t', font, size: halfPoints(size) });

const paragraph = (children: TextRun[], { indent, holds }: { indent: number; holds: boolean }): Paragraph =>
  new Paragraph({
    children,
    alignment: AlignmentType.LEFT,
    indent: { firstLine: twips(indent) },
    tabStops: [{ type: TabStopType.RIGHT, position: twips(textWidth), leader: LeaderType.DOT }],
    spacing: { after: 120, line: 264, lineRule: LineRuleType.AUTO },
    keepNext: holds,
    widowControl: true,
  });
