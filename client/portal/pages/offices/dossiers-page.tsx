import type { DossierRow } from '../../../../activities/records/reads/dossiers.js';
import type { Office } from '../../../../workflows/api/messages.js';
import { statusNames } from '../../../../workflows/api/names.js';
import { DossierStatus } from '../../../../workflows/api/views.js';
import { blocLabel } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { formatMoment } from '../../../../workflows/rules/days.js';
import { beforeMoment } from '../../../officials/act-words.js';
import { statusLabel } from '../../../language/names.js';
import { campaignTitle } from '../../../officials/words.js';
import { Fault, Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { SheetLink } from '../sheet-link.js';
import { Wide } from '../tables.js';
import { OfficeMenu } from './menu.js';

/** Which dossiers are shown; empty texts: all. */
export interface Filter {
  search: string;
  bloc: string;
  status: string;
}

/** What became of one dossier of many. */
export interface Outcome {
  unit: string;
  name: string;
  /** Why it was not accepted; null: it was. */
  sentence: string | null;
}

export interface DossiersShown {
  plan: Plan;
  campaign: CampaignKey;
  office: Office;
  /** All of the campaign. */
  all: readonly DossierRow[];
  /** Those that the filter leaves. */
  rows: readonly DossierRow[];
  filter: Filter;
  /** All that wait are ticked. */
  isAllTicked: boolean;
  fault?: string | undefined;
  /** After many were accepted at once. */
  outcomes?: readonly Outcome[] | undefined;
}

const bulk = 'nhieu-ho-so';

/** A campaign's dossiers as a board: how each stands, what waits for a review, many accepted at once. */
export function dossiersPage(shown: DossiersShown): Page {
  const { plan, campaign, office, all, rows, outcomes } = shown;
  const here = addresses.dossiers(campaign);
  const waiting = rows.filter(isWaiting);
  const acts = office === 'home-affairs' && waiting.length > 0;
  return {
    title: `Hồ sơ – ${campaignTitle(plan, campaign)}`,
    body: (
      <div data-live={outcomes === undefined ? '' : undefined}>
        <OfficeMenu campaign={campaign} office={office} here={here} />
        <Fault sentence={shown.fault} />
        {outcomes === undefined ? null : <Outcomes outcomes={outcomes} />}
        {all.length === 0 ? (
          <p>Đợt này chưa mở nhận hồ sơ.</p>
        ) : (
          <>
            <Counts {...shown} />
            <SheetLink kind="dossiers" campaign={campaign} />
            <FilterForm {...shown} />
            {rows.length === 0 ? <p>Không có hồ sơ nào khớp.</p> : <Table shown={shown} acts={acts} />}
            {acts ? <AcceptMany {...shown} /> : null}
          </>
        )}
      </div>
    ),
  };
}

/** Filed and not reviewed yet. */
const isWaiting = (row: DossierRow): row is DossierRow & { version: NonNullable<DossierRow['version']> } =>
  row.status === 'submitted' && row.version !== null;

function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  const refused = outcomes.filter(({ sentence }) => sentence !== null);
  return (
    <section class={refused.length === 0 ? 'done' : 'fault'} role="status">
      <p>
        Đã chấp nhận {outcomes.length - refused.length} hồ sơ
        {refused.length === 0 ? '.' : `; không nhận ${refused.length}:`}
      </p>
      {refused.length === 0 ? null : (
        <ul>
          {refused.map(({ name, sentence }) => (
            <li>
              {name}: {sentence}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const statuses = DossierStatus.options;

function Counts({ plan, campaign, all }: DossiersShown) {
  const count = (bloc: string, status: string): number =>
    all.filter((row) => row.bloc === bloc && row.status === status).length;
  const shownStatuses = statuses.filter((status) => all.some((row) => row.status === status));
  return (
    <Wide label="Số hồ sơ theo khối và trạng thái">
      <table>
        <caption>Số hồ sơ theo khối và trạng thái</caption>
        <thead>
          <tr>
            <th scope="col">Khối</th>
            {shownStatuses.map((status) => (
              <th scope="col" class="number">
                {statusNames[status]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.blocs
            .filter(({ code }) => all.some(({ bloc }) => bloc === code))
            .map(({ code }) => (
              <tr>
                <th scope="row">{blocLabel(plan, code)}</th>
                {shownStatuses.map((status) => {
                  const number = count(code, status);
                  const query = new URLSearchParams({ khoi: code, 'trang-thai': status }).toString();
                  return (
                    <td class="number">
                      {number === 0 ? '0' : <a href={`${addresses.dossiers(campaign)}?${query}`}>{number}</a>}
                    </td>
                  );
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </Wide>
  );
}

const FilterForm = ({ plan, campaign, filter }: DossiersShown) => (
  <form method="get" action={addresses.dossiers(campaign)} role="search" class="filters">
    <p class="field">
      <label for="tim">Tìm đơn vị theo tên hoặc mã, không cần dấu</label>
      <input id="tim" name="tim" type="search" value={filter.search} />
    </p>
    <p class="field">
      <label for="khoi">Khối</label>
      <select id="khoi" name="khoi">
        <option value="">Tất cả</option>
        {plan.blocs.map(({ code }) => (
          <option value={code} selected={code === filter.bloc}>
            {blocLabel(plan, code)}
          </option>
        ))}
      </select>
    </p>
    <p class="field">
      <label for="trang-thai">Trạng thái</label>
      <select id="trang-thai" name="trang-thai">
        <option value="">Tất cả</option>
        {statuses.map((status) => (
          <option value={status} selected={status === filter.status}>
            {statusNames[status]}
          </option>
        ))}
      </select>
    </p>
    <button>Lọc</button> <a href={addresses.dossiers(campaign)}>Bỏ lọc</a>
  </form>
);

function Table({ shown, acts }: { shown: DossiersShown; acts: boolean }) {
  const { plan, campaign, rows, all, isAllTicked } = shown;
  const title = rows.length === all.length ? `Tất cả ${all.length} hồ sơ` : `${rows.length} hồ sơ khớp`;
  return (
    <Wide label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {acts ? <th scope="col">Chọn</th> : null}
            <th scope="col">Đơn vị</th>
            <th scope="col">Khối</th>
            <th scope="col">Trạng thái</th>
            <th scope="col">Nhận lúc</th>
            <th scope="col">Đề cử</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {acts ? <td>{isWaiting(row) ? <Tick row={row} isTicked={isAllTicked} /> : null}</td> : null}
              <td>
                <a href={addresses.review(campaign, row.unit)}>{row.unitName}</a>
                <OwnMark plan={plan} unit={row.unit} />
              </td>
              <td>{blocLabel(plan, row.bloc)}</td>
              <td>
                <span class={statusMark(row.status)}>{statusLabel(row.status)}</span>
              </td>
              <td>
                {row.version === null ? (
                  <span class="muted">hạn {beforeMoment(row.cutoff)}</span>
                ) : (
                  formatMoment(row.version.receivedAt)
                )}
              </td>
              <td>{row.version?.content.nominees.map(({ name }) => name).join('; ') ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

const Tick = ({ row, isTicked }: { row: Waiting; isTicked: boolean }) => (
  <input
    type="checkbox"
    form={bulk}
    name="chon"
    value={`${row.unit} ${row.version.digest}`}
    checked={isTicked}
    aria-label={`Chọn hồ sơ của ${row.unitName}`}
  />
);
type Waiting = DossierRow & { version: NonNullable<DossierRow['version']> };

/** Home Affairs is a unit of its own bloc: its dossier is marked wherever it is reviewed. */
export const OwnMark = ({ plan, unit }: { plan: Plan; unit: string }) =>
  unit === plan.bodies['home-affairs'].code ? <strong> (hồ sơ của chính cơ quan xét)</strong> : null;

/** The mark beside a dossier's status. */
export function statusMark(status: string): 'good' | 'bad' | 'wait' {
  if (status === 'accepted') return 'good';
  return status === 'rejected' || status === 'lapsed' || status === 'withdrawn' ? 'bad' : 'wait';
}

const AcceptMany = ({ campaign, filter, isAllTicked }: DossiersShown) => {
  const query = new URLSearchParams({
    tim: filter.search,
    khoi: filter.bloc,
    'trang-thai': filter.status,
    chon: 'het',
  });
  return (
    <form method="post" action={addresses.dossiers(campaign)} id={bulk}>
      <Once />
      {isAllTicked ? null : (
        <p>
          <a href={`${addresses.dossiers(campaign)}?${query.toString()}`}>
            Đánh dấu mọi hồ sơ đang chờ ở bảng trên
          </a>
        </p>
      )}
      <button>Chấp nhận các hồ sơ đã đánh dấu</button>
      <p class="muted">
        Chỉ bản hồ sơ đang hiện ở đây được chấp nhận; đơn vị nộp bản khác trong lúc này thì hồ sơ ấy không
        được nhận và được nêu tên.
      </p>
    </form>
  );
};
