import type { ClockMode } from './clock-mode.js';
import type { CampaignKey, UnitCode } from '../plan/schema.js';

/** `movement/263` */
export const movementId = (plan: string): string => `movement/${plan}`;

/** `post/263` */
export const postId = (plan: string): string => `post/${plan}`;

/** `campaign/263/2023`, `summary/263` */
export const campaignId = (plan: string, campaign: CampaignKey): string =>
  campaign === 'summary' ? `summary/${plan}` : `campaign/${plan}/${campaign}`;

/** `dossier/263/2023/so-noi-vu`, `dossier/263/summary/so-noi-vu` */
export const dossierId = (plan: string, campaign: CampaignKey, unit: UnitCode): string =>
  `dossier/${plan}/${campaign}/${unit}`;

/** The engine's task queues: a rehearsal's or a trial's worker never gets the work of a service, nor the other way round. */
export const taskQueues = {
  service: 'thidua',
  rehearsal: 'thidua-rehearsal',
  trial: 'thidua-trial',
} as const satisfies Record<ClockMode, string>;
