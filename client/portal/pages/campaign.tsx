import type { DossierCount } from '../../../activities/records/reads/filing-progress.js';
import type { StatusRow } from '../../../activities/records/reads/status.js';
import { campaignId } from '../../../workflows/api/identity.js';
import type { Office } from '../../../workflows/api/messages.js';
import { statusNames } from '../../../workflows/api/names.js';
import { DossierStatus } from '../../../workflows/api/views.js';
import { blocCodes, blocHeading, periodName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { formatMoney } from '../../../workflows/rules/money.js';
import { beforeMoment } from '../../officials/act-words.js';
import type { Calendar } from '../../officials/calendar.js';
import { questionLabel } from '../../officials/labels.js';
import { awaitingLabel, campaignTitle, filedOf, totalOf } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { Dates } from './calendar.js';
import { Cited } from './clause.js';
import { FilingsChart, type FilingsDrawn } from './filings-chart.js';
import { OfficeMenu } from './offices/menu.js';
import { StagePath } from './stage-path.js';
import { Wide } from './tables.js';

/** A campaign as its readers see it. Instants in epoch ms. */
export interface CampaignShown {
  plan: Plan;
  campaign: CampaignKey;
  /** null: it has not begun. */
  row: StatusRow | null;
  calendar: Calendar;
  now: number;
  /** Of the visitor; null: he has none. */
  office: Office | null;
  /** Whether the visitor may open the workflow's story. */
  isOperator: boolean;
  dossiers: readonly DossierCount[];
  cutoffs: readonly { cutoff: number; count: number }[];
  filings: FilingsDrawn | null;
  questions: readonly { key: string; explanation: string | null }[];
  /** The decision, the ceremony: what is told of them and when. */
  told: readonly { at: number; text: string }[];
}

export function campaignPage(shown: CampaignShown): Page {
  const { plan, campaign, row } = shown;
  return {
    title: campaignTitle(plan, campaign),
    body: (
      <div data-live="">
        {shown.office === null || row === null ? null : (
          <OfficeMenu campaign={campaign} office={shown.office} />
        )}
        <Ways {...shown} />
        {row === null ? <p>Đợt này chưa bắt đầu.</p> : <Standing {...shown} row={row} />}
        <h2>Các mốc</h2>
        <Dates plan={plan} campaign={campaign} calendar={shown.calendar} now={shown.now} />
      </div>
    ),
  };
}

function Ways({ plan, campaign, row, isOperator }: CampaignShown) {
  const isAnnounced = row !== null && row.awards.collectives + row.awards.individuals > 0;
  return (
    <p>
      <a href={addresses.ranks(campaign)}>Xếp hạng và thay đổi thứ hạng</a>
      {isAnnounced ? (
        <>
          {' '}
          · <a href={addresses.winners(campaign)}>Danh sách được khen thưởng</a>
        </>
      ) : null}
      {row === null ? null : (
        <>
          {' '}
          · <a href={addresses.documents(campaign)}>Văn bản</a>
        </>
      )}
      {isOperator && row !== null ? (
        <>
          {' '}
          · <a href={addresses.workflow(campaignId(plan.plan, campaign))}>Diễn biến</a>
        </>
      ) : null}
    </p>
  );
}

function Standing(shown: CampaignShown & { row: StatusRow }) {
  const { plan, row, questions, told } = shown;
  return (
    <>
      <StagePath stage={row.stage} />
      {row.past === undefined ? null : <p>{pastNotes[row.past.kind]}</p>}
      <h2>Đang chờ ai</h2>
      {row.awaiting.length === 0 ? (
        <p>Không chờ ai.{row.next === null ? '' : ` Mốc tiếp theo: ${formatMoment(row.next)}.`}</p>
      ) : (
        <ul>
          {row.awaiting.map((item) => (
            <li>{awaitingLabel(plan, item)}</li>
          ))}
        </ul>
      )}
      {questions.length === 0 ? null : (
        <>
          <h2>Vướng mắc chờ quyết định</h2>
          <ul>
            {questions.map(({ key, explanation }) => (
              <li>
                <Cited text={explanation ?? questionLabel(plan, key)} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Dossiers {...shown} />
      <h2>Danh sách và quyết định</h2>
      <p>{listStanding(row)}</p>
      {told.length === 0 ? null : (
        <ul>
          {told.map(({ at, text }) => (
            <li>
              {text} <span class="muted">(ghi nhận lúc {formatMoment(at)})</span>
            </li>
          ))}
        </ul>
      )}
      <Awards row={row} />
    </>
  );
}

const pastNotes = {
  imported: 'Kết quả của đợt này được nhập từ hồ sơ cũ.',
  skipped: 'Đợt này đã qua, không thực hiện ở đây.',
  'begun-late': 'Phong trào bắt đầu chạy ở đây khi đợt này đã qua một số bước.',
} as const;

function Dossiers({ plan, row, dossiers, cutoffs, filings, campaign }: CampaignShown & { row: StatusRow }) {
  const total = totalOf(row.dossiers);
  if (total === 0) return null;
  const [usual, ...others] = cutoffs.toSorted((one, other) => other.count - one.count);
  return (
    <>
      <h2>Hồ sơ</h2>
      <p>
        {filedOf(row)}/{total} đơn vị đã nộp hồ sơ {periodName(plan, campaign)}.
        {usual === undefined ? '' : ` Hạn nộp: ${beforeMoment(usual.cutoff)}`}
        {others.map(({ cutoff, count }) => `; ${String(count)} đơn vị: ${beforeMoment(cutoff)}`)}.
      </p>
      <Wide label="Hồ sơ theo khối">
        <ByBloc plan={plan} dossiers={dossiers} />
      </Wide>
      {filings === null ? null : <FilingsChart {...filings} />}
    </>
  );
}

function ByBloc({ plan, dossiers }: Pick<CampaignShown, 'plan' | 'dossiers'>) {
  const statuses = DossierStatus.options.filter((status) => dossiers.some((it) => it.status === status));
  const blocs = blocCodes(plan).filter((bloc) => dossiers.some((it) => it.bloc === bloc));
  const countOf = (bloc: string, status: string): number =>
    dossiers.find((it) => it.bloc === bloc && it.status === status)?.count ?? 0;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Khối</th>
          <th scope="col" class="number">
            Đơn vị
          </th>
          {statuses.map((status) => (
            <th scope="col" class="number">
              {statusNames[status]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {blocs.map((bloc) => (
          <tr>
            <th scope="row">{blocHeading(plan, bloc)}</th>
            <td class="number">
              {totalOf(Object.fromEntries(statuses.map((it) => [it, countOf(bloc, it)])))}
            </td>
            {statuses.map((status) => (
              <td class="number">{countOf(bloc, status)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function listStanding({ digest, round, frozen, stage }: StatusRow): string {
  if (stage === 'closed')
    return digest === null ? 'Đợt này kết thúc không có danh sách.' : 'Danh sách đã được ký và công bố.';
  if (digest === null) return 'Chưa có danh sách đề nghị khen thưởng.';
  return `${frozenNames[frozen]}${round > 1 ? ` (trình lần ${String(round)})` : ''}.`;
}

const frozenNames: Record<StatusRow['frozen'], string> = {
  free: 'Danh sách đã tính, chưa trình',
  forwarded: 'Danh sách đã trình, chờ thẩm định và ký',
  signed: 'Danh sách đã được ký',
};

function Awards({ row: { awards } }: { row: StatusRow }) {
  const { collectives, individuals, money, revoked } = awards;
  if (collectives + individuals === 0) return null;
  return (
    <p>
      Bằng khen: {collectives} tập thể, {individuals} cá nhân, tiền thưởng {formatMoney(money)}
      {revoked === 0 ? '' : `; trong đó đã thu hồi ${String(revoked)}`}.{' '}
      <a href={addresses.ledger}>Xem Sổ Bằng khen</a>.
    </p>
  );
}
