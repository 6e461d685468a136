import {
  knownPlans,
  loadPlan,
  PlanFault,
  planProblemLine,
  planSchema,
} from '../../../activities/reference/plans.js';
import { blocCodes, campaignsOf } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { seatsOf } from '../../../workflows/plan/seats.js';
import { choosePlan } from '../../plan.js';
import { planName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { hang, type Output, printLines, widthOf } from '../terminal/tables.js';

export interface PlanSurroundings {
  out: Output;
  errors: Output;
}

const own: PlanSurroundings = { out: process.stdout, errors: process.stderr };
const faulty = 2;

/**
 * `thidua plan`: the plans that come with the program, or the JSON Schema of a plan's file.
 * @returns the exit status: 0, or 2 where one of them is at fault
 */
export function runPlan(
  { schema }: { schema?: boolean | undefined },
  { out, errors }: PlanSurroundings = own,
): number {
  if (schema === true) {
    out.write(`${JSON.stringify(planSchema(), undefined, 2)}\n`);
    return 0;
  }
  let status = 0;
  for (const code of knownPlans()) {
    const chosen = choosePlan(code);
    if ('plan' in chosen) printLines(out, hang(`${code.padEnd(15)} `, summaryOf(chosen.plan), widthOf(out)));
    else {
      status = faulty;
      printLines(errors, [chosen.sentence]);
    }
  }
  return status;
}

/**
 * `thidua plan check`: each fault of a plan's file by its place.
 * @returns the exit status: 0, or 2 where there are faults
 */
export function runPlanCheck(
  file: string,
  { json }: { json?: boolean | undefined } = {},
  { out, errors }: PlanSurroundings = own,
): number {
  try {
    const plan = loadPlan(file);
    if (json === true) out.write('[]\n');
    else printLines(out, hang(say('Không có lỗi: ', 'No faults: '), summaryOf(plan), widthOf(out)));
    return 0;
  } catch (error) {
    if (!(error instanceof PlanFault)) throw error;
    const { problems } = error;
    if (json === true) out.write(`${JSON.stringify(problems, undefined, 2)}\n`);
    else printLines(errors, problems.map(planProblemLine));
    return faulty;
  }
}

function summaryOf(plan: Plan): string {
  const campaigns = campaignsOf(plan).map((campaign) => {
    const seats = seatsOf(plan, campaign);
    const collectives = seats.filter(({ kind }) => kind === 'collective').length;
    return say(
      `${campaign} ${collectives} tập thể, ${seats.length - collectives} cá nhân`,
      `${campaign} ${collectives} collectives, ${seats.length - collectives} individuals`,
    );
  });
  return say(
    `${planName(plan)}; khối: ${blocCodes(plan).join(', ')}; đợt: ${campaigns.join('; ')}.`,
    `${planName(plan)}; blocs: ${blocCodes(plan).join(', ')}; campaigns: ${campaigns.join('; ')}.`,
  );
}
