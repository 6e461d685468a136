import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { HoldingOptions } from './commands/holding.js';
import type { RestoreOptions } from './commands/restore.js';
import type { LettersOptions } from './commands/letters.js';
import type { ResendOptions } from './commands/letters-resend.js';
import { example } from './help-example.js';
import { byOption, jsonOption, withActingOptions } from './usual-options.js';

/** What operators do: each command is loaded only when it is asked for. */
export function addOperatorCommands(program: Command): void {
  program
    .command('doctor')
    .description(
      say(
        'kiểm tra từng phần của hệ thống: đạt, lỗi hay cảnh báo, và cách khắc phục',
        'check each part of the system: good, error or warning, and how to mend it',
      ),
    )
    .option(...jsonOption)
    .addHelpText('after', doctorHelp)
    .action(async (options: { json?: boolean }) => {
      const { runDoctor } = await import('./commands/doctor.js');
      process.exitCode = await runDoctor(options);
    });
  program
    .command(say('restore [luồng]', 'restore [workflow]'))
    .description(
      say(
        'chạy lại một luồng việc đã bị chấm dứt hoặc mất, từ những gì cơ sở dữ liệu đã giữ',
        'start a terminated or lost workflow again, from what the records hold',
      ),
    )
    .option(
      '--all',
      say('mọi luồng việc đáng lẽ đang chạy mà không chạy', 'every workflow that should run and does not'),
    )
    .requiredOption(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do, được ghi vào sổ', 'reason, kept in the audit'),
    )
    .option(...byOption)
    .option(say('--plan <kế hoạch>', '--plan <plan>'), say('mã của một kế hoạch', 'code of a plan'))
    .addHelpText('after', restoreHelp)
    .action(async (workflow: string | undefined, options: RestoreOptions) => {
      const { runRestore } = await import('./commands/restore.js');
      process.exitCode = await runRestore({ ...options, workflow });
    });
  addHolding(program, 'pause', say('tạm dừng gửi thư hoặc nhắc việc', 'pause letters or reminders'));
  addHolding(program, 'resume', say('gửi thư hoặc nhắc việc trở lại', 'resume letters or reminders'));
  addLetters(program);
}

function addHolding(program: Command, deed: 'pause' | 'resume', description: string): void {
  const command = program
    .command(say(`${deed} <việc> [đợt-hoặc-đơn-vị]`, `${deed} <what> [campaign-or-unit]`))
    .description(
      say(
        `${description}: letters, hoặc reminders [đợt|đơn vị]`,
        `${description}: letters, or reminders [campaign|unit]`,
      ),
    )
    .requiredOption(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do, được ghi vào sổ', 'reason, kept in the audit'),
    )
    .addHelpText('after', holdingHelp(deed));
  withActingOptions(command, 'home-affairs').action(
    async (what: string, which: string | undefined, options: HoldingOptions) => {
      const { runHolding } = await import('./commands/holding.js');
      process.exitCode = await runHolding(deed, what, which, options);
    },
  );
}

function addLetters(program: Command): void {
  const letters = program
    .command('letters')
    .description(
      say('các thư đã gửi hoặc chưa gửi được; gửi lại', 'letters sent or undelivered; send them again'),
    )
    .option('--undelivered', say('chỉ những thư chưa chắc đã đến', 'only letters that may not have arrived'))
    .option(
      say('--campaign <đợt>', '--campaign <campaign>'),
      say('chỉ của một đợt: một năm, hoặc summary', 'of one campaign only: a year, or summary'),
    )
    .option(say('--unit <đơn vị>', '--unit <unit>'), say('chỉ gửi đến một đơn vị', 'to one unit only'))
    .option(...jsonOption)
    .addHelpText('after', lettersHelp)
    .action(async (options: LettersOptions) => {
      const { runLetters } = await import('./commands/letters.js');
      process.exitCode = await runLetters(options);
    });
  letters
    .command(say('resend <mã...>', 'resend <ids...>'))
    .description(
      say(
        'gửi lại những thư bị từ chối, không rõ kết quả hoặc còn chờ',
        'send letters again that were refused, are uncertain or wait',
      ),
    )
    .requiredOption(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do, được ghi vào sổ', 'reason, kept in the audit'),
    )
    .option(...byOption)
    .option('--again', say('gửi cả những thư đã gửi', 'also letters that were sent'))
    .addHelpText(
      'after',
      example(
        say(
          'letters resend "MÃ THƯ" --reason "Đã sửa hộp thư"',
          'letters resend "LETTER ID" --reason "Mailbox corrected"',
        ),
      ),
    )
    .action(async (keys: string[], _: unknown, command: Command) => {
      const { runResend } = await import('./commands/letters-resend.js');
      process.exitCode = await runResend(keys, command.optsWithGlobals<ResendOptions>());
    });
}

const doctorHelp = say(
  `
Mã thoát: 0 tốt (có thể kèm cảnh báo), 3 có lỗi, 4 có phần không liên lạc được.

Ví dụ:
  npx thidua doctor
  npx thidua doctor --json`,
  `
Exit status: 0 good (perhaps with warnings), 3 errors, 4 a part out of reach.

Examples:
  npx thidua doctor
  npx thidua doctor --json`,
);

const restoreHelp = say(
  `
Chỉ chạy lại luồng việc đáng lẽ đang chạy mà không chạy («thidua doctor» cho biết). Việc này được ghi sổ.

Ví dụ:
  npx thidua restore campaign/MÃ/2023 --reason "Bị chấm dứt nhầm khi bảo trì"
  npx thidua restore --all --reason "Mất dữ liệu của máy chủ Temporal"`,
  `
Only starts a workflow that should run and does not («thidua doctor» says which). This is recorded.

Examples:
  npx thidua restore campaign/CODE/2023 --reason "Terminated by mistake during maintenance"
  npx thidua restore --all --reason "Data of the Temporal server lost"`,
);

const holdingHelp = (deed: string): string =>
  say(
    `
Ví dụ:
  npx thidua ${deed} letters --reason "Bảo trì máy chủ thư" --key snv.key.pem
  npx thidua ${deed} reminders 2023 --reason "Theo văn bản số 12" --key snv.key.pem
  npx thidua ${deed} reminders so-y-te --reason "Đơn vị đã báo qua điện thoại" --key snv.key.pem`,
    `
Examples:
  npx thidua ${deed} letters --reason "Maintenance of the mail server" --key snv.key.pem
  npx thidua ${deed} reminders 2023 --reason "By document no. 12" --key snv.key.pem
  npx thidua ${deed} reminders so-y-te --reason "The unit has told by telephone" --key snv.key.pem`,
  );

const lettersHelp = say(
  `
Ví dụ:
  npx thidua letters --undelivered --campaign 2023
  npx thidua letters resend "MÃ THƯ" --reason "Đã sửa hộp thư"`,
  `
Examples:
  npx thidua letters --undelivered --campaign 2023
  npx thidua letters resend "LETTER ID" --reason "Mailbox corrected"`,
);
