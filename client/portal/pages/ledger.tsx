import { blocCodes, blocHeading, blocLabel } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import { formatMoney } from '../../../workflows/rules/money.js';
import type { Certificate } from '../../officials/certificates.js';
import { totalsLabel, totalsOf } from '../../officials/totals.js';
import { campaignLabel, campaignTitle, deciderLabel } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { BarGroups } from './charts.js';
import { Clause } from './clause.js';
import { decisionsOf, Revoked } from './certificate.js';
import { SheetLink } from './sheet-link.js';
import { Wide } from './tables.js';

/** The certificates by campaign, bloc and seat; those revoked stay, marked. */
export function ledgerPage({ plan, rows }: { plan: Plan; rows: readonly Certificate[] }): Page {
  const campaigns = [...new Set(rows.map(({ campaign }) => campaign))];
  return {
    title: 'Sổ Bằng khen',
    body: (
      <div data-live="">
        {rows.length === 0 ? (
          <p>Sổ khen thưởng chưa có Bằng khen nào.</p>
        ) : (
          <p>
            Tổng cộng: {totalsLabel(totalsOf(rows))}. Tên dẫn đến trang giải thích vì sao; mã dùng để{' '}
            <a href={addresses.certificates}>tra cứu Bằng khen</a>.
          </p>
        )}
        {rows.length === 0 ? null : <SheetLink kind="ledger" />}
        {campaigns.length < 2 ? null : <ByBlocAndYear plan={plan} rows={rows} campaigns={campaigns} />}
        {campaigns.map((campaign) => (
          <OfCampaign
            plan={plan}
            rows={rows.filter((row) => row.campaign === campaign)}
            campaign={campaign}
          />
        ))}
      </div>
    ),
  };
}

/** How many certificates that stand each bloc has of each campaign. */
function ByBlocAndYear({
  plan,
  rows,
  campaigns,
}: {
  plan: Plan;
  rows: readonly Certificate[];
  campaigns: readonly CampaignKey[];
}) {
  const countOf = (bloc: string, campaign: CampaignKey): number =>
    rows.filter((row) => row.bloc === bloc && row.campaign === campaign && row.revoked === null).length;
  const groups = blocCodes(plan).map((bloc) => ({
    title: blocLabel(plan, bloc),
    bars: campaigns.map((it) => ({ label: campaignLabel(it), count: countOf(bloc, it) })),
  }));
  return (
    <>
      <h2>Theo khối và năm</h2>
      <BarGroups id="theo-khoi" groups={groups} unit="Bằng khen" />
      <details id="theo-khoi-so-lieu">
        <summary>Số liệu theo khối và năm</summary>
        <Wide label="Số Bằng khen theo khối và năm">
          <table>
            <thead>
              <tr>
                <th scope="col">Khối</th>
                {campaigns.map((it) => (
                  <th scope="col" class="number">
                    {campaignLabel(it)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map(({ title, bars }) => (
                <tr>
                  <th scope="row">{title}</th>
                  {bars.map(({ count }) => (
                    <td class="number">{count}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </details>
    </>
  );
}

interface CampaignRows {
  plan: Plan;
  campaign: CampaignKey;
  rows: readonly Certificate[];
}

function OfCampaign({ plan, rows, campaign }: CampaignRows) {
  const title = campaignTitle(plan, campaign);
  const blocs = [...new Set(rows.map(({ bloc }) => bloc))];
  return (
    <section>
      <h2>
        <a href={addresses.campaign(campaign)}>{title}</a>
      </h2>
      <p>
        {decisionsOf(rows)} {totalsLabel(totalsOf(rows))}.{' '}
        <a href={addresses.winners(campaign)}>Trang công bố</a>
        {rows.every(({ isImported }) => isImported) ? null : (
          <>
            {' '}
            · <a href={addresses.bulletin(campaign)}>Thông tin báo chí</a>
          </>
        )}
      </p>
      <Wide label={title}>
        <table class="by-bloc">
          <thead>
            <tr>
              <th scope="col">Vị trí</th>
              <th scope="col">Tập thể, cá nhân</th>
              <th scope="col">Căn cứ</th>
              <th scope="col">Ai quyết định</th>
              <th scope="col" class="number">
                Tiền thưởng
              </th>
              <th scope="col">Mã Bằng khen</th>
            </tr>
          </thead>
          {blocs.map((bloc) => (
            <tbody>
              <tr>
                <th scope="rowgroup" colspan={6}>
                  {blocHeading(plan, bloc)}
                </th>
              </tr>
              {rows
                .filter((row) => row.bloc === bloc)
                .map((row) => (
                  <Row plan={plan} row={row} />
                ))}
            </tbody>
          ))}
        </table>
      </Wide>
    </section>
  );
}

function Row({ plan, row }: { plan: Plan; row: Certificate }) {
  const why = addresses.whyOf(row.kind === 'collective' ? row.unit : row.name, row.campaign);
  return (
    <tr>
      <td>{seatLabel(row)}</td>
      <td>
        <a href={why}>{row.name}</a>
        {row.kind === 'collective' ? null : ` – ${row.unitName}`}
        <Revoked row={row} />
      </td>
      <td>
        <Clause of={row.clause} />
      </td>
      <td>{deciderLabel(plan, row)}</td>
      <td class="number">{formatMoney(row.money)}</td>
      <td class="code">
        <a href={addresses.certificate(row.code)}>{row.code}</a>
      </td>
    </tr>
  );
}
