import type { Command } from 'commander';

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
}

const doctorHelp = `
Mã thoát: 0 tốt (có thể kèm cảnh báo), 3 có lỗi, 4 có phần không liên lạc được.

Ví dụ:
  npx thidua doctor
  npx thidua doctor --json`;
