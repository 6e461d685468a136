import { loadPlan } from '../../activities/reference/plans.js';

/** Kế hoạch 263/KH-UBND, as its file has it. */
export const plan263 = loadPlan('263');

/** A sample, no document of the city: other blocs, counts and dates. */
export const samplePlan = loadPlan('mau-2026-2030');
