import { z } from 'zod';
import type { DraftContent } from '../../../../activities/records/filings/draft-content.js';
import type { Changed } from '../../../../activities/records/filings/drafts.js';
import { findFile, readFileChunks } from '../../../../activities/records/filings/files.js';
import { digestsOf } from '../../../../activities/records/filings/problems.js';
import { contentDifferences } from '../../../officials/dossier/differences.js';
import { fileFaultSentence } from '../../../officials/dossier/faults.js';
import { endingOf } from '../../../officials/dossier/files.js';
import { type TakenFile, takeFile } from '../../../officials/dossier/take-file.js';
import { goTo } from '../../acting.js';
import { addresses } from '../../addresses.js';
import { noSuchPage } from '../problems.js';
import type { Page, Route, Visit } from '../../visit.js';
import { type DocumentPlace, documentsAt, placeDigest } from './documents.js';
import { changeOwn, dossierAgain } from './draft-routes.js';
import { FormBroken, readMultipart } from '../../multipart.js';
import { contentOf, type Dossier, dossierOf, ownDossier } from './shown.js';

const PlaceForm = z.object({
  'thanh-phan': z.string().min(1),
  'de-cu': z.string().max(120).default(''),
  thay: z.string(),
});

export interface Placed extends DocumentPlace {
  /** What stood there when the form was made. */
  seen: string;
}

/** Where a form's file is to stand in the dossier; null: there is no such place. */
export function placeOf(dossier: Dossier, form: URLSearchParams): Placed | null {
  const read = PlaceForm.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const component = dossier.plan.dossier.find(({ code }) => code === read.data['thanh-phan']);
  const nominee = read.data['de-cu'] === '' ? undefined : read.data['de-cu'];
  if (component === undefined || (component.per === 'nominee') !== (nominee !== undefined)) return null;
  return { component: component.code, nominee, seen: read.data.thay };
}

/** Puts a kept file where it belongs in the draft. @returns why not, in a sentence */
export async function putFile(
  visit: Visit,
  dossier: Dossier,
  place: Placed,
  file: { digest: string; name: string },
): Promise<string | null> {
  const { plan, campaign } = dossier;
  const component = plan.dossier.find(({ code }) => code === place.component);
  const changed = await changeOwn(visit, dossier, (content): Changed<string> => {
    const nominee = content.nominees.find(({ id }) => id === place.nominee);
    if (place.nominee !== undefined && nominee === undefined)
      return { stale: 'Đề cử này vừa được bỏ khỏi bản thảo; tệp chưa được đưa vào hồ sơ.' };
    const there = documentsAt(content, place);
    if (there.length === 1 && there[0]?.digest === file.digest) return { content };
    const document = {
      component: place.component,
      title: component?.name ?? place.component,
      ...(place.nominee !== undefined && { nominee: place.nominee }),
      digest: file.digest,
      file: file.name,
    };
    const after = { ...content, documents: [...without(content, place), document] };
    if (placeDigest(content, place) === place.seen) return { content: after };
    const differences = contentDifferences(content, after, plan, campaign).join(' ');
    return {
      stale: `Có người vừa thay tệp ở mục này nên chưa ghi đè gì. Gửi lại tệp nếu vẫn muốn: ${differences}`,
    };
  });
  return 'stale' in changed ? changed.stale : null;
}

const without = (content: DraftContent, place: DocumentPlace): DraftContent['documents'] => {
  const there = documentsAt(content, place);
  return content.documents.filter((it) => !there.includes(it));
};

async function sendFile(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const again = (form: URLSearchParams, sentence: string) =>
    dossierAgain(visit, { of: 'tai-lieu', form, faults: {}, sentence });
  try {
    const { fields, file } = await readMultipart<TakenFile>(visit.request, (name, bytes) =>
      takeFile(visit.portal.records, { name }, bytes),
    );
    const place = placeOf(dossier, fields);
    if (place === null)
      return await again(fields, 'Biểu mẫu thiếu dữ liệu; hãy tải lại trang rồi gửi lại tệp.');
    if (file === null) return await again(fields, 'Chưa chọn tệp nào.');
    if ('fault' in file) return await again(fields, fileFaultSentence(file.fault));
    const sentence = await putFile(visit, dossier, place, file.file);
    return sentence === null ? goTo(backTo(dossier, place)) : await again(fields, sentence);
  } catch (error) {
    if (!(error instanceof FormBroken)) throw error;
    return again(
      new URLSearchParams(),
      'Tệp chưa gửi đến đủ nên chưa nhận gì; đề nghị gửi lại (mỗi tệp nhiều nhất 25 MB).',
    );
  }
}

/** The part of the dossier's page where a file stands. */
export const backTo = ({ campaign, unit }: Dossier, { component, nominee }: DocumentPlace): string =>
  `${addresses.dossier(campaign, unit.code)}#tep-${component}-${nominee ?? ''}-form`;

async function dropFile(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const values = await visit.form();
  const place = placeOf(dossier, values);
  if (place === null) return noSuchPage();
  const changed = await changeOwn(visit, dossier, (content): Changed<string> =>
    documentsAt(content, place).length > 0 && placeDigest(content, place) !== place.seen
      ? { stale: 'Có người vừa thay tệp ở mục này nên chưa bỏ gì; tệp mới như trên.' }
      : { content: { ...content, documents: without(content, place) } },
  );
  if ('stale' in changed)
    return dossierAgain(visit, { of: 'tai-lieu', form: values, faults: {}, sentence: changed.stale });
  return goTo(backTo(dossier, place));
}

/** A file of the dossier, for those who may see it, and only to take along: what it holds is a stranger's. */
async function takeAlong(visit: Visit): Promise<Page | Response> {
  const dossier = await dossierOf(visit);
  if (!('isOwn' in dossier)) return dossier;
  const { records } = visit.portal;
  const contents = [contentOf(dossier), ...dossier.versions.map(({ content }) => content)];
  const wanted = visit.parameters['digest'] ?? '';
  const isOfDossier = contents.flatMap(digestsOf).includes(wanted);
  const file = isOfDossier ? await findFile(records, wanted) : null;
  if (file === null) return noSuchPage();
  const document = contents.flatMap(({ documents }) => documents).find(({ digest }) => digest === wanted);
  const name = document?.file ?? `${document?.title ?? 'tai-lieu'}${endingOf(file.type)}`;
  return new Response(ReadableStream.from(readFileChunks(records, file)), {
    headers: {
      'content-type': file.type,
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="tai-lieu${endingOf(file.type)}"; filename*=UTF-8''${inHeader(name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

const inHeader = (name: string): string =>
  encodeURIComponent(name).replace(/['()*!]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);

const part = (name: string): string => addresses.dossierPart(':campaign', ':unit', name);

/** What brings files into a draft, takes them out, and lets them be read. */
export const fileRoutes: readonly Route[] = [
  { method: 'POST', path: part('tai-lieu'), openTo: ['unit'], streams: true, answer: sendFile },
  { method: 'POST', path: part('bo-tai-lieu'), openTo: ['unit'], answer: dropFile },
  { method: 'GET', path: part('tep/:digest'), openTo: 'officials', answer: takeAlong },
];
