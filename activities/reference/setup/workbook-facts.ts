import { z } from 'zod';
import { SpoiledCell } from './cells.js';

/** Why nothing of a workbook was read. */
export const WorkbookFault = z.enum([
  'workbook.empty',
  'workbook.old',
  'workbook.locked',
  'workbook.other',
  'workbook.damaged',
  'workbook.too-large',
  'workbook.too-slow',
]);
export type WorkbookFault = z.infer<typeof WorkbookFault>;

const ReadWorkbook = z.object({
  ok: z.literal(true),
  sheets: z.array(z.object({ name: z.string(), grid: z.array(z.array(z.string().or(SpoiledCell))) })),
});

/** A workbook's sheets in their order, or why there are none. */
export const ParsedWorkbook = z.union([
  ReadWorkbook,
  z.object({ ok: z.literal(false), code: WorkbookFault }),
]);
export type ParsedWorkbook = z.infer<typeof ParsedWorkbook>;
export type WorkbookSheet = z.infer<typeof ReadWorkbook>['sheets'][number];
