import type { KeptRanking } from '../../../../activities/records/reads/rankings.js';
import type { RecordRanking } from '../../../../workflows/api/messages.js';
import type { Bloc, CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { campaignTitle } from '../../../officials/words.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { Wide } from '../tables.js';
import { DayField, FormFault, LineField, LinesField } from './fields.js';
import { OfficeMenu } from './menu.js';
import { rankingTitle } from './rankings-page.js';
import type { Typed } from './typed.js';

export interface DraftShown {
  plan: Plan;
  campaign: CampaignKey;
  bloc: Bloc;
  period: RecordRanking['period'];
  /** Typed unit by unit; else from a file. */
  isTyped: boolean;
  /** Those that may be ranked, by name. */
  units: readonly { code: string; name: string }[];
  before: KeptRanking | null;
  typed: Typed;
  /** All that is wrong with the rows. */
  rowFaults: readonly string[];
}

/** Where a bloc's ranking is entered: from a file, or typed; nothing is recorded before it is shown. */
export function rankingDraftPage(shown: DraftShown): Page {
  const { plan, campaign, bloc, period, isTyped, typed, rowFaults } = shown;
  const other = addresses.rankingDraft(campaign, { bloc, period, isTyped: !isTyped });
  return {
    title: rankingTitle(plan, bloc, period),
    ...(rowFaults.length > 0 && { status: 422 as const }),
    body: (
      <>
        <OfficeMenu campaign={campaign} office="home-affairs" />
        <p>{campaignTitle(plan, campaign)}. Bảng chỉ được ghi sau khi hiện ra để xem lại ở bước sau.</p>
        <FormFault typed={typed} />
        <RowFaults faults={rowFaults} />
        <p>
          <a href={other}>{isTyped ? 'Nhập từ tệp Excel, CSV' : 'Không có tệp: gõ vào bảng'}</a>
        </p>
        {isTyped ? <TypedForm {...shown} /> : <FileForm {...shown} />}
      </>
    ),
  };
}

const RowFaults = ({ faults }: { faults: readonly string[] }) =>
  faults.length === 0 ? null : (
    <section class="fault" role="alert">
      <p>Bảng có {faults.length} lỗi; chưa ghi gì:</p>
      <ul>
        {faults.map((fault) => (
          <li>{fault}</li>
        ))}
      </ul>
    </section>
  );

const Decision = ({ typed, bloc, period }: DraftShown) => (
  <>
    <input type="hidden" name="khoi" value={bloc} />
    <input type="hidden" name="ky" value={period} />
    <LineField name="so" label="Số quyết định công bố" hint="Ví dụ 405/QĐ-UBND" typed={typed} />
    <DayField name="ngay" label="Ngày quyết định" typed={typed} />
    <LinesField
      name="ly-do"
      label="Lý do ghi lại"
      hint="Chỉ bắt buộc khi danh sách đã được trình."
      typed={typed}
    />
  </>
);

const FileForm = (shown: DraftShown) => (
  <form method="post" action={addresses.rankingUpload(shown.campaign)} enctype="multipart/form-data">
    <p class="field">
      <label for="tep">Tệp bảng xếp hạng (.xlsx hoặc .csv)</label>
      <input
        type="file"
        id="tep"
        name="tep"
        accept=".xlsx,.csv"
        aria-describedby={shown.typed.faults['tep'] === undefined ? 'tep-goi-y' : 'tep-goi-y tep-loi'}
      />
      <small id="tep-goi-y" class="muted hint">
        Trang tính đầu tiên, dòng tiêu đề có cột “đơn vị” (tên hoặc mã), “hạng”, có thể thêm “điểm”.
      </small>
      <a href={addresses.rankingTemplate(shown.campaign, shown)}>Tải tệp mẫu đã có các đơn vị (.xlsx)</a>
      {shown.typed.faults['tep'] === undefined ? null : (
        <strong id="tep-loi" class="bad field-fault">
          {shown.typed.faults['tep']}
        </strong>
      )}
    </p>
    <Decision {...shown} />
    <button>Xem trước</button>
  </form>
);

function TypedForm(shown: DraftShown) {
  const { campaign, units, before, typed } = shown;
  const rows = new Map(before?.rows.map((row) => [row.unit, row]) ?? []);
  const valueOf = (name: string, was: number | undefined): string =>
    typed.form.get(name) ?? (was === undefined ? '' : String(was));
  return (
    <form method="post" action={addresses.rankingTyped(campaign)}>
      <Wide label="Bảng để gõ">
        <table>
          <caption>Đơn vị để trống hạng thì không có trong bảng</caption>
          <thead>
            <tr>
              <th scope="col">Đơn vị</th>
              <th scope="col">Hạng</th>
              <th scope="col">Điểm</th>
            </tr>
          </thead>
          <tbody>
            {units.map(({ code, name }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>
                  <input
                    name={`hang.${code}`}
                    value={valueOf(`hang.${code}`, rows.get(code)?.rank)}
                    size={5}
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label={`Hạng của ${name}`}
                  />
                </td>
                <td>
                  <input
                    name={`diem.${code}`}
                    value={valueOf(`diem.${code}`, rows.get(code)?.score)}
                    size={7}
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label={`Điểm của ${name}`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <Decision {...shown} />
      <button>Xem trước</button>
    </form>
  );
}
