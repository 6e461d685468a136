import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { z } from 'zod';
import { renderKept } from '../../../activities/letters/delivery/kept.js';
import { findMail, type KeptMail, MailState } from '../../../activities/records/acts/mail-log.js';
import { auditRows } from '../../../activities/records/acts/audit.js';
import { expectedWorkflows } from '../../../activities/records/reads/expected-workflows.js';
import { postPause, remindersPause } from '../../../activities/records/reads/letters.js';
import { attemptsOf, type MailSearch, searchMails } from '../../../activities/records/reads/mail-pages.js';
import { mailboxCode } from '../../../activities/records/registry/mailbox-code.js';
import { allUnits } from '../../../activities/records/registry/units.js';
import { mailFile } from '../../../worker/embedded/mail/mailbox.js';
import { messages } from '../../../workflows/api/messages.js';
import { CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';
import { mailPlace, resendKey, resendLetter, resendRefusals } from '../../officials/letters.js';
import { namesOfRecords } from '../../officials/names-of.js';
import { goTo, operatorOf, takeAct } from '../acting.js';
import { addresses } from '../addresses.js';
import type { Page, Route, Visit } from '../visit.js';
import { Holding, type HoldingShown, type HoldingTyped } from './holding.js';
import { letterPage } from './letter.js';
import { lettersPage } from './letters.js';
import { noSuchPage, notAllowed } from './problems.js';

const State = MailState.or(z.literal('lost')).optional().catch(undefined);
const PageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

const isOfUnit = ({ visitor }: Visit): boolean =>
  visitor.kind === 'official' && visitor.actor.office === 'unit';

const mayAct = ({ visitor }: Visit): boolean =>
  visitor.kind === 'official' && visitor.actor.office === 'home-affairs';

/** A unit sees what was sent to it. */
const ownUnit = (visit: Visit): string | undefined =>
  visit.visitor.kind === 'official' && isOfUnit(visit) ? visit.visitor.actor.unit : undefined;

function searchOf(visit: Visit): MailSearch {
  const given = (name: string) => visit.url.searchParams.get(name)?.trim() || undefined;
  return {
    plan: visit.plan.plan,
    campaign: given('dot'),
    unit: isOfUnit(visit) ? (ownUnit(visit) ?? '') : given('don-vi'),
    state: State.parse(given('tinh-trang')),
    search: given('tim'),
  };
}

const answerLetters = (visit: Visit): Promise<Page> => lettersAnswer(visit, null, undefined);

async function lettersAnswer(visit: Visit, typed: HoldingTyped | null, fault?: string): Promise<Page> {
  const { records } = visit.portal;
  const search = searchOf(visit);
  const page = PageNumber.parse(visit.url.searchParams.get('trang') ?? 1);
  const [names, found, units] = await Promise.all([
    namesOfRecords(records, visit.plan),
    searchMails(records, search, page),
    allUnits(records.db),
  ]);
  const sorted = [...units].sort((one, other) => one.name.localeCompare(other.name, 'vi'));
  const holding = isOfUnit(visit) ? null : await heldNow(visit, sorted, typed, fault);
  const shown = lettersPage({
    names,
    search,
    page,
    found,
    units: isOfUnit(visit) ? [] : sorted,
    holding: holding === null ? null : <Holding {...holding} />,
  });
  return fault === undefined ? shown : { ...shown, status: 422 };
}

async function heldNow(
  visit: Visit,
  units: readonly { code: string; name: string }[],
  typed: HoldingTyped | null,
  fault: string | undefined,
): Promise<HoldingShown> {
  const { plan, portal } = visit;
  const { records } = portal;
  const expected = await expectedWorkflows(records, plan.plan);
  const open = expected.flatMap((it) => (it.kind === 'campaign' ? [it.campaign] : []));
  const filing = new Set(expected.flatMap((it) => (it.kind === 'dossier' ? [it.unit] : [])));
  const campaigns = open.map(async (campaign) => ({
    campaign,
    held: await remindersPause(records, { plan: plan.plan, campaign }),
  }));
  return {
    plan,
    letters: await postPause(records, plan.plan),
    campaigns: await Promise.all(campaigns),
    isAllowed: mayAct(visit),
    units: units.filter(({ code }) => filing.has(code)),
    typed,
    fault,
  };
}

/** The letter of the address, where the visitor may read it. */
async function readable(visit: Visit): Promise<KeptMail | Page> {
  const mail = await findMail(visit.portal.records, visit.parameters['letter'] ?? '');
  if (mail === null || mail.plan !== visit.plan.plan) return noSuchPage();
  const own = mailboxCode({ kind: 'unit', code: ownUnit(visit) ?? '' });
  return isOfUnit(visit) && mail.recipient !== own ? notAllowed(visit, 'readers') : mail;
}

async function answerLetter(visit: Visit): Promise<Page> {
  const mail = await readable(visit);
  return 'title' in mail ? mail : letterAnswer(visit, mail, '', undefined);
}

async function letterAnswer(
  visit: Visit,
  mail: KeptMail,
  reason: string,
  fault: string | undefined,
): Promise<Page> {
  const { records } = visit.portal;
  const filed = await filedLetter(visit, mail);
  const [names, attempts, raw] = await Promise.all([
    namesOfRecords(records, visit.plan),
    attemptsOf(records, mail.key),
    filed ?? renderKept(records, mail.key, visit.portal.configuration?.mailFrom ?? mail.address),
  ]);
  const text = raw === null ? null : ((await simpleParser(raw)).text ?? '');
  const again = mayAct(visit) ? { reason, fault } : null;
  const shown = letterPage({ names, mail, text, attempts, isFiled: filed !== null, again });
  return fault === undefined ? shown : { ...shown, status: 422 };
}

/** The letter as the mail server of this machine keeps it; null: it keeps none. */
async function filedLetter({ portal }: Visit, { messageId, address }: KeptMail): Promise<Buffer | null> {
  const place = portal.configuration === undefined ? null : await mailPlace(portal.configuration);
  if (place?.mailFolder === undefined) return null;
  return readFile(join(place.mailFolder, mailFile(messageId, address))).catch(() => null);
}

async function answerFile(visit: Visit): Promise<Page | Response> {
  const mail = await readable(visit);
  if ('title' in mail) return mail;
  const filed = await filedLetter(visit, mail);
  if (filed === null) return noSuchPage();
  const name = mailFile(mail.messageId, mail.address);
  return new Response(new Uint8Array(filed), {
    headers: {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    },
  });
}

async function sendAgain(visit: Visit): Promise<Page | Response> {
  const mail = await readable(visit);
  if ('title' in mail) return mail;
  const form = await visit.form();
  const reason = (form.get('ly-do') ?? '').trim();
  const refused = (sentence: string) => letterAnswer(visit, mail, reason, sentence);
  const id = z.uuid().safeParse(form.get('viec'));
  if (!id.success) return refused('Biểu mẫu thiếu dữ liệu; hãy tải lại trang rồi làm lại.');
  if (reason === '') return refused('Phải nêu lý do gửi lại thư.');
  const { records, configuration } = visit.portal;
  const done = resendKey(mail.plan, id.data);
  if ((await auditRows(records, { key: done })).length > 0) return goTo(addresses.letter(mail.key), done);
  const place = configuration === undefined ? null : await mailPlace(configuration);
  if (configuration === undefined || place === null)
    return refused('Máy chủ thư đang dừng; hãy thử lại khi máy chủ đã chạy.');
  const again = form.get('them') === 'co';
  const outcome = await resendLetter(
    records,
    { key: mail.key, reason, operator: operatorOf(visit), again, id: id.data },
    place,
    configuration.mailFrom,
  );
  if ('refusal' in outcome) return refused(`Không gửi lại được: ${resendRefusals[outcome.refusal]}.`);
  return goTo(addresses.letter(mail.key), done);
}

async function hold(visit: Visit): Promise<Page | Response> {
  const form = await visit.form();
  const given = (name: string): string => (form.get(name) ?? '').trim();
  const typed: HoldingTyped = {
    what: given('gi'),
    campaign: given('dot'),
    unit: given('don-vi-nhac'),
    reason: given('ly-do'),
  };
  const refused = (sentence: string) => lettersAnswer(visit, typed, sentence);
  if (typed.reason === '') return refused('Phải nêu lý do.');
  if (visit.visitor.kind === 'guest') throw new Error('Nobody acts here.');
  const { actor } = visit.visitor;
  const { reason } = typed;
  const isPause = given('viec-gi') === 'pause';
  const after = `${addresses.letters}#tam-dung`;
  if (typed.what === 'letters') {
    const definition = isPause ? messages.pausePost : messages.resumePost;
    const taken = await takeAct(
      visit,
      form,
      { campaign: 'summary', definition, message: { actor, reason } },
      after,
    );
    return taken.done ? taken.response : refused(taken.sentence);
  }
  const campaign = CampaignKey.safeParse(typed.campaign);
  const unit = UnitCode.optional().safeParse(typed.unit === '' ? undefined : typed.unit);
  if (!campaign.success || !unit.success) return refused('Hãy chọn đợt và đơn vị trong danh sách.');
  const message = { actor, reason, ...(unit.data !== undefined && { unit: unit.data }) };
  const definition = isPause ? messages.pauseReminders : messages.resumeReminders;
  const taken = await takeAct(visit, form, { campaign: campaign.data, definition, message }, after);
  return taken.done ? taken.response : refused(taken.sentence);
}

/** Letters: what went out, each as it was sent; held, let go, sent anew by Home Affairs. */
export const letterRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.letters, openTo: 'readers', answer: answerLetters },
  { method: 'POST', path: addresses.lettersHeld, openTo: ['home-affairs'], answer: hold },
  { method: 'GET', path: '/thu/:letter', openTo: 'readers', answer: answerLetter },
  { method: 'GET', path: '/thu/:letter/thu.eml', openTo: 'readers', answer: answerFile },
  { method: 'POST', path: '/thu/:letter/gui-lai', openTo: ['home-affairs'], answer: sendAgain },
];
