import { readFileSync } from 'node:fs';
import { z } from 'zod';

const PaperKind = z.enum(['request', 'minutes', 'achievement']);
/** As which paper a part of a dossier can be made. */
export type PaperKind = z.infer<typeof PaperKind>;

const Table = z.record(z.string(), z.record(z.string(), PaperKind));
const table = Table.parse(JSON.parse(readFileSync(new URL('./papers.json', import.meta.url), 'utf8')));

/** The paper of a part of a plan's dossier (`papers.json`), by its code; undefined: the unit writes it all by itself. */
export const paperKindOf = (plan: string, component: string): PaperKind | undefined =>
  new Map(Object.entries(table[plan] ?? {})).get(component);
