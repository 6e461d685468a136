import type { Command } from 'commander';
import { say } from '../language/language.js';
import { addAnnouncingCommands } from './announcing-commands.js';
import type { AppraiseOptions, ForwardOptions } from './commands/lists.js';
import type { SignOffOptions } from './commands/sign-off.js';
import { example } from './help-example.js';
import { jsonOption, planOption, withActingOptions, yesOption } from './usual-options.js';

const digestOption = [
  say('--digest <mã>', '--digest <digest>'),
  say(
    'mã của danh sách đã xem (64 chữ số), thay cho câu hỏi',
    'digest of the list that was read (64 digits), in place of the question',
  ),
] as const;

/** What is decided on a list: forwarding, appraisal, signature, announcement; and what is gathered of the units. */
export function addDecisionCommands(program: Command): void {
  addForward(program);
  addAppraise(program);
  addSignOff(program.command('sign-off').description(say('ký duyệt danh sách', 'sign off the list')));
  addAnnouncingCommands(program);
  program
    .command(say('report <đợt>', 'report <campaign>'))
    .description(
      say(
        'tổng hợp Giấy khen và khó khăn, vướng mắc mà các đơn vị báo cáo',
        'the commendations and difficulties that the units reported',
      ),
    )
    .option(...planOption)
    .option(...jsonOption)
    .option('--csv', say('in dạng CSV', 'print CSV'))
    .addHelpText('after', example('report 2023', 'report 2023 --csv > bao-cao-2023.csv'))
    .action(async (campaign: string, options: { plan?: string; json?: boolean; csv?: boolean }) => {
      const { runReport } = await import('./commands/report.js');
      process.exitCode = await runReport({ ...options, campaign });
    });
}

function addForward(program: Command): void {
  withActingOptions(program.command(say('forward <đợt>', 'forward <campaign>')), 'home-affairs')
    .description(
      say('trình danh sách để thẩm định, sau khi xem', 'forward the list for appraisal, after showing it'),
    )
    .option(
      say('--reason <lý do>', '--reason <reason>'),
      say(
        'lý do; phải nêu khi danh sách trước đã bị trả lại',
        'reason; needed where the list before was returned',
      ),
    )
    .option(...digestOption)
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        'forward 2023',
        say('forward 2023 --digest MÃ --key anh.key.pem', 'forward 2023 --digest DIGEST --key anh.key.pem'),
      ),
    )
    .action(async (campaign: string, options: Omit<ForwardOptions, 'campaign'>) => {
      const { runForward } = await import('./commands/lists.js');
      process.exitCode = await runForward({ ...options, campaign });
    });
}

function addAppraise(program: Command): void {
  withActingOptions(program.command(say('appraise <đợt> <kết-quả>', 'appraise <campaign> <result>')), 'board')
    .description(
      say(
        'ghi kết quả thẩm định: thông qua (approve) hoặc trả lại (return)',
        'record the appraisal: approve or return',
      ),
    )
    .requiredOption(
      say('--meeting-date <ngày>', '--meeting-date <date>'),
      say('ngày họp, dạng 2024-03-05 hoặc 05/03/2024', 'day of the meeting, like 2024-03-05 or 05/03/2024'),
    )
    .requiredOption(
      say('--participants <người>', '--participants <people>'),
      say('thành phần dự họp, cách nhau bằng dấu chấm phẩy', 'who took part, separated by semicolons'),
    )
    .option(
      say('--votes <phiếu>', '--votes <votes>'),
      say('tán thành/không tán thành/ý kiến khác, ví dụ 3/0/0', 'in favour/against/abstained, like 3/0/0'),
    )
    .option(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do; phải nêu khi trả lại', 'reason; needed to return the list'),
    )
    .option(...digestOption)
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        say(
          'appraise 2023 approve --meeting-date 05/03/2024 --participants "Trưởng ban;Phó Trưởng ban;Thư ký" --votes 3/0/0',
          'appraise 2023 approve --meeting-date 05/03/2024 --participants "Head;Deputy head;Secretary" --votes 3/0/0',
        ),
      ),
    )
    .action(
      async (campaign: string, decision: string, options: Omit<AppraiseOptions, 'campaign' | 'decision'>) => {
        const { runAppraise } = await import('./commands/lists.js');
        process.exitCode = await runAppraise({ ...options, campaign, decision });
      },
    );
}

function addSignOff(signOff: Command): void {
  signOff
    .command(say('show <đợt>', 'show <campaign>'))
    .description(
      say('danh sách đang trình, đúng như mã của nó', 'the list that was forwarded, as its digest binds it'),
    )
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText('after', example('sign-off show 2023', 'sign-off show 2023 --json'))
    .action(async (campaign: string, options: { plan?: string; json?: boolean }) => {
      const { runSignOffShow } = await import('./commands/sign-off.js');
      process.exitCode = await runSignOffShow({ ...options, campaign });
    });
  const decide = (decision: SignOffOptions['decision'], command: Command): Command =>
    withActingOptions(command, 'chairman')
      .option(...digestOption)
      .option(...yesOption)
      .action(async (campaign: string, options: Omit<SignOffOptions, 'campaign' | 'decision'>) => {
        const { runSignOff } = await import('./commands/sign-off.js');
        process.exitCode = await runSignOff({ ...options, campaign, decision });
      });
  decide('approve', signOff.command(say('approve <đợt>', 'approve <campaign>')))
    .description(say('ký duyệt danh sách, sau khi xem', 'sign off the list, after showing it'))
    .addHelpText(
      'after',
      example(
        'sign-off approve 2023',
        say(
          'sign-off approve 2023 --digest MÃ --key chu-tich.key.pem',
          'sign-off approve 2023 --digest DIGEST --key chu-tich.key.pem',
        ),
      ),
    );
  decide('strike', signOff.command(say('strike <đợt>', 'strike <campaign>')))
    .description(
      say(
        'ký duyệt danh sách, trừ các trường hợp không duyệt',
        'sign off the list, but for the entries struck',
      ),
    )
    .option(
      say('--strike <đề-cử=lý-do>', '--strike <nominee=reason>'),
      say('một trường hợp không duyệt; nêu nhiều lần được', 'an entry to strike; may be given several times'),
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .addHelpText(
      'after',
      example(
        say(
          'sign-off strike 2023 --strike "xa-hai-cn=Đang bị xem xét kỷ luật"',
          'sign-off strike 2023 --strike "xa-hai-cn=Under disciplinary review"',
        ),
      ),
    );
  decide('return', signOff.command(say('return <đợt>', 'return <campaign>')))
    .description(say('trả lại danh sách', 'return the list'))
    .requiredOption(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do trả lại', 'reason for returning it'),
    )
    .addHelpText(
      'after',
      example(
        say(
          'sign-off return 2023 --reason "Xem lại khối xã"',
          'sign-off return 2023 --reason "Look at the second bloc again"',
        ),
      ),
    );
}
