import { basename, join } from 'node:path';
import { renderSheet } from '../../../activities/documents/render/render.js';
import { unitPapers } from '../../officials/dossier/papers.js';
import { writeDocuments } from '../../officials/documents.js';
import { planOfRecords } from '../../plan-of-records.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { dossierAt } from '../dossier-at.js';
import { fileTaken } from '../problems.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';

export interface PapersOptions {
  campaign: string;
  unit: string;
  folder: string;
  plan?: string | undefined;
  json?: boolean | undefined;
}

/** `thidua dossier papers`: a unit's request, minutes and reports, filled with what it entered. @returns the exit status */
export const runDossierPapers = (
  options: PapersOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  withRecords(surroundings, async (records): Promise<Ending> => {
    const chosen = await planOfRecords(records, options.plan);
    if ('sentence' in chosen) return { ...chosen, status: atFault };
    const at = await dossierAt(records, chosen.plan, options);
    if (!('unit' in at)) return at;
    const files = [];
    for (const { file, sheet } of await unitPapers(records, { plan: chosen.plan, ...at }))
      files.push({ path: join(options.folder, file), bytes: await renderSheet(sheet) });
    const written = await writeDocuments(files);
    if ('taken' in written) return fileTaken(written.taken);
    if (options.json === true) return { text: `${JSON.stringify(written.files, undefined, 2)}\n` };
    return {
      text: say(
        `Đã ghi vào ${options.folder}: ${files.map(({ path }) => basename(path)).join(', ')}. Hoàn chỉnh, ký, đóng dấu rồi nộp bản quét.\n`,
        `Written to ${options.folder}: ${files.map(({ path }) => basename(path)).join(', ')}. Complete, sign and seal them, then file the scans.\n`,
      ),
    };
  });
