import { campaignName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import type { CalendarEntry } from '../../../workflows/rules/calendar.js';
import { formatDay, formatMoment } from '../../../workflows/rules/days.js';
import { type Calendar, calendarTitles } from '../../officials/calendar.js';
import { campaignTitle } from '../../officials/words.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { Clause } from './clause.js';
import { Wide } from './tables.js';

export interface CalendarShown {
  /** As the campaign goes by it. */
  plan: Plan;
  campaign: CampaignKey;
  calendar: Calendar;
  now: number;
}

/** The dates of every campaign: the next ones first, then each campaign's. */
export function calendarPage(plan: Plan, campaigns: readonly CalendarShown[]): Page {
  const next = campaigns
    .flatMap(({ calendar, campaign, now }) =>
      ('entries' in calendar ? calendar.entries : [])
        .filter(({ at }) => Date.parse(at) > now)
        .map((entry) => ({ entry, campaign })),
    )
    .sort((one, other) => Date.parse(one.entry.at) - Date.parse(other.entry.at))
    .slice(0, mostNext);
  return {
    title: 'Lịch',
    body: (
      <>
        <p>
          Mỗi mốc có mục của kế hoạch làm căn cứ. Để đưa vào lịch của điện thoại, máy tính:{' '}
          <a href={addresses.calendarFile}>tải mọi mốc (.ics)</a>, hoặc tải lịch của từng đợt bên dưới.
        </p>
        <h2>Sắp tới</h2>
        {next.length === 0 ? (
          <p>Mọi mốc của kế hoạch đã qua.</p>
        ) : (
          <ul>
            {next.map(({ entry: { at, what, clause }, campaign }) => (
              <li>
                <strong>{formatMoment(Date.parse(at))}</strong>: {calendarTitles[what]},{' '}
                <a href={addresses.calendarOf(campaign)}>{campaignName(plan, campaign)}</a> (
                <Clause of={clause} />)
              </li>
            ))}
          </ul>
        )}
        {campaigns.map((it) => (
          <section>
            <h2>
              <a href={addresses.calendarOf(it.campaign)}>{campaignTitle(it.plan, it.campaign)}</a>
            </h2>
            <Dates {...it} />
          </section>
        ))}
      </>
    ),
  };
}

const mostNext = 5;

/** The dates of one campaign. */
export const campaignCalendarPage = (shown: CalendarShown): Page => ({
  title: `Lịch ${campaignName(shown.plan, shown.campaign)}`,
  body: (
    <>
      <p>
        <a href={addresses.calendar}>Lịch chung</a> ·{' '}
        <a href={addresses.campaign(shown.campaign)}>{campaignTitle(shown.plan, shown.campaign)}</a>
      </p>
      <Dates {...shown} />
    </>
  ),
});

/** A campaign's dates as a table, with the file of them. */
export function Dates({ plan, campaign, calendar, now }: CalendarShown) {
  if ('sentence' in calendar) return <p class="fault">{calendar.sentence}</p>;
  const name = campaignName(plan, campaign);
  return (
    <div class="dates">
      <Wide label={`Các mốc của ${name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Ngày, giờ</th>
              <th scope="col">Mốc</th>
              <th scope="col">Nội dung</th>
              <th scope="col">Căn cứ</th>
            </tr>
          </thead>
          <tbody>
            {calendar.entries.map((entry) => (
              <Row entry={entry} now={now} />
            ))}
          </tbody>
        </table>
      </Wide>
      <p>
        <a href={addresses.calendarFileOf(campaign)}>Tải lịch {name} (.ics)</a>
      </p>
    </div>
  );
}

function Row({ entry: { at, what, clause, reason }, now }: { entry: CalendarEntry; now: number }) {
  const isPast = Date.parse(at) <= now;
  return (
    <tr>
      <td>
        {formatDay(at.slice(0, 10))}, {at.slice(11, 16)}
      </td>
      <th scope="row">
        {calendarTitles[what]} {isPast ? <span class="muted">(đã qua)</span> : null}
      </th>
      <td>{reason}</td>
      <td>
        <Clause of={clause} />
      </td>
    </tr>
  );
}
