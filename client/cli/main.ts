#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { say, typedWords } from '../language/language.js';
import { addDocumentCommands } from './document-commands.js';
import { addEvidenceCommands } from './evidence-commands.js';
import { addImportCommands } from './import-commands.js';
import { addCompletion } from './completion.js';
import { addDecisionCommands } from './decision-commands.js';
import { addHomeAffairsCommands } from './home-affairs-commands.js';
import { example } from './help-example.js';
import { helpInLanguage, languageOption } from './help-language.js';
import { addKeyCommands } from './key-commands.js';
import { addOperatorCommands } from './operator-commands.js';
import { addReadingCommands } from './reading-commands.js';
import { addRehearsalCommands } from './rehearsal-commands.js';
import { addResultCommands } from './result-commands.js';
import { addSetUpCommands } from './set-up-commands.js';
import { addUnitCommands } from './unit-commands.js';
import { addSheetCommands } from './sheet-commands.js';
import { usageSentence } from './usage.js';
import { anyPlanOption } from './usual-options.js';

const program = new Command('thidua')
  .description(
    say(
      'Phong trào thi đua cải cách hành chính, theo một kế hoạch',
      'Emulation movement for administrative reform, by a plan',
    ),
  )
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .configureHelp(helpInLanguage)
  .addOption(languageOption())
  .helpOption('-h, --help', say('hướng dẫn sử dụng', 'show help'))
  .helpCommand(
    say('help [lệnh]', 'help [command]'),
    say('hướng dẫn sử dụng một lệnh', 'show the help of a command'),
  )
  .commandsGroup(say('Chạy, diễn tập:', 'Run, rehearse:'));

program
  .command('start')
  .description(
    say(
      'khởi động các máy chủ còn thiếu và diễn tập toàn bộ phong trào, tiếp tục từ chỗ đã dừng',
      'start the servers that are missing and rehearse the whole movement, going on from where it stopped',
    ),
  )
  .option('--fresh', say('xóa dữ liệu cũ, bắt đầu lại từ đầu', 'delete the old data, begin anew'))
  .option(
    say('--until <ngày>', '--until <date>'),
    say('dừng sau ngày này, dạng 2024-02-09', 'stop after this day, like 2024-02-09'),
  )
  .option(...anyPlanOption)
  .addHelpText(
    'after',
    example(
      'start',
      'start --until 2023-03-01',
      say('start --fresh --plan ke-hoach.json', 'start --fresh --plan plan.json'),
    ),
  )
  .action(async (options: { fresh?: boolean; until?: string; plan?: string }) => {
    const { runStart } = await import('./commands/rehearse.js');
    process.exitCode = await runStart(options);
  });

addRehearsalCommands(program);

program
  .command('live')
  .description(
    say(
      'chạy phong trào theo giờ thật, tiếp tục từ chỗ đã dừng, cho đến khi nhấn Ctrl-C',
      'run the movement by the wall clock, going on from where it stopped, until Ctrl-C',
    ),
  )
  .option(...anyPlanOption)
  .option(
    '--trial',
    say(
      'chạy thử: giờ thật được dời đi, không thư nào đến người thật',
      'trial: the wall clock is moved, no letter reaches real people',
    ),
  )
  .option(
    say('--at <thời điểm>', '--at <moment>'),
    say(
      'khi chạy thử: giờ bắt đầu (giờ Việt Nam), dạng 2022-02-09T23:58',
      'in a trial: where the clock begins (time of Vietnam), like 2022-02-09T23:58',
    ),
  )
  .option(
    '--setup',
    say(
      'khi chưa có đơn vị nào: mở trang thiết lập trong trình duyệt, xong thì chạy tiếp',
      'where there are no units yet: open a page in the browser to set them up, then go on',
    ),
  )
  .addHelpText('after', example('live', 'live --setup', 'live --trial --at 2026-02-09T23:58'))
  .action(async (options: { plan?: string; trial?: boolean; at?: string; setup?: boolean }) => {
    const { runLive } = await import('./commands/live.js');
    process.exitCode = await runLive(options);
  });

program.commandsGroup(say('Xem, tra cứu:', 'Read, look up:'));
addReadingCommands(program);
await addResultCommands(program);
program.commandsGroup(say('Thiết lập:', 'Set up:'));
await addSetUpCommands(program);
await addImportCommands(program);
program.commandsGroup(say('Việc của đơn vị:', 'What units do:'));
addUnitCommands(program);
program.commandsGroup(say('Xét hồ sơ, lựa chọn:', 'Review, selection:'));
addHomeAffairsCommands(program);
program.commandsGroup(say('Trình, thẩm định, ký, công bố:', 'Forward, appraise, sign, announce:'));
addDecisionCommands(program);
program.commandsGroup(say('Khóa, chữ ký:', 'Keys, signatures:'));
addKeyCommands(program);
program.commandsGroup(say('Chứng cứ:', 'Evidence:'));
addEvidenceCommands(program);
addDocumentCommands(program);
await addSheetCommands(program);
program.commandsGroup(say('Vận hành:', 'Operation:'));
addOperatorCommands(program);
program.commandsGroup(say('Khác:', 'Other:'));
await addCompletion(program);

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
    console.error(usageSentence(error, program, typedWords));
    process.exitCode = 2;
  }
}
