import type { Command } from 'commander';
import { type ActingOptions, withActingOptions } from './acting.js';

const campaign = '<đợt>';
const campaignMeans = 'một năm, ví dụ 2023, hoặc summary';
const unitOfActor = 'unit:<mã đơn vị>';
const fromOption = ['--from <thư mục>', 'thư mục hồ sơ, hoặc tệp mô tả trong đó'] as const;

const folderHelp = `
Thư mục hồ sơ có các tệp đính kèm (PDF, DOCX, JPG, PNG; mỗi tệp nhiều nhất 25 MB) và bản mô tả, là một trong hai dạng:
  dossier.json              { "nominees": [ { "id", "kind": "collective"|"individual", "name", "personId", "criteria": { mã: true|false } } ],
                              "documents": [ { "component", "nominee", "title", "file" } ] }
  nominees.csv              cột id, kind (tập thể|cá nhân), name, personId (cá nhân), và mỗi tiêu chuẩn một cột (có|không)
  và documents.csv          cột component, nominee (tài liệu của từng đề cử), title, file
«thidua dossier template» tạo sẵn hai tệp CSV đó với đúng các cột.`;

/** What units do: dossiers, launch plans, and their reports; each command is loaded only when it is asked for. */
export function addUnitCommands(program: Command): void {
  const dossier = program.command('dossier').description('hồ sơ đề nghị khen thưởng của một đơn vị');
  addDraft(dossier);
  addFiling(dossier, 'file', 'nộp hồ sơ từ một thư mục, hoặc bản thảo đã lưu', false);
  addFiling(dossier, 'replace', 'thay hồ sơ đã nộp bằng bản khác', true);
  addShow(dossier);
  addWithdraw(dossier);
  addReports(program);
}

function addDraft(dossier: Command): void {
  dossier
    .command('draft')
    .description('lưu bản thảo (chưa cần đủ) và cho biết còn thiếu gì; không nêu --from: xem bản đã lưu')
    .argument(campaign, campaignMeans)
    .argument('<đơn vị>', 'mã hoặc tên đơn vị')
    .option(...fromOption)
    .option('--plan <kế hoạch>', 'mã của một kế hoạch có sẵn, hoặc tệp JSON')
    .option('--json', 'in một đối tượng JSON')
    .addHelpText(
      'after',
      `${folderHelp}\n\nVí dụ:\n  thidua dossier draft 2023 so-y-te --from ho-so-2023\n  thidua dossier draft 2023 so-y-te`,
    )
    .action(async (of: string, unit: string, options: { from?: string; plan?: string; json?: boolean }) => {
      const { runDossierDraft } = await import('./commands/dossier-draft.js');
      process.exitCode = await runDossierDraft({ ...options, campaign: of, unit });
    });
  dossier
    .command('template')
    .description('tạo hai tệp CSV mô tả hồ sơ, có sẵn các cột và thành phần theo kế hoạch')
    .argument(campaign, campaignMeans)
    .argument('<thư mục>', 'thư mục sẽ chứa hai tệp')
    .option('--plan <kế hoạch>', 'mã của một kế hoạch có sẵn, hoặc tệp JSON')
    .addHelpText('after', '\nVí dụ:\n  thidua dossier template 2023 ho-so-2023')
    .action(async (of: string, folder: string, options: { plan?: string }) => {
      const { runDossierTemplate } = await import('./commands/dossier-template.js');
      process.exitCode = await runDossierTemplate({ ...options, campaign: of, folder });
    });
}

function addFiling(dossier: Command, name: 'file' | 'replace', description: string, replaces: boolean): void {
  const command = dossier
    .command(name)
    .description(description)
    .argument(campaign, campaignMeans)
    .argument('[đơn vị]', 'mã đơn vị; nếu không nêu: của --as')
    .option(...fromOption);
  withActingOptions(command, unitOfActor)
    .addHelpText(
      'after',
      `${folderHelp}\n\nVí dụ:\n  thidua dossier ${name} 2023 so-y-te --from ho-so-2023 --key can-bo.key.pem\n  thidua dossier ${name} 2023 --as unit:so-y-te`,
    )
    .action(async (of: string, unit: string | undefined, options: ActingOptions & { from?: string }) => {
      const { runDossierFile } = await import('./commands/dossier.js');
      process.exitCode = await runDossierFile({ ...options, campaign: of, unit, replaces });
    });
}

interface ShowOptions {
  version?: string;
  out?: string;
  plan?: string;
  json?: boolean;
}

function addShow(dossier: Command): void {
  dossier
    .command('show')
    .description('trạng thái, các bản đã nộp, kết quả xét với lý do; --out ghi lại các tệp của một bản')
    .argument(campaign, campaignMeans)
    .argument('<đơn vị>', 'mã hoặc tên đơn vị')
    .option('--version <biên nhận>', 'bản nào; nếu không nêu: bản hiện hành')
    .option('--out <thư mục>', 'ghi các tệp của bản đó vào thư mục này')
    .option('--plan <kế hoạch>', 'mã của một kế hoạch có sẵn, hoặc tệp JSON')
    .option('--json', 'in một đối tượng JSON')
    .addHelpText(
      'after',
      '\nVí dụ:\n  thidua dossier show 2023 so-y-te\n  thidua dossier show 2023 so-y-te --out tep-da-nop',
    )
    .action(async (of: string, unit: string, options: ShowOptions) => {
      const { runDossierShow } = await import('./commands/dossier-show.js');
      process.exitCode = await runDossierShow({ ...options, campaign: of, unit });
    });
}

function addWithdraw(dossier: Command): void {
  const command = dossier
    .command('withdraw')
    .description('rút hồ sơ đã nộp')
    .argument(campaign, campaignMeans)
    .argument('[đơn vị]', 'mã đơn vị; nếu không nêu: của --as')
    .requiredOption('--reason <lý do>', 'lý do rút, được ghi vào nhật ký');
  withActingOptions(command, unitOfActor)
    .addHelpText(
      'after',
      '\nVí dụ:\n  thidua dossier withdraw 2023 so-y-te --reason "Rà soát lại thành tích."',
    )
    .action(async (of: string, unit: string | undefined, options: ActingOptions & { reason: string }) => {
      const { runDossierWithdraw } = await import('./commands/dossier.js');
      process.exitCode = await runDossierWithdraw({ ...options, campaign: of, unit });
    });
}

const reportsTo = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .argument(campaign, campaignMeans)
    .argument('[đơn vị]', 'mã đơn vị; nếu không nêu: của --as');

type DocumentOptions = ActingOptions & { number: string; date: string };
type CommendationOptions = ActingOptions & {
  collectives: string;
  individuals: string;
  number?: string;
  date?: string;
};

function addReports(program: Command): void {
  const launch = reportsTo(program, 'launch-plan', 'ghi nhận kế hoạch phát động thi đua của đơn vị')
    .requiredOption('--number <số>', 'số văn bản')
    .requiredOption('--date <ngày>', 'ngày văn bản, dạng 2023-03-01 hoặc 01/03/2023');
  withActingOptions(launch, `${unitOfActor} hoặc home-affairs`)
    .addHelpText('after', '\nVí dụ:\n  thidua launch-plan 2023 so-y-te --number 12/KH-SYT --date 01/03/2023')
    .action(async (of: string, unit: string | undefined, options: DocumentOptions) => {
      const { runLaunchPlan } = await import('./commands/unit-reports.js');
      process.exitCode = await runLaunchPlan({ ...options, campaign: of, unit });
    });
  const commendations = reportsTo(program, 'commendations', 'báo cáo số Giấy khen đơn vị đã tặng')
    .requiredOption('--collectives <số>', 'số tập thể')
    .requiredOption('--individuals <số>', 'số cá nhân')
    .option('--number <số>', 'số quyết định')
    .option('--date <ngày>', 'ngày quyết định');
  withActingOptions(commendations, `${unitOfActor} hoặc home-affairs`)
    .addHelpText('after', '\nVí dụ:\n  thidua commendations 2023 so-y-te --collectives 3 --individuals 12')
    .action(async (of: string, unit: string | undefined, options: CommendationOptions) => {
      const { runCommendations } = await import('./commands/unit-reports.js');
      process.exitCode = await runCommendations({ ...options, campaign: of, unit });
    });
  const difficulty = reportsTo(program, 'difficulty', 'phản ánh khó khăn, vướng mắc').requiredOption(
    '--text <nội dung>',
    'khó khăn, vướng mắc',
  );
  withActingOptions(difficulty, unitOfActor)
    .addHelpText(
      'after',
      '\nVí dụ:\n  thidua difficulty 2023 so-y-te --text "Thiếu máy tính ở bộ phận một cửa."',
    )
    .action(async (of: string, unit: string | undefined, options: ActingOptions & { text: string }) => {
      const { runDifficulty } = await import('./commands/unit-reports.js');
      process.exitCode = await runDifficulty({ ...options, campaign: of, unit });
    });
}
