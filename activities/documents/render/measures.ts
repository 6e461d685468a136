import { AlignmentType, type IRunOptions, TextRun } from 'docx';
import type { Run } from '../sheet.js';
import { writable } from '../writable.js';

export const font = 'Times New Roman';

/** The width of the text between the margins, in millimetres. */
export const textWidth = 165;

/** Millimetres as the twentieths of a point that Word measures in. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
export const halfPoints = (points: number): number => Math.round(points * 2);

export const alignments = {
  left: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const;

/** The pieces of a paragraph in the library's form. */
export const runsOf = (runs: readonly Run[], size: number, color?: string): TextRun[] =>
  runs.flatMap((run) =>
    writable(run.text)
      .split('\n')
      .map((line, index) => {
        const options: IRunOptions = {
          text: line,
          bold: run.bold === true,
          italics: run.italic === true,
          size: halfPoints(size),
          font,
          ...(color !== undefined && { color }),
          ...(index > 0 && { break: 1 }),
        };
        return new TextRun(options);
      }),
  );
