import type { Command } from 'commander';
import { withActingOptions } from './acting.js';
import type { HoldingOptions } from './commands/holding.js';
import type { RestoreOptions } from './commands/restore.js';
import type { LettersOptions, ResendOptions } from './commands/letters.js';

const jsonOption = ['--json', 'in dạng JSON'] as const;

/** What operators do: each command is loaded only when it is asked for. */
export function addOperatorCommands(program: Command): void {
  program
    .command('doctor')
    .description('kiểm tra từng phần của hệ thống: đạt, lỗi hay cảnh báo, và cách khắc phục')
    .option(...jsonOption)
    .addHelpText('after', doctorHelp)
    .action(async (options: { json?: boolean }) => {
      const { runDoctor } = await import('./commands/doctor.js');
      process.exitCode = await runDoctor(options);
    });
  program
    .command('restore [luồng]')
    .description('chạy lại một luồng việc đã bị chấm dứt hoặc mất, từ những gì cơ sở dữ liệu đã giữ')
    .option('--all', 'mọi luồng việc đáng lẽ đang chạy mà không chạy')
    .requiredOption('--reason <lý do>', 'lý do, được ghi vào sổ')
    .option('--by <người>', 'người thực hiện; nếu không nêu: tên tài khoản')
    .option('--plan <kế hoạch>', 'mã của một kế hoạch')
    .addHelpText('after', restoreHelp)
    .action(async (workflow: string | undefined, options: RestoreOptions) => {
      const { runRestore } = await import('./commands/restore.js');
      process.exitCode = await runRestore({ ...options, workflow });
    });
  addHolding(program, 'pause', 'tạm dừng gửi thư hoặc nhắc việc');
  addHolding(program, 'resume', 'gửi thư hoặc nhắc việc trở lại');
  addLetters(program);
}

function addHolding(program: Command, deed: 'pause' | 'resume', description: string): void {
  const command = program
    .command(`${deed} <việc> [đợt-hoặc-đơn-vị]`)
    .description(`${description}: letters, hoặc reminders [đợt|đơn vị]`)
    .requiredOption('--reason <lý do>', 'lý do, được ghi vào sổ')
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
    .description('các thư đã gửi hoặc chưa gửi được; gửi lại')
    .option('--undelivered', 'chỉ những thư chưa chắc đã đến')
    .option('--campaign <đợt>', 'chỉ của một đợt: một năm, hoặc summary')
    .option('--unit <đơn vị>', 'chỉ gửi đến một đơn vị')
    .option(...jsonOption)
    .addHelpText('after', lettersHelp)
    .action(async (options: LettersOptions) => {
      const { runLetters } = await import('./commands/letters.js');
      process.exitCode = await runLetters(options);
    });
  letters
    .command('resend <mã...>')
    .description('gửi lại những thư bị từ chối, không rõ kết quả hoặc còn chờ')
    .requiredOption('--reason <lý do>', 'lý do, được ghi vào sổ')
    .option('--by <người>', 'người thực hiện; nếu không nêu: tên tài khoản')
    .option('--again', 'gửi cả những thư đã gửi')
    .action(async (keys: string[], _: unknown, command: Command) => {
      const { runResend } = await import('./commands/letters.js');
      process.exitCode = await runResend(keys, command.optsWithGlobals<ResendOptions>());
    });
}

const doctorHelp = `
Mã thoát: 0 tốt (có thể kèm cảnh báo), 3 có lỗi, 4 có phần không liên lạc được.

Ví dụ:
  npx thidua doctor
  npx thidua doctor --json`;

const restoreHelp = `
Chỉ chạy lại luồng việc đáng lẽ đang chạy mà không chạy («thidua doctor» cho biết). Việc này được ghi sổ.

Ví dụ:
  npx thidua restore campaign/MÃ/2023 --reason "Bị chấm dứt nhầm khi bảo trì"
  npx thidua restore --all --reason "Mất dữ liệu của máy chủ Temporal"`;

const holdingHelp = (deed: string): string => `
Ví dụ:
  npx thidua ${deed} letters --reason "Bảo trì máy chủ thư" --key snv.key.pem
  npx thidua ${deed} reminders 2023 --reason "Theo văn bản số 12" --key snv.key.pem
  npx thidua ${deed} reminders so-y-te --reason "Đơn vị đã báo qua điện thoại" --key snv.key.pem`;

const lettersHelp = `
Ví dụ:
  npx thidua letters --undelivered --campaign 2023
  npx thidua letters resend "MÃ THƯ" --reason "Đã sửa hộp thư"`;
