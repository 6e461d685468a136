import { ledgerRows } from '../../../../activities/records/reads/ledger.js';
import { messages } from '../../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import { actorOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { inCampaign } from './ground.js';
import { certificateOf, revokePage } from './revoke-page.js';
import { nothingTyped, Reading, type Typed } from './typed.js';

async function shown(visit: Visit, campaign: CampaignKey, typed: Typed): Promise<Page> {
  const { portal, plan } = visit;
  const rows = await ledgerRows(portal.records, { plan: plan.plan, campaign });
  return revokePage({ plan, campaign, office: actorOf(visit).office, rows, typed });
}

const answerRevoke = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  shown(visit, campaign, nothingTyped);

async function revoke(visit: Visit, campaign: CampaignKey): Promise<Page | Response> {
  const { portal, plan } = visit;
  const form = await visit.form();
  const reading = new Reading(form);
  const rows = await ledgerRows(portal.records, { plan: plan.plan, campaign });
  const row = rows.find((it) => certificateOf(it) === form.get('bang-khen'));
  if (row === undefined) reading.fault('bang-khen', 'Cần chọn một Bằng khen.');
  const decision = {
    number: reading.text('so', 'số quyết định'),
    date: reading.day('ngay', 'ngày quyết định'),
  };
  const reason = reading.text('ly-do', 'lý do');
  if (row === undefined || reading.isFaulty) return shown(visit, campaign, reading.typed());
  const { bloc, kind, seat } = row;
  const message = { actor: actorOf(visit), campaign, bloc, kind, seat, decision, reason };
  const act = { campaign, definition: messages.revokeCertificate, message };
  const taken = await takeAct(visit, form, act, addresses.revocations(campaign));
  return taken.done ? taken.response : shown(visit, campaign, reading.typed(taken.sentence));
}

const openTo = ['home-affairs', 'chairman'] as const;
const path = addresses.revocations(':campaign');

export const revokeRoutes: readonly Route[] = [
  { method: 'GET', path, openTo, answer: inCampaign(answerRevoke) },
  { method: 'POST', path, openTo, answer: inCampaign(revoke) },
];
