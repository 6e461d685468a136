import type { LedgerRow } from '../../../../activities/records/reads/ledger.js';
import type { Office } from '../../../../workflows/api/messages.js';
import { blocLabel } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { seatLabel } from '../../../../workflows/plan/seats.js';
import { formatDay } from '../../../../workflows/rules/days.js';
import { campaignTitle } from '../../../officials/words.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { DayField, FormFault, LineField, LinesField, RadioField } from './fields.js';
import { OfficeMenu } from './menu.js';
import type { Typed } from './typed.js';

export interface RevokeShown {
  plan: Plan;
  campaign: CampaignKey;
  office: Office;
  rows: readonly LedgerRow[];
  typed: Typed;
}

/** A certificate as a form names it. */
export const certificateOf = ({ bloc, kind, seat }: Pick<LedgerRow, 'bloc' | 'kind' | 'seat'>): string =>
  [bloc, kind, seat].join('.');

/** The certificates of a campaign, one of which a later decision revokes. */
export function revokePage({ plan, campaign, office, rows, typed }: RevokeShown): Page {
  const revoked = rows.filter((row) => row.revoked !== null);
  const standing = rows.filter((row) => row.revoked === null);
  const nameOf = (row: LedgerRow): string =>
    `${row.name}${row.kind === 'collective' ? '' : ` – ${row.unitName}`} (${blocLabel(plan, row.bloc)}, ${seatLabel(row)})`;
  return {
    title: `Thu hồi Bằng khen – ${campaignTitle(plan, campaign)}`,
    body: (
      <>
        <OfficeMenu campaign={campaign} office={office} here={addresses.revocations(campaign)} />
        <FormFault typed={typed} />
        <p>Dòng trong sổ vẫn còn, được đánh dấu và không được tính nữa.</p>
        {revoked.length === 0 ? null : (
          <ul>
            {revoked.map((row) => (
              <li>
                {nameOf(row)}: đã thu hồi theo {row.revoked?.number} ngày{' '}
                {row.revoked === null ? '' : formatDay(row.revoked.date)}
              </li>
            ))}
          </ul>
        )}
        {standing.length === 0 ? (
          <p>Đợt này chưa có Bằng khen nào trong sổ để thu hồi.</p>
        ) : (
          <form method="post" action={addresses.revocations(campaign)}>
            <Once />
            <RadioField
              name="bang-khen"
              label="Thu hồi Bằng khen của"
              typed={typed}
              options={standing.map((row) => ({ value: certificateOf(row), label: nameOf(row) }))}
            />
            <LineField name="so" label="Số quyết định thu hồi" typed={typed} />
            <DayField name="ngay" label="Ngày quyết định" typed={typed} />
            <LinesField name="ly-do" label="Lý do, được ghi sổ và hiện mãi về sau" typed={typed} />
            <button>Thu hồi Bằng khen này</button>
          </form>
        )}
      </>
    ),
  };
}
