import type { Command } from 'commander';
import { say } from '../language/language.js';
import { example } from './help-example.js';
import { ownHelp } from './own-help.js';
import { jsonObjectOption, planOption } from './usual-options.js';

/** Tables as spreadsheets; the command is loaded only when it is asked for. */
export async function addSheetCommands(program: Command): Promise<void> {
  program
    .command(say('sheet <bảng> [đợt] [tệp]', 'sheet <table> [campaign] [file]'))
    .description(
      say(
        'ghi một bảng của cơ sở dữ liệu thành tệp Excel (.xlsx)',
        'write a table of the records as an Excel file (.xlsx)',
      ),
    )
    .option(...planOption)
    .option(...jsonObjectOption)
    .addHelpText(
      'after',
      await ownHelp('sheet', async () => (await import('./commands/sheet.js')).sheetHelp()),
    )
    .addHelpText(
      'after',
      example(
        'sheet dossiers 2023',
        say('sheet ledger so.xlsx', 'sheet ledger ledger.xlsx'),
        say(
          'sheet list summary ./bang/danh-sach.xlsx --json',
          'sheet list summary ./tables/list.xlsx --json',
        ),
      ),
    )
    .action(
      async (
        table: string,
        campaign: string | undefined,
        file: string | undefined,
        options: { plan?: string; json?: boolean },
      ) => {
        const { runSheet } = await import('./commands/sheet.js');
        process.exitCode = await runSheet({ ...options, table, campaign, file });
      },
    );
}
