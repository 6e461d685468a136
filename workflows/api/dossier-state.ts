import { z } from 'zod';
import { DossierStatus } from './views.js';
import { Day } from '../plan/schema.js';

/** What one dossier carries from run to run: a digest and a short summary, never its contents. */
export const DossierState = z.object({
  status: DossierStatus,
  /** The first instant that is too late, epoch ms. */
  cutoff: z.number(),
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
  /** The last day granted to complete what was given back: the deadline is the later of it and the cutoff. */
  completeBy: Day.nullable().default(null),
  /** Officials' acts on it so far; numbers their mails. */
  acts: z.number().default(0),
  /** The latest deadline at which the records were asked for what was received before it, epoch ms. */
  decidedUntil: z.number().default(0),
});
export type DossierState = z.infer<typeof DossierState>;
