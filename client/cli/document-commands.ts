import type { Command } from 'commander';
import { say } from '../language/language.js';
import { example } from './help-example.js';
import { jsonArrayOption } from './usual-options.js';

const planOption = [
  say('--plan <kế hoạch>', '--plan <plan>'),
  say('mã kế hoạch, nếu cơ sở dữ liệu có nhiều kế hoạch', 'code of the plan, if the records hold several'),
] as const;

/** The documents that leave the office; each command is loaded only when it is asked for. */
export function addDocumentCommands(program: Command): void {
  const documents = program
    .command('documents')
    .description(
      say(
        'các văn bản đã lập: tờ trình, quyết định, Bằng khen…',
        'the documents that were made: requests, decisions, certificates…',
      ),
    )
    .argument(
      say('[đợt]', '[campaign]'),
      say('một năm, ví dụ 2023, hoặc summary', 'a year, such as 2023, or summary'),
    )
    .option(...planOption)
    .option(...jsonArrayOption)
    .addHelpText(
      'after',
      example('documents', 'documents 2023 --json', 'documents save all ./van-ban', 'documents verify'),
    )
    .action(async (campaign: string | undefined, options: { plan?: string; json?: boolean }) => {
      const { runDocuments } = await import('./commands/documents.js');
      process.exitCode = await runDocuments({ ...options, campaign });
    });
  documents
    .command(say('save <đợt> <thư-mục>', 'save <campaign> <folder>'))
    .description(
      say(
        'ghi các văn bản của một đợt (hoặc all) thành tệp .docx',
        'write the documents of a campaign (or all) as .docx files',
      ),
    )
    .option(
      '--pdf',
      say('kèm bản PDF của từng văn bản, bằng LibreOffice', 'with a PDF of each, by LibreOffice'),
    )
    .addHelpText('after', example('documents save 2023 ./van-ban', 'documents save all ./van-ban --pdf'))
    .action(async (campaign: string, folder: string, _: object, command: Command) => {
      const { runSaveDocuments } = await import('./commands/documents.js');
      process.exitCode = await runSaveDocuments({ ...command.optsWithGlobals(), campaign, folder });
    });
  documents
    .command(say('blanks <đợt> <thư-mục>', 'blanks <campaign> <folder>'))
    .description(
      say(
        'chữ của Bằng khen để in lên phôi in sẵn, kèm một tờ in thử',
        'the texts of the certificates for printed blanks, with a test sheet',
      ),
    )
    .option(
      say('--positions <tệp>', '--positions <file>'),
      say(
        'vị trí từng dòng chữ, milimét (JSON); không có thì dùng vị trí thường dùng',
        'where each text stands, in millimetres (JSON); the usual places where it is left out',
      ),
    )
    .addHelpText(
      'after',
      example(
        'documents blanks 2023 ./phoi',
        'documents blanks 2023 ./phoi-2 --positions ./phoi/vi-tri.json',
      ),
    )
    .action(async (campaign: string, folder: string, _: object, command: Command) => {
      const { runBlanks } = await import('./commands/blanks.js');
      process.exitCode = await runBlanks({ ...command.optsWithGlobals(), campaign, folder });
    });
  documents
    .command('verify')
    .description(
      say(
        'lập lại từng văn bản từ cơ sở dữ liệu và đối chiếu từng byte',
        'make each document anew from the records and compare every byte',
      ),
    )
    .addHelpText('after', example('documents verify', 'documents verify --json'))
    .action(async (_: object, command: Command) => {
      const { runVerifyDocuments } = await import('./commands/documents.js');
      process.exitCode = await runVerifyDocuments(command.optsWithGlobals());
    });
}
