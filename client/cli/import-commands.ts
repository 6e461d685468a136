import { type Command, CommanderError } from 'commander';
import type { ImportOptions } from './commands/import.js';

/** What ended before this program came; the command is loaded only when it is asked for. */
export async function addImportCommands(program: Command, planOption: string): Promise<void> {
  const isAsked = process.argv.slice(2, 4).includes('import');
  program
    .command('import [nguồn]')
    .description(
      'nhập các đợt khen thưởng đã qua từ các tệp CSV trong một thư mục, hoặc từ một tệp .xlsx, vào cơ sở dữ liệu và sổ khen thưởng',
    )
    .option('--yes', 'nhập mà không hỏi')
    .option('--reason <lý do>', 'lý do, được ghi vào nhật ký')
    .option('--by <người>', 'người thực hiện; nếu không nêu: tên tài khoản')
    .option('--plan <kế hoạch>', planOption)
    .option('--json', 'in một đối tượng JSON; không hỏi')
    .option(
      '--template <nơi>',
      'chỉ tạo một tệp .xlsx trống, hoặc các tệp CSV trong một thư mục, kèm hướng dẫn',
    )
    .addHelpText('after', isAsked ? (await import('./show/import-report.js')).importHelp : '')
    .action(async (source: string | undefined, options: ImportOptions & { template?: string }) => {
      const commands = await import('./commands/import.js');
      const { template, plan } = options;
      if (template !== undefined) process.exitCode = await commands.runImportTemplate(template, plan);
      else if (source === undefined)
        throw new CommanderError(2, 'commander.missingArgument', "missing 'nguồn'");
      else process.exitCode = await commands.runImport(source, options);
    });
}
