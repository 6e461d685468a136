import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plan263 } from '../plan/plans.js';
import { agendaAhead, nextMoment } from '../../workflows/campaign/agenda.js';
import { isLookDue } from '../../workflows/campaign/stages.js';
import { CourseState } from '../../workflows/api/campaign-state.js';
import { instantOf } from '../../workflows/rules/calendar.js';

/** A campaign that collects: its dossiers run, its cutoff may have moved. */
const collecting = (facts: Partial<CourseState>): CourseState => ({
  ...CourseState.parse({}),
  cutoff: instantOf('2024-02-10'),
  planCutoff: instantOf('2024-02-10'),
  forwardCutoff: instantOf('2024-02-25'),
  announceBy: instantOf('2024-04-01'),
  ...facts,
});

describe('a look at the records whose cutoff moved before it was taken (IV.1)', () => {
  const later = instantOf('2024-02-17');
  const state = collecting({
    cutoff: later,
    nextLook: instantOf('2024-02-15'),
    doneUntil: later - 86_400_000,
  });

  test('is due at the new cutoff, not before', () => {
    const now = instantOf('2024-02-15', 9);
    expect(isLookDue(state, now)).toBe(false);
    expect(nextMoment(plan263, '2023', state, now)).toBeGreaterThan(now);
    expect(isLookDue(state, later)).toBe(true);
  });
});

const hour = 3_600_000;
const instant = fc.integer({ min: 0, max: 120 * 24 }).map((hours) => instantOf('2024-01-01') + hours * hour);

/** A moment that is due though nothing is done at it would turn the loop for ever, and the worker with it. */
test('whenever the next moment has come, something is due', () => {
  const arbitrary = fc.record({
    now: instant,
    cutoff: instant,
    doneUntil: instant,
    nextLook: fc.option(instant),
    nextDigest: instant,
    pending: fc.constantFrom(null, { filing: 1, review: 0 }, { filing: 0, review: 0 }),
    isLookDue: fc.boolean(),
  });
  fc.assert(
    fc.property(arbitrary, ({ now, ...facts }) => {
      const state = collecting(facts);
      const next = nextMoment(plan263, '2023', state, now);
      if (next === null || next > now) return;
      const isDue =
        agendaAhead(plan263, '2023', state).some((moment) => moment.at <= now) ||
        state.nextDigest <= now ||
        isLookDue(state, now);
      expect(isDue).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
