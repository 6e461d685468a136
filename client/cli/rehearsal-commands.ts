import type { Command } from 'commander';
import { example } from './help-example.js';

interface RehearseOptions {
  until?: string;
  fresh?: boolean;
  plan?: string;
  play?: string;
}

/** What moves a rehearsal; each command is loaded only when it is asked for. */
export function addRehearsalCommands(program: Command, planOption: string): void {
  program
    .command('rehearse')
    .description('diễn tập đến hết một ngày rồi dừng; có thể để người đóng một số vai')
    .option('--until <ngày>', 'ngày cuối cùng, dạng 2024-02-09')
    .option(
      '--play <vai>',
      'các vai do chương trình đóng: none, all, hoặc unit, home-affairs, board, chairman (cách nhau bằng dấu phẩy); các vai khác do người làm bằng lệnh; được giữ cho các lần sau',
    )
    .option('--fresh', 'xóa dữ liệu cũ, bắt đầu lại từ đầu')
    .option('--plan <kế hoạch>', planOption)
    .addHelpText('after', rehearseHelp)
    .action(async (options: RehearseOptions) => {
      const { runStart } = await import('./commands/rehearse.js');
      process.exitCode = await runStart({ ...options, isOrder: true });
    });
  program
    .command('step')
    .description('diễn tập thêm một sự kiện rồi dừng; buổi diễn tập đang chờ người cũng đi theo lệnh này')
    .addHelpText('after', example('step'))
    .action(async () => {
      const { runStart } = await import('./commands/rehearse.js');
      process.exitCode = await runStart({ once: true, isOrder: true });
    });
}

const rehearseHelp = `
Khi có vai để cho người: thời gian đứng yên mỗi khi có việc chờ người đó («thidua tasks»), các máy chủ vẫn chạy; việc
được làm bằng lệnh ở một cửa sổ lệnh khác, không phải ký, rồi thời gian tự đi tiếp. «thidua step», «thidua rehearse
--until NGÀY» ở cửa sổ khác đưa thời gian đi ngay; với --until, đến hết ngày ấy thì đứng yên. Ctrl-C để dừng.
${example('rehearse --until 2024-02-09', 'rehearse --fresh --play unit,board,chairman', 'rehearse --play none --until 2022-01-01')}`;
