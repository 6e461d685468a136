import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { planFaults } from '../../workflows/plan/faults.js';
import { Plan, PlanCode } from '../../workflows/plan/schema.js';

/** Where a plan's file is wrong: the place, such as `blocs[2].seats[0].count`, and what is wrong there (Vietnamese). */
export interface PlanProblem {
  place: string;
  problem: string;
}

/** A plan that can't be used; its message is Vietnamese and names the file and each place. */
export class PlanFault extends Error {
  override readonly name = 'PlanFault';

  constructor(
    readonly file: string,
    readonly problems: readonly PlanProblem[],
  ) {
    super([`Kế hoạch ${file} không dùng được:`, ...problems.map(planProblemLine)].join('\n'));
  }
}

/** `blocs[2].seats[0].count: …` */
export const planProblemLine = ({ place, problem }: PlanProblem): string =>
  place === '' ? problem : `${place}: ${problem}`;

/** The plan that the program works by where no other is named. */
export const usualPlan = '263';

const folder = new URL('./plans/', import.meta.url);

/** The codes of the plans that come with the program. */
export const knownPlans = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

/** A plan that comes with the program, by its code, or the plan in a file. Throws {@link PlanFault}. */
export function loadPlan(codeOrFile: string): Plan {
  const isCode = PlanCode.safeParse(codeOrFile).success && knownPlans().includes(codeOrFile);
  const plan = parsePlan(codeOrFile, textOf(isCode ? new URL(`${codeOrFile}.json`, folder) : codeOrFile));
  if (isCode && plan.plan !== codeOrFile)
    throw new PlanFault(codeOrFile, [{ place: 'plan', problem: `Mã phải là “${codeOrFile}”, như tên tệp.` }]);
  return plan;
}

function textOf(file: URL | string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const known = knownPlans().join(', ');
    throw new PlanFault(String(file), [
      { place: '', problem: `Không đọc được tệp, và cũng không có kế hoạch nào mã này (có: ${known}).` },
    ]);
  }
}

/** The plan that a text holds: faults of form are named first, then what doesn't fit together. Throws {@link PlanFault}. */
export function parsePlan(file: string, text: string): Plan {
  const parsed = Plan.safeParse(jsonOf(file, text), { error: z.locales.vi().localeError });
  if (!parsed.success) throw new PlanFault(file, parsed.error.issues.flatMap(problemsOf));
  const faults = planFaults(parsed.data);
  if (faults.length === 0) return parsed.data;
  throw new PlanFault(
    file,
    faults.map(({ path, message }) => ({ place: placeOf(path), problem: message })),
  );
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const where = error instanceof Error ? ` (${error.message})` : '';
    throw new PlanFault(file, [{ place: '', problem: `Tệp không phải là JSON hợp lệ${where}.` }]);
  }
}

function problemsOf(issue: z.core.$ZodIssue): PlanProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      place: placeOf([...issue.path, key]),
      problem: 'Khóa này không được phép có ở đây.',
    }));
  }
  const key = issue.path.at(-1);
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    const problem =
      key === 'clause' ? 'Thiếu mục của kế hoạch mà số liệu dẫn chiếu.' : 'Thiếu khóa bắt buộc.';
    return [{ place: placeOf(issue.path), problem }];
  }
  return [{ place: placeOf(issue.path), problem: issue.message }];
}

/** `blocs[2].seats[0].count` */
const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/** The JSON Schema (draft 2020-12) of a plan's file. */
export const planSchema = (): object => z.toJSONSchema(Plan);
