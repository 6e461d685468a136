import { findSelection } from '../../../../activities/records/selection/kept.js';
import { type Appraise, messages, type SignOff } from '../../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import type { Course } from '../../../officials/course.js';
import { evidenceOf } from '../../../officials/evidence.js';
import { type AwardList, awardList, changedSeats, otherListSentence } from '../../../officials/list-shown.js';
import { actorOf, servicesOf, takeAct, type Taken } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Html } from '../../page.js';
import { isFresh } from '../../sign-in/visitor.js';
import { SignInFirst } from '../sign-in.js';
import { takeSignOff } from '../../signing-off.js';
import type { Page, Route, Visit } from '../../visit.js';
import { inCampaign, withCourse } from './ground.js';
import { AppraiseForm, ForwardForm, SignForm } from './list-forms.js';
import { strikeField } from './list-item.js';
import { listPage, type ListStanding } from './list-page.js';
import { notNowPage } from './not-now.js';
import { nothingTyped, Reading, type Typed } from './typed.js';

const answerList = (visit: Visit, campaign: CampaignKey): Promise<Page> =>
  withCourse(visit, campaign, (course) => shown(visit, campaign, course, nothingTyped));

interface InHand {
  of: { digest: string; input: string };
  standing: ListStanding;
}

/** The list that an office looks at: what it forwards, what was forwarded, what was signed. */
function inHand({ state }: Course, office: string): InHand | null {
  const { list, signed, selection } = state;
  if (signed !== null)
    return {
      of: signed,
      standing: { at: 'signed', name: signed.name, signsAs: signed.signsAs, struck: signed.struck },
    };
  if (list !== null) return { of: list, standing: { at: list.isAppraised ? 'appraised' : 'forwarded' } };
  if (selection === null || office !== 'home-affairs') return null;
  const { questions, waiting } = selection;
  const open = questions.length + state.questions.length;
  return {
    of: selection,
    standing: {
      at: 'draft',
      open,
      waiting: waiting.filter((it) => it.for === 'shortlist').length,
    },
  };
}

/** @param seen the digest of the list on which somebody decided, and was refused */
async function shown(
  visit: Visit,
  campaign: CampaignKey,
  course: Course,
  typed: Typed,
  seen?: string,
): Promise<Page> {
  const { plan, portal } = visit;
  const actor = actorOf(visit);
  const hand = inHand(course, actor.office);
  const list = hand === null ? null : await awardList({ services: servicesOf(visit) }, campaign, hand.of);
  if (hand !== null && list === null) return notNowPage(plan, campaign, otherListSentence(hand.of.digest));
  const evidence =
    hand === null
      ? new Map<string, never>()
      : await evidenceOf({ records: portal.records, plan }, campaign, hand.of.input);
  const { returned } = course.state;
  const form =
    list === null || hand === null ? null : formFor(visit, campaign, hand.standing, list.digest, typed);
  return listPage({
    plan,
    campaign,
    actor,
    list,
    standing: hand?.standing ?? null,
    evidence,
    returned: hand?.standing.at === 'signed' ? null : returned,
    changes: list === null || seen === undefined ? null : await changesSince(visit, campaign, list, seen),
    typed,
    form,
    isStriking: actor.office === 'chairman' && hand?.standing.at === 'appraised' && maySign(visit),
  });
}

/** Where people sign in, who signs has done so a moment ago. */
const maySign = ({ session }: Visit): boolean => session === undefined || isFresh(session);

function formFor(
  visit: Visit,
  campaign: CampaignKey,
  standing: ListStanding,
  digest: string,
  typed: Typed,
): Html | null {
  const given = { plan: visit.plan, campaign, digest, typed };
  const { office } = actorOf(visit);
  if (office === 'home-affairs' && standing.at === 'draft') return <ForwardForm {...given} />;
  if (office === 'board' && standing.at === 'forwarded') return <AppraiseForm {...given} />;
  if (office !== 'chairman' || standing.at !== 'appraised') return null;
  return maySign(visit) ? <SignForm {...given} /> : <SignInFirst back={addresses.list(campaign)} />;
}

async function changesSince({ plan, portal }: Visit, campaign: CampaignKey, list: AwardList, seen: string) {
  if (seen === list.digest || !/^[0-9a-f]{64}$/.test(seen)) return null;
  const before = await findSelection(portal.records.db, { plan: plan.plan, campaign, digest: seen });
  return before === null ? null : changedSeats(before.answer.winners, list.winners);
}

/** Takes what a form asked for, or shows the list anew with why it was not taken. */
function taking(
  take: (visit: Visit, campaign: CampaignKey, reading: Reading, digest: string) => Promise<Taken> | null,
) {
  return async (visit: Visit, campaign: CampaignKey): Promise<Page | Response> => {
    const form = await visit.form();
    const reading = new Reading(form);
    const digest = form.get('ma') ?? '';
    const taken = await take(visit, campaign, reading, digest);
    if (taken?.done === true) return taken.response;
    const typed = reading.typed(taken?.sentence);
    return withCourse(visit, campaign, (course) => shown(visit, campaign, course, typed, digest));
  };
}

const forward = taking((visit, campaign, reading, digest) => {
  const reason = reading.optional('ly-do');
  if (reading.isFaulty) return null;
  const message = { actor: actorOf(visit), digest, ...(reason !== undefined && { reason }) };
  const act = { campaign, definition: messages.forward, message };
  return takeAct(visit, reading.form, act, addresses.list(campaign));
});

const appraise = taking((visit, campaign, reading, digest) => {
  const decision = reading.choice(
    'quyet-dinh',
    ['approve', 'return'],
    'Cần chọn một: thông qua hoặc trả lại.',
  );
  const meeting = meetingOf(reading);
  const reason = decision === 'return' ? reading.text('ly-do', 'lý do trả lại') : '';
  if (decision === null || reading.isFaulty) return null;
  const common = { actor: actorOf(visit), digest, meeting };
  const message: Appraise =
    decision === 'approve' ? { ...common, decision } : { ...common, decision, reason };
  const act = { campaign, definition: messages.appraise, message };
  return takeAct(visit, reading.form, act, addresses.list(campaign));
});

function meetingOf(reading: Reading): Appraise['meeting'] {
  const date = reading.day('hop', 'ngày họp');
  const participants = reading
    .text('tham-du', 'người dự họp')
    .split(/\r?\n|;/)
    .map((it) => it.trim())
    .filter((it) => it !== '');
  const [inFavour, against, abstained] = [
    reading.count('tan-thanh'),
    reading.count('khong-tan-thanh'),
    reading.count('y-kien-khac'),
  ];
  if (inFavour === null && against === null && abstained === null) return { date, participants };
  const votes = { inFavour: inFavour ?? 0, against: against ?? 0, abstained: abstained ?? 0 };
  return { date, participants, votes };
}

const signOff = taking((visit, campaign, reading, digest) => {
  const message = decisionOf(visit, reading, digest);
  if (message === null || reading.isFaulty) return null;
  return takeSignOff(visit, campaign, message, addresses.list(campaign));
});

function decisionOf(visit: Visit, reading: Reading, digest: string): SignOff | null {
  const actor = actorOf(visit);
  const decision = reading.choice(
    'quyet-dinh',
    ['approve', 'strike', 'return'],
    'Cần chọn một: ký duyệt toàn bộ, ký duyệt trừ một số trường hợp, hoặc trả lại.',
  );
  if (decision === null) return null;
  if (decision === 'return')
    return { actor, digest, decision, reason: reading.text('ly-do', 'lý do trả lại') };
  const prefix = strikeField('');
  const strikes = [...reading.form.keys()].flatMap((name) => {
    const reason = name.startsWith(prefix) ? reading.optional(name) : undefined;
    return reason === undefined ? [] : [{ nominee: name.slice(prefix.length), reason }];
  });
  if (decision === 'approve' && strikes.length > 0)
    reading.fault(
      'quyet-dinh',
      `Đã ghi lý do không duyệt ${String(strikes.length)} trường hợp: hãy chọn “ký duyệt, trừ…”, hoặc xóa các lý do ấy.`,
    );
  if (decision === 'strike' && strikes.length === 0)
    reading.fault('quyet-dinh', 'Chưa ghi lý do không duyệt cạnh trường hợp nào.');
  return { actor, digest, decision: 'approve', strikes };
}

export const listRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: addresses.list(':campaign'),
    openTo: ['home-affairs', 'board', 'chairman'],
    answer: inCampaign(answerList),
  },
  {
    method: 'POST',
    path: addresses.forward(':campaign'),
    openTo: ['home-affairs'],
    answer: inCampaign(forward),
  },
  { method: 'POST', path: addresses.appraise(':campaign'), openTo: ['board'], answer: inCampaign(appraise) },
  {
    method: 'POST',
    path: addresses.signOff(':campaign'),
    openTo: ['chairman'],
    freshFor: ({ campaign = '' }) => addresses.list(campaign),
    answer: inCampaign(signOff),
  },
];
