import { officeName } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import { DayField, LineField, LinesField, RadioField } from './fields.js';
import { signForm } from './list-item.js';
import type { Typed } from './typed.js';

interface FormShown {
  plan: Plan;
  campaign: CampaignKey;
  /** Of the list that is shown: it is what the form decides on. */
  digest: string;
  typed: Typed;
}

/** Home Affairs sends the list to the Board. */
export const ForwardForm = ({ plan, campaign, digest, typed }: FormShown) => (
  <>
    <h2>Trình {officeName(plan, 'board')}</h2>
    <form method="post" action={addresses.forward(campaign)}>
      <Once />
      <input type="hidden" name="ma" value={digest} />
      <LinesField
        name="ly-do"
        label="Lý do trình lại"
        hint="Chỉ bắt buộc khi danh sách trước đã bị trả lại hoặc phải lập lại."
        typed={typed}
      />
      <button>Trình danh sách này</button>
    </form>
  </>
);

/** The Board's meeting on the list. */
export const AppraiseForm = ({ plan, campaign, digest, typed }: FormShown) => (
  <>
    <h2>Kết quả thẩm định</h2>
    <form method="post" action={addresses.appraise(campaign)}>
      <Once />
      <input type="hidden" name="ma" value={digest} />
      <DayField name="hop" label="Ngày họp" typed={typed} />
      <LinesField
        name="tham-du"
        label="Người dự họp"
        hint="Mỗi người một dòng, kèm chức danh."
        typed={typed}
      />
      <fieldset>
        <legend>Biểu quyết (để trống nếu không biểu quyết)</legend>
        <LineField name="tan-thanh" label="Tán thành" kind="number" typed={typed} />
        <LineField name="khong-tan-thanh" label="Không tán thành" kind="number" typed={typed} />
        <LineField name="y-kien-khac" label="Ý kiến khác" kind="number" typed={typed} />
      </fieldset>
      <RadioField
        name="quyet-dinh"
        label="Kết quả"
        typed={typed}
        options={[
          { value: 'approve', label: 'Thông qua danh sách' },
          { value: 'return', label: `Trả lại ${officeName(plan, 'home-affairs')}` },
        ]}
      />
      <LinesField name="ly-do" label="Lý do trả lại" hint="Bắt buộc khi trả lại." typed={typed} />
      <button>Ghi kết quả thẩm định</button>
    </form>
  </>
);

/** The Chairman's decision; why an entry is struck is typed beside it. */
export const SignForm = ({ campaign, digest, typed }: FormShown) => (
  <>
    <h2>Quyết định</h2>
    <form method="post" action={addresses.signOff(campaign)} id={signForm}>
      <Once />
      <input type="hidden" name="ma" value={digest} />
      <RadioField
        name="quyet-dinh"
        label="Quyết định về danh sách trên"
        typed={typed}
        options={[
          { value: 'approve', label: 'Ký duyệt toàn bộ danh sách' },
          { value: 'strike', label: 'Ký duyệt, trừ các trường hợp đã ghi lý do không duyệt ở trên' },
          { value: 'return', label: 'Trả lại danh sách' },
        ]}
      />
      <LinesField name="ly-do" label="Lý do trả lại" hint="Bắt buộc khi trả lại." typed={typed} />
      <button>Ghi quyết định</button>
    </form>
  </>
);
