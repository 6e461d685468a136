import { planOf } from '../../../activities/records/registry/plans.js';
import { campaignsOf } from '../../../workflows/plan/names.js';
import { sheetKinds, type SheetKind, sheetOf } from '../../officials/sheets/tables.js';
import { addresses } from '../addresses.js';
import { spreadsheet } from '../spreadsheet.js';
import type { Openers, Page, Route, Visit } from '../visit.js';
import { campaignIn } from './plan-routes.js';
import { noSuchPage } from './problems.js';

type Narrowed = Pick<Parameters<typeof sheetOf>[1], 'campaign' | 'unit'>;

async function sheetAnswer(visit: Visit, kind: SheetKind, narrowed: Narrowed): Promise<Response> {
  const { records, plan: code } = visit.portal;
  const { campaign } = narrowed;
  const plan = campaign === undefined ? visit.plan : await planOf(records, code, campaign);
  const { bytes, name } = await sheetOf(kind, { records, plan, ...narrowed });
  return spreadsheet(bytes, name);
}

const ofCampaign = (kind: SheetKind, openTo: Openers): Route => ({
  method: 'GET',
  path: addresses.sheet(sheetKinds[kind].file, ':campaign'),
  openTo,
  answer: async (visit): Promise<Page | Response> => {
    const campaign = campaignIn(visit);
    return campaign === null ? noSuchPage() : sheetAnswer(visit, kind, { campaign });
  },
});

const ofAll = (kind: SheetKind, openTo: Openers, narrowed: (visit: Visit) => Narrowed): Route => ({
  method: 'GET',
  path: addresses.sheet(sheetKinds[kind].file),
  openTo,
  answer: (visit) => sheetAnswer(visit, kind, narrowed(visit)),
});

/** A unit sees what was sent to it; others what they chose on the page of letters. */
function lettersOf({ plan, visitor, url }: Visit): Narrowed {
  const campaign = campaignsOf(plan).find((it) => it === url.searchParams.get('dot'));
  const isOfUnit = visitor.kind === 'official' && visitor.actor.office === 'unit';
  const unit = isOfUnit ? (visitor.actor.unit ?? '') : url.searchParams.get('don-vi') || undefined;
  return { campaign, unit };
}

const offices = ['home-affairs', 'board', 'chairman'] as const;

/** The tables of the pages as spreadsheets, each for whom its page is open. */
export const sheetRoutes: readonly Route[] = [
  ofCampaign('dossiers', offices),
  ofCampaign('ranking', 'readers'),
  ofCampaign('list', offices),
  ofCampaign('ledger', 'readers'),
  ofCampaign('report', ['home-affairs']),
  ofCampaign('exchange', ['home-affairs']),
  ofAll('ledger', 'readers', () => ({ campaign: undefined })),
  ofAll('letters', 'readers', lettersOf),
];
