import { blocName } from '../../../../workflows/plan/names.js';
import type { Bloc, CampaignKey, NomineeKind, Plan } from '../../../../workflows/plan/schema.js';
import { kindName } from '../../../officials/act-words.js';
import type { Order, Proposed } from '../../../officials/shortlist.js';
import { campaignTitle } from '../../../officials/words.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { Wide } from '../tables.js';
import { FormFault, LinesField } from './fields.js';
import { OfficeMenu } from './menu.js';
import type { Typed } from './typed.js';

export interface ShortlistsShown {
  plan: Plan;
  campaign: CampaignKey;
  lists: readonly {
    kind: NomineeKind;
    bloc: Bloc;
    seats: number;
    /** So many may be chosen from; null: no list was computed yet. */
    eligible: number | null;
    chosen: number;
    isAwaited: boolean;
  }[];
}

/** The choices of a campaign, bloc after bloc. */
export const shortlistsPage = ({ plan, campaign, lists }: ShortlistsShown): Page => ({
  title: `Lựa chọn – ${campaignTitle(plan, campaign)}`,
  body: (
    <div data-live="">
      <OfficeMenu campaign={campaign} office="home-affairs" here={addresses.shortlists(campaign)} />
      {campaign === 'summary' ? null : (
        <p>Tập thể của một năm do thứ hạng quyết định, không phải lựa chọn; ở đây chỉ lựa chọn cá nhân.</p>
      )}
      <ul class="tasks">
        {lists.map(({ kind, bloc, seats, eligible, chosen, isAwaited }) => (
          <li>
            <p>
              <a href={addresses.shortlist(campaign, kind, bloc)}>
                {kind === 'individual' ? 'Cá nhân' : 'Tập thể'} của {blocName(plan, bloc)}
              </a>
            </p>
            <p>
              {eligible === null ? 'Chưa có thứ tự đề xuất' : `${String(eligible)} đủ tiêu chuẩn`}, {seats}{' '}
              Bằng khen{chosen === 0 ? '' : `, đã chọn ${String(chosen)}`}
              {isAwaited ? (
                <>
                  . <strong class="wait">Chờ lựa chọn</strong>
                </>
              ) : (
                '.'
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  ),
});

export interface ShortlistShown {
  plan: Plan;
  order: Order;
  typed: Typed;
}

/** Who may be chosen in the order that is proposed, figures beside each other; and the choice with its reason. */
export function shortlistPage({ plan, order, typed }: ShortlistShown): Page {
  const { campaign, kind, bloc, seats, proposed } = order;
  const isRanked = kind === 'collective' && campaign !== 'summary';
  const title = `Lựa chọn ${kindName(kind)} của ${blocName(plan, bloc)}`;
  return {
    title,
    body: (
      <>
        <OfficeMenu campaign={campaign} office="home-affairs" />
        <p>
          {campaignTitle(plan, campaign)}: {proposed.length} đủ tiêu chuẩn, {seats} Bằng khen.
        </p>
        <FormFault typed={typed} />
        {isRanked ? <p>Tập thể của một năm do thứ hạng quyết định, không phải lựa chọn.</p> : null}
        {proposed.length === 0 ? <p>Chưa có ai đủ tiêu chuẩn.</p> : null}
        {proposed.length === 0 || isRanked ? null : (
          <form method="post" action={addresses.shortlist(campaign, kind, bloc)}>
            <Once />
            <Compare order={order} typed={typed} title={title} />
            {typed.faults['chon'] === undefined ? null : (
              <strong class="bad field-fault" id="chon-loi">
                {typed.faults['chon']}
              </strong>
            )}
            <LinesField name="ly-do" label="Lý do lựa chọn, được ghi sổ" typed={typed} />
            <button>Ghi lựa chọn</button>
          </form>
        )}
      </>
    ),
  };
}

function Compare({ order, typed, title }: { order: Order; typed: Typed; title: string }) {
  const { campaign, proposed, seats } = order;
  const isSummary = campaign === 'summary';
  const isTicked = ({ nominee, isChosen }: Proposed): boolean =>
    typed.form.has('viec') ? typed.form.getAll('chon').includes(nominee) : isChosen;
  return (
    <Wide label={title}>
      <table>
        <caption>Theo thứ tự đề xuất; chọn nhiều nhất {seats}</caption>
        <thead>
          <tr>
            <th scope="col">Chọn</th>
            <th scope="col" class="number">
              Thứ tự
            </th>
            <th scope="col">Tên</th>
            <th scope="col">Đơn vị</th>
            <th scope="col" class="number">
              Hạng
            </th>
            <th scope="col" class="number">
              Năm trước
            </th>
            {isSummary ? (
              <th scope="col" class="number">
                Bằng khen
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {proposed.map((it, index) => (
            <tr>
              <td>
                <input
                  type="checkbox"
                  name="chon"
                  value={it.nominee}
                  checked={isTicked(it)}
                  aria-label={`Chọn ${it.name}`}
                />
              </td>
              <td class="number">{index + 1}</td>
              <th scope="row">{it.name}</th>
              <td>
                <a href={addresses.review(campaign, it.unit)}>{it.unitName}</a>
              </td>
              <td class="number">{it.rank ?? '–'}</td>
              <td class="number">{it.previousRank ?? '–'}</td>
              {isSummary ? <td class="number">{it.certificates}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
