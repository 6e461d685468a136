import { bulletinRoutes } from './pages/bulletin.js';
import { rehearsalRoutes } from './pages/choose.js';
import { helpRoutes } from './pages/help.js';
import { letterRoutes } from './pages/letter-routes.js';
import { operatorRoutes } from './pages/operator-routes.js';
import { readingRoutes } from './pages/reading.js';
import { clockRoutes } from './pages/rehearsal.js';
import type { Route } from './visit.js';

/** Every address that the portal answers, with who may open it; what isn't here is closed. */
export const routes: readonly Route[] = [
  ...rehearsalRoutes,
  ...clockRoutes,
  ...readingRoutes,
  ...letterRoutes,
  ...operatorRoutes,
  ...bulletinRoutes,
  ...helpRoutes,
];
