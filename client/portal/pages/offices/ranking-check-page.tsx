import type { KeptRanking } from '../../../../activities/records/reads/rankings.js';
import type { RecordRanking } from '../../../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { formatMoment } from '../../../../workflows/rules/days.js';
import { instrumentName } from '../../../officials/act-words.js';
import { changedRows, rowFigures } from '../../../officials/ranking.js';
import { campaignTitle } from '../../../officials/words.js';
import { Fault, Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { Wide } from '../tables.js';
import { OfficeMenu } from './menu.js';
import { rankingTitle, RowsTable } from './rankings-page.js';
import { Trial, type TrialShown } from './trial.js';

export interface CheckShown {
  plan: Plan;
  campaign: CampaignKey;
  ranking: Omit<RecordRanking, 'actor'>;
  before: KeptRanking | null;
  /** Of the ranking and of what it is held against: what is recorded is what was shown. */
  digest: string;
  unitName: (code: string) => string;
  sentence?: string | undefined;
  trial?: TrialShown | undefined;
}

/** A ranking as it would be recorded: what differs from the one before, then all of it. */
export function rankingCheckPage(shown: CheckShown): Page {
  const { plan, campaign, ranking, digest, unitName } = shown;
  const { bloc, period, decision, rows } = ranking;
  const title = rankingTitle(plan, bloc, period);
  return {
    title: `${title}: xem lại trước khi ghi`,
    body: (
      <>
        <OfficeMenu campaign={campaign} office="home-affairs" />
        <Fault sentence={shown.sentence} />
        <p>
          {campaignTitle(plan, campaign)}: {rows.length} đơn vị, theo {instrumentName(decision)}. Chưa ghi gì.
        </p>
        <Changes {...shown} />
        <form method="post" action={addresses.rankingRecord(campaign)}>
          <Once />
          <input type="hidden" name="bang" value={JSON.stringify(ranking)} />
          <input type="hidden" name="ma" value={digest} />
          <button name="cach" value="ghi">
            Ghi bảng xếp hạng này
          </button>{' '}
          <button name="cach" value="thu">
            Thử xem danh sách sẽ ra sao
          </button>
        </form>
        <p>
          <a href={addresses.rankingDraft(campaign, { bloc, period })}>Thôi, nhập lại</a>
        </p>
        {shown.trial === undefined ? null : <Trial plan={plan} {...shown.trial} />}
        <h2>Toàn bảng</h2>
        <RowsTable rows={rows} unitName={unitName} label={title} />
      </>
    ),
  };
}

function Changes({ before, ranking, unitName }: CheckShown) {
  if (before === null) return <p>Chưa có bảng nào được ghi trước đó.</p>;
  const changed = changedRows(before.rows, ranking.rows);
  const which = `bảng ghi lúc ${formatMoment(before.recordedAt)} (${before.decision.number})`;
  if (changed.length === 0) return <p>Không khác {which}.</p>;
  const label = `Khác với ${which} ở ${changed.length} đơn vị`;
  return (
    <Wide label={label}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col">Trước</th>
            <th scope="col">Nay</th>
          </tr>
        </thead>
        <tbody>
          {changed.map(({ unit, old, now }) => (
            <tr>
              <td>{unitName(unit)}</td>
              <td>{rowFigures(old)}</td>
              <td>{rowFigures(now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
