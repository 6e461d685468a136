import type { LedgerRow } from '../../../activities/records/reads/ledger.js';
import { blocLabel } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { formatMoney } from '../../../workflows/rules/money.js';
import { totalsLabel, totalsOf } from '../../officials/totals.js';
import { campaignTitle, deciderLabel } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { Wide } from './tables.js';

/** The certificates by campaign, bloc and seat; those revoked stay, marked. */
export function ledgerPage({ plan, rows }: { plan: Plan; rows: readonly LedgerRow[] }): Page {
  const campaigns = [...new Set(rows.map(({ campaign }) => campaign))];
  return {
    title: 'Sổ Bằng khen',
    body: (
      <div data-live="">
        {rows.length === 0 ? (
          <p>Sổ khen thưởng chưa có Bằng khen nào.</p>
        ) : (
          <p>Tổng cộng: {totalsLabel(totalsOf(rows))}.</p>
        )}
        {campaigns.map((campaign) => (
          <OfCampaign plan={plan} rows={rows.filter((row) => row.campaign === campaign)} />
        ))}
      </div>
    ),
  };
}

function OfCampaign({ plan, rows }: { plan: Plan; rows: readonly LedgerRow[] }) {
  const [first] = rows;
  if (first === undefined) return null;
  const title = campaignTitle(plan, first.campaign);
  const decisions = new Set(
    rows.map(({ decision }) => `${decision.number} ngày ${formatDay(decision.date)}`),
  );
  return (
    <section>
      <h2>{title}</h2>
      <p>
        Quyết định {[...decisions].join('; ')}, {`${first.signsAs} ${first.signedBy}`.trim()} ký.{' '}
        {totalsLabel(totalsOf(rows))}.{' '}
        {first.isImported ? null : <a href={addresses.bulletin(first.campaign)}>Thông tin báo chí</a>}
      </p>
      <Wide label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">Khối</th>
              <th scope="col">Vị trí</th>
              <th scope="col">Tập thể, cá nhân</th>
              <th scope="col">Mục</th>
              <th scope="col">Ai quyết định</th>
              <th scope="col" class="number">
                Tiền thưởng
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td>{blocLabel(plan, row.bloc)}</td>
                <td>{seatLabel(row)}</td>
                <td>
                  <Winner row={row} />
                </td>
                <td>
                  <a href={addresses.clause(row.clause)}>{row.clause}</a>
                </td>
                <td>{deciderLabel(plan, row)}</td>
                <td class="number">{formatMoney(row.money)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Winner({ row }: { row: LedgerRow }) {
  const why = addresses.whyOf(row.kind === 'collective' ? row.unit : row.name, row.campaign);
  return (
    <>
      <a href={why}>{row.name}</a>
      {row.kind === 'collective' ? null : ` – ${row.unitName}`}
      {row.revoked === null ? null : (
        <strong class="bad">
          {' '}
          đã thu hồi theo Quyết định {row.revoked.number} ngày {formatDay(row.revoked.date)}
          {row.revoked.reason === null ? '' : `: ${row.revoked.reason}`}
        </strong>
      )}
    </>
  );
}
