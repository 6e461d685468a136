import type { Command } from 'commander';
import { say } from '../language/language.js';
import { example } from './help-example.js';
import { ownHelp } from './own-help.js';
import { anyPlanOption, jsonArrayOption, jsonObjectOption } from './usual-options.js';

/** How campaigns stand and what came of them; each command is loaded only when it is asked for. */
export async function addResultCommands(program: Command): Promise<void> {
  program
    .command(say('status [đợt]', 'status [campaign]'))
    .description(
      say(
        'tình hình các đợt khen thưởng, hoặc của một đợt: một năm, hoặc summary',
        'how the campaigns stand, or one of them: a year, or summary',
      ),
    )
    .option(...anyPlanOption)
    .option(...jsonObjectOption)
    .addHelpText('after', example('status', 'status 2023 --json'))
    .addHelpText(
      'after',
      await ownHelp('status', async () => (await import('./show/status-json.js')).statusHelp),
    )
    .action(async (campaign: string | undefined, options: { json?: boolean; plan?: string }) => {
      const { runStatus } = await import('./commands/status.js');
      process.exitCode = await runStatus({ ...options, campaign });
    });
  program
    .command('ledger')
    .description(say('sổ Bằng khen đã tặng', 'the ledger of certificates given'))
    .option(...anyPlanOption)
    .option(...jsonArrayOption)
    .option(
      say('--year <đợt>', '--year <campaign>'),
      say('chỉ một đợt: một năm, hoặc summary', 'one campaign only: a year, or summary'),
    )
    .addHelpText('after', example('ledger --year 2023', "ledger --json | jq '.[] | select(.revoked)'"))
    .addHelpText(
      'after',
      await ownHelp('ledger', async () => (await import('./commands/ledger.js')).ledgerHelp),
    )
    .action(async (options: { json?: boolean; year?: string; plan?: string }) => {
      const { runLedger } = await import('./commands/ledger.js');
      process.exitCode = await runLedger(options);
    });
  addComputed(program);
}

/** What needs no records. */
function addComputed(program: Command): void {
  program
    .command('select')
    .description(
      say(
        'tính kết quả lựa chọn từ một tệp JSON; không cần máy chủ',
        'compute a selection from a JSON file; needs no server',
      ),
    )
    .option(...anyPlanOption)
    .option(
      say('--input <tệp>', '--input <file>'),
      say('tệp JSON đầu vào, "-" là đầu vào chuẩn', 'JSON file to read, "-" is standard input'),
    )
    .option(...jsonObjectOption)
    .option(
      '--lines',
      say(
        'mỗi dòng đầu vào là một đối tượng JSON, mỗi dòng kết quả là một câu trả lời',
        'each line read is a JSON object, each line printed an answer',
      ),
    )
    .option('--schema', say('in JSON Schema của dữ liệu đầu vào', 'print the JSON Schema of the input'))
    .addHelpText(
      'after',
      example(
        say('select --input dau-vao.json', 'select --input input.json'),
        'select --schema',
        say('select --lines --input - < nhieu-dau-vao.jsonl', 'select --lines --input - < many-inputs.jsonl'),
      ),
    )
    .action(
      async (options: {
        input?: string;
        json?: boolean;
        lines?: boolean;
        schema?: boolean;
        plan?: string;
      }) => {
        const { runSelect } = await import('./commands/select.js');
        process.exitCode = await runSelect(options);
      },
    );
  program
    .command(say('calendar <đợt>', 'calendar <campaign>'))
    .description(
      say(
        'các mốc thời gian của một đợt: một năm, hoặc summary',
        'the dates of a campaign: a year, or summary',
      ),
    )
    .option(...anyPlanOption)
    .option(...jsonObjectOption)
    .option(
      say('--reminders <danh sách>', '--reminders <list>'),
      say(
        'nhắc trước hạn bao nhiêu ngày làm việc, ví dụ 10,5,2,1',
        'remind so many working days before the cutoff, like 10,5,2,1',
      ),
    )
    .addHelpText('after', example('calendar 2023', 'calendar summary --reminders 10,5,2,1 --json'))
    .action(async (campaign: string, options: { json?: boolean; reminders?: string; plan?: string }) => {
      const { runCalendar } = await import('./commands/calendar.js');
      process.exitCode = runCalendar({ ...options, campaign });
    });
}
