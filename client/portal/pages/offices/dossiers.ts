import { z } from 'zod';
import { type DossierRow, dossierRows } from '../../../../activities/records/reads/dossiers.js';
import { bare } from '../../../../activities/reference/nearest.js';
import { messages } from '../../../../workflows/api/messages.js';
import { type CampaignKey, UnitCode } from '../../../../workflows/plan/schema.js';
import { actorOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { dossiersPage, type Filter, type Outcome } from './dossiers-page.js';
import { inCampaign } from './ground.js';

async function answerDossiers(visit: Visit, campaign: CampaignKey): Promise<Page> {
  return shown(visit, campaign, {});
}

async function shown(
  visit: Visit,
  campaign: CampaignKey,
  more: { fault?: string; outcomes?: readonly Outcome[] },
): Promise<Page> {
  const { portal, plan, url } = visit;
  const all = await dossierRows(portal.records, { plan: plan.plan, campaign });
  const filter = filterOf(url.searchParams);
  const rows = all.filter((row) => fits(row, filter));
  const isAllTicked = url.searchParams.get('chon') === 'het';
  const { office } = actorOf(visit);
  return dossiersPage({ plan, campaign, office, all, rows, filter, isAllTicked, ...more });
}

const filterOf = (query: URLSearchParams): Filter => ({
  search: query.get('tim') ?? '',
  bloc: query.get('khoi') ?? '',
  status: query.get('trang-thai') ?? '',
});

const fits = ({ unit, unitName, bloc, status }: DossierRow, filter: Filter): boolean =>
  (filter.bloc === '' || bloc === filter.bloc) &&
  (filter.status === '' || status === filter.status) &&
  bare(`${unit} ${unitName}`).includes(bare(filter.search));

/** A tick: the unit, and the digest of the version that was shown. */
const Ticked = z
  .string()
  .regex(/^[a-z0-9-]+ [0-9a-f]{64}$/)
  .transform((text) => {
    const [unit = '', digest = ''] = text.split(' ');
    return { unit: UnitCode.parse(unit), digest };
  });
type Ticked = z.infer<typeof Ticked>;

async function acceptMany(visit: Visit, campaign: CampaignKey): Promise<Page> {
  const form = await visit.form();
  const ticked = z.array(Ticked).max(2500).safeParse(form.getAll('chon'));
  if (!ticked.success) return shown(visit, campaign, { fault: 'Biểu mẫu không đúng; hãy tải lại trang.' });
  if (ticked.data.length === 0)
    return shown(visit, campaign, { fault: 'Chưa đánh dấu hồ sơ nào; chưa ghi gì.' });
  const all = await dossierRows(visit.portal.records, { plan: visit.plan.plan, campaign });
  const names = new Map(all.map(({ unit, unitName }) => [unit, unitName]));
  const outcomes: Outcome[] = [];
  for (let at = 0; at < ticked.data.length; at += atOnce) {
    const some = ticked.data.slice(at, at + atOnce);
    const answers = await Promise.all(some.map((it) => accept(visit, form, campaign, it)));
    for (const [index, sentence] of answers.entries()) {
      const { unit = '' } = some[index] ?? {};
      outcomes.push({ unit, name: names.get(unit) ?? unit, sentence });
    }
  }
  return shown(visit, campaign, { outcomes });
}

/** So many acceptances are sent beside each other. */
const atOnce = 8;

async function accept(
  visit: Visit,
  form: URLSearchParams,
  campaign: CampaignKey,
  { unit, digest }: Ticked,
): Promise<string | null> {
  const message = { actor: actorOf(visit), digest, decision: 'accept' } as const;
  const act = { campaign, unit, definition: messages.reviewDossier, message };
  const taken = await takeAct(visit, form, act, addresses.dossiers(campaign));
  return taken.done ? null : taken.sentence;
}

const path = addresses.dossiers(':campaign');

export const dossiersRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    openTo: ['home-affairs', 'board', 'chairman'],
    answer: inCampaign(answerDossiers),
  },
  { method: 'POST', path, openTo: ['home-affairs'], answer: inCampaign(acceptMany) },
];
