import type { Pause } from '../../../activities/records/reads/letters.js';
import { campaignName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { Fault, Once } from '../acting.js';
import { addresses } from '../addresses.js';
import { Choice } from './letters.js';

/** What was asked for in a form to hold or let go. */
export interface HoldingTyped {
  what: string;
  campaign: string;
  unit: string;
  reason: string;
}

export interface HoldingShown {
  plan: Plan;
  /** Since when and why letters are held; null: they go out. */
  letters: Pause | null;
  /** The campaigns that are open, and since when their reminders are held. */
  campaigns: readonly { campaign: CampaignKey; held: Pause | null }[];
  /** Whether who looks may hold and let go. */
  isAllowed: boolean;
  /** Units that have a dossier open, for reminders of one alone. */
  units: readonly { code: string; name: string }[];
  typed: HoldingTyped | null;
  fault: string | undefined;
}

/** Whether letters and reminders are held; for Home Affairs with the forms to hold them and let them go. */
export function Holding(shown: HoldingShown) {
  const { plan, letters, campaigns, isAllowed } = shown;
  const held = campaigns.flatMap((it) => (it.held === null ? [] : [{ ...it, held: it.held }]));
  return (
    <section>
      <h2 id="tam-dung">Tạm dừng gửi thư, nhắc việc</h2>
      <p class={letters === null ? 'good' : 'wait'}>
        {letters === null ? 'Thư đang được gửi bình thường.' : `Đang tạm dừng gửi thư ${sinceOf(letters)}`}
      </p>
      {held.map(({ campaign, held: pause }) => (
        <p class="wait">
          Đang tạm dừng nhắc việc {campaignName(plan, campaign)} {sinceOf(pause)}
        </p>
      ))}
      {isAllowed ? <Forms {...shown} /> : null}
    </section>
  );
}

const sinceOf = ({ at, reason }: Pause): string =>
  `từ ${formatMoment(at)}${reason === null ? '.' : `, lý do: ${reason}`}`;

function Forms({ letters, campaigns, plan, units, typed, fault }: HoldingShown) {
  const faultOf = (what: string) => <Fault sentence={typed?.what === what ? fault : undefined} />;
  return (
    <>
      <form method="post" action={addresses.lettersHeld}>
        <h3>Thư</h3>
        {faultOf('letters')}
        <Once />
        <input type="hidden" name="gi" value="letters" />
        <Reason id="ly-do-thu" typed={typed?.what === 'letters' ? typed.reason : ''} />
        <p class="muted">Thư do các việc để lại vẫn được giữ, và được gửi khi cho gửi trở lại.</p>
        {letters === null ? (
          <button name="viec-gi" value="pause">
            Tạm dừng gửi thư
          </button>
        ) : (
          <button name="viec-gi" value="resume">
            Gửi thư trở lại
          </button>
        )}
      </form>
      {campaigns.length === 0 ? null : (
        <form method="post" action={addresses.lettersHeld}>
          <h3>Nhắc việc</h3>
          {faultOf('reminders')}
          <Once />
          <input type="hidden" name="gi" value="reminders" />
          <p>
            <label for="nhac-dot">Đợt</label>
            <select id="nhac-dot" name="dot">
              {campaigns.map(({ campaign }) => (
                <option value={campaign} selected={campaign === typed?.campaign}>
                  {campaignName(plan, campaign)}
                </option>
              ))}
            </select>
          </p>
          <Choice
            name="don-vi-nhac"
            label="Đơn vị"
            all="mọi đơn vị"
            chosen={typed?.unit}
            options={units.map(({ code, name }) => [code, name])}
          />
          <Reason id="ly-do-nhac" typed={typed?.what === 'reminders' ? typed.reason : ''} />
          <p class="muted">Những lần nhắc đã qua trong lúc tạm dừng không được gửi bù.</p>
          <button name="viec-gi" value="pause">
            Tạm dừng nhắc việc
          </button>{' '}
          <button name="viec-gi" value="resume">
            Nhắc việc trở lại
          </button>
        </form>
      )}
    </>
  );
}

const Reason = ({ id, typed }: { id: string; typed: string }) => (
  <p>
    <label for={id}>Lý do (bắt buộc)</label>
    <input id={id} name="ly-do" value={typed} required maxlength={1000} />
  </p>
);
