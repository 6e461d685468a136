import type { KeptRanking } from '../../../../activities/records/reads/rankings.js';
import type { RankingRow, RecordRanking } from '../../../../workflows/api/messages.js';
import { blocName } from '../../../../workflows/plan/names.js';
import type { Bloc, CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { formatMoment } from '../../../../workflows/rules/days.js';
import { instrumentName } from '../../../officials/act-words.js';
import { scoreLabel } from '../../../officials/labels.js';
import { campaignTitle } from '../../../officials/words.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { Wide } from '../tables.js';
import { OfficeMenu } from './menu.js';

type Period = RecordRanking['period'];

export interface RankingsShown {
  plan: Plan;
  campaign: CampaignKey;
  /** Each bloc's, those that count; `previous` may be recorded in another campaign. */
  blocs: readonly { bloc: Bloc; current: KeptRanking | null; previous: KeptRanking | null }[];
  unitName: (code: string) => string;
}

/** `Xếp hạng của khối … năm trước` */
export const rankingTitle = (plan: Plan, bloc: Bloc, period: Period): string =>
  `Xếp hạng của ${blocName(plan, bloc)}${period === 'previous' ? ', năm trước' : ''}`;

/** The rankings that count in a campaign, and where each is entered. */
export const rankingsPage = ({ plan, campaign, blocs, unitName }: RankingsShown): Page => ({
  title: `Xếp hạng – ${campaignTitle(plan, campaign)}`,
  body: (
    <div data-live="">
      <OfficeMenu campaign={campaign} office="home-affairs" here={addresses.rankings(campaign)} />
      {blocs.map(({ bloc, current, previous }) => (
        <section>
          <h2>{rankingTitle(plan, bloc, 'current')}</h2>
          <Kept ranking={current} unitName={unitName} label={rankingTitle(plan, bloc, 'current')} />
          <Enter campaign={campaign} bloc={bloc} period="current" isThere={current !== null} />
          {campaign === 'summary' ? null : (
            <>
              <h3>Năm trước</h3>
              <Kept ranking={previous} unitName={unitName} label={rankingTitle(plan, bloc, 'previous')} />
              <Enter campaign={campaign} bloc={bloc} period="previous" isThere={previous !== null} />
            </>
          )}
        </section>
      ))}
    </div>
  ),
});

const Enter = ({
  campaign,
  bloc,
  period,
  isThere,
}: {
  campaign: CampaignKey;
  bloc: Bloc;
  period: Period;
  isThere: boolean;
}) => (
  <p>
    <a href={addresses.rankingDraft(campaign, { bloc, period })}>
      {isThere ? 'Ghi lại từ tệp Excel, CSV' : 'Nhập từ tệp Excel, CSV'}
    </a>{' '}
    · <a href={addresses.rankingDraft(campaign, { bloc, period, isTyped: true })}>Gõ vào bảng</a>
  </p>
);

function Kept({
  ranking,
  unitName,
  label,
}: {
  ranking: KeptRanking | null;
  unitName: (code: string) => string;
  label: string;
}) {
  if (ranking === null)
    return (
      <p>
        <span class="wait">Chưa có bảng nào được ghi.</span>
      </p>
    );
  const { decision, recordedAt, rows, bloc, period } = ranking;
  return (
    <>
      <p>
        <span class="good">
          {rows.length} đơn vị, theo {instrumentName(decision)}
        </span>{' '}
        <span class="muted">(ghi lúc {formatMoment(recordedAt)})</span>
      </p>
      <details id={`bang-${bloc}-${period}`}>
        <summary>Xem bảng</summary>
        <RowsTable rows={rows} unitName={unitName} label={label} />
      </details>
    </>
  );
}

/** The rows of a ranking by rank. */
export const RowsTable = ({
  rows,
  unitName,
  label,
}: {
  rows: readonly RankingRow[];
  unitName: (code: string) => string;
  label: string;
}) => (
  <Wide label={label}>
    <table>
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col" class="number">
            Hạng
          </th>
          <th scope="col">Đơn vị</th>
          <th scope="col" class="number">
            Điểm
          </th>
        </tr>
      </thead>
      <tbody>
        {[...rows]
          .sort((one, other) => one.rank - other.rank)
          .map((row) => (
            <tr>
              <td class="number">{row.rank}</td>
              <td>{unitName(row.unit)}</td>
              <td class="number">{row.score === undefined ? '–' : scoreLabel(row.score)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </Wide>
);
