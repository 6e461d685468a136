import { findFiling } from '../../../../activities/records/filings/receive.js';
import { type Instrument, messages, type WithdrawDossier } from '../../../../workflows/api/messages.js';
import { digestOf } from '../../../../workflows/rules/digest.js';
import { readyToFile } from '../../../officials/dossier-missing.js';
import { receiveDossier } from '../../../officials/send.js';
import { actorOf, type FormAct, goTo, servicesOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { Reading } from '../offices/typed.js';
import { dossierAgain } from './draft-routes.js';
import { contentOf, currentVersion, type Dossier, keyOf, ownDossier } from './shown.js';

/** A form of the dossier's page that acts. */
interface ActForm<M> {
  of: string;
  read: (reading: Reading, visit: Visit, dossier: Dossier) => Omit<FormAct<M>, 'campaign'>;
}

const takeForm =
  <M>({ of, read }: ActForm<M>) =>
  async (visit: Visit): Promise<Page | Response> => {
    const dossier = await ownDossier(visit);
    if (!('isOwn' in dossier)) return dossier;
    const reading = new Reading(await visit.form());
    const act = read(reading, visit, dossier);
    if (reading.isFaulty) return dossierAgain(visit, { of, ...reading.typed() });
    const after = `${addresses.dossier(dossier.campaign, dossier.unit.code)}#${of}`;
    const taken = await takeAct(visit, reading.form, { ...act, campaign: dossier.campaign }, after);
    return taken.done ? taken.response : dossierAgain(visit, { of, ...reading.typed(taken.sentence) });
  };

const mostOfNumber = 100;

/** A document's number and day. */
function documentOf(reading: Reading, number: string, date: string): Instrument {
  const read = { number: reading.text(number, 'số văn bản'), date: reading.day(date, 'ngày văn bản') };
  if (read.number.length > mostOfNumber) reading.fault(number, `Dài nhất ${mostOfNumber} ký tự.`);
  return read;
}

const launchPlan = takeForm({
  of: 'ke-hoach',
  read: (reading, visit, { unit }) => ({
    definition: messages.recordLaunchPlan,
    message: {
      actor: actorOf(visit),
      plans: [{ unit: unit.code, document: documentOf(reading, 'so', 'ngay') }],
    },
  }),
});

const commendations = takeForm({
  of: 'giay-khen',
  read: (reading, visit, { unit }) => {
    const hasDocument = ['so-van-ban', 'ngay-van-ban'].some((name) => reading.optional(name) !== undefined);
    return {
      definition: messages.reportCommendations,
      message: {
        actor: actorOf(visit),
        unit: unit.code,
        collectives: countOf(reading, 'tap-the'),
        individuals: countOf(reading, 'ca-nhan'),
        ...(hasDocument && { document: documentOf(reading, 'so-van-ban', 'ngay-van-ban') }),
      },
    };
  },
});

function countOf(reading: Reading, name: string): number {
  const count = reading.count(name);
  if (count === null) reading.fault(name, 'Cần ghi một số; không có thì ghi 0.');
  return count ?? 0;
}

const difficulty = takeForm({
  of: 'kho-khan',
  read: (reading, visit, { unit }) => ({
    definition: messages.reportDifficulty,
    message: { actor: actorOf(visit), unit: unit.code, text: reading.text('phan-anh', 'nội dung') },
  }),
});

const withdraw = takeForm<WithdrawDossier>({
  of: 'rut',
  read: (reading, visit, { unit }) => ({
    definition: messages.withdrawDossier,
    message: { actor: actorOf(visit), reason: reading.text('ly-do', 'lý do rút') },
    unit: unit.code,
  }),
});

/** Files the draft as it was shown: what was received already and not told is told, and not received twice. */
async function file(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const values = await visit.form();
  const again = (sentence: string) => dossierAgain(visit, { of: 'nop', form: values, faults: {}, sentence });
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
