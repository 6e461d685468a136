import { FileAltered } from '../../activities/records/filings/files.js';
import type { Records } from '../../activities/records/database/open.js';
import type { DossierContent } from '../../workflows/api/messages.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { dossierFaultSentence } from '../officials/dossier/faults.js';
import { keepFiles } from '../officials/dossier/files.js';
import { prepareDossier } from '../officials/dossier/prepare.js';
import { say } from '../language/language.js';
import type { DossierAt } from './dossier-at.js';
import { atFault, type Ending } from './records-at-hand.js';

/** What a dossier's folder holds, its files kept in the records; or how the command ends, with every fault. */
export async function prepared(
  records: Records,
  path: string,
  plan: Plan,
  { campaign }: Pick<DossierAt, 'campaign'>,
): Promise<DossierContent | Ending> {
  const read = await prepareDossier(path, plan, campaign);
  if ('faults' in read) {
    const faults = read.faults.map((it) => `  – ${dossierFaultSentence(it)}`);
    return {
      sentence: [
        say('Hồ sơ có sai sót nên chưa lưu gì:', 'The dossier has faults; nothing was saved:'),
        ...faults,
      ].join('\n'),
      status: atFault,
    };
  }
  try {
    await keepFiles(records, read.files);
  } catch (error) {
    if (!(error instanceof FileAltered)) throw error;
    return {
      sentence: say(
        'Một tệp vừa thay đổi trong khi đọc; đề nghị làm lại.',
        'A file changed while it was read; do it again.',
      ),
      status: atFault,
    };
  }
  return read.content;
}
