import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { actRoutes } from './act-routes.js';
import { dossierPage } from './dossier.js';
import { draftRoutes } from './draft-routes.js';
import { fileRoutes } from './file-routes.js';
import { paperRoutes } from './paper-routes.js';
import { dossierOf, shownOf } from './shown.js';
import { uploadRoutes } from './upload-routes.js';

async function showDossier(visit: Visit): Promise<Page> {
  const dossier = await dossierOf(visit);
  if (!('isOwn' in dossier)) return dossier;
  return dossierPage(await shownOf(visit.portal.records, dossier, visit.now));
}

/** A unit's dossier: its own official prepares and files it, the offices read it. */
export const dossierRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.dossier(':campaign', ':unit'), openTo: 'officials', answer: showDossier },
  ...draftRoutes,
  ...fileRoutes,
  ...paperRoutes,
  ...uploadRoutes,
  ...actRoutes,
];
