import { z } from 'zod';
import type { DraftContent, DraftNominee } from '../../../../activities/records/filings/draft-content.js';
import { type Changed, changeDraft, findDraft } from '../../../../activities/records/filings/drafts.js';
import { makeStorable } from '../../../../activities/records/database/storable.js';
import { criteriaNames, nomineeDifferences } from '../../../officials/dossier/differences.js';
import { actorOf, goTo } from '../../acting.js';
import { addresses } from '../../addresses.js';
import { Reading } from '../offices/typed.js';
import { noSuchPage } from '../problems.js';
import type { Page, Route, Visit } from '../../visit.js';
import { dossierPage } from './dossier.js';
import { criteriaOf, nomineeDigest, nomineePage } from './nominee.js';
import type { TypedForm } from './typed.js';
import { contentOf, type Dossier, keyOf, ownDossier, shownOf, startOf } from './shown.js';

/** Changes the draft of a dossier in the visitor's name. */
export const changeOwn = <Stale>(
  { portal, ...visit }: Visit,
  dossier: Dossier,
  change: (content: DraftContent) => Changed<Stale>,
): Promise<Changed<Stale>> =>
  changeDraft(
    portal.records,
    keyOf(dossier),
    { person: actorOf({ portal, ...visit }).person, start: startOf(dossier) },
    change,
  );

/** The dossier's page again, with a form that was not taken. */
export async function dossierAgain(visit: Visit, typed: TypedForm): Promise<Page> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  return dossierPage(await shownOf(visit.portal.records, dossier, visit.now), typed);
}

const mostNominees = 50;

async function addNominee(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const values = await visit.form();
  const kind = z.enum(['collective', 'individual']).safeParse(values.get('loai')).data;
  if (kind === undefined)
    return dossierAgain(visit, {
      of: 'de-cu',
      form: values,
      faults: {},
      sentence: 'Chọn thêm tập thể hay cá nhân.',
    });
  let added = '';
  const changed = await changeOwn(visit, dossier, (content): Changed<string> => {
    if (content.nominees.length >= mostNominees)
      return { stale: `Hồ sơ có nhiều nhất ${mostNominees} đề cử.` };
    added = freeId(dossier, content, kind);
    const nominee = { id: added, kind, name: kind === 'collective' ? dossier.unit.name : '', criteria: {} };
    return { content: { ...content, nominees: [...content.nominees, nominee] } };
  });
  if ('stale' in changed)
    return dossierAgain(visit, { of: 'de-cu', form: values, faults: {}, sentence: changed.stale });
  return goTo(addresses.nominee(dossier.campaign, dossier.unit.code, added));
}

/** An id that no nominee of the unit's has or had in this campaign. */
function freeId(
  { campaign, unit, versions }: Dossier,
  content: DraftContent,
  kind: DraftNominee['kind'],
): string {
  const used = new Set(
    [content, ...versions.map((it) => it.content)].flatMap((it) => it.nominees.map(({ id }) => id)),
  );
  const own = `${campaign}-${unit.code}`;
  if (kind === 'collective' && !used.has(`${own}-tap-the`)) return `${own}-tap-the`;
  for (let number = 1; ; number += 1) if (!used.has(`${own}-${number}`)) return `${own}-${number}`;
}

/** A filed id stays with its person: another in the same place gets one of his own. */
function idFor(dossier: Dossier, content: DraftContent, { id, kind, personId }: DraftNominee): string {
  const filed = dossier.versions.flatMap((it) => it.content.nominees).find((it) => it.id === id);
  const isAnothers = filed?.kind === 'individual' && personId !== '' && filed.personId !== personId;
  return isAnothers ? freeId(dossier, content, kind) : id;
}

/** The dossier and the nominee of an address; or the page that is shown instead. */
async function nomineeOf(visit: Visit): Promise<{ dossier: Dossier; nominee: DraftNominee } | Page> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const nominee = contentOf(dossier).nominees.find(({ id }) => id === visit.parameters['nominee']);
  return nominee === undefined ? noSuchPage() : { dossier, nominee };
}

async function showNominee(visit: Visit): Promise<Page> {
  const found = await nomineeOf(visit);
  return 'nominee' in found ? nomineePage(found) : found;
}

const mostOfName = 300;
const mostOfPerson = 64;

/** What a nominee's form says; an empty field is left open. */
function readNominee(dossier: Dossier, { id, kind }: DraftNominee, reading: Reading): DraftNominee {
  const text = (name: string): string =>
    makeStorable((reading.optional(name) ?? '').replaceAll('\r\n', '\n').normalize('NFC'));
  const line = (name: string, most: number): string => {
    const value = text(name);
    if (value.length > most) reading.fault(name, `Dài nhất ${most} ký tự; đang có ${value.length}.`);
    return value;
  };
  const criteria: Record<string, boolean> = {};
  const evidence: Record<string, string> = {};
  for (const { code } of criteriaOf(dossier, kind)) {
    const chosen = text(`tieu-chuan.${code}`);
    if (chosen !== '') criteria[code] = chosen === 'dat';
    const shown = text(`minh-chung.${code}`);
    if (shown !== '') evidence[code] = shown;
  }
  return {
    id,
    kind,
    name: line('ten', mostOfName),
    ...(kind === 'individual' && { personId: line('ma-nguoi', mostOfPerson) }),
    criteria,
    ...(Object.keys(evidence).length > 0 && { evidence }),
  };
}

async function saveNominee(visit: Visit): Promise<Page | Response> {
  const found = await nomineeOf(visit);
  if (!('nominee' in found)) return found;
  const { dossier, nominee } = found;
  const reading = new Reading(await visit.form());
  const isBySelf = visit.request.headers.get('x-tu-luu') !== null;
  const read = readNominee(dossier, nominee, reading);
  const [fault] = Object.values(reading.faults);
  const typed = reading.typed();
  if (fault !== undefined)
    return isBySelf ? savedAnswer(422, `Chưa lưu: ${fault}`) : nomineePage({ dossier, nominee, typed });
  const changed = await changeOwn(visit, dossier, (content): Changed<DraftNominee | undefined> => {
    const there = content.nominees.find(({ id }) => id === read.id);
    const isSame = nomineeDigest(there) === nomineeDigest(read);
    if (!isSame && nomineeDigest(there) !== reading.form.get('thay')) return { stale: there };
    // A form that saves by itself stays at its address.
    const id = isBySelf ? read.id : idFor(dossier, content, read);
    const saved = { ...read, id };
    const nominees = content.nominees.map((it) => (it.id === read.id ? saved : it));
    return {
      content: {
        nominees: there === undefined ? [...nominees, saved] : nominees,
        documents: content.documents.map((it) => (it.nominee === read.id ? { ...it, nominee: id } : it)),
      },
    };
  });
  if ('content' in changed)
    return isBySelf
      ? savedAnswer(200, 'Đã tự lưu bản thảo.', nomineeDigest(read))
      : goTo(`${addresses.dossier(dossier.campaign, dossier.unit.code)}#de-cu`);
  if (isBySelf)
    return savedAnswer(409, 'Chưa lưu: có người vừa sửa phần này. Bấm «Lưu bản thảo» để xem cả hai bản.');
  const theirs = changed.stale;
  const differences = nomineeDifferences(theirs, read, criteriaNames(dossier.plan, dossier.campaign));
  const by = (await findDraft(visit.portal.records, keyOf(dossier)))?.savedBy ?? null;
  return nomineePage({ dossier, nominee: theirs ?? nominee, typed, stale: { differences, by } });
}

/** What the browser's script hears of what it saved by itself. */
const savedAnswer = (status: number, sentence: string, digest?: string): Response =>
  Response.json({ sentence, thay: digest }, { status, headers: { 'cache-control': 'no-store' } });

async function removeNominee(visit: Visit): Promise<Page | Response> {
  const found = await nomineeOf(visit);
  if (!('nominee' in found)) return found;
  const { dossier, nominee } = found;
  const values = await visit.form();
  const changed = await changeOwn(visit, dossier, (content): Changed<DraftNominee> => {
    const there = content.nominees.find(({ id }) => id === nominee.id);
    if (there !== undefined && nomineeDigest(there) !== values.get('thay')) return { stale: there };
    const nominees = content.nominees.filter(({ id }) => id !== nominee.id);
    return { content: { nominees, documents: content.documents.filter((it) => it.nominee !== nominee.id) } };
  });
  if ('content' in changed) return goTo(`${addresses.dossier(dossier.campaign, dossier.unit.code)}#de-cu`);
  const sentence = 'Chưa bỏ: có người vừa sửa đề cử này, bản mới như dưới đây.';
  return nomineePage({
    dossier,
    nominee: changed.stale,
    typed: { form: new URLSearchParams(fieldsOf(changed.stale)), faults: {}, sentence },
  });
}

/** A nominee as his form would say him. */
const fieldsOf = ({ name, personId, criteria, evidence }: DraftNominee): [string, string][] => [
  ['ten', name],
  ['ma-nguoi', personId ?? ''],
  ...Object.entries(criteria).map(([code, isMet]): [string, string] => [
    `tieu-chuan.${code}`,
    isMet ? 'dat' : 'khong',
  ]),
  ...Object.entries(evidence ?? {}).map(([code, text]): [string, string] => [`minh-chung.${code}`, text]),
];

const nomineePath = addresses.dossierPart(':campaign', ':unit', 'de-cu/:nominee');

/** What changes a draft's nominees. */
export const draftRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: addresses.dossierPart(':campaign', ':unit', 'de-cu'),
    openTo: ['unit'],
    answer: addNominee,
  },
  { method: 'GET', path: nomineePath, openTo: ['unit'], answer: showNominee },
  { method: 'POST', path: nomineePath, openTo: ['unit'], answer: saveNominee },
  { method: 'POST', path: `${nomineePath}/bo`, openTo: ['unit'], answer: removeNominee },
];
