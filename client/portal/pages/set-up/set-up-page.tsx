import { lasts } from '../../../../activities/reference/setup/checks.js';
import { isReachingNobody } from '../../../../activities/reference/setup/invented.js';
import type { SetUpFault } from '../../../../activities/reference/setup/faults.js';
import type { SetUp } from '../../../../activities/reference/setup/sheets.js';
import { blocHeading, officeName } from '../../../../workflows/plan/names.js';
import type { Day, Plan } from '../../../../workflows/plan/schema.js';
import { compareText } from '../../../../workflows/rules/code-points.js';
import { formatDay } from '../../../../workflows/rules/days.js';
import { unitsInForce } from '../../../../workflows/rules/registry.js';
import { sizeLine } from '../../../officials/set-up-words.js';
import { Fault } from '../../acting.js';
import type { Page } from '../../visit.js';
import { Wide } from '../tables.js';
import { faultText } from './fault-text.js';

/** Where the forms and files of a set-up are; of the first one each carries the one-time code. */
export interface SetUpPlaces {
  page: string;
  upload: string;
  apply: string;
  template: string;
  /** Filled with invented people; absent in service. */
  sample?: string | undefined;
  /** What stands; absent where nothing does. */
  now?: string | undefined;
}

export interface SetUpShown {
  plan: Plan;
  setUp: SetUp;
  /** The business day. */
  on: Day;
  places: SetUpPlaces;
  /** A rehearsal is not set up. */
  isRehearsal: boolean;
  sentence?: string | undefined;
  faults?: readonly SetUpFault[] | undefined;
}

/** What the movement is set up with, and where another set-up is handed in. */
export function setUpPage(shown: SetUpShown): Page {
  const { setUp, isRehearsal, sentence, faults = [] } = shown;
  const isEmpty = setUp.units.length === 0;
  return {
    title: 'Đơn vị, cơ quan và người',
    ...((sentence !== undefined || faults.length > 0) && { status: 422 as const }),
    body: (
      <>
        <Fault sentence={sentence} />
        <Faults faults={faults} />
        {isEmpty ? (
          <p>
            Chưa có đơn vị nào. Phong trào bắt đầu sau khi các đơn vị, hộp thư, cán bộ đầu mối và người giữ
            chức vụ được nạp vào từ một tệp Excel.
          </p>
        ) : (
          <p>Đang có {sizeLine(setUp)}.</p>
        )}
        {isRehearsal ? (
          <p>
            Đây là diễn tập, với đơn vị và người giả định của kế hoạch: ở đây không thay đổi được. Khi phục vụ
            thật, Sở Nội vụ cập nhật bằng tệp Excel ngay tại trang này.
          </p>
        ) : (
          <UploadForm {...shown} />
        )}
        {isEmpty ? null : <Standing {...shown} />}
      </>
    ),
  };
}

const Faults = ({ faults }: { faults: readonly SetUpFault[] }) =>
  faults.length === 0 ? null : (
    <section class="fault" role="alert">
      <p>Tệp có {faults.length} lỗi; chưa thay đổi gì. Hãy sửa trong tệp rồi nạp lại:</p>
      <ul>
        {faults.map((fault) => (
          <li>{faultText(fault)}</li>
        ))}
      </ul>
    </section>
  );

const UploadForm = ({ places }: SetUpShown) => (
  <>
    <h2>Cập nhật bằng tệp Excel</h2>
    <ol>
      {places.now === undefined ? null : (
        <li>
          <a href={places.now}>Tải tệp đang dùng (.xlsx)</a> rồi sửa: thêm dòng cho đơn vị hay người mới, ghi
          ngày cuối cho đơn vị hay người đã thôi.
        </li>
      )}
      <li>
        {places.now === undefined ? 'Tải ' : 'Làm từ đầu thì tải '}
        <a href={places.template}>tệp mẫu có hướng dẫn (.xlsx)</a> rồi điền.
      </li>
      {places.sample === undefined ? null : (
        <li>
          Để chạy thử: <a href={places.sample}>tệp mẫu đã điền người giả định (.xlsx)</a>.
        </li>
      )}
      <li>Nạp tệp ở dưới: những gì sẽ thay đổi hiện ra để xem lại, sau đó mới áp dụng.</li>
    </ol>
    <form method="post" action={places.upload} enctype="multipart/form-data">
      <p class="field">
        <label for="tep">Tệp thiết lập (.xlsx)</label>
        <input type="file" id="tep" name="tep" accept=".xlsx" />
      </p>
      <button>Xem những gì sẽ thay đổi</button>
    </form>
  </>
);

function Standing({ plan, setUp, on, isRehearsal }: SetUpShown) {
  const units = unitsInForce(setUp.units, on);
  const ended = setUp.units.length - units.length;
  return (
    <>
      <Offices plan={plan} setUp={setUp} on={on} />
      <h2>Đơn vị</h2>
      <p>
        {units.length} đơn vị đang hoạt động ngày {formatDay(on)}
        {ended === 0 ? '' : `; ${String(ended)} đơn vị đã kết thúc hoặc chưa bắt đầu vẫn có trong tệp`}.
      </p>
      {plan.blocs.map(({ code }) => {
        const ofBloc = units.filter(({ bloc }) => bloc === code);
        const name = blocHeading(plan, code);
        return (
          <details>
            <summary>
              {name} ({ofBloc.length})
            </summary>
            <Units units={ofBloc} setUp={setUp} on={on} label={name} isRehearsal={isRehearsal} />
          </details>
        );
      })}
    </>
  );
}

function Offices({ plan, setUp, on }: Pick<SetUpShown, 'plan' | 'setUp' | 'on'>) {
  const holders = setUp.holders
    .filter(({ validTo }) => validTo === null || validTo >= on)
    .sort((a, b) => compareText(a.office, b.office) || compareText(a.validFrom, b.validFrom));
  const label = 'Người giữ chức vụ, nay và sắp tới';
  return (
    <>
      <h2>Cơ quan và người giữ chức vụ</h2>
      <Wide label={label}>
        <table class="roomy">
          <thead>
            <tr>
              <th scope="col">Cơ quan</th>
              <th scope="col">Người</th>
              <th scope="col">Ký là</th>
              <th scope="col">Từ ngày</th>
              <th scope="col">Đến ngày</th>
              <th scope="col">Thư để đăng nhập</th>
            </tr>
          </thead>
          <tbody>
            {holders.map((it) => (
              <tr>
                <td>{officeName(plan, it.office)}</td>
                <td>
                  {it.name} <span class="muted">({it.person})</span>
                </td>
                <td>{it.signsAs}</td>
                <td>{formatDay(it.validFrom)}</td>
                <td>{it.validTo === null ? '' : formatDay(it.validTo)}</td>
                <td>
                  <Address address={it.email} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

const Address = ({ address }: { address: string | null }) =>
  address === null ? (
    <span class="muted">không dùng cổng</span>
  ) : (
    <>
      {address}
      {isReachingNobody(address) ? <span class="muted"> (giả định)</span> : null}
    </>
  );

function Units({
  units,
  setUp,
  on,
  label,
  isRehearsal,
}: {
  units: SetUp['units'];
  setUp: SetUp;
  on: Day;
  label: string;
  /** Whoever wants to acts for a unit there. */
  isRehearsal: boolean;
}) {
  const boxes = new Map(setUp.mailboxes.map((it) => [it.recipient, it.address]));
  return (
    <Wide label={label}>
      <table class="roomy">
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col">Hộp thư</th>
            {isRehearsal ? null : <th scope="col">Cán bộ đầu mối</th>}
          </tr>
        </thead>
        <tbody>
          {units.map(({ code, name }) => {
            const box = boxes.get(`unit:${code}`);
            const people = setUp.officials.filter((it) => it.unit === code && lasts(it, on));
            return (
              <tr>
                <td>
                  {name} <span class="muted">({code})</span>
                </td>
                <td>{box ?? <span class="bad">chưa có</span>}</td>
                {isRehearsal ? null : (
                  <td>
                    {people.length === 0 ? (
                      <span class="bad">chưa có</span>
                    ) : (
                      people.map((it) => `${it.name} (${it.person})`).join('; ')
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}
