#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import type { SetupOptions } from './commands/setup.js';
import { addEvidenceCommands } from './evidence-commands.js';
import { addImportCommands } from './import-commands.js';
import { addCompletion } from './completion.js';
import { addDecisionCommands } from './decision-commands.js';
import { addHomeAffairsCommands } from './home-affairs-commands.js';
import { helpInVietnamese } from './help-language.js';
import { addKeyCommands } from './key-commands.js';
import { addOperatorCommands } from './operator-commands.js';
import { addReadingCommands } from './reading-commands.js';
import { addPlanAmend } from './plan-commands.js';
import { addRehearsalCommands } from './rehearsal-commands.js';
import { addUnitCommands } from './unit-commands.js';
import { usageSentence } from './usage.js';

const planOption = 'mã của một kế hoạch có sẵn, hoặc tệp JSON; xem «thidua plan --help»';

const program = new Command('thidua')
  .description('Phong trào thi đua cải cách hành chính, theo một kế hoạch')
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .configureHelp(helpInVietnamese)
  .helpOption('-h, --help', 'hướng dẫn sử dụng')
  .helpCommand('help [lệnh]', 'hướng dẫn sử dụng một lệnh')
  .commandsGroup('Chạy, diễn tập:');

program
  .command('start')
  .description('khởi động các máy chủ còn thiếu và diễn tập toàn bộ phong trào, tiếp tục từ chỗ đã dừng')
  .option('--fresh', 'xóa dữ liệu cũ, bắt đầu lại từ đầu')
  .option('--until <ngày>', 'dừng sau ngày này, dạng 2024-02-09')
  .option('--plan <kế hoạch>', planOption)
  .action(async (options: { fresh?: boolean; until?: string; plan?: string }) => {
    const { runStart } = await import('./commands/rehearse.js');
    process.exitCode = await runStart(options);
  });

addRehearsalCommands(program, planOption);

program
  .command('live')
  .description('chạy phong trào theo giờ thật, tiếp tục từ chỗ đã dừng, cho đến khi nhấn Ctrl-C')
  .option('--plan <kế hoạch>', planOption)
  .option('--trial', 'chạy thử: giờ thật được dời đi, không thư nào đến người thật')
  .option('--at <thời điểm>', 'khi chạy thử: giờ bắt đầu (giờ Việt Nam), dạng 2022-02-09T23:58')
  .action(async (options: { plan?: string; trial?: boolean; at?: string }) => {
    const { runLive } = await import('./commands/live.js');
    process.exitCode = await runLive(options);
  });

program.commandsGroup('Xem, tra cứu:');
addReadingCommands(program);
program
  .command('status [đợt]')
  .description('tình hình các đợt khen thưởng, hoặc của một đợt: một năm, hoặc summary')
  .option('--plan <kế hoạch>', planOption)
  .option('--json', 'in một đối tượng JSON')
  .addHelpText('after', await helpOf('status'))
  .action(async (campaign: string | undefined, options: { json?: boolean; plan?: string }) => {
    const { runStatus } = await import('./commands/status.js');
    process.exitCode = await runStatus({ ...options, campaign });
  });

program
  .command('ledger')
  .description('sổ Bằng khen đã tặng')
  .option('--plan <kế hoạch>', planOption)
  .option('--json', 'in một mảng JSON')
  .option('--year <đợt>', 'chỉ một đợt: một năm, hoặc summary')
  .addHelpText('after', await helpOf('ledger'))
  .action(async (options: { json?: boolean; year?: string; plan?: string }) => {
    const { runLedger } = await import('./commands/ledger.js');
    process.exitCode = await runLedger(options);
  });

program
  .command('select')
  .description('tính kết quả lựa chọn từ một tệp JSON; không cần máy chủ')
  .option('--plan <kế hoạch>', planOption)
  .option('--input <tệp>', 'tệp JSON đầu vào, "-" là đầu vào chuẩn')
  .option('--json', 'in một đối tượng JSON')
  .option('--lines', 'mỗi dòng đầu vào là một đối tượng JSON, mỗi dòng kết quả là một câu trả lời')
  .option('--schema', 'in JSON Schema của dữ liệu đầu vào')
  .action(
    async (options: { input?: string; json?: boolean; lines?: boolean; schema?: boolean; plan?: string }) => {
      const { runSelect } = await import('./commands/select.js');
      process.exitCode = await runSelect(options);
    },
  );

program
  .command('calendar <đợt>')
  .description('các mốc thời gian của một đợt: một năm, hoặc summary')
  .option('--plan <kế hoạch>', planOption)
  .option('--json', 'in một đối tượng JSON')
  .option('--reminders <danh sách>', 'nhắc trước hạn bao nhiêu ngày làm việc, ví dụ 10,5,2,1')
  .action(async (campaign: string, options: { json?: boolean; reminders?: string; plan?: string }) => {
    const { runCalendar } = await import('./commands/calendar.js');
    process.exitCode = runCalendar({ ...options, campaign });
  });

program.commandsGroup('Thiết lập:');
const planCommand = program
  .command('plan')
  .description('các kế hoạch có sẵn; kiểm tra một kế hoạch')
  .option('--schema', 'in JSON Schema của tệp kế hoạch')
  .action(async (options: { schema?: boolean }) => {
    const { runPlan } = await import('./commands/plan.js');
    process.exitCode = runPlan(options);
  });

planCommand
  .command('show')
  .description('kế hoạch mà phong trào trên dữ liệu này đang theo, kèm mục của từng quy định')
  .option('--plan <kế hoạch>', planOption)
  .option('--json', 'in một đối tượng JSON { "digest", "plan", "amendments" }')
  .addHelpText('after', '\nVí dụ:\n  npx thidua plan show\n  npx thidua plan show --json | jq .digest')
  .action(async (options: { json?: boolean; plan?: string }) => {
    const { runPlanShow } = await import('./commands/plan-show.js');
    process.exitCode = await runPlanShow(options);
  });

addPlanAmend(planCommand);

planCommand
  .command('check <tệp>')
  .description('kiểm tra một tệp kế hoạch; mỗi lỗi được nêu theo vị trí')
  .option('--json', 'in một mảng JSON [ { "place", "problem" } ]')
  .action(async (file: string, options: { json?: boolean }) => {
    const { runPlanCheck } = await import('./commands/plan.js');
    process.exitCode = runPlanCheck(file, options);
  });

program
  .command('setup [thư-mục]')
  .description(
    'thiết lập đơn vị, hộp thư, cán bộ đầu mối và chức vụ từ các tệp CSV trong một thư mục, hoặc từ một tệp .xlsx',
  )
  .option('--yes', 'áp dụng mà không hỏi')
  .option('--reason <lý do>', 'lý do, được ghi vào nhật ký')
  .option('--by <người>', 'người thực hiện; nếu không nêu: tên tài khoản')
  .option('--plan <kế hoạch>', planOption)
  .option('--json', 'in một đối tượng JSON; không hỏi')
  .option(
    '--template <nơi>',
    'chỉ tạo một tệp .xlsx trống, hoặc các tệp CSV trong một thư mục, kèm hướng dẫn',
  )
  .option('--sample <nơi>', 'như --template nhưng đã điền người giả định, để chạy thử')
  .addHelpText('after', await helpOf('setup'))
  .action(async (folder: string | undefined, options: SetupOptions & SetupFiles) => {
    process.exitCode = await setUp(folder, options);
  });

interface SetupFiles {
  template?: string;
  sample?: string;
}

async function setUp(folder: string | undefined, options: SetupOptions & SetupFiles): Promise<number> {
  const { template, sample, plan } = options;
  const files = await import('./commands/setup-files.js');
  if (template !== undefined) return files.runSetupTemplate(template, plan);
  if (sample !== undefined) return files.runSetupSample(sample, plan);
  if (folder === undefined) throw new CommanderError(2, 'commander.missingArgument', "missing 'thư-mục'");
  return (await import('./commands/setup.js')).runSetup(folder, options);
}
await addImportCommands(program, planOption);
program.commandsGroup('Việc của đơn vị:');
addUnitCommands(program);
program.commandsGroup('Xét hồ sơ, lựa chọn:');
addHomeAffairsCommands(program);
program.commandsGroup('Trình, thẩm định, ký, công bố:');
addDecisionCommands(program);
program.commandsGroup('Khóa, chữ ký:');
addKeyCommands(program);
program.commandsGroup('Chứng cứ:');
addEvidenceCommands(program);
program.commandsGroup('Vận hành:');
addOperatorCommands(program);
program.commandsGroup('Khác:');
await addCompletion(program);

/** A command's own help, loaded only when that command is asked for. */
async function helpOf(command: string): Promise<string> {
  if (process.argv[2] !== command && process.argv[3] !== command) return '';
  if (command === 'status') return (await import('./show/status-json.js')).statusHelp;
  if (command === 'setup') return (await import('./show/set-up-report.js')).setupHelp;
  return (await import('./commands/ledger.js')).ledgerHelp;
}

// A reader such as `head` may leave before all is written.
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  if (error.exitCode !== 0) {
    console.error(usageSentence(error, program, process.argv.slice(2)));
    process.exitCode = 2;
  }
}
