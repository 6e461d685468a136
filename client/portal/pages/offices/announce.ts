import { messages } from '../../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import { actorOf, takeAct, type Taken } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { announcePage } from './announce-page.js';
import { inCampaign, withCourse } from './ground.js';
import { nothingTyped, Reading, type Typed } from './typed.js';

const shown = (visit: Visit, campaign: CampaignKey, typed: Typed): Promise<Page> =>
  withCourse(visit, campaign, ({ state }) =>
    Promise.resolve(
      announcePage({ plan: visit.plan, campaign, office: actorOf(visit).office, state, typed }),
    ),
  );

const answerAnnounce = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  shown(visit, campaign, nothingTyped);

function taking(take: (visit: Visit, campaign: CampaignKey, reading: Reading) => Promise<Taken> | null) {
  return async (visit: Visit, campaign: CampaignKey): Promise<Page | Response> => {
    const reading = new Reading(await visit.form());
    const taken = await take(visit, campaign, reading);
    return taken?.done === true ? taken.response : shown(visit, campaign, reading.typed(taken?.sentence));
  };
}

const recordDecision = taking((visit, campaign, reading) => {
  const decision = {
    number: reading.text('so', 'số quyết định'),
    date: reading.day('ngay', 'ngày quyết định'),
  };
  if (reading.isFaulty) return null;
  const message = { actor: actorOf(visit), digest: reading.form.get('ma') ?? '', decision };
  const act = { campaign, definition: messages.recordDecision, message };
  return takeAct(visit, reading.form, act, addresses.announce(campaign));
});

const recordCeremony = taking((visit, campaign, reading) => {
  const date = reading.day('ngay-le', 'ngày tổ chức');
  const place = reading.text('noi', 'nơi tổ chức');
  if (reading.isFaulty) return null;
  const act = {
    campaign,
    definition: messages.recordCeremony,
    message: { actor: actorOf(visit), date, place },
  };
  return takeAct(visit, reading.form, act, addresses.announce(campaign));
});

export const announceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: addresses.announce(':campaign'),
    openTo: ['home-affairs', 'board', 'chairman'],
    answer: inCampaign(answerAnnounce),
  },
  {
    method: 'POST',
    path: addresses.decision(':campaign'),
    openTo: ['home-affairs', 'board'],
    answer: inCampaign(recordDecision),
  },
  {
    method: 'POST',
    path: addresses.ceremony(':campaign'),
    openTo: ['home-affairs'],
    answer: inCampaign(recordCeremony),
  },
];
