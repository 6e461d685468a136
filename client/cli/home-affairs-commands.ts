import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { QuestionAnswerOptions } from './commands/questions.js';
import type { RankingImportOptions } from './commands/ranking.js';
import type { ReviewOptions } from './commands/review.js';
import { addChoiceCommands } from './choice-commands.js';
import { example } from './help-example.js';
import {
  beyondOption,
  jsonOption,
  planOption,
  reasonOption,
  withActingOptions,
  yesOption,
} from './usual-options.js';

type Given<T, K extends keyof T> = Omit<T, K>;

const usual = 'home-affairs';

/** What Home Affairs does while a campaign collects and selects; each command is loaded only when it is asked for. */
export function addHomeAffairsCommands(program: Command): void {
  addReview(program);
  addRanking(program.command('ranking').description(say('kết quả xếp hạng CCHC', 'reform rankings')));
  addQuestion(
    program
      .command('question')
      .description(say('vướng mắc chờ quyết định', 'questions that wait for an answer')),
  );
  addChoiceCommands(program);
}

function addReview(program: Command): void {
  const review = withActingOptions(
    program.command(say('review <đợt> [đơn-vị] [cách-xét]', 'review <campaign> [unit] [decision]')),
    usual,
  )
    .description(
      say(
        'xét hồ sơ: chấp nhận (accept), trả lại (return) hoặc từ chối (reject)',
        'review a dossier: accept, return or reject',
      ),
    )
    .option(...reasonOption)
    .option(
      say('--complete-by <ngày>', '--complete-by <date>'),
      say(
        'khi trả lại: ngày cuối để hoàn thiện, dạng 2024-02-20 hoặc 20/02/2024',
        'when returning: the last day for completion, like 2024-02-20 or 20/02/2024',
      ),
    )
    .option(...beyondOption)
    .option(
      say('--digest <mã>', '--digest <digest>'),
      say(
        'bản hồ sơ đã xem; nếu không nêu: bản hiện hành',
        'version of the dossier that was read; if not given: the current one',
      ),
    )
    .option(
      '--all-waiting',
      say(
        'chấp nhận mọi hồ sơ đang chờ xét, sau khi liệt kê',
        'accept every dossier that waits, after listing them',
      ),
    )
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        'review 2023 so-y-te accept --key anh.key.pem',
        say(
          'review 2023 "Sở Y tế" return --reason "Thiếu biên bản" --complete-by 20/02/2024',
          'review 2023 so-y-te return --reason "No minutes" --complete-by 20/02/2024',
        ),
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
    .command(say('list <đợt>', 'list <campaign>'))
    .description(say('các hồ sơ chờ xét', 'dossiers that wait for review'))
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText('after', example('review list 2023', 'review list 2023 --json'))
    .action(async (campaign: string, options: Pick<ReviewOptions, 'plan' | 'json'>, command: Command) => {
      const { runReviewList } = await import('./commands/review-list.js');
      process.exitCode = await runReviewList({ ...command.optsWithGlobals(), ...options, campaign });
    });
}

function addRanking(ranking: Command): void {
  withActingOptions(
    ranking.command(say('import <đợt> <khối> <tệp>', 'import <campaign> <bloc> <file>')),
    usual,
  )
    .description(
      say(
        'ghi xếp hạng của một khối từ tệp .csv hoặc .xlsx (cột: đơn vị, hạng, điểm)',
        'record the ranking of a bloc from a .csv or .xlsx file (columns: unit, rank, score)',
      ),
    )
    .requiredOption(
      say('--decision-number <số>', '--decision-number <number>'),
      say('số của quyết định công bố', 'number of the decision that published it'),
    )
    .requiredOption(
      say('--decision-date <ngày>', '--decision-date <date>'),
      say(
        'ngày của quyết định, dạng 2024-02-28 hoặc 28/02/2024',
        'date of the decision, like 2024-02-28 or 28/02/2024',
      ),
    )
    .option('--previous', say('xếp hạng của năm trước', 'the ranking of the year before'))
    .option(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do; phải nêu khi danh sách đã được trình', 'reason; needed where the list has been forwarded'),
    )
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        say(
          'ranking import 2023 KHỐI xep-hang-xa.xlsx --decision-number 512/QĐ-UBND --decision-date 28/02/2024',
          'ranking import 2023 BLOC xep-hang-xa.xlsx --decision-number 512/QĐ-UBND --decision-date 28/02/2024',
        ),
        say(
          'ranking import 2023 KHỐI nam-truoc.csv --previous --decision-number 401/QĐ-UBND --decision-date 2023-02-20 --yes',
          'ranking import 2023 BLOC nam-truoc.csv --previous --decision-number 401/QĐ-UBND --decision-date 2023-02-20 --yes',
        ),
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
    .command(say('show <đợt> [khối]', 'show <campaign> [bloc]'))
    .description(say('các bảng xếp hạng đang dùng', 'the rankings in use'))
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText(
      'after',
      example('ranking show 2023', say('ranking show 2023 KHỐI --json', 'ranking show 2023 BLOC --json')),
    )
    .action(
      async (campaign: string, bloc: string | undefined, options: { plan?: string; json?: boolean }) => {
        const { runRankingShow } = await import('./commands/ranking.js');
        process.exitCode = await runRankingShow({ ...options, campaign, bloc });
      },
    );
  ranking
    .command(say('template <đợt> <khối> <tệp.xlsx>', 'template <campaign> <bloc> <file.xlsx>'))
    .description(
      say(
        'tệp mẫu để điền xếp hạng của một khối, đã có các đơn vị',
        'a workbook to fill with the ranking of a bloc, its units in it already',
      ),
    )
    .option('--previous', say('xếp hạng của năm trước', 'the ranking of the year before'))
    .option(...planOption)
    .addHelpText(
      'after',
      example(
        say('ranking template 2023 KHỐI xep-hang-xa.xlsx', 'ranking template 2023 BLOC xep-hang-xa.xlsx'),
      ),
    )
    .action(
      async (
        campaign: string,
        bloc: string,
        file: string,
        options: { previous?: boolean; plan?: string },
      ) => {
        const { runRankingTemplate } = await import('./commands/ranking-template.js');
        process.exitCode = await runRankingTemplate({ ...options, campaign, bloc, file });
      },
    );
}

function addQuestion(question: Command): void {
  question
    .command(say('list <đợt>', 'list <campaign>'))
    .description(say('các vướng mắc chờ quyết định', 'questions that wait for an answer'))
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText('after', example('question list 2023'))
    .action(async (campaign: string, options: { plan?: string; json?: boolean }) => {
      const { runQuestionList } = await import('./commands/questions.js');
      process.exitCode = await runQuestionList({ ...options, campaign });
    });
  question
    .command(say('show <đợt> <mã>', 'show <campaign> <key>'))
    .description(
      say(
        'một vướng mắc: nội dung, các phương án với số liệu, việc khác có thể làm',
        'a question: what it is, its options with figures, what else can be done',
      ),
    )
    .option(...planOption)
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(say('question show 2023 KHỐI/highest-rank/tie', 'question show 2023 BLOC/highest-rank/tie')),
    )
    .action(async (campaign: string, question: string, options: { plan?: string; json?: boolean }) => {
      const { runQuestionShow } = await import('./commands/questions.js');
      process.exitCode = await runQuestionShow({ ...options, campaign, question });
    });
  withActingOptions(
    question.command(say('answer <đợt> <mã> [phương-án...]', 'answer <campaign> <key> [options...]')),
    usual,
  )
    .description(
      say(
        'quyết định một vướng mắc: số hoặc mã của phương án',
        'answer a question: number or code of the option',
      ),
    )
    .requiredOption(...reasonOption)
    .option(
      say('--asked <dấu>', '--asked <mark>'),
      say(
        'dấu của câu hỏi đã xem; nếu không nêu: câu hỏi hiện hành',
        'mark of the question that was read; if not given: the current question',
      ),
    )
    .addHelpText(
      'after',
      example(
        say(
          'question answer 2023 KHỐI/highest-rank/tie 1 --reason "Theo biên bản họp ngày 01/03/2024"',
          'question answer 2023 BLOC/highest-rank/tie 1 --reason "By the minutes of 01/03/2024"',
        ),
      ),
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
