import type { StatusRow } from '../../../activities/records/reads/status.js';
import { campaignName, campaignsOf } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { formatMoney } from '../../../workflows/rules/money.js';
import { standingOf } from '../../officials/standing.js';
import { awaitingLabel, campaignTitle, filedOf, totalOf } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';

export interface CampaignsShown {
  plan: Plan;
  rows: readonly StatusRow[];
  /** What comes by itself, the earliest first. */
  next: readonly { line: string }[];
}

/** Every campaign of the plan: where it stands, and what it waits for. */
export const campaignsPage = (shown: CampaignsShown): Page => ({
  title: 'Các đợt khen thưởng',
  body: (
    <div data-live="">
      <CampaignList {...shown} />
    </div>
  ),
});

/** The campaigns in their order, those that have not begun in one line. */
export function CampaignList({ plan, rows, next }: CampaignsShown) {
  const toBegin = campaignsOf(plan).filter((it) => !rows.some((row) => row.campaign === it));
  return (
    <>
      {rows.length === 0 ? <p>Chưa có đợt nào bắt đầu.</p> : null}
      {rows.map((row) => (
        <Campaign plan={plan} row={row} />
      ))}
      {toBegin.length === 0 ? null : <ToBegin plan={plan} campaigns={toBegin} />}
      {next[0] === undefined ? null : <p>Tiếp theo: {next[0].line}</p>}
    </>
  );
}

const ToBegin = ({ plan, campaigns }: { plan: Plan; campaigns: readonly CampaignKey[] }) => (
  <p>
    Chưa bắt đầu:{' '}
    {campaigns.map((it, index) => (
      <>
        {index === 0 ? '' : '; '}
        <a href={addresses.campaign(it)}>{campaignName(plan, it)}</a>
      </>
    ))}
    .
  </p>
);

const Campaign = ({ plan, row }: { plan: Plan; row: StatusRow }) => (
  <section class="card">
    <h2>
      <a href={addresses.campaign(row.campaign)}>{campaignTitle(plan, row.campaign)}</a>
    </h2>
    <dl class="facts">
      <dt>Đang ở bước</dt>
      <dd>{standingOf(row)}</dd>
      {row.awaiting.length === 0 ? null : (
        <>
          <dt>Đang chờ</dt>
          <dd>{row.awaiting.map((item) => awaitingLabel(plan, item)).join('; ')}</dd>
        </>
      )}
      {row.next === null ? null : (
        <>
          <dt>Mốc tiếp theo</dt>
          <dd>{formatMoment(row.next)}</dd>
        </>
      )}
      <Facts row={row} />
    </dl>
  </section>
);

function Facts({ row }: { row: StatusRow }) {
  const { dossiers, openQuestions, awards } = row;
  const total = totalOf(dossiers);
  return (
    <>
      {total === 0 ? null : (
        <>
          <dt>Hồ sơ đã nộp</dt>
          <dd>
            {filedOf(row)}/{total}
          </dd>
        </>
      )}
      {openQuestions.length === 0 ? null : (
        <>
          <dt>Vướng mắc</dt>
          <dd>{openQuestions.length} câu hỏi chờ quyết định</dd>
        </>
      )}
      {awards.collectives + awards.individuals === 0 ? null : (
        <>
          <dt>Bằng khen</dt>
          <dd>
            {awards.collectives} tập thể, {awards.individuals} cá nhân; {formatMoney(awards.money)}
            {awards.revoked === 0 ? '' : `; đã thu hồi ${String(awards.revoked)}`} –{' '}
            <a href={addresses.winners(row.campaign)}>danh sách</a>
          </dd>
        </>
      )}
    </>
  );
}
