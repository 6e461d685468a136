import { restoreLost, restoreWorkflow, type RestoreProblem } from '../../engine/restore.js';
import { planOfRecords } from '../../plan-of-records.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, end, type Ending, refusedByRules } from '../records-at-hand.js';
import { withServices } from '../services-at-hand.js';
import { nameOfOperator } from '../terminal/asking.js';

export interface RestoreOptions {
  /** Which one; or all that should run and don't. */
  workflow?: string | undefined;
  all?: boolean;
  reason: string;
  by?: string;
  plan?: string;
}

/** `thidua restore WORKFLOW|--all`: starts what was lost again from what the records hold. @returns the exit status */
export async function runRestore(
  { workflow, all, reason, by, plan }: RestoreOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  if (reason.trim() === '')
    return end(
      {
        sentence: say(
          'Phải nêu lý do chạy lại luồng việc.',
          'A reason for restoring the workflow is needed.',
        ),
        status: atFault,
      },
      surroundings,
    );
  if ((workflow === undefined) === (all !== true))
    return end(
      {
        sentence: say(
          'Nêu một luồng việc, hoặc --all (mọi luồng việc đã mất).',
          'Name a workflow, or give --all (every workflow that was lost).',
        ),
        status: atFault,
      },
      surroundings,
    );
  return withServices(surroundings, async (services): Promise<Ending> => {
    const chosen = await planOfRecords(services.records, plan);
    if ('sentence' in chosen) return { ...chosen, status: atFault };
    const operator = by ?? nameOfOperator();
    const asked = { ...services, plan: chosen.plan, reason: reason.trim(), operator };
    if (workflow === undefined) return allEnding(await restoreLost(asked));
    const outcome = await restoreWorkflow(asked, workflow);
    if ('problem' in outcome)
      return { sentence: problemSentence(workflow, outcome.problem), status: refusedByRules };
    return restoredEnding(workflow);
  });
}

function allEnding(restored: readonly string[]): Ending {
  if (restored.length === 0)
    return {
      text: say(
        'Mọi luồng việc đáng lẽ đang chạy đều đang chạy; không có gì phải khôi phục.\n',
        'Every workflow that should run does; there is nothing to restore.\n',
      ),
    };
  return restoredEnding(say(`${String(restored.length)} luồng việc`, `${String(restored.length)} workflows`));
}

function restoredEnding(what: string): Ending {
  const lines = [
    say(
      `Đã chạy lại ${what} từ những gì cơ sở dữ liệu đã giữ; việc này đã được ghi sổ.`,
      `Started again from what the records hold: ${what}; this is recorded.`,
    ),
    say(
      'Những lần nhắc việc đã qua không được gửi bù. Kiểm tra: npx thidua doctor',
      'Reminders that were due meanwhile are not sent later. To check: npx thidua doctor',
    ),
  ];
  return { text: lines.map((line) => `${line}\n`).join('') };
}

const shown = 10;

function problemSentence(workflow: string, problem: RestoreProblem): string {
  if (problem.code === 'restore.runs')
    return say(
      `Luồng việc ${workflow} đang chạy; không có gì phải khôi phục.`,
      `The workflow ${workflow} runs; there is nothing to restore.`,
    );
  const { expected } = problem;
  const known = expected.slice(0, shown).join(', ');
  const more =
    expected.length > shown
      ? say(`… (${String(expected.length)} luồng việc)`, `… (${String(expected.length)} workflows)`)
      : '';
  const others =
    expected.length === 0
      ? ''
      : say(
          ` Những luồng việc đáng lẽ đang chạy: ${known}${more}.`,
          ` Workflows that should run: ${known}${more}.`,
        );
  return say(
    `Theo cơ sở dữ liệu, ${workflow} chưa bắt đầu, đã kết thúc hoặc không có; không có gì để chạy lại.${others}`,
    `By the records ${workflow} has not started, has ended or does not exist; there is nothing to restore.${others}`,
  );
}
