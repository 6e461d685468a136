import type { Command } from 'commander';
import { withActingOptions } from './acting.js';
import type { AnnounceOptions, AppraiseOptions, CeremonyOptions, ForwardOptions } from './commands/lists.js';
import type { RevokeOptions } from './commands/revoke.js';
import type { SignOffOptions } from './commands/sign-off.js';
import { example } from './help-example.js';

const yesOption = ['--yes', 'làm mà không hỏi'] as const;
const digestOption = ['--digest <mã>', 'mã của danh sách đã xem (64 chữ số), thay cho câu hỏi'] as const;
const jsonOption = ['--json', 'in dạng JSON'] as const;
const planOption = ['--plan <kế hoạch>', 'mã của một kế hoạch có sẵn, hoặc tệp JSON'] as const;
const numberOption = ['--decision-number <số>', 'số của quyết định'] as const;
const dateOption = [
  '--decision-date <ngày>',
  'ngày của quyết định, dạng 2024-03-20 hoặc 20/03/2024',
] as const;

/** What is decided on a list: forwarding, appraisal, signature, announcement; and what is gathered of the units. */
export function addDecisionCommands(program: Command): void {
  addForward(program);
  addAppraise(program);
  addSignOff(program.command('sign-off').description('ký duyệt danh sách'));
  addAnnouncing(program);
  addRevoke(program);
  program
    .command('report <đợt>')
    .description('tổng hợp Giấy khen và khó khăn, vướng mắc mà các đơn vị báo cáo')
    .option(...planOption)
    .option(...jsonOption)
    .option('--csv', 'in dạng CSV')
    .addHelpText('after', example('report 2023', 'report 2023 --csv > bao-cao-2023.csv'))
    .action(async (campaign: string, options: { plan?: string; json?: boolean; csv?: boolean }) => {
      const { runReport } = await import('./commands/report.js');
      process.exitCode = await runReport({ ...options, campaign });
    });
}

function addForward(program: Command): void {
  withActingOptions(program.command('forward <đợt>'), 'home-affairs')
    .description('trình danh sách để thẩm định, sau khi xem')
    .option('--reason <lý do>', 'lý do; phải nêu khi danh sách trước đã bị trả lại')
    .option(...digestOption)
    .option(...yesOption)
    .addHelpText('after', example('forward 2023', 'forward 2023 --digest MÃ --key anh.key.pem'))
    .action(async (campaign: string, options: Omit<ForwardOptions, 'campaign'>) => {
      const { runForward } = await import('./commands/lists.js');
      process.exitCode = await runForward({ ...options, campaign });
    });
}

function addAppraise(program: Command): void {
  withActingOptions(program.command('appraise <đợt> <kết-quả>'), 'board')
    .description('ghi kết quả thẩm định: thông qua (approve) hoặc trả lại (return)')
    .requiredOption('--meeting-date <ngày>', 'ngày họp, dạng 2024-03-05 hoặc 05/03/2024')
    .requiredOption('--participants <người>', 'thành phần dự họp, cách nhau bằng dấu chấm phẩy')
    .option('--votes <phiếu>', 'tán thành/không tán thành/ý kiến khác, ví dụ 3/0/0')
    .option('--reason <lý do>', 'lý do; phải nêu khi trả lại')
    .option(...digestOption)
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        'appraise 2023 approve --meeting-date 05/03/2024 --participants "Trưởng ban;Phó Trưởng ban;Thư ký" --votes 3/0/0',
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
    .command('show <đợt>')
    .description('danh sách đang trình, đúng như mã của nó')
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
  decide('approve', signOff.command('approve <đợt>'))
    .description('ký duyệt danh sách, sau khi xem')
    .addHelpText(
      'after',
      example('sign-off approve 2023', 'sign-off approve 2023 --digest MÃ --key chu-tich.key.pem'),
    );
  decide('strike', signOff.command('strike <đợt>'))
    .description('ký duyệt danh sách, trừ các trường hợp không duyệt')
    .option(
      '--strike <đề-cử=lý-do>',
      'một trường hợp không duyệt; nêu nhiều lần được',
      (value: string, before: string[]) => [...before, value],
      [],
    )
    .addHelpText('after', example('sign-off strike 2023 --strike "xa-hai-cn=Đang bị xem xét kỷ luật"'));
  decide('return', signOff.command('return <đợt>'))
    .description('trả lại danh sách')
    .requiredOption('--reason <lý do>', 'lý do trả lại')
    .addHelpText('after', example('sign-off return 2023 --reason "Xem lại khối xã"'));
}

function addAnnouncing(program: Command): void {
  withActingOptions(program.command('announce <đợt>'), 'home-affairs')
    .description('ghi số, ngày quyết định khen thưởng; kết quả được công bố')
    .requiredOption(...numberOption)
    .requiredOption(...dateOption)
    .option('--digest <mã>', 'mã của danh sách đã ký; nếu không nêu: danh sách đã ký')
    .addHelpText('after', example('announce 2023 --decision-number 812/QĐ-UBND --decision-date 20/03/2024'))
    .action(async (campaign: string, options: Omit<AnnounceOptions, 'campaign'>) => {
      const { runAnnounce } = await import('./commands/lists.js');
      process.exitCode = await runAnnounce({ ...options, campaign });
    });
  withActingOptions(program.command('ceremony <đợt>'), 'home-affairs')
    .description('ghi ngày và nơi đã tổ chức lễ khen thưởng')
    .requiredOption('--date <ngày>', 'ngày, dạng 2024-03-28 hoặc 28/03/2024')
    .requiredOption('--place <nơi>', 'địa điểm')
    .addHelpText('after', example('ceremony 2023 --date 28/03/2024 --place "Hội trường UBND thành phố"'))
    .action(async (campaign: string, options: Omit<CeremonyOptions, 'campaign'>) => {
      const { runCeremony } = await import('./commands/lists.js');
      process.exitCode = await runCeremony({ ...options, campaign });
    });
}

function addRevoke(program: Command): void {
  withActingOptions(program.command('revoke <đợt> <khối> <loại> <suất>'), 'home-affairs')
    .description('thu hồi một Bằng khen theo quyết định')
    .requiredOption(...numberOption)
    .requiredOption(...dateOption)
    .requiredOption('--reason <lý do>', 'lý do thu hồi')
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        'revoke 2023 KHỐI collective greatest-leap --decision-number 99/QĐ-UBND --decision-date 05/05/2025 --reason "Kê khai sai"',
      ),
    )
    .action(
      async (
        campaign: string,
        bloc: string,
        kind: string,
        seat: string,
        options: Omit<RevokeOptions, 'campaign' | 'bloc' | 'kind' | 'seat'>,
      ) => {
        const { runRevoke } = await import('./commands/revoke.js');
        process.exitCode = await runRevoke({ ...options, campaign, bloc, kind, seat });
      },
    );
}
