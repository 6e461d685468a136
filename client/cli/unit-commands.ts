import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { ActingOptions } from './acting.js';
import { example } from './help-example.js';
import { addPaperCommand } from './paper-command.js';
import { addUnitReportCommands } from './unit-report-commands.js';
import { jsonObjectOption, planOption, withActingOptions } from './usual-options.js';

const campaign = say('<đợt>', '<campaign>');
const campaignMeans = say('một năm, ví dụ 2023, hoặc summary', 'a year, such as 2023, or summary');
const unitOfActor = say('unit:<mã đơn vị>', 'unit:<unit code>');
const fromOption = [
  say('--from <thư mục>', '--from <folder>'),
  say('thư mục hồ sơ, hoặc tệp mô tả trong đó', 'folder of the dossier, or the file in it that describes it'),
] as const;

const folderHelp = say(
  `
Thư mục hồ sơ có các tệp đính kèm (PDF, DOCX, JPG, PNG; mỗi tệp nhiều nhất 25 MB) và bản mô tả, là một trong hai dạng:
  dossier.json              { "nominees": [ { "id", "kind": "collective"|"individual", "name", "personId", "criteria": { mã: true|false } } ],
                              "documents": [ { "component", "nominee", "title", "file" } ] }
  nominees.csv              cột id, kind (tập thể|cá nhân), name, personId (cá nhân), và mỗi tiêu chuẩn một cột (có|không)
  và documents.csv          cột component, nominee (tài liệu của từng đề cử), title, file
«thidua dossier template» tạo sẵn hai tệp CSV đó với đúng các cột.`,
  `
The folder holds the attached files (PDF, DOCX, JPG, PNG; at most 25 MB each) and a description in one of two forms:
  dossier.json              { "nominees": [ { "id", "kind": "collective"|"individual", "name", "personId", "criteria": { code: true|false } } ],
                              "documents": [ { "component", "nominee", "title", "file" } ] }
  nominees.csv              columns id, kind (collective|individual), name, personId (individuals), and one for each criterion (true|false)
  and documents.csv         columns component, nominee (for documents of one nominee), title, file
«thidua dossier template» makes these two CSV files with the right columns.`,
);

/** What units do: dossiers, launch plans, and their reports; each command is loaded only when it is asked for. */
export function addUnitCommands(program: Command): void {
  const dossier = program
    .command('dossier')
    .description(say('hồ sơ đề nghị khen thưởng của một đơn vị', 'the award dossier of a unit'));
  addDraft(dossier);
  addFiling(
    dossier,
    'file',
    say(
      'nộp hồ sơ từ một thư mục, hoặc bản thảo đã lưu',
      'file a dossier from a folder, or the draft that was saved',
    ),
    false,
  );
  addFiling(
    dossier,
    'replace',
    say('thay hồ sơ đã nộp bằng bản khác', 'replace a filed dossier by another'),
    true,
  );
  addPaperCommand(dossier);
  addShow(dossier);
  addWithdraw(dossier);
  addUnitReportCommands(program);
}

function addDraft(dossier: Command): void {
  dossier
    .command('draft')
    .description(
      say(
        'lưu bản thảo (chưa cần đủ) và cho biết còn thiếu gì; không nêu --from: xem bản đã lưu',
        'save a draft (it may be incomplete) and say what is missing; without --from: show the saved one',
      ),
    )
    .argument(campaign, campaignMeans)
    .argument(say('<đơn vị>', '<unit>'), say('mã hoặc tên đơn vị', 'code or name of the unit'))
    .option(...fromOption)
    .option(...planOption)
    .option(...jsonObjectOption)
    .addHelpText(
      'after',
      say(
        `${folderHelp}\n\nVí dụ:\n  thidua dossier draft 2023 so-y-te --from ho-so-2023\n  thidua dossier draft 2023 so-y-te`,
        `${folderHelp}\n\nExamples:\n  thidua dossier draft 2023 so-y-te --from ho-so-2023\n  thidua dossier draft 2023 so-y-te`,
      ),
    )
    .action(async (of: string, unit: string, options: { from?: string; plan?: string; json?: boolean }) => {
      const { runDossierDraft } = await import('./commands/dossier-draft.js');
      process.exitCode = await runDossierDraft({ ...options, campaign: of, unit });
    });
  dossier
    .command('template')
    .description(
      say(
        'tạo hai tệp CSV mô tả hồ sơ, có sẵn các cột và thành phần theo kế hoạch',
        'make two CSV files that describe a dossier, with the columns and components of the plan',
      ),
    )
    .argument(campaign, campaignMeans)
    .argument(say('<thư mục>', '<folder>'), say('thư mục sẽ chứa hai tệp', 'folder for the two files'))
    .option(...planOption)
    .addHelpText('after', example('dossier template 2023 ho-so-2023'))
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
    .argument(
      say('[đơn vị]', '[unit]'),
      say('mã đơn vị; nếu không nêu: của --as', 'code of the unit; if not given: that of --as'),
    )
    .option(...fromOption);
  withActingOptions(command, unitOfActor)
    .addHelpText(
      'after',
      say(
        `${folderHelp}\n\nVí dụ:\n  thidua dossier ${name} 2023 so-y-te --from ho-so-2023 --key can-bo.key.pem\n  thidua dossier ${name} 2023 --as unit:so-y-te`,
        `${folderHelp}\n\nExamples:\n  thidua dossier ${name} 2023 so-y-te --from ho-so-2023 --key can-bo.key.pem\n  thidua dossier ${name} 2023 --as unit:so-y-te`,
      ),
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
    .description(
      say(
        'trạng thái, các bản đã nộp, kết quả xét với lý do; --out ghi lại các tệp của một bản',
        'status, versions filed, reviews with their reasons; --out writes the files of a version',
      ),
    )
    .argument(campaign, campaignMeans)
    .argument(say('<đơn vị>', '<unit>'), say('mã hoặc tên đơn vị', 'code or name of the unit'))
    .option(
      say('--version <biên nhận>', '--version <receipt>'),
      say('bản nào; nếu không nêu: bản hiện hành', 'which version; if not given: the current one'),
    )
    .option(
      say('--out <thư mục>', '--out <folder>'),
      say('ghi các tệp của bản đó vào thư mục này', 'write the files of that version to this folder'),
    )
    .option(...planOption)
    .option(...jsonObjectOption)
    .addHelpText('after', example('dossier show 2023 so-y-te', 'dossier show 2023 so-y-te --out tep-da-nop'))
    .action(async (of: string, unit: string, options: ShowOptions) => {
      const { runDossierShow } = await import('./commands/dossier-show.js');
      process.exitCode = await runDossierShow({ ...options, campaign: of, unit });
    });
}

function addWithdraw(dossier: Command): void {
  const command = dossier
    .command('withdraw')
    .description(say('rút hồ sơ đã nộp', 'withdraw a filed dossier'))
    .argument(campaign, campaignMeans)
    .argument(
      say('[đơn vị]', '[unit]'),
      say('mã đơn vị; nếu không nêu: của --as', 'code of the unit; if not given: that of --as'),
    )
    .requiredOption(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do rút, được ghi vào nhật ký', 'reason for withdrawing it, kept in the audit'),
    );
  withActingOptions(command, unitOfActor)
    .addHelpText(
      'after',
      example(
        say(
          'dossier withdraw 2023 so-y-te --reason "Rà soát lại thành tích."',
          'dossier withdraw 2023 so-y-te --reason "Achievements to be looked at again."',
        ),
      ),
    )
    .action(async (of: string, unit: string | undefined, options: ActingOptions & { reason: string }) => {
      const { runDossierWithdraw } = await import('./commands/dossier.js');
      process.exitCode = await runDossierWithdraw({ ...options, campaign: of, unit });
    });
}
