import { fileName, isPublicKind, kindName, kindOrder } from '../../../activities/documents/kinds.js';
import {
  documentBytes,
  documentRows,
  type KeptDocument,
} from '../../../activities/records/reads/documents.js';
import { campaignName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { addresses } from '../addresses.js';
import { docxAnswer } from '../docx.js';
import type { Page, Route, Visit } from '../visit.js';
import { campaignIn } from './plan-routes.js';
import { noSuchPage, notAllowed } from './problems.js';
import { Wide } from './tables.js';

/** Those who see the list before it is announced. */
const offices = ['home-affairs', 'board', 'chairman'] as const;

const mayRead = ({ visitor }: Visit, kind: string): boolean =>
  isPublicKind(kind) || (visitor.kind === 'official' && offices.some((it) => it === visitor.actor.office));

interface DocumentsShown {
  plan: Plan;
  campaign: CampaignKey;
  /** Those that the visitor may read. */
  documents: readonly KeptDocument[];
}

/** The documents that left the office in a campaign, by kind. */
const documentsPage = ({ plan, campaign, documents }: DocumentsShown): Page => ({
  title: `Văn bản, ${campaignName(plan, campaign)}`,
  body: (
    <div data-live="">
      {documents.length === 0 ? <p>Chưa có văn bản nào để tải.</p> : <Documents documents={documents} />}
    </div>
  ),
});

const Documents = ({ documents }: Pick<DocumentsShown, 'documents'>) => (
  <>
    <p>
      Mỗi văn bản lập một lần khi có việc tương ứng và được giữ nguyên; văn bản sửa đổi là một văn bản mới. Mã
      băm SHA-256 dùng để đối chiếu tệp đã tải.
    </p>
    <Wide label="Văn bản">
      <table class="roomy">
        <thead>
          <tr>
            <th scope="col">Văn bản</th>
            <th scope="col">Ngày</th>
            <th scope="col">Quyết định số</th>
            <th scope="col">Mã băm</th>
          </tr>
        </thead>
        <tbody>
          {documents.map(({ campaign, kind, number, day, decision, digest, size }) => (
            <tr>
              <th scope="row">
                <a href={addresses.document(campaign, kind, number)}>{nameOf({ kind, number })}</a>{' '}
                <span class="muted">(.docx, {kilobytes(size)})</span>
              </th>
              <td class="number">{formatDay(day)}</td>
              <td>{decision}</td>
              <td>
                <code>{digest}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  </>
);

const nameOf = ({ kind, number }: Pick<KeptDocument, 'kind' | 'number'>): string =>
  `${kindName(kind)}${number > 1 ? ` (lần ${String(number)})` : ''}`;

const kilobytes = (size: number): string => `${String(Math.ceil(size / 1024))} KB`;

async function answerDocuments(visit: Visit): Promise<Page> {
  const campaign = campaignIn(visit);
  if (campaign === null) return noSuchPage();
  const { portal, plan } = visit;
  const rows = await documentRows(portal.records, { plan: plan.plan, campaign });
  const documents = rows
    .filter(({ kind }) => mayRead(visit, kind))
    .sort((one, other) => kindOrder(one.kind) - kindOrder(other.kind) || one.number - other.number);
  return documentsPage({ plan, campaign, documents });
}

async function answerDocument(visit: Visit): Promise<Page | Response> {
  const campaign = campaignIn(visit);
  const { kind = '', number } = visit.parameters;
  if (campaign === null) return noSuchPage();
  if (!mayRead(visit, kind)) return notAllowed(visit, offices);
  const { records } = visit.portal;
  const rows = await documentRows(records, { plan: visit.plan.plan, campaign });
  const document = rows.find((it) => it.kind === kind && String(it.number) === number);
  if (document === undefined) return noSuchPage();
  return docxAnswer(await documentBytes(records, document.key), `${campaign}-${fileName(document)}`);
}

/** What left the office: what V.3 makes known for everybody, the rest for those who see the list. */
export const documentRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.documents(':campaign'), openTo: 'everyone', answer: answerDocuments },
  {
    method: 'GET',
    path: addresses.document(':campaign', ':kind', ':number'),
    openTo: 'everyone',
    answer: answerDocument,
  },
];
