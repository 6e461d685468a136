import { z } from 'zod';
import { cell } from './cells.js';

const UnitRow = z.object({
  code: cell.code,
  name: cell.text,
  bloc: cell.code,
  parent: cell.codeOrNull,
  validFrom: cell.dayOrNull,
  validTo: cell.dayOrNull,
  successor: cell.codeOrNull,
});

const MailboxRow = z.object({ recipient: cell.recipient, address: cell.address, name: cell.text });
/** Where a unit's, an office's or a press body's mail goes. */
export type Mailbox = z.infer<typeof MailboxRow>;

const OfficialRow = z.object({
  person: cell.person,
  name: cell.text,
  unit: cell.code,
  validFrom: cell.day,
  validTo: cell.dayOrNull,
  email: cell.addressOrNull,
  invented: cell.yesNo,
});
/** A focal official of a unit, from when to when. */
export type Official = z.infer<typeof OfficialRow>;

const HolderRow = z.object({
  office: cell.office,
  person: cell.person,
  name: cell.text,
  title: cell.text,
  signsAs: cell.text,
  validFrom: cell.day,
  validTo: cell.dayOrNull,
  email: cell.addressOrNull,
  invented: cell.yesNo,
});
/** Who holds an office, from when to when, and how he signs. */
export type Holder = z.infer<typeof HolderRow>;

/** The lists that cells are chosen from. */
export type ListName = 'bloc' | 'office' | 'yes-no' | 'outcome' | 'kind';

/** A column: the field that it gives, how it is headed, what stands in it (Vietnamese). */
export interface SheetColumn {
  field: string;
  header: string;
  about: string;
  /** What its cells hold, where that is no text. */
  holds?: 'day' | ListName;
  /** The whole column may be absent. */
  isOptional?: true;
}

const from = (about: string): SheetColumn => ({
  field: 'validFrom',
  header: 'tu_ngay',
  about,
  holds: 'day',
});
const to: SheetColumn = {
  field: 'validTo',
  header: 'den_ngay',
  about: 'ngày cuối cùng; để trống nếu chưa kết thúc',
  holds: 'day',
  isOptional: true,
};
const email: SheetColumn = {
  field: 'email',
  header: 'thu_dien_tu',
  about: 'địa chỉ thư điện tử riêng của người này, để đăng nhập cổng thông tin; để trống nếu không dùng cổng',
  isOptional: true,
};
const invented: SheetColumn = {
  field: 'invented',
  header: 'gia_dinh',
  about: '“có” nếu là người giả định, chỉ dùng để chạy thử; để trống nếu là người thật',
  holds: 'yes-no',
  isOptional: true,
};

/** The sheets of a set-up: each a CSV file of its name, or a sheet of a workbook. */
export const sheets = {
  units: {
    sheet: 'don-vi',
    about: 'Các đơn vị, kể cả đơn vị đã kết thúc hoạt động',
    row: UnitRow,
    columns: [
      {
        field: 'code',
        header: 'ma',
        about: 'mã đơn vị: chữ thường không dấu, chữ số, gạch nối, ví dụ so-noi-vu; không bao giờ dùng lại',
      },
      { field: 'name', header: 'ten', about: 'tên đơn vị' },
      { field: 'bloc', header: 'khoi', about: 'mã khối theo kế hoạch', holds: 'bloc' },
      {
        field: 'parent',
        header: 'cap_tren',
        about: 'mã đơn vị cấp trên; để trống nếu không có',
        isOptional: true,
      },
      {
        field: 'validFrom',
        header: 'tu_ngay',
        about: 'ngày đầu tiên; để trống nếu có từ trước',
        holds: 'day',
        isOptional: true,
      },
      to,
      {
        field: 'successor',
        header: 'ke_thua',
        about: 'mã đơn vị kế thừa sau ngày cuối cùng',
        isOptional: true,
      },
    ],
  },
  mailboxes: {
    sheet: 'hop-thu',
    about: 'Hộp thư của đơn vị, cơ quan và báo, đài',
    row: MailboxRow,
    columns: [
      {
        field: 'recipient',
        header: 'noi_nhan',
        about:
          'unit:MÃ-ĐƠN-VỊ, office:home-affairs (Nội vụ), office:board (Thi đua – Khen thưởng), office:chairman (Chủ tịch), hoặc press:MÃ-BÁO-ĐÀI',
      },
      { field: 'address', header: 'dia_chi', about: 'địa chỉ thư điện tử' },
      { field: 'name', header: 'ten', about: 'tên người nhận ghi trên thư' },
    ],
  },
  officials: {
    sheet: 'can-bo-dau-moi',
    about: 'Cán bộ đầu mối của các đơn vị: người nộp hồ sơ',
    row: OfficialRow,
    columns: [
      {
        field: 'person',
        header: 'ma_nguoi',
        about: 'mã cán bộ, mỗi người một mã, không có dấu cách',
      },
      { field: 'name', header: 'ho_ten', about: 'họ và tên' },
      { field: 'unit', header: 'don_vi', about: 'mã đơn vị' },
      from('ngày bắt đầu làm đầu mối'),
      to,
      email,
      invented,
    ],
  },
  holders: {
    sheet: 'chuc-vu',
    about: 'Người giữ chức vụ tại cơ quan Nội vụ, cơ quan Thi đua – Khen thưởng và Chủ tịch UBND',
    row: HolderRow,
    columns: [
      { field: 'office', header: 'co_quan', about: 'home-affairs, board hoặc chairman', holds: 'office' },
      {
        field: 'person',
        header: 'ma_nguoi',
        about: 'mã cán bộ, mỗi người một mã, không có dấu cách',
      },
      { field: 'name', header: 'ho_ten', about: 'họ và tên' },
      { field: 'title', header: 'chuc_danh', about: 'ví dụ Chủ tịch UBND thành phố' },
      {
        field: 'signsAs',
        header: 'the_thuc_ky',
        about: 'ví dụ CHỦ TỊCH; Q. CHỦ TỊCH; KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
      },
      from('ngày bắt đầu giữ chức vụ'),
      to,
      email,
      invented,
    ],
  },
} as const satisfies Record<
  string,
  { sheet: string; about: string; row: z.ZodObject; columns: readonly SheetColumn[] }
>;

/** What the sheets hold, by what they are called in code. */
export type Part = keyof typeof sheets;

/** The parts in the order in which they are read and told. */
export const parts = ['units', 'mailboxes', 'officials', 'holders'] as const satisfies readonly Part[];

/** A part's rows. */
export type RowOf<P extends Part> = z.infer<(typeof sheets)[P]['row']>;

/** All that a service is set up with. */
export type SetUp = { [P in Part]: RowOf<P>[] };

export const emptySetUp: SetUp = { units: [], mailboxes: [], officials: [], holders: [] };

/** A sheet's file in a folder: `don-vi.csv`. */
export const csvFileOf = (sheet: string): string => `${sheet}.csv`;

/** `don-vi.csv` */
export const fileOf = (part: Part): string => csvFileOf(sheets[part].sheet);

/** A field's column as the templates head it. */
export const headerOf = (part: Part, field: string): string => {
  const columns: readonly SheetColumn[] = sheets[part].columns;
  return columns.find((it) => it.field === field)?.header ?? field;
};
