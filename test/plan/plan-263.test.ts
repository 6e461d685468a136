import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blocCodes, campaignsOf } from '../../workflows/plan/names.js';
import { seatsOf } from '../../workflows/plan/seats.js';
import { clauseText } from './plan-text.js';
import { plan263 } from './plans.js';

const text = readFileSync(new URL('../../activities/reference/plans/263.txt', import.meta.url), 'utf8');

interface Cited {
  where: string;
  clause: string;
  quote: string;
}

/** Every object of the plan's data that names a clause. */
function cited(value: unknown, where = 'plan'): Cited[] {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'clause' in value && 'quote' in value
      ? [{ where, clause: String(value.clause), quote: String(value.quote) }]
      : [];
  return [...own, ...Object.entries(value).flatMap(([key, it]) => cited(it, `${where}.${key}`))];
}

/** Numbers of the plan's data that stand in an object without a clause of its own, nor in a list of one that has it. */
function uncited(value: unknown, where: string, isCited: boolean): string[] {
  if (typeof value === 'number') return isCited ? [] : [where];
  if (typeof value !== 'object' || value === null) return [];
  const covers = Array.isArray(value) ? isCited : 'clause' in value;
  return Object.entries(value).flatMap(([key, it]) => uncited(it, `${where}.${key}`, covers));
}

describe('the data of Plan 263', () => {
  test.each(cited(plan263))('$clause says what $where quotes', ({ clause, quote }) => {
    expect(clauseText(text, clause)).toContain(quote);
  });

  test('every number has a clause', () => {
    expect(uncited(plan263, 'plan', false)).toStrictEqual([]);
  });

  test.each([
    { bloc: 'departments', collectives: ['highest-rank'], period: 3 },
    { bloc: 'vertical', collectives: ['highest-rank'], period: 1 },
    { bloc: 'districts', collectives: ['highest-rank'], period: 2 },
    { bloc: 'communes', collectives: ['highest-rank', 'greatest-leap'], period: 4 },
  ])('III.3: the seats of $bloc', ({ bloc, collectives, period }) => {
    const of = (campaign: string, kind: string): string[] =>
      seatsOf(plan263, campaign).flatMap((it) => (it.bloc === bloc && it.kind === kind ? [it.seat] : []));
    const numbered = (stem: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => `${stem}-${index + 1}`);
    expect(of('2023', 'collective')).toStrictEqual(collectives);
    expect(of('2023', 'individual')).toStrictEqual(numbered('individual', 3));
    expect(of('summary', 'collective')).toStrictEqual(numbered('period', period));
    expect(of('summary', 'individual')).toStrictEqual(numbered('individual', 6));
  });

  test('its blocs and campaigns stand in the order of every list', () => {
    expect(blocCodes(plan263)).toStrictEqual(['departments', 'vertical', 'districts', 'communes']);
    expect(campaignsOf(plan263)).toStrictEqual(['2021', '2022', '2023', '2024', 'summary']);
  });

  test('a clause that is none is noticed', () => {
    expect(() => clauseText(text, 'III.9')).toThrow('III.9');
    expect(clauseText(text, 'IV.1.a')).not.toContain('ngày 25 tháng 02');
  });
});
