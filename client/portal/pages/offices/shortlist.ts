import { messages } from '../../../../workflows/api/messages.js';
import { blocCodes } from '../../../../workflows/plan/names.js';
import { type CampaignKey, NomineeKind } from '../../../../workflows/plan/schema.js';
import { seatsOf } from '../../../../workflows/plan/seats.js';
import type { Course } from '../../../officials/course.js';
import { type Order, proposedOrder } from '../../../officials/shortlist.js';
import { actorOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { noSuchPage } from '../problems.js';
import { inCampaign, withCourse } from './ground.js';
import { notYetPage } from './not-now.js';
import { shortlistPage, type ShortlistsShown, shortlistsPage } from './shortlist-page.js';
import { nothingTyped, Reading, type Typed } from './typed.js';

const answerShortlists = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  withCourse(visit, campaign, async (course) => {
    const { plan, portal } = visit;
    const { state } = course;
    const lists: ShortlistsShown['lists'][number][] = [];
    const kinds = campaign === 'summary' ? NomineeKind.options : (['individual'] as const);
    for (const bloc of blocCodes(plan)) {
      for (const kind of kinds) {
        const order = await proposedOrder({ plan, records: portal.records }, state, { campaign, kind, bloc });
        const waiting = state.selection?.waiting ?? [];
        lists.push({
          kind,
          bloc,
          seats: seatsOf(plan, campaign).filter((it) => it.kind === kind && it.bloc === bloc).length,
          eligible: order?.proposed.length ?? null,
          chosen: order?.proposed.filter(({ isChosen }) => isChosen).length ?? 0,
          isAwaited: waiting.some((it) => it.for === 'shortlist' && it.bloc === bloc && it.kind === kind),
        });
      }
    }
    return shortlistsPage({ plan, campaign, lists: lists.filter(({ seats }) => seats > 0) });
  });

/** What the address names; null: nothing of the plan's. */
function placeIn({ parameters, plan }: Visit): Pick<Order, 'kind' | 'bloc'> | null {
  const kind = NomineeKind.safeParse(parameters['kind']);
  const bloc = blocCodes(plan).find((it) => it === parameters['bloc']);
  return kind.success && bloc !== undefined ? { kind: kind.data, bloc } : null;
}

const answerShortlist = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  withCourse(visit, campaign, (course) => shown(visit, campaign, course, nothingTyped));

async function shown(visit: Visit, campaign: CampaignKey, { state }: Course, typed: Typed): Promise<Page> {
  const { portal, plan } = visit;
  const place = placeIn(visit);
  if (place === null) return noSuchPage();
  const order = await proposedOrder({ plan, records: portal.records }, state, { campaign, ...place });
  if (order === null)
    return notYetPage(plan, campaign, 'Chưa có thứ tự đề xuất: đợt này chưa đến bước lựa chọn.');
  return shortlistPage({ plan, order, typed });
}

const choose = (visit: Visit, campaign: CampaignKey): Promise<Page | Response> =>
  withCourse<Page | Response>(visit, campaign, async (course) => {
    const place = placeIn(visit);
    if (place === null) return noSuchPage();
    const form = await visit.form();
    const reading = new Reading(form);
    const nominees = form.getAll('chon').slice(0, 50);
    const reason = reading.text('ly-do', 'lý do');
    if (reading.isFaulty) return shown(visit, campaign, course, reading.typed());
    const message = { actor: actorOf(visit), ...place, nominees, reason };
    const act = { campaign, definition: messages.shortlist, message };
    const taken = await takeAct(visit, form, act, addresses.shortlists(campaign));
    if (taken.done) return taken.response;
    return withCourse(visit, campaign, (now) => shown(visit, campaign, now, reading.typed(taken.sentence)));
  });

const openTo = ['home-affairs'] as const;
const path = addresses.shortlist(':campaign', ':kind', ':bloc');

export const shortlistRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.shortlists(':campaign'), openTo, answer: inCampaign(answerShortlists) },
  { method: 'GET', path, openTo, answer: inCampaign(answerShortlist) },
  { method: 'POST', path, openTo, answer: inCampaign(choose) },
];
