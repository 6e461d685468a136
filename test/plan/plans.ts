import { loadPlan } from '../../activities/reference/plans.js';

/** Kế hoạch 263/KH-UBND, as its file has it. */
export const plan263 = loadPlan('263');
