import type { FiledStatus } from '../rules/selection/input.js';
import { z } from 'zod';
import type { CampaignKey } from '../plan/schema.js';
import type { Office } from './messages.js';

/** The stages of a campaign and of the summary, in their order. */
export const Stage = z.enum([
  'launch',
  'open',
  'collect',
  'rank',
  'select',
  'appraise',
  'sign-off',
  'announce',
  'closed',
]);
export type Stage = z.infer<typeof Stage>;

/** A dossier's status (IV.2): `open` is not filed yet. */
export const DossierStatus = z.enum([
  'open',
  'submitted',
  'returned',
  'accepted',
  'rejected',
  'withdrawn',
  'lapsed',
] as const satisfies readonly ('open' | FiledStatus)[]);
export type DossierStatus = z.infer<typeof DossierStatus>;

/** One thing the course waits for: from whom, and which. */
export interface Awaited {
  from: Office;
  what:
    | 'launch-plans'
    | 'dossiers'
    | 'reviews'
    | 'ranking'
    | 'question'
    | 'shortlist'
    | 'forwarding'
    | 'appraisal'
    | 'sign-off'
    | 'decision-number'
    | 'ceremony';
  /** Blocs, question keys; empty where the thing is one. */
  which: string[];
  count: number;
}

/** What `status` shows of a campaign. */
export interface CampaignView {
  workflow: string;
  plan: string;
  campaign: CampaignKey;
  stage: string;
  /** epoch ms, or null */
  next: number | null;
  awaiting: { from: string; what: string; which: string[]; count: number }[];
  openQuestions: string[];
  digest: string | null;
  round: number;
  /** `forwarded`: dossiers change only with a reason; `signed`: not at all. */
  frozen: 'free' | 'forwarded' | 'signed';
}
