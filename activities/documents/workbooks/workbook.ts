import { z } from 'zod';

/** What a column's cells hold: texts, whole numbers, figures with decimals, đồng, days (`YYYY-MM-DD`), instants (epoch ms). */
const Holds = z.enum(['text', 'number', 'figure', 'money', 'day', 'moment']);
export type Holds = z.infer<typeof Holds>;

const Column = z.object({ title: z.string(), holds: Holds.default('text') });
const Cell = z.union([z.string(), z.number(), z.null()]);
export type Cell = z.infer<typeof Cell>;

const Table = z.object({
  /** The sheet's name: 31 characters at most, and none of `[]:*?/\'`. */
  name: z.string().regex(/^[^[\]:*?/\\']{1,31}$/),
  title: z.string(),
  /** What stands between title and table. */
  notes: z.array(z.string()).default([]),
  columns: z.array(Column).min(1),
  rows: z.array(z.array(Cell)),
  /** What is said where there are no rows. */
  none: z.string(),
});
export type TableDraft = z.input<typeof Table>;

/** Tables that leave the office as one file, each on a sheet of its own. */
export const Workbook = z.object({
  title: z.string(),
  author: z.string(),
  /** The day that the file gives as its own. */
  day: z.iso.date(),
  /** What says that it is of a trial or a rehearsal, and counts for nothing; null in service. */
  mark: z.string().nullable(),
  tables: z.array(Table).min(1),
});
export type Workbook = z.infer<typeof Workbook>;
export type WorkbookDraft = z.input<typeof Workbook>;
