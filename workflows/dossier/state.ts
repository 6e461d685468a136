import { z } from 'zod';
import { DossierState } from '../api/dossier-state.js';
import { ClockInput } from '../engine/clock.js';
import { PlanNames } from '../plan/names.js';
import { Bloc, CampaignKey, UnitCode } from '../plan/schema.js';

export const DossierInput = z.object({
  plan: z.string(),
  names: PlanNames,
  campaign: CampaignKey,
  unit: UnitCode,
  bloc: Bloc,
  /** Who files: the unit itself, or another for one that has ended. */
  filer: UnitCode,
  /** The first instant after the quarter in which the awards are announced, epoch ms. */
  announceBy: z.number().nullable().default(null),
  clock: ClockInput,
  /** Whose records this is for. */
  instance: z.string().default(''),
  state: DossierState,
  /** Continue as new after this many events; for tests. */
  maximumEvents: z.number().optional(),
});
export type DossierInput = z.infer<typeof DossierInput>;
