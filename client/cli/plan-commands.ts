import type { Command } from 'commander';
import { withActingOptions } from './acting.js';
import type { PlanAmendOptions } from './commands/plan-amend.js';
import { example } from './help-example.js';

/** What changes the plan of a movement that runs. */
export function addPlanAmend(plan: Command): void {
  withActingOptions(plan.command('amend <tệp>'), 'home-affairs')
    .description(
      'sửa đổi kế hoạch cho các đợt chưa mở, sau khi liệt kê chỗ khác; đợt đã mở vẫn theo như khi mở',
    )
    .requiredOption('--decision-number <số>', 'số của quyết định sửa đổi')
    .requiredOption('--decision-date <ngày>', 'ngày của quyết định, dạng 2024-02-28 hoặc 28/02/2024')
    .requiredOption('--reason <lý do>', 'lý do, được ghi sổ')
    .option('--yes', 'làm mà không hỏi')
    .addHelpText(
      'after',
      example(
        'plan show --json | jq .plan > ke-hoach.json',
        'plan amend ke-hoach.json --decision-number 12/QĐ-UBND --decision-date 15/11/2024 --reason "Lùi hạn nộp"',
      ),
    )
    .action(async (file: string, _: unknown, command: Command) => {
      const { runPlanAmend } = await import('./commands/plan-amend.js');
      process.exitCode = await runPlanAmend({ ...command.optsWithGlobals<PlanAmendOptions>(), file });
    });
}
