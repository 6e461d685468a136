import type { Command } from 'commander';
import { say } from '../language/language.js';
import { example } from './help-example.js';
import { anyPlanOption } from './usual-options.js';

interface RehearseOptions {
  until?: string;
  fresh?: boolean;
  plan?: string;
  play?: string;
}

/** What moves a rehearsal; each command is loaded only when it is asked for. */
export function addRehearsalCommands(program: Command): void {
  program
    .command('rehearse')
    .description(
      say(
        'diễn tập đến hết một ngày rồi dừng; có thể để người đóng một số vai',
        'rehearse to the end of a day, then stop; some roles may be left to people',
      ),
    )
    .option(
      say('--until <ngày>', '--until <date>'),
      say('ngày cuối cùng, dạng 2024-02-09', 'the last day, like 2024-02-09'),
    )
    .option(
      '--play <vai>',
      say(
        'các vai do chương trình đóng: none, all, hoặc unit, home-affairs, board, chairman (cách nhau bằng dấu phẩy); các vai khác do người làm bằng lệnh; được giữ cho các lần sau',
        'roles that the program plays: none, all, or unit, home-affairs, board, chairman (separated by commas); the others are left to people and their commands; kept for the next times',
      ),
    )
    .option('--fresh', say('xóa dữ liệu cũ, bắt đầu lại từ đầu', 'delete the old data, begin anew'))
    .option(...anyPlanOption)
    .addHelpText('after', rehearseHelp)
    .action(async (options: RehearseOptions) => {
      const { runStart } = await import('./commands/rehearse.js');
      process.exitCode = await runStart({ ...options, isOrder: true });
    });
  program
    .command('step')
    .description(
      say(
        'diễn tập thêm một sự kiện rồi dừng; buổi diễn tập đang chờ người cũng đi theo lệnh này',
        'rehearse one event more, then stop; a rehearsal that waits for people follows this command too',
      ),
    )
    .addHelpText('after', example('step'))
    .action(async () => {
      const { runStart } = await import('./commands/rehearse.js');
      process.exitCode = await runStart({ once: true, isOrder: true });
    });
}

const rehearseHelp = say(
  `
Khi có vai để cho người: thời gian đứng yên mỗi khi có việc chờ người đó («thidua tasks»), các máy chủ vẫn chạy; việc
được làm bằng lệnh ở một cửa sổ lệnh khác, không phải ký, rồi thời gian tự đi tiếp. «thidua step», «thidua rehearse
--until NGÀY» ở cửa sổ khác đưa thời gian đi ngay; với --until, đến hết ngày ấy thì đứng yên. Ctrl-C để dừng.
${example('rehearse --until 2024-02-09', 'rehearse --fresh --play unit,board,chairman', 'rehearse --play none --until 2022-01-01')}`,
  `
Where roles are left to people, time stands still whenever something waits for them («thidua tasks») while the servers
run on; they act by commands in another terminal, unsigned, then time goes on by itself. «thidua step» and «thidua
rehearse --until DATE» in another terminal move time at once; with --until it stands still after that day. Ctrl-C stops.
${example('rehearse --until 2024-02-09', 'rehearse --fresh --play unit,board,chairman', 'rehearse --play none --until 2022-01-01')}`,
);
