import { z } from 'zod';
import { ClockInput } from './clock.js';
import { Reminder } from './messages.js';
import { Bloc, CampaignKey, Day, UnitCode } from './plan/schema.js';

/** A dossier's status (IV.2): `open` is not filed yet. */
export const DossierStatus = z.enum([
  'open',
  'submitted',
  'returned',
  'accepted',
  'rejected',
  'withdrawn',
  'lapsed',
]);
export type DossierStatus = z.infer<typeof DossierStatus>;

/** What one dossier carries from run to run: a digest and a short summary, never its contents. */
export const DossierState = z.object({
  status: DossierStatus,
  /** The first instant that is too late, epoch ms. */
  cutoff: z.number(),
  reminders: z.array(Reminder),
  /** Reminders up to this instant were sent or are past, epoch ms. */
  remindedUntil: z.number().default(0),
  current: z
    .object({
      receipt: z.string(),
      digest: z.string(),
      receivedAt: z.number(),
      collectives: z.number(),
      individuals: z.number(),
    })
    .nullable()
    .default(null),
  /** While returned: the last day for the completed dossier. */
  completeBy: Day.nullable().default(null),
  /** Officials' acts on it so far; numbers their mails. */
  acts: z.number().default(0),
  /** The campaign was told that nothing is pending here. */
  isSettled: z.boolean().default(false),
});
export type DossierState = z.infer<typeof DossierState>;

export const DossierInput = z.object({
  plan: z.string(),
  campaign: CampaignKey,
  unit: UnitCode,
  bloc: Bloc,
  /** Who files: the unit itself, or another for one that has ended. */
  filer: UnitCode,
  clock: ClockInput,
  /** Whose records this is for. */
  instance: z.string().default(''),
  state: DossierState,
  /** Continue as new after this many events; for tests. */
  maximumEvents: z.number().optional(),
});
export type DossierInput = z.infer<typeof DossierInput>;
