import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { seatLabel } from '../../../../workflows/plan/seats.js';
import type { Evidence } from '../../../officials/evidence.js';
import { type AwardList, moneyText } from '../../../officials/list-shown.js';
import { addresses } from '../../addresses.js';
import { OwnMark } from './dossiers-page.js';
import type { Typed } from './typed.js';

/** The form of the Chairman's decision: reasons for striking stand beside the entries. */
export const signForm = 'ky-duyet';

/** The field of the reason why an entry is not approved. */
export const strikeField = (nominee: string): string => `gach.${nominee}`;

interface ItemShown {
  plan: Plan;
  campaign: CampaignKey;
  winner: AwardList['winners'][number];
  evidence: Evidence | undefined;
  /** The visitor is the nominee. */
  isOneself: boolean;
  /** Why it was not approved; null: it was, or nobody signed yet. */
  struck: string | null;
  /** What was typed of strikes; null: this page strikes nothing. */
  strike: Typed | null;
}

/** One entry of a list: who, for which seat, why, and on what it rests. */
export const ListItem = (shown: ItemShown) => {
  const { plan, campaign, winner, struck, isOneself } = shown;
  const why = addresses.whyOf(winner.kind === 'collective' ? winner.unit : winner.name, campaign);
  return (
    <li>
      <p>
        <strong>{winner.name}</strong>
        {winner.kind === 'collective' ? '' : ` – ${winner.unitName}`}
        <OwnMark plan={plan} unit={winner.unit} />
        {isOneself ? <strong class="bad"> chính người đang xem: phải để người khác quyết định</strong> : null}
        {struck === null ? null : <strong class="bad"> không duyệt: {struck}</strong>}
      </p>
      <p>
        {seatLabel(winner)} (mục <a href={addresses.clause(winner.clause)}>{winner.clause}</a>); tiền thưởng{' '}
        {moneyText(winner.money)}
      </p>
      <p>{winner.explanation}</p>
      <Grounds {...shown} />
      <p>
        <a href={addresses.review(campaign, winner.unit)}>Hồ sơ</a> · <a href={why}>Vì sao</a>
      </p>
      {shown.strike === null ? null : <Strike winner={winner} typed={shown.strike} />}
    </li>
  );
};

function Grounds({ plan, campaign, winner, evidence }: ItemShown) {
  if (evidence === undefined) return null;
  const { rank, previousRank, certificates, criteria, decided } = evidence;
  const known = (campaign === 'summary' ? plan.summary : plan.annual).criteria[winner.kind];
  const figures = [
    rank === null ? null : `Hạng ${String(rank)}`,
    previousRank === null ? null : `năm trước ${String(previousRank)}`,
    campaign === 'summary' ? `${String(certificates)} Bằng khen của các năm` : null,
  ].filter((it) => it !== null);
  return (
    <>
      {decided === null ? null : (
        <p class="flag">
          Theo quyết định vướng mắc: {decided.question}
          {decided.reason === null ? '' : ` – lý do: ${decided.reason}`}
        </p>
      )}
      <details id={`can-cu-${winner.nominee}`}>
        <summary>Căn cứ{figures.length === 0 ? '' : `: ${figures.join(', ')}`}</summary>
        <ul>
          {known.map(({ code, name, clause }) => (
            <li>
              <span class={criteria[code] === true ? 'good' : 'bad'}>{name}</span>{' '}
              <small>
                ({criteria[code] === true ? 'đạt' : 'chưa đạt'}, mục {clause})
              </small>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

const Strike = ({ winner, typed }: { winner: ItemShown['winner']; typed: Typed }) => {
  const name = strikeField(winner.nominee);
  const value = typed.form.get(name) ?? '';
  return (
    <details id={`khong-duyet-${winner.nominee}`} open={value !== ''}>
      <summary>Không duyệt trường hợp này</summary>
      <p class="field">
        <label for={name}>Lý do không duyệt {winner.name}</label>
        <textarea id={name} name={name} form={signForm}>
          {value}
        </textarea>
      </p>
    </details>
  );
};
