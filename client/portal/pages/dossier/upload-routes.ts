import { z } from 'zod';
import {
  addPiece,
  beginUpload,
  endUpload,
  findUpload,
  readPieces,
  type Upload,
} from '../../../../activities/records/filings/uploads.js';
import { fileFaultSentence } from '../../../officials/dossier/faults.js';
import { mostBytes } from '../../../officials/dossier/files.js';
import { fileName, takeFile } from '../../../officials/dossier/take-file.js';
import { actorOf } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { placeOf, putFile, backTo } from './file-routes.js';
import { bytesOf } from '../../multipart.js';
import { type Dossier, keyOf, ownDossier } from './shown.js';

const Asked = z.object({
  ten: z.string(),
  'kich-thuoc': z.coerce.number().int().min(1),
  'ma-tep': z.string().regex(/^[0-9a-f]{64}$/),
});

const answer = (status: number, told: object): Response =>
  Response.json(told, { status, headers: { 'cache-control': 'no-store' } });
const fault = (sentence: string, status = 422): Response => answer(status, { sentence });

/** A file is on its way: where its pieces are sent, and how much of it is there already. */
async function begin(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const form = await visit.form();
  const asked = Asked.safeParse(Object.fromEntries(form));
  const place = placeOf(dossier, form);
  if (!asked.success || place === null)
    return fault('Biểu mẫu thiếu dữ liệu; hãy tải lại trang rồi gửi lại tệp.');
  const { ten, 'kich-thuoc': size, 'ma-tep': digest } = asked.data;
  const name = fileName(ten);
  if (name === null) return fault(fileFaultSentence({ code: 'file.name', file: ten.slice(0, 80) }));
  if (size > mostBytes)
    return fault(fileFaultSentence({ code: 'file.too-big', file: name, size, most: mostBytes }));
  const upload = await beginUpload(visit.portal.records, {
    ...keyOf(dossier),
    person: actorOf(visit).person,
    component: place.component,
    nominee: place.nominee ?? null,
    name,
    size,
    digest,
  });
  const address = `${addresses.dossierPart(dossier.campaign, dossier.unit.code, 'gui')}/${upload.id}`;
  const seen = new URLSearchParams({ thay: place.seen }).toString();
  return answer(200, { to: `${address}?${seen}`, received: upload.received });
}

/** At most so many bytes of a piece are kept; the next begins where they end. */
const mostOfPiece = 4_000_000;

/** What comes of a piece, though it should be cut off in the middle. */
async function pieceOf(request: Request): Promise<Buffer> {
  const held: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const bytes of bytesOf(request)) {
      const piece = Buffer.from(bytes);
      held.push(piece);
      length += piece.length;
      if (length >= mostOfPiece) break;
    }
  } catch {
    // What came until then is the file's.
  }
  return Buffer.concat(held).subarray(0, mostOfPiece);
}

async function add(visit: Visit): Promise<Page | Response> {
  const dossier = await ownDossier(visit);
  if (!('isOwn' in dossier)) return dossier;
  const { records } = visit.portal;
  const id = z.uuid().safeParse(visit.parameters['upload']);
  const upload = id.success ? await findUpload(records, id.data) : null;
  const place = z.coerce.number().int().min(0).safeParse(visit.request.headers.get('upload-offset'));
  if (upload === null || !isOf(upload, visit, dossier))
    return fault('Tệp này không còn được chờ; hãy chọn tệp và gửi lại.', 404);
  if (visit.request.headers.get('content-type') !== 'application/octet-stream' || !place.success)
    return fault('Yêu cầu không đúng mẫu.', 400);
  const bytes = visit.request.body === null ? Buffer.alloc(0) : await pieceOf(visit.request);
  const received = await addPiece(records, upload.id, place.data, bytes);
  if (received === null) return fault('Tệp này không còn được chờ; hãy chọn tệp và gửi lại.', 404);
  if (received < upload.size) return answer(place.data + bytes.length === received ? 200 : 409, { received });
  return finish(visit, dossier, upload);
}

const isOf = (upload: Upload, visit: Visit, dossier: Dossier): boolean => {
  const { plan, campaign, unit } = keyOf(dossier);
  return (
    upload.plan === plan &&
    upload.campaign === campaign &&
    upload.unit === unit &&
    upload.person === actorOf(visit).person
  );
};

/** All of it is there: it is looked at, kept, put into the draft, and no longer on its way. */
async function finish(visit: Visit, dossier: Dossier, upload: Upload): Promise<Response> {
  const { records } = visit.portal;
  const taken = await takeFile(records, upload, readPieces(records, upload.id));
  const place = {
    component: upload.component,
    nominee: upload.nominee ?? undefined,
    seen: visit.url.searchParams.get('thay') ?? '',
  };
  const sentence =
    'fault' in taken ? fileFaultSentence(taken.fault) : await putFile(visit, dossier, place, taken.file);
  await endUpload(records, upload.id);
  return sentence === null ? answer(201, { done: backTo(dossier, place) }) : fault(sentence);
}

const path = addresses.dossierPart(':campaign', ':unit', 'gui');

/** Files that are sent piece by piece, and go on where they were cut off. */
export const uploadRoutes: readonly Route[] = [
  { method: 'POST', path, openTo: ['unit'], answer: begin },
  { method: 'PATCH', path: `${path}/:upload`, openTo: ['unit'], streams: true, answer: add },
];
