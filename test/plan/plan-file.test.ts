import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownPlans, loadPlan, parsePlan, PlanFault, planSchema } from '../../activities/reference/plans.js';
import { loadHolidays, loadUnits } from '../../activities/reference/tables.js';
import { runPlan, runPlanCheck } from '../../client/cli/commands/plan.js';
import { collected } from '../cli/collected.js';
import { plan263, samplePlan } from './plans.js';

/** Plan 263 with one place changed; undefined takes it away. */
function changed(path: readonly (string | number)[], value: unknown): string {
  const copy: unknown = JSON.parse(JSON.stringify(plan263));
  const last = path.at(-1) ?? '';
  let owner: unknown = copy;
  for (const key of path.slice(0, -1))
    owner = typeof owner === 'object' && owner !== null ? Reflect.get(owner, key) : null;
  if (typeof owner !== 'object' || owner === null) throw new Error(path.join('.'));
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else Reflect.set(owner, last, value);
  return JSON.stringify(copy);
}

function placesOf(text: string): string[] {
  try {
    parsePlan('tệp', text);
    return [];
  } catch (error) {
    if (error instanceof PlanFault) return error.problems.map(({ place }) => place);
    throw error;
  }
}

describe('a plan that is at fault names each place', () => {
  test.each([
    {
      name: 'a number without its clause',
      path: ['blocs', 2, 'seats', 0, 'clause'],
      value: undefined,
      places: ['blocs[2].seats[0].clause'],
    },
    {
      name: 'a count that is none',
      path: ['blocs', 2, 'seats', 0, 'count'],
      value: 0,
      places: ['blocs[2].seats[0].count'],
    },
    {
      name: 'a key nobody knows',
      path: ['cutoffs', 'dossier', 'hour'],
      value: 8,
      places: ['cutoffs.dossier.hour'],
    },
    {
      name: 'a cutoff without its clause',
      path: ['cutoffs', 'forward', 'clause'],
      value: undefined,
      places: ['cutoffs.forward.clause'],
    },
    {
      name: 'a clause that is none',
      path: ['summary', 'topUnits', 'clause'],
      value: 'ba',
      places: ['summary.topUnits.clause'],
    },
    {
      name: 'half a character, which no database keeps',
      path: ['blocs', 1, 'running'],
      value: 'các sở \ud800',
      places: ['blocs[1].running'],
    },
    { name: 'a NUL', path: ['title'], value: 'Kế\0hoạch', places: ['title'] },
    {
      name: 'seats that do not come to the total',
      path: ['annual', 'totals', 0, 'collective'],
      value: 6,
      places: ['2021', '2022', '2023', '2024'].map(() => 'annual.totals[0].collective'),
    },
    { name: 'a bloc twice', path: ['blocs', 1, 'code'], value: 'departments', places: ['blocs[1].code'] },
    {
      name: 'a year left out',
      path: ['annual', 'years'],
      value: [2021, 2022, 2024],
      places: ['annual.years[2]'],
    },
    {
      name: 'a collective of a year by choice',
      path: ['blocs', 0, 'seats', 0, 'rule'],
      value: 'choice',
      places: ['blocs[0].seats[0].rule'],
    },
    {
      name: 'a day that not every year has',
      path: ['cutoffs', 'dossier', 'day'],
      value: 30,
      places: ['cutoffs.dossier.day', 'cutoffs.forward'],
    },
  ])('$name', ({ path, value, places }) => {
    expect(placesOf(changed(path, value))).toStrictEqual(places);
  });

  test('several at once, and what is no JSON', () => {
    const text = changed(['blocs', 0, 'full'], '').replace('"month":2', '"month":13');
    expect(placesOf(text)).toStrictEqual(['blocs[0].full', 'cutoffs.dossier.month']);
    expect(placesOf('{')).toStrictEqual(['']);
  });
});

describe('thidua plan', () => {
  const fileOf = (text: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'thidua-plan-')), 'plan.json');
    writeFileSync(file, text);
    return file;
  };

  test('check says that a plan is in order, by its code and as a file', () => {
    for (const named of ['263', fileOf(JSON.stringify(plan263))]) {
      const { surroundings, written } = collected({});
      expect(runPlanCheck(named, {}, surroundings)).toBe(0);
      expect(written.out).toContain('Không có lỗi: Kế hoạch số 263/KH-UBND');
    }
  });

  test('check names each fault and ends with 2', () => {
    const { surroundings, written } = collected({});
    const file = fileOf(changed(['blocs', 2, 'seats', 0, 'count'], 'hai'));
    expect(runPlanCheck(file, {}, surroundings)).toBe(2);
    expect(written.errors).toMatch(/^blocs\[2\]\.seats\[0\]\.count: \p{Lu}/u);
    expect(written.out).toBe('');
  });

  test('check of a file that is not there says which plans there are', () => {
    const { surroundings, written } = collected({});
    expect(runPlanCheck('khong-co.json', {}, surroundings)).toBe(2);
    expect(written.errors).toContain('263');
  });

  test('--schema is a JSON Schema that allows no other key', () => {
    const { surroundings, written } = collected({});
    expect(runPlan({ schema: true }, surroundings)).toBe(0);
    expect(JSON.parse(written.out)).toStrictEqual(planSchema());
    expect(planSchema()).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('the sample plan', () => {
  test('says that it is one, wherever it is listed', () => {
    const { surroundings, written } = collected({});
    expect(runPlan({}, surroundings)).toBe(0);
    expect(written.out.replace(/\s+/g, ' ')).toContain('không phải văn bản của thành phố');
    expect(knownPlans()).toStrictEqual(['263', samplePlan.plan]);
    expect(loadPlan(samplePlan.plan).sample).toMatch(/mẫu/);
  });

  test('has units and holidays of its own, the holidays marked as expected', () => {
    const blocs = new Set(loadUnits(samplePlan.plan).map(({ bloc }) => bloc));
    expect([...blocs].sort()).toStrictEqual(samplePlan.blocs.map(({ code }) => code).sort());
    const { days, lastDay } = loadHolidays(samplePlan.plan);
    expect(days.filter(({ name }) => !name.endsWith('(dự kiến)'))).toStrictEqual([]);
    expect(lastDay).toBe('2031-12-31');
    expect(loadHolidays('263')).toStrictEqual(loadHolidays());
  });
});
