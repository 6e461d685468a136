import type { CourseState } from '../../../../workflows/api/campaign-state.js';
import type { Office } from '../../../../workflows/api/messages.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { formatDay, formatMoment } from '../../../../workflows/rules/days.js';
import { formatMoney } from '../../../../workflows/rules/money.js';
import { instrumentName } from '../../../officials/act-words.js';
import { campaignTitle } from '../../../officials/words.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { DayField, FormFault, LineField } from './fields.js';
import { OfficeMenu } from './menu.js';
import type { Typed } from './typed.js';

export interface AnnounceShown {
  plan: Plan;
  campaign: CampaignKey;
  office: Office;
  state: Pick<CourseState, 'signed' | 'decision' | 'awards' | 'ceremony'>;
  typed: Typed;
}

/** The decision's number and date, which write the ledger and tell the results; then the ceremony. */
export function announcePage(shown: AnnounceShown): Page {
  const { plan, campaign, office, state, typed } = shown;
  const { signed, decision, awards, ceremony } = state;
  const isDecider = office === 'home-affairs' || office === 'board';
  return {
    title: `Công bố – ${campaignTitle(plan, campaign)}`,
    body: (
      <div data-live="">
        <OfficeMenu campaign={campaign} office={office} here={addresses.announce(campaign)} />
        <FormFault typed={typed} />
        <ol>
          <li>
            {signed === null ? (
              <span class="wait">Danh sách chưa được ký duyệt nên chưa công bố được.</span>
            ) : (
              <span class="good">
                Ký duyệt lúc {formatMoment(signed.at)}: {`${signed.signsAs} ${signed.name}`.trim()}
                {signed.struck.length === 0
                  ? ''
                  : `, không duyệt ${String(signed.struck.length)} trường hợp`}{' '}
                (<a href={addresses.list(campaign)}>xem danh sách</a>)
              </span>
            )}
          </li>
          <li>
            {decision === null ? (
              <span class="wait">Chưa có số và ngày quyết định khen thưởng.</span>
            ) : (
              <span class="good">
                {instrumentName(decision)}
                {awards === null ? '' : `: ${String(awards.rows)} Bằng khen, ${formatMoney(awards.total)}`} (
                <a href={addresses.ledger}>xem sổ</a>)
              </span>
            )}
          </li>
          <li>
            {ceremony === null ? (
              <span class="wait">Chưa ghi lễ khen thưởng.</span>
            ) : (
              <span class="good">
                Lễ khen thưởng ngày {formatDay(ceremony.date)}, tại {ceremony.place}
              </span>
            )}
          </li>
        </ol>
        {isDecider && signed !== null && decision === null ? (
          <DecisionForm campaign={campaign} digest={signed.digest} typed={typed} />
        ) : null}
        {office === 'home-affairs' && awards !== null && ceremony === null ? (
          <CeremonyForm campaign={campaign} typed={typed} />
        ) : null}
      </div>
    ),
  };
}

const DecisionForm = ({
  campaign,
  digest,
  typed,
}: {
  campaign: CampaignKey;
  digest: string;
  typed: Typed;
}) => (
  <>
    <h2>Số và ngày quyết định khen thưởng</h2>
    <p>Ghi xong thì Bằng khen vào sổ, kết quả được báo cho các đơn vị và báo chí bằng thư.</p>
    <form method="post" action={addresses.decision(campaign)}>
      <Once />
      <input type="hidden" name="ma" value={digest} />
      <LineField name="so" label="Số quyết định" hint="Ví dụ 405/QĐ-UBND" typed={typed} />
      <DayField name="ngay" label="Ngày quyết định" typed={typed} />
      <button>Ghi quyết định và công bố</button>
    </form>
  </>
);

const CeremonyForm = ({ campaign, typed }: { campaign: CampaignKey; typed: Typed }) => (
  <>
    <h2>Lễ khen thưởng</h2>
    <form method="post" action={addresses.ceremony(campaign)}>
      <Once />
      <DayField name="ngay-le" label="Ngày tổ chức" typed={typed} />
      <LineField name="noi" label="Nơi tổ chức" typed={typed} />
      <button>Ghi lễ khen thưởng</button>
    </form>
  </>
);
