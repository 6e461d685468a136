import { bulletinRoutes } from './pages/bulletin.js';
import { campaignRoutes } from './pages/campaign-routes.js';
import { rehearsalRoutes } from './pages/choose.js';
import { documentRoutes } from './pages/documents.js';
import { dossierRoutes } from './pages/dossier/routes.js';
import { helpRoutes } from './pages/help.js';
import { letterRoutes } from './pages/letter-routes.js';
import { lookingUpRoutes } from './pages/looking-up.js';
import { operatorRoutes } from './pages/operator-routes.js';
import { planRoutes } from './pages/plan-routes.js';
import { readingRoutes } from './pages/reading.js';
import { setUpRoutes } from './pages/set-up/routes.js';
import { sheetRoutes } from './pages/sheet-routes.js';
import { signInRoutes } from './pages/signing-in.js';
import { officeRoutes } from './pages/offices/routes.js';
import { clockRoutes } from './pages/rehearsal.js';
import type { Route } from './visit.js';

/** Every address that the portal answers, with who may open it; what isn't here is closed. */
export const routes: readonly Route[] = [
  ...rehearsalRoutes,
  ...signInRoutes,
  ...setUpRoutes,
  ...clockRoutes,
  ...readingRoutes,
  ...planRoutes,
  ...campaignRoutes,
  ...documentRoutes,
  ...lookingUpRoutes,
  ...officeRoutes,
  ...dossierRoutes,
  ...letterRoutes,
  ...sheetRoutes,
  ...operatorRoutes,
  ...bulletinRoutes,
  ...helpRoutes,
];
