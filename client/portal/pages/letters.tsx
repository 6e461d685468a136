import type { MailPage, MailSearch } from '../../../activities/records/reads/mail-pages.js';
import { mailsOfPage } from '../../../activities/records/reads/mail-pages.js';
import type { MailState } from '../../../activities/records/acts/mail-log.js';
import { campaignsOf } from '../../../workflows/plan/names.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import type { Names } from '../../officials/act-words.js';
import { mailStateName, recipientName } from '../../officials/letters.js';
import { campaignLabel } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Html } from '../page.js';
import type { Page } from '../visit.js';
import { SheetLink } from './sheet-link.js';
import { Wide } from './tables.js';

export interface LettersShown {
  names: Names;
  search: MailSearch;
  page: number;
  found: MailPage;
  /** Units that can be chosen; none for a unit, which sees its own. */
  units: readonly { code: string; name: string }[];
  /** What is held, and the forms to hold and let go. */
  holding: Html | null;
}

/** What went out, what didn't, and why. */
export const lettersPage = ({ names, search, page, found, units, holding }: LettersShown): Page => ({
  title: 'Thư',
  body: (
    <div data-live="">
      <Filter names={names} search={search} units={units} />
      <p role="status">
        {found.count === 0
          ? 'Không có thư nào như vậy.'
          : `${new Intl.NumberFormat('vi-VN').format(found.count)} thư, mới nhất ở trên.`}
      </p>
      {found.rows.length === 0 ? null : (
        <SheetLink kind="letters" query={{ dot: search.campaign, 'don-vi': search.unit }} />
      )}
      {found.rows.length === 0 ? null : <Table names={names} rows={found.rows} />}
      <Pages search={search} page={page} last={Math.ceil(found.count / mailsOfPage)} />
      {holding}
    </div>
  ),
});

const states: [NonNullable<MailSearch['state']>, string][] = [
  ['lost', 'bị từ chối hoặc không rõ'],
  ['sent', mailStateName('sent')],
  ['pending', mailStateName('pending')],
  ['sending', mailStateName('sending')],
  ['refused', mailStateName('refused')],
  ['uncertain', mailStateName('uncertain')],
];

function Filter({ names: { plan }, search, units }: Pick<LettersShown, 'names' | 'search' | 'units'>) {
  return (
    <form method="get" action={addresses.letters} role="search">
      <label for="tim">Tìm trong tiêu đề, hộp thư (không cần dấu)</label>
      <input id="tim" name="tim" type="search" value={search.search ?? ''} />
      <Choice
        name="dot"
        label="Đợt"
        all="mọi đợt"
        chosen={search.campaign}
        options={campaignsOf(plan).map((it) => [it, campaignLabel(it)])}
      />
      {units.length === 0 ? null : (
        <Choice
          name="don-vi"
          label="Gửi đến đơn vị"
          all="mọi nơi nhận"
          chosen={search.unit}
          options={units.map(({ code, name }) => [code, name])}
        />
      )}
      <Choice
        name="tinh-trang"
        label="Tình trạng"
        all="mọi tình trạng"
        chosen={search.state}
        options={states}
      />
      <button>Xem</button>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  all: string;
  chosen: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
}

/** A list to choose one of, or none. */
export const Choice = ({ name, label, all, chosen, options }: ChoiceProps) => (
  <p>
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      <option value="">{all}</option>
      {options.map(([value, text]) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </p>
);

const Table = ({ names, rows }: { names: Names; rows: MailPage['rows'] }) => (
  <Wide label="Thư">
    <table class="roomy">
      <thead>
        <tr>
          <th scope="col">Lúc</th>
          <th scope="col">Thư</th>
          <th scope="col">Nơi nhận</th>
          <th scope="col">Tình trạng</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, at, subject, recipient, address, state }) => (
          <tr>
            <td>{formatMoment(at)}</td>
            <td>
              <a href={addresses.letter(key)}>{subject}</a>
            </td>
            <td>
              {recipientName(names, recipient)}
              {address === '' ? ' (chưa có hộp thư)' : null}
            </td>
            <td class={stateClass(state)}>{mailStateName(state)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

/** How a state is marked beside its words. */
export const stateClass = (state: MailState): string =>
  state === 'sent' ? 'good' : state === 'pending' || state === 'sending' ? 'wait' : 'bad';

function Pages({ search, page, last }: { search: MailSearch; page: number; last: number }) {
  if (last <= 1) return null;
  const to = (number: number): string =>
    addresses.lettersOf({
      ...(search.search !== undefined && { tim: search.search }),
      ...(search.campaign !== undefined && { dot: search.campaign }),
      ...(search.unit !== undefined && { 'don-vi': search.unit }),
      ...(search.state !== undefined && { 'tinh-trang': search.state }),
      trang: String(number),
    });
  return (
    <nav aria-label="Trang">
      <p>
        {page > 1 ? <a href={to(page - 1)}>← Mới hơn</a> : null} Trang {page}/{last}{' '}
        {page < last ? <a href={to(page + 1)}>Cũ hơn →</a> : null}
      </p>
    </nav>
  );
}
