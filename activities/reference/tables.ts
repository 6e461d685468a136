import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Day, UnitCode } from '../../workflows/plan/schema.js';
import { Holiday, type HolidayTable } from '../../workflows/rules/calendar.js';
import { holidayTable } from '../../workflows/rules/holidays.js';
import { Unit } from '../../workflows/rules/registry.js';
import { BaseSalary, RewardLaw, type RewardTables } from '../../workflows/rules/reward.js';
import { overlappingLaws } from '../../workflows/rules/reward-tables.js';
import { holidaySentence, ReferenceFault } from './faults.js';

const orNull = <T extends z.ZodType>(schema: T) => z.union([z.literal('').transform(() => null), schema]);
const wholeNumber = z.string().regex(/^\d+$/).transform(Number);

/** `1.5` as 150 hundredths, without a detour through fractions. */
const hundredths = z
  .string()
  .regex(/^\d+(\.\d{1,2})?$/)
  .transform((text) => {
    const [whole = '', rest = ''] = text.split('.');
    return Number(`${whole}${rest.padEnd(2, '0')}`);
  });

const UnitRow = Unit.extend({
  parent: orNull(UnitCode),
  validFrom: orNull(Day),
  validTo: orNull(Day),
  successor: orNull(UnitCode),
});
const RewardRow = RewardLaw.omit({ hundredths: true }).extend({
  coefficient: hundredths,
  validTo: orNull(Day),
});
const BaseSalaryRow = BaseSalary.extend({ amount: wholeNumber, validTo: orNull(Day) });

/** The units of the registry (`units.csv`), or those of a plan's own table. Throws {@link ReferenceFault}. */
export function loadUnits(plan?: string): Unit[] {
  return readTable(tableOf('units.csv', plan), UnitRow);
}

/** Public holidays of the years that `holidays.csv`, or a plan's own, covers whole. Throws {@link ReferenceFault}. */
export function loadHolidays(plan?: string): HolidayTable {
  const file = tableOf('holidays.csv', plan);
  const checked = holidayTable(readTable(file, Holiday));
  if ('table' in checked) return checked.table;
  const [problem] = checked.problems;
  throw new ReferenceFault({
    file,
    row: problem !== undefined && 'row' in problem ? problem.row + 1 : null,
    column: 'date',
    problem: checked.problems.map(holidaySentence).join(' '),
  });
}

/** The law on the money of awards (`rewards.csv`, `base-salaries.csv`). Throws {@link ReferenceFault}. */
export function loadRewardTables(): RewardTables {
  const rewards = readTable('rewards.csv', RewardRow).map(({ coefficient, ...law }): RewardLaw => ({
    ...law,
    hundredths: coefficient,
  }));
  const baseSalaries = readTable('base-salaries.csv', BaseSalaryRow);
  const clash = overlappingLaws({ rewards, baseSalaries });
  if (clash !== null) {
    throw new ReferenceFault({
      file: clash.table === 'rewards' ? 'rewards.csv' : 'base-salaries.csv',
      row: clash.row + 1,
      column: 'validFrom',
      problem: 'Có hai quy định cùng có hiệu lực trong một ngày.',
    });
  }
  return { rewards, baseSalaries };
}

/** A table of the plan's own, in a folder of its code, else the one for all. */
function tableOf(name: string, plan: string | undefined): string {
  const own = `plans/${plan ?? ''}/${name}`;
  return plan !== undefined && existsSync(new URL(`./${own}`, import.meta.url)) ? own : name;
}

function readTable<T extends z.ZodType>(file: string, schema: T): z.infer<T>[] {
  const text = readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
  return parseTable(file, text, schema);
}

/** The rows of a CSV text, each checked; throws {@link ReferenceFault} with the row (the titles are row 1) and column. */
export function parseTable<T extends z.ZodType>(file: string, text: string, schema: T): z.infer<T>[] {
  return readRows(file, text).map((row, index) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    throw new ReferenceFault({
      file,
      row: index + 2,
      column: unknown ?? String(issue?.path[0] ?? ''),
      problem: unknown === undefined ? (issue?.message ?? '') : 'Cột không được biết đến.',
    });
  });
}

function readRows(file: string, text: string): unknown[] {
  try {
    const rows: unknown[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
    return rows;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new ReferenceFault({ file, row: null, column: null, problem: error.message });
  }
}
