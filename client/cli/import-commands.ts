import { type Command, CommanderError } from 'commander';
import { say } from '../language/language.js';
import type { ImportOptions } from './commands/import.js';
import { ownHelp } from './own-help.js';
import { withTablesOptions } from './usual-options.js';

/** What ended before this program came; the command is loaded only when it is asked for. */
export async function addImportCommands(program: Command): Promise<void> {
  withTablesOptions(
    program
      .command(say('import [nguồn]', 'import [source]'))
      .description(
        say(
          'nhập các đợt khen thưởng đã qua từ các tệp CSV trong một thư mục, hoặc từ một tệp .xlsx, vào cơ sở dữ liệu và sổ khen thưởng',
          'import past campaigns into records and ledger, from the CSV files of a folder or from an .xlsx file',
        ),
      )
      .option('--yes', say('nhập mà không hỏi', 'import without asking')),
  )
    .addHelpText(
      'after',
      await ownHelp('import', async () => (await import('./show/import-report.js')).importHelp),
    )
    .action(async (source: string | undefined, options: ImportOptions & { template?: string }) => {
      const commands = await import('./commands/import.js');
      const { template, plan } = options;
      if (template !== undefined) process.exitCode = await commands.runImportTemplate(template, plan);
      else if (source === undefined)
        throw new CommanderError(2, 'commander.missingArgument', say("missing 'nguồn'", "missing 'source'"));
      else process.exitCode = await commands.runImport(source, options);
    });
}
