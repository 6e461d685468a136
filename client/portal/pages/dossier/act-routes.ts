import { findFiling } from '../../../../activities/records/filings/receive.js';
import { messages, type WithdrawDossier } from '../../../../workflows/api/messages.js';
import { Day } from '../../../../workflows/plan/schema.js';
import { digestOf } from '../../../../workflows/rules/digest.js';
import { readyToFile } from '../../../officials/dossier-missing.js';
import { receiveDossier } from '../../../officials/send.js';
import { actorOf, type FormAct, goTo, servicesOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { dossierAgain } from './draft-routes.js';
import { contentOf, currentVersion, type Dossier, keyOf, ownDossier } from './shown.js';

type Faults = Record<string, string>;

/** A form of the dossier's page that acts: what it says, or what it says wrong, by field. */
interface ActForm<M> {
  form: string;
  read: (values: URLSearchParams, visit: Visit, dossier: Dossier) => Omit<FormAct<M>, 'campaign'> | Faults;
}

const textOf = (values: URLSearchParams, name: string): string => (values.get(name) ?? '').trim();

/** Checks texts for length; what isn't optional is there. */
function textFault(text: string, most: number, missing: string): string | null {
  if (text === '') return missing;
  return text.length > most ? `Dài nhất ${most} ký tự; đang có ${text.length}.` : null;
}

const faultsOf = (checks: Record<string, string | null>): Faults =>
  Object.fromEntries(Object.entries(checks).filter((it): it is [string, string] => it[1] !== null));

const dayFault = (text: string, missing: string): string | null => {
  if (text === '') return missing;
  return Day.safeParse(text).success ? null : 'Ngày chưa đúng.';
};

const takeForm =
  <M>({ form, read }: ActForm<M>) =>
  async (visit: Visit): Promise<Page | Response> => {
    const dossier = await ownDossier(visit);
    if (!('isOwn' in dossier)) return dossier;
    const values = await visit.form();
    const act = read(values, visit, dossier);
    if (!isAct(act)) return dossierAgain(visit, { form, values, faults: act });
    const after = `${addresses.dossier(dossier.campaign, dossier.unit.code)}#${form}`;
    const taken = await takeAct(visit, values, { ...act, campaign: dossier.campaign }, after);
    if (taken.done) return taken.response;
    return dossierAgain(visit, { form, values, faults: {}, sentence: taken.sentence });
  };

const isAct = <M>(read: Omit<FormAct<M>, 'campaign'> | Faults): read is Omit<FormAct<M>, 'campaign'> =>
  'definition' in read && typeof read.definition !== 'string';

const launchPlan = takeForm({
  form: 'ke-hoach',
  read: (values, visit, { unit }) => {
    const [number, date] = [textOf(values, 'so'), textOf(values, 'ngay')];
    const faults = faultsOf({
      so: textFault(number, 100, 'Chưa ghi số kế hoạch.'),
      ngay: dayFault(date, 'Chưa ghi ngày ban hành.'),
    });
    if (Object.keys(faults).length > 0) return faults;
    const message = { actor: actorOf(visit), plans: [{ unit: unit.code, document: { number, date } }] };
    return { definition: messages.recordLaunchPlan, message };
  },
});

const commendations = takeForm({
  form: 'giay-khen',
  read: (values, visit, { unit }) => {
    const [number, date] = [textOf(values, 'so-van-ban'), textOf(values, 'ngay-van-ban')];
    const hasDocument = number !== '' || date !== '';
    const faults = faultsOf({
      'tap-the': countFault(textOf(values, 'tap-the'), 10_000),
      'ca-nhan': countFault(textOf(values, 'ca-nhan'), 100_000),
      'so-van-ban': hasDocument ? textFault(number, 100, 'Có ngày thì ghi cả số văn bản.') : null,
      'ngay-van-ban': hasDocument ? dayFault(date, 'Có số thì ghi cả ngày văn bản.') : null,
    });
    if (Object.keys(faults).length > 0) return faults;
    const message = {
      actor: actorOf(visit),
      unit: unit.code,
      collectives: Number(textOf(values, 'tap-the')),
      individuals: Number(textOf(values, 'ca-nhan')),
      ...(hasDocument && { document: { number, date } }),
    };
    return { definition: messages.reportCommendations, message };
  },
});

const countFault = (text: string, most: number): string | null =>
  /^\d{1,6}$/.test(text) && Number(text) <= most ? null : `Ghi một số từ 0 đến ${most}.`;

const difficulty = takeForm({
  form: 'kho-khan',
  read: (values, visit, { unit }) => {
    const text = textOf(values, 'noi-dung');
    const faults = faultsOf({ 'noi-dung': textFault(text, 2000, 'Chưa ghi nội dung.') });
    if (Object.keys(faults).length > 0) return faults;
    return {
      definition: messages.reportDifficulty,
      message: { actor: actorOf(visit), unit: unit.code, text },
    };
  },
});

const withdraw = takeForm({
  form: 'rut',
  read: (values, visit, { unit }) => {
    const reason = textOf(values, 'ly-do');
    const faults = faultsOf({ 'ly-do': textFault(reason, 2000, 'Chưa ghi lý do rút.') });
    if (Object.keys(faults).length > 0) return faults;
    const message: WithdrawDossier = { actor: actorOf(visit), reason };
    return { definition: messages.withdrawDossier, message, unit: unit.code };
  },
});

/** Files the draft as it was shown: what was received already and not told is told, and not received twice. */
async function file(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const values = await visit.form();
  const again = (sentence: string) => dossierAgain(visit, { form: 'nop', values, faults: {}, sentence });
  const { plan, campaign, unit } = dossier;
  const draft = contentOf(dossier);
  if (digestOf(draft) !== values.get('thay'))
    return again('Chưa nộp: bản thảo đã thay đổi từ khi mở trang này. Xem lại bản dưới đây rồi nộp.');
  const ready = readyToFile(draft, plan, campaign);
  if ('missing' in ready) return again('Chưa nộp: hồ sơ còn thiếu những mục dưới đây.');
  const after = `${addresses.dossier(campaign, unit.code)}#bien-nhan`;
  const digest = digestOf(ready.content);
  const current = currentVersion(dossier);
  const { status } = dossier.standing ?? {};
  if (current?.digest === digest && (status === 'submitted' || status === 'accepted')) return goTo(after);
  const pending = await findFiling(visit.portal.records, { ...keyOf(dossier), before: visit.now + 1 });
  const received =
    pending?.digest === digest
      ? pending
      : await receiveDossier(servicesOf(visit), {
          campaign,
          unit: unit.code,
          actor: actorOf(visit),
          content: ready.content,
        });
  if ('done' in received) return again(`Không nhận: ${received.sentence}`);
  const filing = { receipt: received.receipt, digest: received.digest };
  const act = {
    campaign,
    unit: unit.code,
    definition: messages.fileDossier,
    message: { actor: actorOf(visit), filing },
  };
  const taken = await takeAct(visit, values, act, after);
  return taken.done ? taken.response : again(taken.sentence);
}

const post = (part: string, answer: Route['answer']): Route => ({
  method: 'POST',
  path: addresses.dossierPart(':campaign', ':unit', part),
  openTo: ['unit'],
  answer,
});

/** What a unit does with its dossier. */
export const actRoutes: readonly Route[] = [
  post('ke-hoach', launchPlan),
  post('giay-khen', commendations),
  post('kho-khan', difficulty),
  post('nop', file),
  post('rut', withdraw),
];
