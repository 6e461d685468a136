import { restoreLost, restoreWorkflow, type RestoreProblem } from '../../engine/restore.js';
import { planOfRecords } from '../../plan-of-records.js';
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
    return end({ sentence: 'Phải nêu lý do chạy lại luồng việc.', status: atFault }, surroundings);
  if ((workflow === undefined) === (all !== true))
    return end(
      { sentence: 'Nêu một luồng việc, hoặc --all (mọi luồng việc đã mất).', status: atFault },
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
    return { text: 'Mọi luồng việc đáng lẽ đang chạy đều đang chạy; không có gì phải khôi phục.\n' };
  return restoredEnding(`${String(restored.length)} luồng việc`);
}

function restoredEnding(what: string): Ending {
  const lines = [
    `Đã chạy lại ${what} từ những gì cơ sở dữ liệu đã giữ; việc này đã được ghi sổ.`,
    'Những lần nhắc việc đã qua không được gửi bù. Kiểm tra: npx thidua doctor',
  ];
  return { text: lines.map((line) => `${line}\n`).join('') };
}

const shown = 10;

function problemSentence(workflow: string, problem: RestoreProblem): string {
  if (problem.code === 'restore.runs') return `Luồng việc ${workflow} đang chạy; không có gì phải khôi phục.`;
  const { expected } = problem;
  const known = expected.slice(0, shown).join(', ');
  const more = expected.length > shown ? `… (${String(expected.length)} luồng việc)` : '';
  const others = expected.length === 0 ? '' : ` Những luồng việc đáng lẽ đang chạy: ${known}${more}.`;
  return `Theo cơ sở dữ liệu, ${workflow} chưa bắt đầu, đã kết thúc hoặc không có; không có gì để chạy lại.${others}`;
}
