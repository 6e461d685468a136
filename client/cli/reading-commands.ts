import type { Command } from 'commander';

const planOption = ['--plan <kế hoạch>', 'mã của một kế hoạch có sẵn, hoặc tệp JSON'] as const;

/** What everybody may read; each command is loaded only when it is asked for. */
export function addReadingCommands(program: Command): void {
  program
    .command('why <ai> [đợt]')
    .description('vì sao một đơn vị, một người được hay không được khen thưởng, từng dòng kèm chứng cứ')
    .option(...planOption)
    .option('--json', 'in một đối tượng JSON')
    .addHelpText('after', whyHelp)
    .action(async (of: string, campaign: string | undefined, options: { plan?: string; json?: boolean }) => {
      const { runWhy } = await import('./commands/why.js');
      process.exitCode = await runWhy({ ...options, of, campaign });
    });
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

const whyHelp = `
Ví dụ:
  thidua why so-tu-phap 2022            theo mã đơn vị, một đợt
  thidua why "so tu phap"               theo tên, không cần dấu, mọi đợt có hồ sơ
  thidua why "nguyen van an" --json     một người; tên trùng thì hỏi lại mã

Chỉ đọc từ cơ sở dữ liệu: máy chủ Temporal không còn thì câu trả lời vẫn vậy.
`;

const historyHelp = `
Ví dụ:
  thidua history campaign/MÃ/2023                 cả đợt, theo giờ nghiệp vụ
  thidua history dossier/MÃ/2023/so-noi-vu        hồ sơ của một đơn vị
  thidua history dossier/MÃ/2023/so-noi-vu --raw  lần chạy cuối đã lưu, để phát lại hoặc mở trong Temporal UI

Nếu máy chủ Temporal còn giữ luồng việc thì đọc từ máy chủ, nếu không thì từ cơ sở dữ liệu; hai nơi cho cùng một nội dung.
`;
