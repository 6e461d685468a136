import { blocLabel } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { beforeMoment } from '../../../officials/act-words.js';
import { campaignTitle } from '../../../officials/words.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { DayField, FormFault, LineField, LinesField, RadioField, SelectField } from './fields.js';
import { OfficeMenu } from './menu.js';
import { Over } from './not-now.js';
import { Trial, type TrialShown } from './trial.js';
import type { Typed } from './typed.js';

export interface TimeShown {
  plan: Plan;
  campaign: CampaignKey;
  isOver: boolean;
  /** Each deadline that dossiers have, epoch ms, and how many have it. */
  cutoffs: readonly { at: number; count: number }[];
  /** The units that have a dossier. */
  units: readonly { code: string; name: string }[];
  typed: Typed;
  trial?: TrialShown | undefined;
}

/** More time to file, or a part of it taken back: for all, for a bloc, for a unit. */
export function timePage(shown: TimeShown): Page {
  const { plan, campaign, cutoffs, typed, trial } = shown;
  return {
    title: `Thời hạn nộp hồ sơ – ${campaignTitle(plan, campaign)}`,
    body: (
      <>
        <OfficeMenu campaign={campaign} office="home-affairs" here={addresses.time(campaign)} />
        <FormFault typed={typed} />
        {cutoffs.length === 0 ? (
          <p>Đợt này chưa mở nhận hồ sơ.</p>
        ) : (
          <ul>
            {cutoffs.map(({ at, count }) => (
              <li>
                {count} hồ sơ: {beforeMoment(at)}
              </li>
            ))}
          </ul>
        )}
        {shown.isOver ? <Over /> : <TimeForm {...shown} />}
        {trial === undefined ? null : <Trial plan={plan} {...trial} />}
      </>
    ),
  };
}

const TimeForm = ({ plan, campaign, units, typed }: TimeShown) => (
  <form method="post" action={addresses.time(campaign)}>
    <Once />
    <RadioField
      name="pham-vi"
      label="Cho ai"
      typed={typed}
      options={[
        { value: 'all', label: 'Tất cả các đơn vị' },
        { value: 'bloc', label: 'Một khối' },
        { value: 'unit', label: 'Một đơn vị' },
      ]}
    />
    <SelectField
      name="khoi"
      label="Khối, khi cho một khối"
      typed={typed}
      options={plan.blocs.map(({ code }) => ({ value: code, label: blocLabel(plan, code) }))}
    />
    <LineField name="don-vi" label="Đơn vị, khi cho một đơn vị (mã hoặc tên)" typed={typed} />
    <details id="cac-don-vi">
      <summary>Mã các đơn vị</summary>
      <ul>
        {units.map(({ code, name }) => (
          <li>
            {name}: <code>{code}</code>
          </li>
        ))}
      </ul>
    </details>
    <DayField
      name="ngay"
      label="Ngày cuối còn trong hạn"
      hint="Ngày/tháng/năm, ví dụ 20/02/2024; hết ngày này vẫn còn trong hạn."
      typed={typed}
    />
    <LinesField name="ly-do" label="Lý do, được ghi sổ và báo cho các đơn vị" typed={typed} />
    <LinesField
      name="vuot"
      label="Khi ngày ấy muộn hơn hạn công bố: vì sao"
      hint="Chỉ ghi khi thật sự cần."
      typed={typed}
    />
    <button name="cach" value="gia-han">
      Gia hạn
    </button>{' '}
    <button name="cach" value="rut-ngan">
      Rút ngắn thời gian đã gia hạn
    </button>{' '}
    <button name="cach" value="thu">
      Thử xem danh sách nếu gia hạn
    </button>
  </form>
);
