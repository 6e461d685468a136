import { messages } from '../../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import { actorOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { inCampaign, isOver, withCourse } from './ground.js';
import { nothingTyped, Reading, type Typed } from './typed.js';
import { criteriaOf, waiversPage } from './waivers-page.js';

const shown = (visit: Visit, campaign: CampaignKey, typed: Typed): Promise<Page> =>
  withCourse(visit, campaign, async ({ state }) =>
    waiversPage({
      plan: visit.plan,
      campaign,
      isOver: await isOver(visit, campaign),
      waived: state.waivers,
      typed,
    }),
  );

const answerWaivers = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  shown(visit, campaign, nothingTyped);

async function waive(visit: Visit, campaign: CampaignKey): Promise<Page | Response> {
  const form = await visit.form();
  const reading = new Reading(form);
  const criterion = criteriaOf(visit.plan, campaign).find(
    ({ kind, code }) => `${kind}.${code}` === form.get('tieu-chuan'),
  );
  if (criterion === undefined) reading.fault('tieu-chuan', 'Cần chọn một tiêu chuẩn.');
  const reason = reading.text('ly-do', 'lý do');
  if (criterion === undefined || reading.isFaulty) return shown(visit, campaign, reading.typed());
  const message = { actor: actorOf(visit), kind: criterion.kind, criterion: criterion.code, reason };
  const act = { campaign, definition: messages.waiveCriterion, message };
  const taken = await takeAct(visit, form, act, addresses.waivers(campaign));
  return taken.done ? taken.response : shown(visit, campaign, reading.typed(taken.sentence));
}

const openTo = ['home-affairs'] as const;
const path = addresses.waivers(':campaign');

export const waiverRoutes: readonly Route[] = [
  { method: 'GET', path, openTo, answer: inCampaign(answerWaivers) },
  { method: 'POST', path, openTo, answer: inCampaign(waive) },
];
