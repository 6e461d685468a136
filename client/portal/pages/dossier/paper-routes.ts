import { renderSheet } from '../../../../activities/documents/render/render.js';
import { unitPapers } from '../../../officials/dossier/papers.js';
import { addresses } from '../../addresses.js';
import { docxAnswer } from '../../docx.js';
import { noSuchPage } from '../problems.js';
import type { Page, Route, Visit } from '../../visit.js';
import { ownDossier } from './shown.js';

/** A paper of what the unit has in hand, made when it is asked for. */
async function givePaper(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const { component, nominee = null } = visit.parameters;
  const papers = await unitPapers(visit.portal.records, dossier);
  const paper = papers.find((it) => it.component === component && it.nominee === nominee);
  if (paper === undefined) return noSuchPage();
  return docxAnswer(await renderSheet(paper.sheet), `${dossier.campaign}-${dossier.unit.code}-${paper.file}`);
}

const path = addresses.dossierPart(':campaign', ':unit', 'mau/:component');

/** The unit's papers: to be completed, signed, and sent back as files. */
export const paperRoutes: readonly Route[] = [
  { method: 'GET', path, openTo: ['unit'], answer: givePaper },
  { method: 'GET', path: `${path}/:nominee`, openTo: ['unit'], answer: givePaper },
];
