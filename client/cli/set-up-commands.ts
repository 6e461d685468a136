import { type Command, CommanderError } from 'commander';
import { say } from '../language/language.js';
import type { SetupOptions } from './commands/setup.js';
import { example } from './help-example.js';
import { ownHelp } from './own-help.js';
import { addPlanAmend } from './plan-commands.js';
import { anyPlanOption, withTablesOptions } from './usual-options.js';

/** Plans, and what a movement needs before it begins; each command is loaded only when it is asked for. */
export async function addSetUpCommands(program: Command): Promise<void> {
  addPlan(program);
  await addSetup(program);
}

function addPlan(program: Command): void {
  const planCommand = program
    .command('plan')
    .description(
      say('các kế hoạch có sẵn; kiểm tra một kế hoạch', 'the plans that come with the program; check a plan'),
    )
    .option('--schema', say('in JSON Schema của tệp kế hoạch', "print the JSON Schema of a plan's file"))
    .action(async (options: { schema?: boolean }) => {
      const { runPlan } = await import('./commands/plan.js');
      process.exitCode = runPlan(options);
    });
  planCommand
    .command('show')
    .description(
      say(
        'kế hoạch mà phong trào trên dữ liệu này đang theo, kèm mục của từng quy định',
        'the plan that the movement on these records goes by, with the clause of each rule',
      ),
    )
    .option(...anyPlanOption)
    .option(
      '--json',
      say(
        'in một đối tượng JSON { "digest", "plan", "amendments" }',
        'print a JSON object { "digest", "plan", "amendments" }',
      ),
    )
    .addHelpText(
      'after',
      say(
        '\nVí dụ:\n  npx thidua plan show\n  npx thidua plan show --json | jq .digest',
        '\nExamples:\n  npx thidua plan show\n  npx thidua plan show --json | jq .digest',
      ),
    )
    .action(async (options: { json?: boolean; plan?: string }) => {
      const { runPlanShow } = await import('./commands/plan-show.js');
      process.exitCode = await runPlanShow(options);
    });
  addPlanAmend(planCommand);
  planCommand
    .command(say('check <tệp>', 'check <file>'))
    .description(
      say(
        'kiểm tra một tệp kế hoạch; mỗi lỗi được nêu theo vị trí',
        "check a plan's file; each fault is named with its place",
      ),
    )
    .option(
      '--json',
      say('in một mảng JSON [ { "place", "problem" } ]', 'print a JSON array [ { "place", "problem" } ]'),
    )
    .addHelpText('after', example(say('plan check ke-hoach.json', 'plan check plan.json')))
    .action(async (file: string, options: { json?: boolean }) => {
      const { runPlanCheck } = await import('./commands/plan.js');
      process.exitCode = runPlanCheck(file, options);
    });
}

async function addSetup(program: Command): Promise<void> {
  withTablesOptions(
    program
      .command(say('setup [thư-mục]', 'setup [folder]'))
      .description(
        say(
          'thiết lập đơn vị, hộp thư, cán bộ đầu mối và chức vụ từ các tệp CSV trong một thư mục, hoặc từ một tệp .xlsx',
          'set up units, mailboxes, focal officials and offices from the CSV files of a folder, or from an .xlsx file',
        ),
      )
      .option('--yes', say('áp dụng mà không hỏi', 'apply without asking')),
  )
    .option(
      say('--sample <nơi>', '--sample <place>'),
      say(
        'như --template nhưng đã điền người giả định, để chạy thử',
        'like --template but filled with invented people, for trials',
      ),
    )
    .addHelpText(
      'after',
      await ownHelp('setup', async () => (await import('./show/set-up-report.js')).setupHelp),
    )
    .action(async (folder: string | undefined, options: SetupOptions & SetupFiles) => {
      process.exitCode = await setUp(folder, options);
    });
}

interface SetupFiles {
  template?: string;
  sample?: string;
}

async function setUp(folder: string | undefined, options: SetupOptions & SetupFiles): Promise<number> {
  const { template, sample, plan } = options;
  const files = await import('./commands/setup-files.js');
  if (template !== undefined) return files.runSetupTemplate(template, plan);
  if (sample !== undefined) return files.runSetupSample(sample, plan);
  if (folder === undefined)
    throw new CommanderError(2, 'commander.missingArgument', say("missing 'thư-mục'", "missing 'folder'"));
  return (await import('./commands/setup.js')).runSetup(folder, options);
}
