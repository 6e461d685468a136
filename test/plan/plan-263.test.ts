import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plan263 } from '../../workflows/plan/plan-263.js';
import { Bloc, Plan } from '../../workflows/plan/schema.js';
import { clauseText } from './plan-text.js';

const text = readFileSync(new URL('./ke-hoach-263.txt', import.meta.url), 'utf8');

interface Cited {
  where: string;
  clause: string;
  quote: string;
}

/** Every object of the plan's data that names a clause. */
function cited(value: unknown, where = 'plan263'): Cited[] {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'clause' in value && 'quote' in value
      ? [{ where, clause: String(value.clause), quote: String(value.quote) }]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, it]) => cited(it, `${where}.${key}`))];
}

/** Numbers of the plan's data that stand in an object without a clause of its own, nor in one that has it. */
function uncited(value: unknown, where: string, isCited: boolean): string[] {
  if (typeof value === 'number') return isCited ? [] : [where];
  if (typeof value !== 'object' || value === null) return [];
  const covers = isCited || 'clause' in value || ('source' in value && value.source !== undefined);
  return Object.entries(value).flatMap(([key, it]) => uncited(it, `${where}.${key}`, covers));
}

describe('the data of Plan 263', () => {
  test('is a plan by the schema', () => {
    expect(Plan.safeParse(plan263).error).toBeUndefined();
  });

  test.each(cited(plan263))('$clause says what $where quotes', ({ clause, quote }) => {
    expect(clauseText(text, clause)).toContain(quote);
  });

  test('every number has a clause', () => {
    expect(uncited(plan263, 'plan263', false)).toStrictEqual([]);
  });

  test.each([
    { name: 'III.3.a', awards: plan263.annual },
    { name: 'III.3.b', awards: plan263.summary },
  ])('$name: the seats are as many as the total says', ({ awards }) => {
    const count = (kind: string): number => awards.seats.filter((seat) => seat.kind === kind).length;
    expect({ collective: count('collective'), individual: count('individual') }).toStrictEqual({
      collective: awards.total.collective,
      individual: awards.total.individual,
    });
  });

  test.each([
    { bloc: 'departments', period: 3 },
    { bloc: 'vertical', period: 1 },
    { bloc: 'districts', period: 2 },
    { bloc: 'communes', period: 4 },
  ])('III.3.b: $bloc has $period collectives and six individuals', ({ bloc, period }) => {
    const seats = plan263.summary.seats.filter((seat) => seat.bloc === bloc);
    expect(seats.filter((seat) => seat.kind === 'collective')).toHaveLength(period);
    expect(seats.filter((seat) => seat.kind === 'individual')).toHaveLength(6);
  });

  test.each(Bloc.options)('III.3.a: %s has three individuals', (bloc) => {
    const seats = plan263.annual.seats.filter((seat) => seat.bloc === bloc && seat.kind === 'individual');
    expect(seats.map((seat) => seat.seat)).toStrictEqual(['individual-1', 'individual-2', 'individual-3']);
  });

  test('no seat stands twice', () => {
    for (const { seats } of [plan263.annual, plan263.summary]) {
      const keys = seats.map(({ bloc, kind, seat }) => `${bloc}/${kind}/${seat}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('a clause that is none is noticed', () => {
    expect(() => clauseText(text, 'III.9')).toThrow('III.9');
    expect(clauseText(text, 'IV.1.a')).not.toContain('ngày 25 tháng 02');
  });
});
