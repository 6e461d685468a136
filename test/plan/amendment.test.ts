import { describe, expect, test } from 'vitest';
import { planDifferences } from '../../client/officials/plan-differences.js';
import { amendmentFault, campaignsToBegin } from '../../workflows/plan/amendment.js';
import { planFaults } from '../../workflows/plan/faults.js';
import { plan263, withDossierDay, withSeatMoved } from './plans.js';

const begun = ['2021', '2022'];

describe('an amendment', () => {
  test.each([
    { what: 'a date of all campaigns', plan: withDossierDay(plan263, 20) },
    { what: 'the seats of a year that has not begun', plan: withSeatMoved(plan263, 2023) },
    { what: 'a title', plan: { ...plan263, title: 'Kế hoạch sửa đổi' } },
  ])('may change $what', ({ plan }) => {
    expect(planFaults(plan)).toStrictEqual([]);
    expect(amendmentFault(plan263, plan, begun)).toBeNull();
  });

  const [first, ...later] = plan263.blocs;
  test.each([
    { plan: { ...plan263, plan: '264' }, code: 'amendment.fixed', places: ['plan'] },
    {
      plan: { ...plan263, period: { ...plan263.period, from: '2022-01-01' } },
      code: 'amendment.fixed',
      places: ['period.from'],
    },
    {
      plan: withSeatMoved(plan263, 2022),
      code: 'amendment.begun',
      places: plan263.blocs.slice(0, 2).map(({ code }) => `blocs.${code}.seats`),
    },
    {
      plan: { ...plan263, annual: { ...plan263.annual, years: [2022, 2023, 2024] } },
      code: 'amendment.begun',
      places: ['annual.years'],
    },
    {
      plan: { ...plan263, blocs: later },
      code: 'amendment.begun',
      places: [`blocs.${first?.code ?? ''}.seats`],
    },
    { plan: withDossierDay(plan263, 28), code: 'amendment.faulty', places: ['cutoffs.forward'] },
  ])('may not change $places', ({ plan, code, places }) => {
    expect(amendmentFault(plan263, plan, begun)).toStrictEqual({ code, places });
  });

  test('changes nothing once the summary has begun', () => {
    const all = [...plan263.annual.years.map(String), 'summary'];
    expect(campaignsToBegin(plan263, begun)).toStrictEqual(['2023', '2024', 'summary']);
    expect(amendmentFault(plan263, withDossierDay(plan263, 20), all)).toStrictEqual({
      code: 'amendment.begun',
      places: ['summary'],
    });
  });

  test('is shown place by place, each bloc by its code', () => {
    expect(planDifferences(plan263, plan263)).toStrictEqual([]);
    expect(planDifferences(plan263, withDossierDay(plan263, 20))).toStrictEqual([
      { place: 'cutoffs.dossier.day', before: '10', after: '20' },
    ]);
    const { places, gone } = {
      places: planDifferences(plan263, { ...plan263, blocs: later }),
      gone: first?.code,
    };
    expect(new Set(places.map(({ place }) => place.split('.')[0]))).toStrictEqual(
      new Set([`blocs[${gone ?? ''}]`]),
    );
    expect(places.every(({ after }) => after === null)).toBe(true);
  });
});
