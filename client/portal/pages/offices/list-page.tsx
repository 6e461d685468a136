import type { Actor } from '../../../../workflows/api/messages.js';
import { blocHeading, blocLabel, officeName } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { seatLabel } from '../../../../workflows/plan/seats.js';
import { formatDay } from '../../../../workflows/rules/days.js';
import type { Evidence } from '../../../officials/evidence.js';
import { type AwardList, type ChangedSeat, moneyText, totalOf } from '../../../officials/list-shown.js';
import { campaignTitle } from '../../../officials/words.js';
import { addresses } from '../../addresses.js';
import type { Html } from '../../page.js';
import type { Page } from '../../visit.js';
import { SheetLink } from '../sheet-link.js';
import { Wide } from '../tables.js';
import { FormFault } from './fields.js';
import { ListItem } from './list-item.js';
import { OfficeMenu } from './menu.js';
import type { Typed } from './typed.js';

/** How far a list has come. */
export type ListStanding =
  | { at: 'draft'; open: number; waiting: number }
  | { at: 'forwarded' | 'appraised' }
  | { at: 'signed'; name: string; signsAs: string; struck: readonly { nominee: string; reason: string }[] };

export interface ListShown {
  plan: Plan;
  campaign: CampaignKey;
  actor: Actor;
  /** Null: there is none that this office sees yet. */
  list: AwardList | null;
  standing: ListStanding | null;
  evidence: ReadonlyMap<string, Evidence>;
  /** Who gave the list before back, and why. */
  returned: { by: 'board' | 'chairman'; reason: string } | null;
  /** What changed since the list that was decided on; null where it is the same. */
  changes: readonly ChangedSeat[] | null;
  typed: Typed;
  /** What this office does with it now. */
  form: Html | null;
  /** Reasons for striking entries are typed beside them. */
  isStriking: boolean;
}

/** A list of awards item by item with its evidence, the money, what is marked, and what the office decides on it. */
export function listPage(shown: ListShown): Page {
  const { plan, campaign, actor, list, standing, returned, typed } = shown;
  return {
    title: `Danh sách đề nghị tặng Bằng khen – ${campaignTitle(plan, campaign)}`,
    body: (
      <div data-live="">
        <OfficeMenu campaign={campaign} office={actor.office} here={addresses.list(campaign)} />
        <FormFault typed={typed} />
        <Changes {...shown} />
        {returned === null ? null : (
          <p class="flag">
            Lần trước {officeName(plan, returned.by)} đã trả lại danh sách: {returned.reason}
          </p>
        )}
        {list === null || standing === null ? (
          <p>Chưa có danh sách nào được trình.</p>
        ) : (
          <>
            <Head plan={plan} campaign={campaign} list={list} standing={standing} />
            <Items {...shown} list={list} standing={standing} />
            <Vacancies plan={plan} list={list} />
            {standing.at === 'draft' ? null : <SheetLink kind="list" campaign={campaign} />}
            {shown.form}
          </>
        )}
      </div>
    ),
  };
}

function Changes({ plan, changes }: ListShown) {
  if (changes === null || changes.length === 0) return null;
  const label = 'Danh sách đã khác với bản vừa xem';
  return (
    <Wide label={label}>
      <table>
        <caption>{label}; chưa ghi gì</caption>
        <thead>
          <tr>
            <th scope="col">Khối, suất</th>
            <th scope="col">Bản vừa xem</th>
            <th scope="col">Bản hiện nay</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((it) => (
            <tr>
              <td>
                {blocLabel(plan, it.bloc)}, {seatLabel(it)}
              </td>
              <td>{it.before ?? 'để trống'}</td>
              <td>
                <strong>{it.now ?? 'để trống'}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

interface Given {
  plan: Plan;
  campaign: CampaignKey;
  list: AwardList;
  standing: ListStanding;
}

function Head({ plan, campaign, list, standing }: Given) {
  const { on, digest } = list;
  const struck = standing.at === 'signed' ? standing.struck : [];
  const winners = list.winners.filter((it) => !struck.some(({ nominee }) => nominee === it.nominee));
  const total = totalOf(winners);
  const collectives = winners.filter(({ kind }) => kind === 'collective').length;
  return (
    <>
      <p>
        <strong>{standingText(plan, standing)}</strong>
        {standing.at === 'draft' && standing.open + standing.waiting > 0 ? (
          <>
            {' '}
            <span class="wait">
              Chưa trình được: còn {standing.open} vướng mắc (<a href={addresses.questions(campaign)}>xem</a>
              ), {standing.waiting} suất chờ (<a href={addresses.shortlists(campaign)}>lựa chọn</a>).
            </span>
          </>
        ) : null}
      </p>
      <dl class="facts">
        <dt>Số lượng</dt>
        <dd>
          {collectives} tập thể, {winners.length - collectives} cá nhân
          {struck.length === 0 ? '' : `; ${String(struck.length)} trường hợp bị bỏ khi ký`}
        </dd>
        <dt>Tiền thưởng</dt>
        <dd>
          <strong>{moneyText(total)}</strong> (theo quy định có hiệu lực ngày {formatDay(on)})
        </dd>
        <dt>Mã danh sách</dt>
        <dd>
          <code>{digest}</code>
        </dd>
      </dl>
    </>
  );
}

function standingText(plan: Plan, standing: ListStanding): string {
  switch (standing.at) {
    case 'draft':
      return 'Danh sách dự kiến, chưa trình.';
    case 'forwarded':
      return `Đã trình, chờ ${officeName(plan, 'board')} thẩm định.`;
    case 'appraised':
      return `${officeName(plan, 'board')} đã thẩm định, chờ ký duyệt.`;
    case 'signed':
      return `Đã ký duyệt: ${`${standing.signsAs} ${standing.name}`.trim()}.`;
  }
}

function Items({ plan, campaign, actor, list, standing, evidence, typed, isStriking }: ListShown & Given) {
  const struck = standing.at === 'signed' ? standing.struck : [];
  const blocs = plan.blocs.filter(({ code }) => list.winners.some(({ bloc }) => bloc === code));
  return (
    <>
      {blocs.map(({ code }) => (
        <section>
          <h2>{blocHeading(plan, code)}</h2>
          <ul class="tasks">
            {list.winners
              .filter(({ bloc }) => bloc === code)
              .map((winner) => (
                <ListItem
                  plan={plan}
                  campaign={campaign}
                  winner={winner}
                  evidence={evidence.get(winner.nominee)}
                  isOneself={evidence.get(winner.nominee)?.personId === actor.person}
                  struck={struck.find(({ nominee }) => nominee === winner.nominee)?.reason ?? null}
                  strike={isStriking ? typed : null}
                />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const Vacancies = ({ plan, list: { vacancies } }: { plan: Plan; list: AwardList }) =>
  vacancies.length === 0 ? null : (
    <>
      <h2>Để trống</h2>
      <ul>
        {vacancies.map((it) => (
          <li>
            {blocLabel(plan, it.bloc)}, {seatLabel(it)}: {it.explanation}
          </li>
        ))}
      </ul>
    </>
  );
