import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadHolidays, loadRewardTables, loadUnits, parseTable } from '../../activities/reference/tables.js';
import { Holiday } from '../../workflows/rules/calendar.js';
import { isWeekend } from '../../workflows/rules/days.js';
import { holidayTable } from '../../workflows/rules/holidays.js';
import {
  isInForce,
  registryProblems,
  successions,
  type Unit,
  unitsInForce,
} from '../../workflows/rules/registry.js';

const units = loadUnits();

describe('the registry of Cần Thơ', () => {
  const inForce = (day: string, bloc: string): number =>
    unitsInForce(units, day).filter((unit) => unit.bloc === bloc).length;

  test.each([
    { day: '2021-12-31', communes: 83, districts: 9, departments: 26, vertical: 10 },
    { day: '2024-10-31', communes: 83, districts: 9, departments: 26, vertical: 10 },
    { day: '2024-11-01', communes: 80, districts: 9, departments: 26, vertical: 10 },
    { day: '2025-06-30', communes: 80, districts: 9, departments: 21, vertical: 6 },
    { day: '2025-07-01', communes: 32, districts: 0, departments: 21, vertical: 8 },
  ])('$day: $communes communes, $districts districts', ({ day, ...expected }) => {
    const found = {
      communes: inForce(day, 'communes'),
      districts: inForce(day, 'districts'),
      departments: inForce(day, 'departments'),
      vertical: inForce(day, 'vertical'),
    };
    expect(found).toStrictEqual(expected);
  });

  /** Their successors, of another structure, are told from 1 July 2025 only: what stood between, the table doesn't tell. */
  const knownGaps = ['cuc-thue-thanh-pho', 'cuc-thong-ke-thanh-pho'];

  test('every problem is a known one', () => {
    const problems = registryProblems(units);
    expect(problems.map(({ code, unit }) => ({ code, unit }))).toStrictEqual(
      knownGaps.map((unit) => ({ code: 'succession-gap', unit })),
    );
  });

  test('a unit that ended without a successor is a district or one whose work went elsewhere', () => {
    const ended = units.filter((unit) => unit.validTo !== null && unit.successor === null);
    expect(ended.filter((unit) => unit.bloc !== 'districts').map((unit) => unit.code)).toStrictEqual([
      'kho-bac-nha-nuoc-can-tho',
      'cuc-quan-ly-thi-truong-thanh-pho',
    ]);
  });

  test('a commune belongs to a district while there are districts', () => {
    const communes = unitsInForce(units, '2025-06-30').filter((unit) => unit.bloc === 'communes');
    const parents = communes.map(({ parent }) => units.find((unit) => unit.code === parent)?.bloc);
    expect(new Set(parents)).toStrictEqual(new Set(['districts']));
  });

  test('successors stay in the bloc', () => {
    const blocOf = new Map(units.map((unit) => [unit.code, unit.bloc]));
    const moved = successions(units).filter(({ from, to }) => blocOf.get(from) !== blocOf.get(to));
    expect(moved).toStrictEqual([]);
  });

  const aUnit = (over: Partial<Unit>): Unit => ({
    code: 'a',
    name: 'A',
    bloc: 'departments',
    parent: null,
    validFrom: null,
    validTo: null,
    successor: null,
    ...over,
  });

  test.each<{ name: string; rows: Unit[]; codes: string[] }>([
    { name: 'a code twice', rows: [aUnit({}), aUnit({ name: 'B' })], codes: ['repeated-code'] },
    { name: 'an unknown parent', rows: [aUnit({ parent: 'x' })], codes: ['unknown-parent'] },
    { name: 'a name twice at once', rows: [aUnit({}), aUnit({ code: 'b' })], codes: ['same-name-in-force'] },
    {
      name: 'a successor without an end',
      rows: [aUnit({ successor: 'b' }), aUnit({ code: 'b', name: 'B' })],
      codes: ['successor-without-end'],
    },
    {
      name: 'an unknown successor',
      rows: [aUnit({ validTo: '2024-01-01', successor: 'b' })],
      codes: ['unknown-successor'],
    },
    {
      name: 'backwards',
      rows: [aUnit({ validFrom: '2024-01-02', validTo: '2024-01-01' })],
      codes: ['ends-before-it-begins'],
    },
    {
      name: 'a circle',
      rows: [
        aUnit({ validTo: '2024-01-01', successor: 'b' }),
        aUnit({ code: 'b', name: 'B', validTo: '2024-01-05', successor: 'a' }),
      ],
      codes: ['succession-cycle', 'succession-gap', 'succession-cycle'],
    },
    {
      name: 'a gap',
      rows: [
        aUnit({ validTo: '2024-01-01', successor: 'b' }),
        aUnit({ code: 'b', name: 'B', validFrom: '2024-01-03' }),
      ],
      codes: ['succession-gap'],
    },
    {
      name: 'the same name one after the other is right',
      rows: [aUnit({ validTo: '2024-01-01', successor: 'b' }), aUnit({ code: 'b', validFrom: '2024-01-02' })],
      codes: [],
    },
  ])('registry: $name', ({ rows, codes }) => {
    expect(registryProblems(rows).map(({ code }) => code)).toStrictEqual(codes);
  });

  test('first and last days count', () => {
    const unit = aUnit({ validFrom: '2024-01-01', validTo: '2024-01-03' });
    const days = ['2023-12-31', '2024-01-01', '2024-01-03', '2024-01-04'];
    expect(days.map((day) => isInForce(unit, day))).toStrictEqual([false, true, true, false]);
  });
});

describe('the table of holidays', () => {
  const table = loadHolidays();
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const lunarDay = (day: string): string => {
    const parts = lunar.formatToParts(new Date(`${day}T00:00:00Z`));
    const part = (type: string): string => parts.find((it) => it.type === type)?.value ?? '';
    return `${part('day')}/${part('month')}`;
  };

  test('covers whole years', () => {
    expect([table.firstDay, table.lastDay]).toStrictEqual(['2022-01-01', '2026-12-31']);
  });

  test.each(table.days.filter(({ name }) => name.includes('mùng 1')))(
    '$date is the first of the lunar year',
    ({ date }) => {
      expect(lunarDay(date)).toBe('1/1');
    },
  );

  test.each(table.days.filter(({ name, kind }) => kind === 'holiday' && name.includes('Hùng Vương')))(
    '$date is the tenth of the third lunar month',
    ({ date }) => {
      expect(lunarDay(date)).toBe('10/3');
    },
  );

  test.each([2022, 2023, 2024, 2025, 2026])(
    '%i: Tết has five days, the kings’ anniversary one, National Day two',
    (year) => {
      const own = table.days.filter(({ date, kind }) => date.startsWith(String(year)) && kind === 'holiday');
      const count = (word: string): number => own.filter(({ name }) => name.includes(word)).length;
      expect([count('Tết Nguyên đán'), count('Hùng Vương'), count('Quốc khánh')]).toStrictEqual([5, 1, 2]);
    },
  );

  test('a day off instead is no weekend day, a day worked instead is one', () => {
    expect(table.days.filter(({ kind, date }) => kind === 'compensatory' && isWeekend(date))).toStrictEqual(
      [],
    );
    expect(table.days.filter(({ kind, date }) => kind === 'working-swap' && !isWeekend(date))).toStrictEqual(
      [],
    );
  });

  test.each<{ name: string; change: (days: Holiday[]) => Holiday[]; codes: string[] }>([
    { name: 'a day twice', change: (days) => [...days, ...days.slice(3, 4)], codes: ['repeated-date'] },
    {
      name: 'a year left out',
      change: (days) => days.filter(({ date }) => !date.startsWith('2024')),
      codes: ['missing-year'],
    },
    {
      name: 'New Year missing',
      change: (days) => days.filter(({ date }) => date !== '2024-01-01'),
      codes: ['missing-holiday'],
    },
    {
      name: 'a day off instead missing',
      change: (days) => days.filter(({ date }) => date !== '2024-02-13'),
      codes: ['not-compensated'],
    },
    { name: 'nothing', change: () => [], codes: ['no-rows'] },
    {
      name: 'a Monday worked instead',
      change: (days) => days.map((it) => (it.date === '2024-05-04' ? { ...it, date: '2024-05-06' } : it)),
      codes: ['swap-on-weekday'],
    },
  ])('refused: $name', ({ change, codes }) => {
    const checked = holidayTable(change([...table.days]));
    expect('problems' in checked ? checked.problems.map(({ code }) => code) : []).toStrictEqual(codes);
  });
});

describe('tables of reference', () => {
  test('the law on rewards has no gap from its first day on, for certificates', () => {
    const { rewards, baseSalaries } = loadRewardTables();
    for (const rows of [
      rewards.filter((it) => it.award === 'bang-khen' && it.kind === 'individual'),
      baseSalaries,
    ]) {
      for (const [index, row] of rows.slice(1).entries()) {
        expect(Date.parse(row.validFrom) - Date.parse(rows[index]?.validTo ?? '')).toBe(86_400_000);
      }
      expect(rows.at(-1)?.validTo).toBeNull();
    }
  });

  test.each([
    {
      name: 'a wrong value',
      text: 'date,name,kind\n2024-01-01,Tết,holiday\n2024-13-01,Tết,holiday\n',
      place: 'dòng 3, cột date',
    },
    {
      name: 'an unknown column',
      text: 'date,name,kind,more\n2024-01-01,Tết,holiday,x\n',
      place: 'dòng 2, cột more',
    },
    { name: 'a missing column', text: 'date,name\n2024-01-01,Tết\n', place: 'dòng 2, cột kind' },
    { name: 'a row too long', text: 'date,name,kind\n2024-01-01,Tết,holiday,x\n', place: 'holidays.csv: ' },
  ])('an error names file, row and column: $name', ({ text, place }) => {
    expect(() => parseTable('holidays.csv', text, Holiday)).toThrow(place);
  });

  test('a byte order mark and Windows line ends do no harm', () => {
    const Row = z.strictObject({ a: z.string() });
    expect(parseTable('x.csv', '\ufeffa\r\nmột\r\n', Row)).toStrictEqual([{ a: 'một' }]);
  });
});
