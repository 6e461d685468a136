import { type Command, CommanderError } from 'commander';
import { say, typedWords } from '../language/language.js';
import type { ImportOptions } from './commands/import.js';
import { anyPlanOption } from './usual-options.js';

/** What ended before this program came; the command is loaded only when it is asked for. */
export async function addImportCommands(program: Command): Promise<void> {
  const isAsked = typedWords.slice(0, 2).includes('import');
  program
    .command(say('import [nguồn]', 'import [source]'))
    .description(
      say(
        'nhập các đợt khen thưởng đã qua từ các tệp CSV trong một thư mục, hoặc từ một tệp .xlsx, vào cơ sở dữ liệu và sổ khen thưởng',
        'import past campaigns into records and ledger, from the CSV files of a folder or from an .xlsx file',
      ),
    )
    .option('--yes', say('nhập mà không hỏi', 'import without asking'))
    .option(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do, được ghi vào nhật ký', 'reason, kept in the audit'),
    )
    .option(
      say('--by <người>', '--by <person>'),
      say('người thực hiện; nếu không nêu: tên tài khoản', "who does this; if not given: the account's name"),
    )
    .option(...anyPlanOption)
    .option('--json', say('in một đối tượng JSON; không hỏi', 'print a JSON object; ask nothing'))
    .option(
      say('--template <nơi>', '--template <place>'),
      say(
        'chỉ tạo một tệp .xlsx trống, hoặc các tệp CSV trong một thư mục, kèm hướng dẫn',
        'only make an empty .xlsx file, or the CSV files in a folder, with explanations',
      ),
    )
    .addHelpText('after', isAsked ? (await import('./show/import-report.js')).importHelp : '')
    .action(async (source: string | undefined, options: ImportOptions & { template?: string }) => {
      const commands = await import('./commands/import.js');
      const { template, plan } = options;
      if (template !== undefined) process.exitCode = await commands.runImportTemplate(template, plan);
      else if (source === undefined)
        throw new CommanderError(2, 'commander.missingArgument', say("missing 'nguồn'", "missing 'source'"));
      else process.exitCode = await commands.runImport(source, options);
    });
}
