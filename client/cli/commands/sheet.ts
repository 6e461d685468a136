import { sha256 } from '../../../activities/records/database/digest.js';
import { planOf } from '../../../activities/records/registry/plans.js';
import { say } from '../../language/language.js';
import { writeNew } from '../../officials/new-file.js';
import {
  type Kind,
  sheetCodes,
  sheetFileName,
  sheetKinds,
  type SheetKind,
  sheetOf,
} from '../../officials/sheets/tables.js';
import { planOfRecords } from '../../plan-of-records.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { campaignGiven, GivenWrong, namedOf, orGivenWrong } from '../given.js';
import { atFault, withRecords } from '../records-at-hand.js';

export interface SheetOptions {
  table: string;
  campaign?: string | undefined;
  file?: string | undefined;
  plan?: string | undefined;
  json?: boolean | undefined;
}

const kinds = (): { code: SheetKind; name: string; needsCampaign: boolean }[] =>
  sheetCodes.map((code) => {
    const { words, needsCampaign }: Kind = sheetKinds[code];
    return { code, name: say(...words), needsCampaign };
  });

/** What `--help` says of the tables. */
export const sheetHelp = (): string =>
  [
    '',
    say('Các bảng:', 'Tables:'),
    ...kinds().map(({ code, name, needsCampaign }) => {
      const of = needsCampaign ? '' : say(' (không nêu đợt: tất cả)', ' (without a campaign: all)');
      return `  ${code.padEnd(12)} ${name}${of}`;
    }),
  ].join('\n');

const isFileName = (given: string): boolean => /\.xlsx$/i.test(given);

/** `thidua sheet TABLE [CAMPAIGN] [FILE]`: a table of the records as a spreadsheet. @returns the exit status */
export const runSheet = (
  options: SheetOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  withRecords(surroundings, (records) =>
    orGivenWrong(async () => {
      const chosen = await planOfRecords(records, options.plan);
      if ('sentence' in chosen) return { ...chosen, status: atFault };
      const { code: kind, needsCampaign } = namedOf(say('bảng', 'table'), options.table, kinds());
      // `sheet ledger so.xlsx`: what ends so is no campaign.
      const isFile = options.file === undefined && isFileName(options.campaign ?? '');
      const named = isFile ? undefined : options.campaign;
      const campaign = named === undefined ? undefined : campaignGiven(chosen.plan, named);
      if (campaign === undefined && needsCampaign)
        throw new GivenWrong(
          say(
            `Bảng ${kind} là của một đợt: hãy nêu đợt, ví dụ «thidua sheet ${kind} summary».`,
            `The table ${kind} is of one campaign: name it, as in «thidua sheet ${kind} summary».`,
          ),
        );
      const file = (isFile ? options.campaign : options.file) ?? sheetFileName(kind, campaign);
      if (!isFileName(file))
        throw new GivenWrong(
          say(`Tên tệp “${file}” phải kết thúc bằng .xlsx.`, `The file's name “${file}” must end in .xlsx.`),
        );
      const plan = campaign === undefined ? chosen.plan : await planOf(records, chosen.plan.plan, campaign);
      const { bytes, rows } = await sheetOf(kind, { records, plan, campaign });
      const fault = await writeNew(file, bytes);
      if (fault !== null) return { sentence: fault, status: atFault };
      if (options.json === true) {
        const json = { file, table: kind, campaign: campaign ?? null, rows, digest: sha256(bytes) };
        return { text: `${JSON.stringify(json, undefined, 2)}\n` };
      }
      return {
        text: say(
          `Đã ghi ${String(rows)} dòng vào ${file}.\n`,
          `${String(rows)} rows were written to ${file}.\n`,
        ),
      };
    }),
  );
