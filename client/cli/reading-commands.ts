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
    .command('tasks')
    .description('việc đang chờ ai, đến bao giờ, làm bằng lệnh nào')
    .option('--as <chức trách>', 'chỉ việc của home-affairs, board, chairman hoặc unit:<mã đơn vị>')
    .option(...planOption)
    .option('--json', 'in một mảng JSON')
    .addHelpText('after', tasksHelp)
    .action(async (options: { as?: string; plan?: string; json?: boolean }) => {
      const { runTasks } = await import('./commands/tasks.js');
      process.exitCode = await runTasks(options);
    });
  program
    .command('units [lọc]')
    .description('các đơn vị: khối, hiệu lực, đơn vị kế thừa, hộp thư, cán bộ đầu mối')
    .option('--on <ngày>', 'chỉ đơn vị có hiệu lực vào ngày này, dạng 2025-07-01')
    .option('--bloc <khối>', 'chỉ một khối, theo mã')
    .option(...planOption)
    .option('--json', 'in một mảng JSON')
    .addHelpText('after', unitsHelp)
    .action(
      async (
        filter: string | undefined,
        options: { on?: string; bloc?: string; plan?: string; json?: boolean },
      ) => {
        const { runUnits } = await import('./commands/units.js');
        process.exitCode = await runUnits({ ...options, filter });
      },
    );
  program
    .command('watch [đợt]')
    .description('theo dõi các đợt khen thưởng cho đến khi nhấn Ctrl-C')
    .option(...planOption)
    .addHelpText('after', watchHelp)
    .action(async (campaign: string | undefined, options: { plan?: string }) => {
      const { runWatch } = await import('./commands/watch.js');
      process.exitCode = await runWatch({ ...options, campaign });
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

const tasksHelp = `
Ví dụ:
  thidua tasks                       mọi việc đang chờ
  thidua tasks --as home-affairs     việc của cơ quan nội vụ
  thidua tasks --as unit:so-y-te     việc của một đơn vị
`;

const unitsHelp = `
Ví dụ:
  thidua units "ninh kieu"           theo mã hoặc tên, không cần dấu
  thidua units --on 2025-07-01 --json
`;

const watchHelp = `
Ví dụ:
  thidua watch 2023                  một đợt; ra tệp hoặc ống dẫn thì mỗi thay đổi một dòng
`;

const historyHelp = `
Ví dụ:
  thidua history campaign/MÃ/2023                 cả đợt, theo giờ nghiệp vụ
  thidua history dossier/MÃ/2023/ĐƠN-VỊ          hồ sơ của một đơn vị
  thidua history dossier/MÃ/2023/ĐƠN-VỊ --raw    lần chạy cuối đã lưu, để phát lại hoặc mở trong Temporal UI

Nếu máy chủ Temporal còn giữ luồng việc thì đọc từ máy chủ, nếu không thì từ cơ sở dữ liệu; hai nơi cho cùng một nội dung.
`;
