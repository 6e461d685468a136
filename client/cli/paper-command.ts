import type { Command } from 'commander';
import { say } from '../language/language.js';
import { example } from './help-example.js';
import { jsonArrayOption, planOption } from './usual-options.js';

/** The papers of a dossier, to be completed and signed; loaded only when it is asked for. */
export function addPaperCommand(dossier: Command): void {
  dossier
    .command('papers')
    .description(
      say(
        'ghi tờ trình, biên bản họp xét và báo cáo thành tích (.docx), điền sẵn từ bản thảo hoặc hồ sơ đã nộp',
        'write the request, the minutes and the achievement reports (.docx), filled from the draft or the filed dossier',
      ),
    )
    .argument(
      say('<đợt>', '<campaign>'),
      say('một năm, ví dụ 2023, hoặc summary', 'a year, such as 2023, or summary'),
    )
    .argument(say('<đơn vị>', '<unit>'), say('mã hoặc tên đơn vị', 'code or name of the unit'))
    .argument(say('<thư mục>', '<folder>'), say('thư mục sẽ chứa các tệp', 'folder for the files'))
    .option(...planOption)
    .option(...jsonArrayOption)
    .addHelpText('after', example('dossier papers 2023 so-y-te ./ho-so-2023'))
    .action(
      async (
        campaign: string,
        unit: string,
        folder: string,
        options: { plan?: string; json?: boolean },
      ): Promise<void> => {
        const { runDossierPapers } = await import('./commands/dossier-papers.js');
        process.exitCode = await runDossierPapers({ ...options, campaign, unit, folder });
      },
    );
}
