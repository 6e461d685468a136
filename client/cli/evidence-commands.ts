import type { Command } from 'commander';
import { say } from '../language/language.js';
import { jsonObjectOption } from './usual-options.js';

/** What proves that all was as it is told: checking the records, replaying histories, and taking the evidence away. */
export function addEvidenceCommands(program: Command): void {
  program
    .command('verify')
    .description(
      say(
        'kiểm tra toàn bộ cơ sở dữ liệu: sổ ghi việc, chữ ký, sổ Bằng khen, hồ sơ, lịch sử',
        'check all records: audit, signatures, ledger, dossiers, histories',
      ),
    )
    .option(...jsonObjectOption)
    .addHelpText('after', help('thidua verify', 'thidua verify --json | jq .faults'))
    .action(async (options: { json?: boolean }) => {
      const { runVerify } = await import('./commands/verify.js');
      process.exitCode = await runVerify(options);
    });
  program
    .command(say('replay [luồng]', 'replay [workflow]'))
    .description(
      say(
        'chạy lại lịch sử đã lưu bằng chương trình hôm nay, và tính lại từng Bằng khen',
        "replay kept histories with today's program, and derive each certificate anew",
      ),
    )
    .option('--all', say('mọi luồng việc đã lưu', 'every workflow that was kept'))
    .option(...jsonObjectOption)
    .addHelpText(
      'after',
      help('thidua replay --all', say('thidua replay campaign/MÃ/2023', 'thidua replay campaign/CODE/2023')),
    )
    .action(async (workflow: string | undefined, options: { all?: boolean; json?: boolean }) => {
      const { runReplay } = await import('./commands/replay.js');
      process.exitCode = await runReplay({ ...options, workflow });
    });
  program
    .command(say('export <đợt> <thư-mục>', 'export <campaign> <folder>'))
    .description(
      say(
        'xuất toàn bộ tài liệu của một đợt (một năm, summary, hoặc all) thành tệp, kèm chương trình kiểm tra',
        'export everything on a campaign (a year, summary, or all) as files, with a program that checks them',
      ),
    )
    .option(
      say('--plan <kế hoạch>', '--plan <plan>'),
      say(
        'mã kế hoạch, nếu cơ sở dữ liệu có nhiều kế hoạch',
        'code of the plan, if the records hold several',
      ),
    )
    .option(...jsonObjectOption)
    .addHelpText(
      'after',
      help('thidua export 2023 ./ho-so-2023', 'thidua export all /mnt/luu-tru/phong-trao'),
    )
    .action(async (campaign: string, folder: string, options: { plan?: string; json?: boolean }) => {
      const { runExport } = await import('./commands/export.js');
      process.exitCode = await runExport({ ...options, campaign, folder });
    });
}

const help = (...examples: string[]): string =>
  `\n${say('Ví dụ:', 'Examples:')}\n${examples.map((it) => `  $ ${it}\n`).join('')}`;
