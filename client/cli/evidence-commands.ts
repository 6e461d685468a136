import type { Command } from 'commander';

/** What proves that all was as it is told: checking the records, replaying histories, and taking the evidence away. */
export function addEvidenceCommands(program: Command): void {
  program
    .command('verify')
    .description('kiểm tra toàn bộ cơ sở dữ liệu: sổ ghi việc, chữ ký, sổ Bằng khen, hồ sơ, lịch sử')
    .option('--json', 'in một đối tượng JSON')
    .addHelpText('after', help('thidua verify', 'thidua verify --json | jq .faults'))
    .action(async (options: { json?: boolean }) => {
      const { runVerify } = await import('./commands/verify.js');
      process.exitCode = await runVerify(options);
    });
  program
    .command('replay [luồng]')
    .description('chạy lại lịch sử đã lưu bằng chương trình hôm nay, và tính lại từng Bằng khen')
    .option('--all', 'mọi luồng việc đã lưu')
    .option('--json', 'in một đối tượng JSON')
    .addHelpText('after', help('thidua replay --all', 'thidua replay campaign/MÃ/2023'))
    .action(async (workflow: string | undefined, options: { all?: boolean; json?: boolean }) => {
      const { runReplay } = await import('./commands/replay.js');
      process.exitCode = await runReplay({ ...options, workflow });
    });
  program
    .command('export <đợt> <thư-mục>')
    .description(
      'xuất toàn bộ tài liệu của một đợt (một năm, summary, hoặc all) thành tệp, kèm chương trình kiểm tra',
    )
    .option('--plan <kế hoạch>', 'mã kế hoạch, nếu cơ sở dữ liệu có nhiều kế hoạch')
    .option('--json', 'in một đối tượng JSON')
    .addHelpText(
      'after',
      help('thidua export 2023 ./ho-so-2023', 'thidua export all /mnt/luu-tru/phong-trao'),
    )
    .action(async (campaign: string, folder: string, options: { plan?: string; json?: boolean }) => {
      const { runExport } = await import('./commands/export.js');
      process.exitCode = await runExport({ ...options, campaign, folder });
    });
}

const help = (...examples: string[]): string => `\nVí dụ:\n${examples.map((it) => `  $ ${it}\n`).join('')}`;
