import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { FileAltered, findFile, readFileChunks } from '../../../activities/records/filings/files.js';
import {
  type DossierAct,
  dossierActs,
  type DossierVersion,
  dossierVersions,
} from '../../../activities/records/reads/dossier-history.js';
import type { DossierStanding } from '../../../workflows/api/effects.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { endingOf } from '../../officials/dossier/files.js';
import { actLine } from '../../officials/dossier-show.js';
import { planOfRecords } from '../../plan-of-records.js';
import { statusName } from '../../language/names.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { type DossierAt, dossierAt, standingAt } from '../dossier-at.js';
import { deadlineOf, deadlineText } from '../../officials/dossier-deadline.js';
import { contentLines } from '../../officials/dossier-missing.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';
import { campaignTitle } from '../../officials/words.js';

export interface ShowOptions {
  campaign: string;
  unit: string;
  /** A version's receipt, or how it begins; the current one where it is left out. */
  version?: string | undefined;
  /** The folder into which that version's files are written. */
  out?: string | undefined;
  plan?: string | undefined;
  json?: boolean | undefined;
}

/** `thidua dossier show`: how a dossier stands, its versions and what was done about it; `--out` writes its files. @returns the exit status */
export function runDossierShow(
  options: ShowOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return withRecords(surroundings, async (records) => {
    const chosen = await planOfRecords(records, options.plan);
    if ('sentence' in chosen) return { ...chosen, status: atFault };
    const at = await dossierAt(records, chosen.plan, options);
    if (!('unit' in at)) return at;
    const standing = await standingAt(records, chosen.plan, at);
    return 'cutoff' in standing ? shown(records, chosen.plan, { at, standing }, options) : standing;
  });
}

interface Shown {
  at: DossierAt;
  standing: DossierStanding;
}

async function shown(
  records: Records,
  plan: Plan,
  { at, standing }: Shown,
  options: ShowOptions,
): Promise<Ending> {
  const key = { plan: plan.plan, campaign: at.campaign, unit: at.unit.code };
  const versions = await dossierVersions(records, key);
  if (options.out !== undefined)
    return writeVersion(records, versions, standing, options.out, options.version);
  const acts = await dossierActs(records, key);
  if (options.json === true)
    return { text: `${JSON.stringify(report(standing, versions, acts), undefined, 2)}\n` };
  const lines = [
    say(
      `${campaignTitle(plan, at.campaign)} – hồ sơ của ${at.unit.name}`,
      `${campaignTitle(plan, at.campaign)} – dossier of ${at.unit.name}`,
    ),
    say(
      `Trạng thái: ${statusName(standing.status)}. Hạn nộp: trước ${deadlineText(deadlineOf(standing))}.`,
      `Status: ${statusName(standing.status)}. Deadline: before ${deadlineText(deadlineOf(standing))}.`,
    ),
    ...(versions.length === 0
      ? [say('Chưa có bản nào được nộp.', 'No version has been filed.')]
      : ['', say('Các bản đã nộp:', 'Versions filed:')]),
    ...versions.flatMap((it) => versionLines(it, standing)),
    ...(acts.length === 0 ? [] : ['', say('Diễn biến:', 'What happened:')]),
    ...acts.map((it) => `- ${actLine(plan, it)}`),
  ];
  return { text: `${lines.join('\n')}\n` };
}

function versionLines(version: DossierVersion, { current }: DossierStanding): string[] {
  const { receipt, receivedAt, filedBy, refused } = version;
  const isCurrent = current?.receipt === receipt;
  const mark = isCurrent
    ? say(' – bản hiện hành', ' – the current version')
    : refused === null
      ? ''
      : say(' – không được nhận', ' – not accepted');
  const by = `${filedBy.person}${filedBy.unit === null ? '' : ` (${filedBy.unit})`}`;
  const head = say(
    `- ${formatMoment(receivedAt)}, biên nhận ${receipt}, người nộp ${by}${mark}`,
    `- ${formatMoment(receivedAt)}, receipt ${receipt}, filed by ${by}${mark}`,
  );
  return isCurrent ? [head, ...contentLines(version.content)] : [head];
}

const report = (standing: DossierStanding, versions: DossierVersion[], acts: DossierAct[]) => ({
  unit: standing.unit,
  filer: standing.filer,
  status: standing.status,
  deadline: businessInstant(deadlineOf(standing)),
  completeBy: standing.completeBy,
  current: standing.current?.receipt ?? null,
  versions: versions.map((it) => ({ ...it, receivedAt: businessInstant(it.receivedAt) })),
  acts,
});

/** Writes a version's files into a folder; what is there already is left alone. */
async function writeVersion(
  records: Records,
  versions: readonly DossierVersion[],
  { current }: DossierStanding,
  folder: string,
  named: string | undefined,
): Promise<Ending> {
  const wanted = named ?? current?.receipt;
  const [version, other] = versions.filter(
    ({ receipt }) => wanted !== undefined && receipt.startsWith(wanted),
  );
  if (version === undefined || other !== undefined) {
    const known = versions.map(({ receipt }) => receipt).join(', ');
    return {
      sentence: say(
        `Không rõ bản nào: nêu --version <biên nhận>; các bản: ${known || 'chưa có'}.`,
        `It is not clear which version: give --version <receipt>; versions: ${known || 'none'}.`,
      ),
      status: atFault,
    };
  }
  const lines: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [index, { component, nominee, digest }] of version.content.documents.entries()) {
      if (digest === undefined) continue;
      const stem = [String(index + 1).padStart(2, '0'), component, nominee].filter(Boolean).join('-');
      lines.push(await writeFileOf(records, digest, join(folder, stem.replace(/[^\p{L}\p{N}._-]/gu, '_'))));
    }
  } catch (error) {
    if (error instanceof FileAltered)
      return {
        sentence: say(
          `Tệp ${error.digest} trong sổ không còn nguyên vẹn; báo cho người vận hành.`,
          `The stored file ${error.digest} is damaged; tell the operator.`,
        ),
        status: 1,
      };
    const reason = error instanceof Error ? error.message : String(error);
    return {
      sentence: say(`Không ghi được vào ${folder}: ${reason}.`, `${folder} cannot be written: ${reason}.`),
      status: atFault,
    };
  }
  return {
    text:
      lines.length === 0
        ? say('Bản này không có tệp kèm theo.\n', 'This version has no attached files.\n')
        : `${lines.join('\n')}\n`,
  };
}

async function writeFileOf(records: Records, digest: string, stem: string): Promise<string> {
  const file = await findFile(records, digest);
  if (file === null) throw new FileAltered(digest);
  const path = `${stem}${endingOf(file.type)}`;
  const target = createWriteStream(path, { flags: 'wx' });
  try {
    await pipeline(Readable.from(readFileChunks(records, file)), target);
  } catch (error) {
    if (error instanceof FileAltered) await rm(path, { force: true });
    throw error;
  }
  return `${path}  (${file.size} byte, SHA-256 ${digest})`;
}
