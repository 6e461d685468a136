import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { ActingOptions } from './acting.js';
import { example } from './help-example.js';
import { withActingOptions } from './usual-options.js';

const campaign = say('<đợt>', '<campaign>');
const campaignMeans = say('một năm, ví dụ 2023, hoặc summary', 'a year, such as 2023, or summary');
const unitOfActor = say('unit:<mã đơn vị>', 'unit:<unit code>');

const reportsTo = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .argument(campaign, campaignMeans)
    .argument(
      say('[đơn vị]', '[unit]'),
      say('mã đơn vị; nếu không nêu: của --as', 'code of the unit; if not given: that of --as'),
    );

type DocumentOptions = ActingOptions & { number: string; date: string };
type CommendationOptions = ActingOptions & {
  collectives: string;
  individuals: string;
  number?: string;
  date?: string;
};

/** What units report beside their dossiers; each command is loaded only when it is asked for. */
export function addUnitReportCommands(program: Command): void {
  const launch = reportsTo(
    program,
    'launch-plan',
    say('ghi nhận kế hoạch phát động thi đua của đơn vị', 'record the launch plan of a unit'),
  )
    .requiredOption(say('--number <số>', '--number <number>'), say('số văn bản', 'number of the document'))
    .requiredOption(
      say('--date <ngày>', '--date <date>'),
      say(
        'ngày văn bản, dạng 2023-03-01 hoặc 01/03/2023',
        'date of the document, like 2023-03-01 or 01/03/2023',
      ),
    );
  withActingOptions(launch, say(`${unitOfActor} hoặc home-affairs`, `${unitOfActor} or home-affairs`))
    .addHelpText('after', example('launch-plan 2023 so-y-te --number 12/KH-SYT --date 01/03/2023'))
    .action(async (of: string, unit: string | undefined, options: DocumentOptions) => {
      const { runLaunchPlan } = await import('./commands/unit-reports.js');
      process.exitCode = await runLaunchPlan({ ...options, campaign: of, unit });
    });
  const commendations = reportsTo(
    program,
    'commendations',
    say('báo cáo số Giấy khen đơn vị đã tặng', 'report how many commendations the unit gave'),
  )
    .requiredOption(
      say('--collectives <số>', '--collectives <number>'),
      say('số tập thể', 'how many collectives'),
    )
    .requiredOption(
      say('--individuals <số>', '--individuals <number>'),
      say('số cá nhân', 'how many individuals'),
    )
    .option(say('--number <số>', '--number <number>'), say('số quyết định', 'number of the decision'))
    .option(say('--date <ngày>', '--date <date>'), say('ngày quyết định', 'date of the decision'));
  withActingOptions(commendations, say(`${unitOfActor} hoặc home-affairs`, `${unitOfActor} or home-affairs`))
    .addHelpText('after', example('commendations 2023 so-y-te --collectives 3 --individuals 12'))
    .action(async (of: string, unit: string | undefined, options: CommendationOptions) => {
      const { runCommendations } = await import('./commands/unit-reports.js');
      process.exitCode = await runCommendations({ ...options, campaign: of, unit });
    });
  const difficulty = reportsTo(
    program,
    'difficulty',
    say('phản ánh khó khăn, vướng mắc', 'report a difficulty'),
  ).requiredOption(say('--text <nội dung>', '--text <text>'), say('khó khăn, vướng mắc', 'the difficulty'));
  withActingOptions(difficulty, unitOfActor)
    .addHelpText(
      'after',
      example(
        say(
          'difficulty 2023 so-y-te --text "Thiếu máy tính ở bộ phận một cửa."',
          'difficulty 2023 so-y-te --text "Too few computers at the one-stop office."',
        ),
      ),
    )
    .action(async (of: string, unit: string | undefined, options: ActingOptions & { text: string }) => {
      const { runDifficulty } = await import('./commands/unit-reports.js');
      process.exitCode = await runDifficulty({ ...options, campaign: of, unit });
    });
}
