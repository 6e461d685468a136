import type { StatusRow } from '../../../activities/records/reads/status.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { awaitingLabel, campaignTitle, factsOf, stageLabel } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';

export interface CampaignsShown {
  plan: Plan;
  rows: readonly StatusRow[];
  /** What comes by itself, the earliest first. */
  next: readonly { line: string }[];
}

/** Every campaign that has begun: where it stands, and what it waits for. */
export const campaignsPage = ({ plan, rows, next }: CampaignsShown): Page => ({
  title: 'Các đợt khen thưởng',
  body: (
    <div data-live="">
      {rows.length === 0 ? <p>Chưa có đợt nào bắt đầu.</p> : null}
      {rows.map((row) => (
        <section>
          <h2>
            <a href={addresses.campaign(row.campaign)}>{campaignTitle(plan, row.campaign)}</a>
          </h2>
          <p>
            <strong>{standing(row)}</strong>
            {factsOf(row)}
          </p>
          {row.awaiting.length === 0 ? null : (
            <ul>
              {row.awaiting.map((item) => (
                <li>Đang chờ {awaitingLabel(plan, item)}</li>
              ))}
            </ul>
          )}
          {row.next === null ? null : <p class="muted">Mốc tiếp theo: {formatMoment(row.next)}</p>}
        </section>
      ))}
      {next[0] === undefined ? null : <p>Tiếp theo: {next[0].line}</p>}
    </div>
  ),
});

function standing({ stage, past }: StatusRow): string {
  if (past?.kind === 'imported') return 'Đã nhập từ hồ sơ cũ';
  return past?.kind === 'skipped' ? 'Đã qua, không thực hiện ở đây' : stageLabel(stage);
}
