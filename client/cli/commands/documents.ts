import { fileName, kindName } from '../../../activities/documents/kinds.js';
import { type Difference, differences, makeDueDocuments } from '../../../activities/documents/make.js';
import type { Records } from '../../../activities/records/database/open.js';
import { documentRows } from '../../../activities/records/reads/documents.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { say } from '../../language/language.js';
import { planOfRecords } from '../../plan-of-records.js';
import { ownSurroundings, readCampaign, type Surroundings } from '../asking.js';
import { commandSentence, fileTaken } from '../problems.js';
import { atFault, type Ending, outOfReach, refusedByRules, withRecords } from '../records-at-hand.js';
import { saveDocuments } from '../../officials/documents.js';
import { type Converted, digestsFile, saveAsPdf } from '../../officials/pdf.js';
import { joined, table, widthOf } from '../terminal/tables.js';
import { campaignLabel } from '../../officials/words.js';

interface Options {
  /** `2023`, `summary`, or `all`. */
  campaign?: string | undefined;
  plan?: string | undefined;
  json?: boolean | undefined;
}

type Work = (records: Records, of: { plan: Plan; campaign: string | undefined }) => Promise<Ending>;

/** Makes what is due, then does a command's work on one campaign's documents, or on all. */
const onDocuments = (options: Options, surroundings: Surroundings, work: Work): Promise<number> =>
  onKept(options, surroundings, async (records, of) => {
    await makeDueDocuments(records, of.plan.plan);
    return work(records, of);
  });

/** The same with what is kept already. */
function onKept(
  { plan: code, campaign: given }: Options,
  surroundings: Surroundings,
  work: Work,
): Promise<number> {
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const chosen = await planOfRecords(records, code);
    if ('sentence' in chosen) return { sentence: chosen.sentence, status: atFault };
    const { plan } = chosen;
    const read = readCampaign(given === 'all' ? undefined : given, plan);
    if (!read.ok) return { sentence: commandSentence(read.problem), status: atFault };
    return work(records, { plan, campaign: read.campaign ?? undefined });
  });
}

const columns = [
  { title: say('Đợt', 'Campaign') },
  { title: say('Ngày', 'Date') },
  { title: say('Văn bản', 'Document'), flexible: true },
  { title: say('Lần', 'No.'), align: 'right' },
  { title: say('Mã băm', 'Digest') },
] as const;

/** `thidua documents`: the documents that were made. @returns the exit status */
export const runDocuments = (
  options: Options,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  onDocuments(options, surroundings, async (records, { plan, campaign }) => {
    const rows = await documentRows(records, { plan: plan.plan, campaign });
    if (options.json === true) return { text: `${JSON.stringify(rows, undefined, 2)}\n` };
    if (rows.length === 0) return { text: say('Chưa có văn bản nào.\n', 'There are no documents yet.\n') };
    const cells = rows.map((it) => [
      campaignLabel(it.campaign),
      formatDay(it.day),
      kindName(it.kind),
      String(it.number),
      it.digest.slice(0, 12),
    ]);
    return { text: joined(table(columns, cells, widthOf(surroundings.out))) };
  });

/** `thidua documents save`: the documents as files, a folder a campaign. @returns the exit status */
export const runSaveDocuments = (
  options: Options & { folder: string; pdf?: boolean | undefined },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  onDocuments(options, surroundings, async (records, { plan, campaign }) => {
    const { folder } = options;
    const saved = await saveDocuments(records, { plan: plan.plan, campaign }, folder);
    if ('taken' in saved) return fileTaken(saved.taken);
    const converted =
      options.pdf === true ? await saveAsPdf(saved.files, surroundings.environment) : { files: [] };
    if ('problem' in converted) return unconverted(converted, saved.files.length);
    const files = [...saved.files, ...converted.files];
    if (options.json === true) return { text: `${JSON.stringify(files, undefined, 2)}\n` };
    const count = saved.files.length;
    return {
      text: `${options.pdf === true ? withPdf(count, folder) : say(`Đã ghi ${count} văn bản vào ${folder}.`, `${count} documents were written to ${folder}.`)}\n`,
    };
  });

const withPdf = (count: number, folder: string): string =>
  say(
    `Đã ghi ${count} văn bản vào ${folder}, kèm bản PDF; mã băm của từng tệp ở ${digestsFile}.`,
    `${count} documents were written to ${folder}, each with its PDF; the digests are in ${digestsFile}.`,
  );

/** The documents stand there; why their PDFs don't. */
function unconverted(problem: Exclude<Converted, { files: string[] }>, count: number): Ending {
  const written = say(`Đã ghi ${count} văn bản .docx. `, `${count} .docx documents were written. `);
  switch (problem.problem) {
    case 'no-office':
      return {
        sentence: `${written}${say('Không có bản PDF: máy này chưa có LibreOffice (lệnh soffice). Hãy cài LibreOffice Writer rồi chạy lại.', 'There is no PDF: this machine has no LibreOffice (command soffice). Install LibreOffice Writer and run again.')}`,
        status: outOfReach,
      };
    case 'failed':
      return {
        sentence: `${written}${say('LibreOffice không chuyển được sang PDF', 'LibreOffice could not make the PDF')}: ${problem.said}`,
        status: outOfReach,
      };
    case 'taken':
      return {
        sentence: `${written}${say(
          `${problem.path} đã có và không phải là bản do chương trình này chuyển; chưa ghi bản PDF nào. Hãy chọn thư mục khác.`,
          `${problem.path} exists and isn't what this program made; no PDF was written. Choose another folder.`,
        )}`,
        status: atFault,
      };
  }
}

/** `thidua documents verify`: each document made anew. @returns the exit status: 3 where any comes out otherwise */
export const runVerifyDocuments = (
  options: Options,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  onKept({ ...options, campaign: undefined }, surroundings, async (records, { plan }) => {
    const kept = await documentRows(records, { plan: plan.plan });
    const found = await differences(records, plan.plan);
    const status = found.length === 0 ? 0 : refusedByRules;
    if (options.json === true) {
      const json = found.map(({ document, why }) => ({ key: document.key, why }));
      return {
        text: `${JSON.stringify({ documents: kept.length, differences: json }, undefined, 2)}\n`,
        status,
      };
    }
    if (found.length > 0) return { text: joined(found.map(differenceLine)), status };
    return {
      text: say(
        `Đã lập lại ${kept.length} văn bản: không văn bản nào khác.\n`,
        `${kept.length} documents were made anew: none is different.\n`,
      ),
    };
  });

const nameOf = ({ campaign, kind, number }: Difference['document']): string =>
  `${campaign}/${fileName({ kind, number })}`;

function differenceLine({ document, why }: Difference): string {
  const name = nameOf(document);
  switch (why) {
    case 'other-bytes':
      return say(
        `${name}: lập lại thì khác bản đã giữ.`,
        `${name}: made anew, it is another than the one kept.`,
      );
    case 'other-template':
      return say(
        `${name}: lập theo mẫu cũ (${document.template}).`,
        `${name}: made by an earlier template (${document.template}).`,
      );
    case 'missing':
      return say(
        `${name}: sổ có việc dẫn đến văn bản này nhưng không còn (hoặc chưa) được giữ; «thidua documents» lập những văn bản chưa lập.`,
        `${name}: an act of the audit leads to it, but it is no longer (or not yet) kept; «thidua documents» makes what was not made.`,
      );
    case 'no-moment':
      return say(
        `${name}: không có việc nào trong sổ dẫn đến văn bản này.`,
        `${name}: no act of the audit leads to it.`,
      );
  }
}
