import { z } from 'zod';
import { clockMode } from '../../../activities/records/database/business-time.js';
import { formatCount } from '../../../workflows/rules/money.js';
import { readConfiguration } from '../../../worker/configuration.js';
import { configurationSentences } from '../../language/part-problems.js';
import { FolderTaken } from '../../evidence/export/folder.js';
import { type Exported, exportEvidence } from '../../evidence/export/write.js';
import { planOfRecords } from '../../plan-of-records.js';
import { campaignName, clockMark, planName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { ownSurroundings, readCampaign, type Surroundings } from '../asking.js';
import { commandSentence } from '../problems.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';

export interface ExportOptions {
  /** `2023`, `summary` or `all`. */
  campaign: string;
  folder: string;
  plan?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `thidua export`: a campaign's evidence, or all of it, in a folder of plain files that appears whole or not at all.
 * @returns the exit status: 0, or 2 where the campaign or the folder can't be used
 */
export function runExport(
  options: ExportOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const { environment } = surroundings;
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const chosen = await planOfRecords(records, options.plan);
    if ('sentence' in chosen) return { sentence: chosen.sentence, status: atFault };
    const { plan } = chosen;
    const isAll = options.campaign === 'all';
    const read = readCampaign(isAll ? undefined : options.campaign, plan);
    if (!read.ok) return { sentence: commandSentence(read.problem), status: atFault };
    const campaign = read.campaign ?? null;
    const configured = readConfiguration(environment);
    if (!configured.ok)
      return { sentence: configurationSentences(configured.problems).join('\n'), status: atFault };
    const told = {
      what:
        campaign === null ? say('toàn bộ phong trào', 'the whole movement') : campaignName(plan, campaign),
      plan: planName(plan),
      mark: clockMark((await clockMode(records)).mode),
    };
    const { folder } = options;
    const sender = configured.configuration.mailFrom;
    try {
      const exported = await exportEvidence(records, { plan: plan.plan, campaign }, { folder, sender, told });
      return {
        text:
          options.json === true ? `${JSON.stringify(exported, undefined, 2)}\n` : summaryOf(folder, exported),
      };
    } catch (error) {
      const sentence = sentenceOf(error, folder);
      if (sentence === null) throw error;
      return { sentence, status: atFault };
    }
  });
}

const summaryOf = (folder: string, { files, letters, histories, digest }: Exported): string =>
  say(
    `Đã xuất ${formatCount(files)} tệp vào ${folder}: ${formatCount(letters)} thư, ${formatCount(histories)} lịch sử luồng việc.
Trong đó có họ tên và mã định danh: hãy bảo quản như hồ sơ khen thưởng. Đọc DOC-TRUOC.txt trước.
Mã băm của toàn bộ (nên ghi vào biên bản bàn giao): ${digest}
Kiểm tra: python3 ${folder.replace(/\/$/, '')}/verify.py
`,
    `${formatCount(files)} files were exported to ${folder}: ${formatCount(letters)} letters, ${formatCount(histories)} workflow histories.\nThey hold names and identity numbers: keep them like award dossiers. Read DOC-TRUOC.txt first (in Vietnamese).\nDigest of the whole (note it in the minutes of the handover): ${digest}\nTo check: python3 ${folder.replace(/\/$/, '')}/verify.py\n`,
  );

const System = z.object({ code: z.enum(['EACCES', 'ENOSPC', 'EROFS', 'ENOTDIR', 'EPERM', 'EDQUOT']) });

function sentenceOf(error: unknown, folder: string): string | null {
  if (error instanceof FolderTaken)
    return say(
      `Thư mục ${folder} đã có tệp, hoặc không phải thư mục. Hãy chọn một thư mục mới hoặc trống.`,
      `The folder ${folder} holds files already, or is no folder. Choose a new or empty one.`,
    );
  const { data } = System.safeParse(error);
  return data === undefined
    ? null
    : say(
        `Không ghi được vào ${folder} (${data.code}); chưa có gì được ghi ở đó.`,
        `${folder} cannot be written (${data.code}); nothing was written there.`,
      );
}
