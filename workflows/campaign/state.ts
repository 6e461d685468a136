import { z } from 'zod';
import { CourseState } from '../api/campaign-state.js';
import { ClockInput } from '../engine/clock.js';
import { CampaignKey, Plan } from '../plan/schema.js';

/** Something the course does by itself at an instant (epoch ms); which, and when, follows from the dates alone. */
export const Moment = z.object({
  at: z.number(),
  what: z.enum([
    'launch-reminder',
    'open',
    'dossier-reminder',
    'cutoff',
    'forward-reminder',
    'forward-cutoff',
    'announce-reminder',
    'announce-by',
    'give-up-ceremony',
  ]),
  workingDays: z.number().default(0),
  /** Of which cutoff it reminds, epoch ms. */
  cutoff: z.number().nullable().default(null),
});
export type Moment = z.infer<typeof Moment>;

export const CourseInput = z.object({
  plan: Plan,
  campaign: CampaignKey,
  clock: ClockInput,
  /** Whose records this is for. */
  instance: z.string().default(''),
  state: CourseState,
  /** Continue as new after this many events; for tests. */
  maximumEvents: z.number().optional(),
});
export type CourseInput = z.infer<typeof CourseInput>;

export interface CourseResult {
  campaign: string;
  awards: number;
  /** đồng */
  total: number;
}
