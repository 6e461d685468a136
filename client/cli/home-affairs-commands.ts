import type { Command } from 'commander';
import { withActingOptions } from './acting.js';
import type { QuestionAnswerOptions } from './commands/questions.js';
import type { RankingImportOptions } from './commands/ranking.js';
import type { ReviewOptions } from './commands/review.js';
import type { ShortlistOptions } from './commands/shortlist.js';
import type { TimeOptions, WaiveOptions } from './commands/time.js';
import { example } from './help-example.js';

type Given<T, K extends keyof T> = Omit<T, K>;

const usual = 'home-affairs';
const reasonOption = ['--reason <lý do>', 'lý do, được ghi sổ'] as const;
const beyondOption = ['--beyond <lý do>', 'vì sao ngày đó muộn hơn quý công bố'] as const;
const yesOption = ['--yes', 'làm mà không hỏi'] as const;
const jsonOption = ['--json', 'in dạng JSON'] as const;
const planOption = ['--plan <kế hoạch>', 'mã của một kế hoạch có sẵn, hoặc tệp JSON'] as const;

/** What Home Affairs does while a campaign collects and selects; each command is loaded only when it is asked for. */
export function addHomeAffairsCommands(program: Command): void {
  addReview(program);
  addRanking(program.command('ranking').description('kết quả xếp hạng CCHC'));
  addQuestion(program.command('question').description('vướng mắc chờ quyết định'));
  addTime(program);
  addChoices(program);
}

function addReview(program: Command): void {
  const review = withActingOptions(program.command('review <đợt> [đơn-vị] [cách-xét]'), usual)
    .description('xét hồ sơ: chấp nhận (accept), trả lại (return) hoặc từ chối (reject)')
    .option(...reasonOption)
    .option('--complete-by <ngày>', 'khi trả lại: ngày cuối để hoàn thiện, dạng 2024-02-20 hoặc 20/02/2024')
    .option(...beyondOption)
    .option('--digest <mã>', 'bản hồ sơ đã xem; nếu không nêu: bản hiện hành')
    .option('--all-waiting', 'chấp nhận mọi hồ sơ đang chờ xét, sau khi liệt kê')
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        'review 2023 so-y-te accept --key anh.key.pem',
        'review 2023 "Sở Y tế" return --reason "Thiếu biên bản" --complete-by 20/02/2024',
        'review 2023 --all-waiting --yes',
      ),
    )
    .action(
      async (
        campaign: string,
        unit: string | undefined,
        decision: string | undefined,
        options: Given<ReviewOptions, 'campaign' | 'unit' | 'decision'>,
      ) => {
        const { runReview } = await import('./commands/review.js');
        process.exitCode = await runReview({ ...options, campaign, unit, decision });
      },
    );
  review
    .command('list <đợt>')
    .description('các hồ sơ chờ xét')
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText('after', example('review list 2023', 'review list 2023 --json'))
    .action(async (campaign: string, options: Pick<ReviewOptions, 'plan' | 'json'>, command: Command) => {
      const { runReviewList } = await import('./commands/review.js');
      process.exitCode = await runReviewList({ ...command.optsWithGlobals(), ...options, campaign });
    });
}

function addRanking(ranking: Command): void {
  withActingOptions(ranking.command('import <đợt> <khối> <tệp>'), usual)
    .description('ghi xếp hạng của một khối từ tệp .csv hoặc .xlsx (cột: đơn vị, hạng, điểm)')
    .requiredOption('--decision-number <số>', 'số của quyết định công bố')
    .requiredOption('--decision-date <ngày>', 'ngày của quyết định, dạng 2024-02-28 hoặc 28/02/2024')
    .option('--previous', 'xếp hạng của năm trước')
    .option('--reason <lý do>', 'lý do; phải nêu khi danh sách đã được trình')
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        'ranking import 2023 KHỐI xep-hang-xa.xlsx --decision-number 512/QĐ-UBND --decision-date 28/02/2024',
        'ranking import 2023 KHỐI nam-truoc.csv --previous --decision-number 401/QĐ-UBND --decision-date 2023-02-20 --yes',
      ),
    )
    .action(
      async (
        campaign: string,
        bloc: string,
        file: string,
        options: Given<RankingImportOptions, 'campaign' | 'bloc' | 'file'>,
      ) => {
        const { runRankingImport } = await import('./commands/ranking.js');
        process.exitCode = await runRankingImport({ ...options, campaign, bloc, file });
      },
    );
  ranking
    .command('show <đợt> [khối]')
    .description('các bảng xếp hạng đang dùng')
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText('after', example('ranking show 2023', 'ranking show 2023 KHỐI --json'))
    .action(
      async (campaign: string, bloc: string | undefined, options: { plan?: string; json?: boolean }) => {
        const { runRankingShow } = await import('./commands/ranking.js');
        process.exitCode = await runRankingShow({ ...options, campaign, bloc });
      },
    );
}

function addQuestion(question: Command): void {
  question
    .command('list <đợt>')
    .description('các vướng mắc chờ quyết định')
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText('after', example('question list 2023'))
    .action(async (campaign: string, options: { plan?: string; json?: boolean }) => {
      const { runQuestionList } = await import('./commands/questions.js');
      process.exitCode = await runQuestionList({ ...options, campaign });
    });
  question
    .command('show <đợt> <mã>')
    .description('một vướng mắc: nội dung, các phương án với số liệu, việc khác có thể làm')
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText('after', example('question show 2023 KHỐI/highest-rank/tie'))
    .action(async (campaign: string, question: string, options: { plan?: string; json?: boolean }) => {
      const { runQuestionShow } = await import('./commands/questions.js');
      process.exitCode = await runQuestionShow({ ...options, campaign, question });
    });
  withActingOptions(question.command('answer <đợt> <mã> [phương-án...]'), usual)
    .description('quyết định một vướng mắc: số hoặc mã của phương án')
    .requiredOption(...reasonOption)
    .option('--asked <dấu>', 'dấu của câu hỏi đã xem; nếu không nêu: câu hỏi hiện hành')
    .addHelpText(
      'after',
      example('question answer 2023 KHỐI/highest-rank/tie 1 --reason "Theo biên bản họp ngày 01/03/2024"'),
    )
    .action(
      async (
        campaign: string,
        question: string,
        choices: string[],
        options: Given<QuestionAnswerOptions, 'campaign' | 'question' | 'choices'>,
      ) => {
        const { runQuestionAnswer } = await import('./commands/questions.js');
        process.exitCode = await runQuestionAnswer({ ...options, campaign, question, choices });
      },
    );
}

function addTime(program: Command): void {
  const lastDay = ['--last-day <ngày>', 'ngày cuối còn trong hạn, dạng 2024-02-20 hoặc 20/02/2024'] as const;
  withActingOptions(program.command('extend <đợt> <phạm-vi>'), usual)
    .description('gia hạn nộp hồ sơ cho unit:<đơn vị>, bloc:<khối> hoặc all')
    .requiredOption(...lastDay)
    .requiredOption(...reasonOption)
    .option(...beyondOption)
    .addHelpText('after', example('extend 2023 unit:so-y-te --last-day 20/02/2024 --reason "Bão"'))
    .action(async (campaign: string, scope: string, options: Given<TimeOptions, 'campaign' | 'scope'>) => {
      const { runExtend } = await import('./commands/time.js');
      process.exitCode = await runExtend({ ...options, campaign, scope });
    });
  withActingOptions(program.command('shorten <đợt> <phạm-vi>'), usual)
    .description('rút ngắn thời gian đã gia hạn')
    .requiredOption(...lastDay)
    .requiredOption(...reasonOption)
    .addHelpText('after', example('shorten 2023 all --last-day 2024-02-15 --reason "Gõ nhầm ngày"'))
    .action(async (campaign: string, scope: string, options: Given<TimeOptions, 'campaign' | 'scope'>) => {
      const { runShorten } = await import('./commands/time.js');
      process.exitCode = await runShorten({ ...options, campaign, scope });
    });
}

function addChoices(program: Command): void {
  withActingOptions(program.command('waive <đợt> <loại> <tiêu-chuẩn>'), usual)
    .description('miễn một tiêu chuẩn cho cả đợt; loại: collective (tập thể), individual (cá nhân)')
    .requiredOption(...reasonOption)
    .addHelpText('after', example('waive 2021 collective c3 --reason "Kế hoạch ban hành cuối năm"'))
    .action(
      async (
        campaign: string,
        kind: string,
        criterion: string,
        options: Given<WaiveOptions, 'campaign' | 'kind' | 'criterion'>,
      ) => {
        const { runWaive } = await import('./commands/time.js');
        process.exitCode = await runWaive({ ...options, campaign, kind, criterion });
      },
    );
  withActingOptions(program.command('shortlist <đợt> <loại> <khối> [đề-cử...]'), usual)
    .description('lựa chọn từ thứ tự đề xuất; không nêu đề cử: chỉ xem thứ tự đó với số liệu')
    .option(...reasonOption)
    .addHelpText(
      'after',
      example(
        'shortlist 2023 individual KHỐI',
        'shortlist 2023 individual KHỐI xa-mot-cn xa-hai-cn --reason "Thành tích nổi bật"',
      ),
    )
    .action(
      async (
        campaign: string,
        kind: string,
        bloc: string,
        nominees: string[],
        options: Given<ShortlistOptions, 'campaign' | 'kind' | 'bloc' | 'nominees'>,
      ) => {
        const { runShortlist } = await import('./commands/shortlist.js');
        process.exitCode = await runShortlist({ ...options, campaign, kind, bloc, nominees });
      },
    );
}
