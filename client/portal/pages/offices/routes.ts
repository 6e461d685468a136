import type { Route } from '../../visit.js';
import { announceRoutes } from './announce.js';
import { dossiersRoutes } from './dossiers.js';
import { listRoutes } from './list.js';
import { questionRoutes } from './questions.js';
import { rankingRoutes } from './rankings.js';
import { reviewRoutes } from './review.js';
import { reportRoutes } from './report.js';
import { revokeRoutes } from './revoke.js';
import { shortlistRoutes } from './shortlist.js';
import { timeRoutes } from './time.js';
import { waiverRoutes } from './waivers.js';

/** What Home Affairs, the Board and the Chairman read and do in a campaign. */
export const officeRoutes: readonly Route[] = [
  ...dossiersRoutes,
  ...reviewRoutes,
  ...rankingRoutes,
  ...questionRoutes,
  ...shortlistRoutes,
  ...listRoutes,
  ...announceRoutes,
  ...timeRoutes,
  ...waiverRoutes,
  ...reportRoutes,
  ...revokeRoutes,
];
