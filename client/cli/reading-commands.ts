import type { Command } from 'commander';

/** What everybody may read; each command is loaded only when it is asked for. */
export function addReadingCommands(program: Command): void {
  program
    .command('history <luồng>')
    .description('diễn biến của một luồng việc theo giờ nghiệp vụ, ví dụ campaign/MÃ/2023')
    .option('--run <mã>', 'chỉ một lần chạy')
    .option('--json', 'in một mảng JSON')
    .option(
      '--raw',
      'in lịch sử đã lưu, dạng JSON như máy chủ Temporal đã giao; nếu không nêu --run: lần cuối',
    )
    .addHelpText('after', historyHelp)
    .action(async (workflow: string, options: { run?: string; json?: boolean; raw?: boolean }) => {
      const { runHistory } = await import('./commands/history.js');
      process.exitCode = await runHistory({ ...options, workflow });
    });
}

const historyHelp = `
Ví dụ:
  thidua history campaign/MÃ/2023                 cả đợt, theo giờ nghiệp vụ
  thidua history dossier/MÃ/2023/so-noi-vu        hồ sơ của một đơn vị
  thidua history dossier/MÃ/2023/so-noi-vu --raw  lần chạy cuối đã lưu, để phát lại hoặc mở trong Temporal UI

Nếu máy chủ Temporal còn giữ luồng việc thì đọc từ máy chủ, nếu không thì từ cơ sở dữ liệu; hai nơi cho cùng một nội dung.
`;
