import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { PlanAmendOptions } from './commands/plan-amend.js';
import { example } from './help-example.js';
import { reasonOption, withActingOptions, yesOption } from './usual-options.js';

/** What changes the plan of a movement that runs. */
export function addPlanAmend(plan: Command): void {
  withActingOptions(plan.command(say('amend <tệp>', 'amend <file>')), 'home-affairs')
    .description(
      say(
        'sửa đổi kế hoạch cho các đợt chưa mở, sau khi liệt kê chỗ khác; đợt đã mở vẫn theo như khi mở',
        'amend the plan for campaigns that have not opened, after listing what differs; open ones keep theirs',
      ),
    )
    .requiredOption(
      say('--decision-number <số>', '--decision-number <number>'),
      say('số của quyết định sửa đổi', 'number of the amending decision'),
    )
    .requiredOption(
      say('--decision-date <ngày>', '--decision-date <date>'),
      say(
        'ngày của quyết định, dạng 2024-02-28 hoặc 28/02/2024',
        'date of the decision, like 2024-02-28 or 28/02/2024',
      ),
    )
    .requiredOption(...reasonOption)
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        'plan show --json | jq .plan > ke-hoach.json',
        say(
          'plan amend ke-hoach.json --decision-number 12/QĐ-UBND --decision-date 15/11/2024 --reason "Lùi hạn nộp"',
          'plan amend ke-hoach.json --decision-number 12/QĐ-UBND --decision-date 15/11/2024 --reason "Later cutoff"',
        ),
      ),
    )
    .action(async (file: string, _: unknown, command: Command) => {
      const { runPlanAmend } = await import('./commands/plan-amend.js');
      process.exitCode = await runPlanAmend({ ...command.optsWithGlobals<PlanAmendOptions>(), file });
    });
}
