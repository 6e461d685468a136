import { loadPlan } from '../../activities/reference/plans.js';
import type { Plan, SeatRow } from '../../workflows/plan/schema.js';

/** Kế hoạch 263/KH-UBND, as its file has it. */
export const plan263 = loadPlan('263');

/** A sample, no document of the city: other blocs, counts and dates. */
export const samplePlan = loadPlan('mau-2026-2030');

/** A plan with another day of the month as the dossiers' cutoff. */
export const withDossierDay = (plan: Plan, day: number): Plan => ({
  ...plan,
  cutoffs: { ...plan.cutoffs, dossier: { ...plan.cutoffs.dossier, day } },
});

/** A plan in which, in one year, the second bloc gives an individual's seat to the first. */
export function withSeatMoved(plan: Plan, year: number): Plan {
  const others = plan.annual.years.filter((it) => it !== year);
  const split = (row: SeatRow, more: number): SeatRow[] =>
    row.of === 'annual' && row.kind === 'individual'
      ? [
          { ...row, years: others },
          { ...row, years: [year], count: row.count + more },
        ]
      : [row];
  const blocs = plan.blocs.map((bloc, index) =>
    index > 1 ? bloc : { ...bloc, seats: bloc.seats.flatMap((row) => split(row, index === 0 ? 1 : -1)) },
  );
  return { ...plan, blocs };
}
