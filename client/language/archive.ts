import {
  type ArchiveStanding,
  archiveDanger as inVietnamese,
} from '../../activities/records/reads/archive.js';
import { formatMoment } from './amounts.js';
import { say } from './language.js';

/** The danger in which histories are, and what to do. */
export const archiveDanger = (standing: ArchiveStanding): string =>
  say(inVietnamese(standing), inEnglish(standing));

const inEnglish = ({ keptUntil, retentionDays }: ArchiveStanding): string =>
  `Histories of workflows are kept only up to ${formatMoment(keptUntil)}; the Temporal server deletes ended workflows ` +
  `after ${String(Math.round(retentionDays * 10) / 10)} days. ` +
  'Let the program ("npm start") run on and look at the errors in its log; ' +
  'if there is no time for that, keep them longer (temporal operator namespace update --retention).';
