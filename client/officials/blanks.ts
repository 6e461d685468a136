import { join } from 'node:path';
import type { Positions } from '../../activities/documents/blanks/positions.js';
import { makeBlanks } from '../../activities/documents/blanks/make.js';
import type { Records } from '../../activities/records/database/open.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';
import { writeDocuments } from './documents.js';

/** The files of printed blanks in a folder. */
const blankFiles = {
  certificates: 'bang-khen-tren-phoi.docx',
  test: 'to-in-thu.docx',
  positions: 'vi-tri.json',
} as const;

export type SavedBlanks = Awaited<ReturnType<typeof writeDocuments>> | 'undecided';

/**
 * Writes the texts of a campaign's certificates for printed blanks, the page to try them with, and the positions they go by
 * into a folder. A file that stands there with other contents stops all of it.
 */
export async function saveBlanks(
  records: Records,
  of: { plan: string; campaign: CampaignKey },
  positions: Positions,
  folder: string,
): Promise<SavedBlanks> {
  const made = await makeBlanks(records, of, positions);
  if (made === null) return 'undecided';
  const kept = Buffer.from(`${JSON.stringify(positions, undefined, 2)}\n`);
  return writeDocuments([
    { path: join(folder, blankFiles.certificates), bytes: made.certificates },
    { path: join(folder, blankFiles.test), bytes: made.test },
    { path: join(folder, blankFiles.positions), bytes: kept },
  ]);
}
