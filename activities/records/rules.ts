import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { HolidayWindow } from '../../workflows/acts.js';
import type { Day, NomineeKind } from '../../workflows/plan/schema.js';
import { Day as DaySchema } from '../../workflows/plan/schema.js';
import { holidayTable } from '../../workflows/rules/holidays.js';
import { BaseSalary, reward, RewardLaw } from '../../workflows/rules/reward.js';
import type { RewardTables } from './award-changes.js';
import type { Select } from './selection.js';

// TEMPORARY until reference.ts has its loaders.
const rows = (name: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`./reference/${name}.csv`, import.meta.url), 'utf8'), { columns: true });

export const select: Select = () => {
  throw new Error('not yet');
};

export const rewardTables = (): RewardTables => {
  const rewards = rows('rewards').map(({ coefficient, validTo, ...it }) =>
    RewardLaw.parse({ ...it, hundredths: Math.round(Number(coefficient) * 100), validTo: validTo || null }),
  );
  const baseSalaries = rows('base-salaries').map(({ amount, validTo, ...it }) =>
    BaseSalary.parse({ ...it, amount: Number(amount), validTo: validTo || null }),
  );
  return {
    reward(kind: NomineeKind, on: Day) {
      const found = reward({ rewards, baseSalaries }, { kind, on });
      if ('code' in found) return null;
      const { amount, coefficient, base, salary, explanation } = found;
      return {
        amount,
        facts: { coefficient, base, reward: { ...found.reward }, salary: { ...salary }, explanation },
      };
    },
  };
};

const Holidays = z.array(
  z.object({ date: DaySchema, name: z.string(), kind: z.enum(['holiday', 'compensatory', 'working-swap']) }),
);

export const holidayWindow = ({ from, to }: { from: Day; to: Day }): HolidayWindow => {
  const checked = holidayTable(Holidays.parse(rows('holidays')));
  if ('problems' in checked) throw new Error(`holidays.csv: ${JSON.stringify(checked.problems)}`);
  const { firstDay, lastDay, days } = checked.table;
  return {
    firstDay: from > firstDay ? from : firstDay,
    lastDay,
    days: days.filter((it) => from <= it.date && it.date <= to),
  };
};
