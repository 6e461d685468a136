import type { CommendationRow, DifficultyRow } from '../../../../activities/records/reads/reports.js';
import { blocLabel } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { dayOf, formatDay } from '../../../../workflows/rules/days.js';
import { campaignTitle } from '../../../officials/words.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { SheetLink } from '../sheet-link.js';
import { Wide } from '../tables.js';
import { OfficeMenu } from './menu.js';

export interface ReportShown {
  plan: Plan;
  campaign: CampaignKey;
  commendations: readonly CommendationRow[];
  difficulties: readonly DifficultyRow[];
}

/** The commendations that units gave and the difficulties that they met. */
export function reportPage({ plan, campaign, commendations, difficulties }: ReportShown): Page {
  const sum = (of: 'collectives' | 'individuals'): number =>
    commendations.reduce((total, row) => total + row[of], 0);
  return {
    title: `Báo cáo của các đơn vị – ${campaignTitle(plan, campaign)}`,
    body: (
      <div data-live="">
        <OfficeMenu campaign={campaign} office="home-affairs" here={addresses.report(campaign)} />
        <p>
          <a href={addresses.reportTable(campaign)}>Tải bảng về (CSV, mở bằng Excel)</a>
        </p>
        <SheetLink kind="report" campaign={campaign} />
        <SheetLink
          kind="exchange"
          campaign={campaign}
          text="Tải dữ liệu khen thưởng để nhập cơ sở dữ liệu cán bộ (.xlsx)"
        />
        <h2>Giấy khen do thủ trưởng đơn vị tặng</h2>
        {commendations.length === 0 ? (
          <p>Chưa có đơn vị nào báo cáo.</p>
        ) : (
          <Wide label="Giấy khen">
            <table>
              <thead>
                <tr>
                  <th scope="col">Đơn vị</th>
                  <th scope="col">Khối</th>
                  <th scope="col" class="number">
                    Tập thể
                  </th>
                  <th scope="col" class="number">
                    Cá nhân
                  </th>
                  <th scope="col">Văn bản</th>
                </tr>
              </thead>
              <tbody>
                {commendations.map((row) => (
                  <tr>
                    <td>{row.unitName}</td>
                    <td>{blocLabel(plan, row.bloc)}</td>
                    <td class="number">{row.collectives}</td>
                    <td class="number">{row.individuals}</td>
                    <td>
                      {row.document === null
                        ? '–'
                        : `${row.document.number} ngày ${formatDay(row.document.date)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colspan={2}>
                    Cộng ({commendations.length} đơn vị)
                  </th>
                  <td class="number">{sum('collectives')}</td>
                  <td class="number">{sum('individuals')}</td>
                  <td></td>
                </tr>
              </tfoot>
            </table>
          </Wide>
        )}
        <h2>Khó khăn, vướng mắc</h2>
        {difficulties.length === 0 ? <p>Chưa có đơn vị nào báo cáo.</p> : null}
        <ul>
          {difficulties.map((row) => (
            <li>
              {formatDay(dayOf(row.reportedAt))} {row.unitName}: {row.text}
            </li>
          ))}
        </ul>
      </div>
    ),
  };
}
