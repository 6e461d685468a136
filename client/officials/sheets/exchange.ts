import { certificates } from '../certificates.js';
import { kindName } from '../act-words.js';
import { campaignLabel } from '../words.js';
import type { Cell, Holds } from '../../../activities/documents/workbooks/workbook.js';
import type { Certificate } from '../certificates.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import type { Asked, TableDraft } from './asked.js';

interface Field {
  title: string;
  holds?: Holds;
  /** What stands in it, and from where. */
  about: string;
  of: (row: Certificate, plan: Plan) => Cell;
}

const fields: readonly Field[] = [
  {
    title: 'Mã cán bộ',
    about: 'mã của người được tặng, do đơn vị ghi trong hồ sơ; tập thể thì để trống',
    of: ({ personId }) => personId,
  },
  {
    title: 'Họ và tên, tên tập thể',
    about: 'như ghi trong quyết định',
    of: ({ name }) => name,
  },
  {
    title: 'Ngày sinh',
    holds: 'day',
    about: 'hệ thống này không lưu ngày sinh: cột để trống, đề nghị bổ sung trước khi nhập',
    of: () => null,
  },
  { title: 'Đối tượng', about: 'tập thể hoặc cá nhân', of: ({ kind }) => kindName(kind) },
  {
    title: 'Mã đơn vị',
    about: 'mã của đơn vị trong hệ thống này, không phải mã định danh điện tử',
    of: ({ unit }) => unit,
  },
  { title: 'Tên đơn vị', about: 'đơn vị trình hồ sơ', of: ({ unitName }) => unitName },
  {
    title: 'Hình thức khen thưởng',
    about: 'hình thức và người tặng',
    of: (_, { bodies }) => `Bằng khen của ${bodies.chairman.full}`,
  },
  {
    title: 'Năm, giai đoạn thành tích',
    about: 'năm của đợt khen thưởng; “Tổng kết” là cả giai đoạn',
    of: ({ campaign }) => campaignLabel(campaign),
  },
  { title: 'Số quyết định', about: 'quyết định khen thưởng', of: ({ decision }) => decision.number },
  {
    title: 'Ngày quyết định',
    holds: 'day',
    about: 'ngày ký quyết định',
    of: ({ decision }) => decision.date,
  },
  { title: 'Người ký', about: 'họ và tên người ký quyết định', of: ({ signedBy }) => signedBy },
  { title: 'Thể thức ký', about: 'chức vụ, thẩm quyền của người ký khi ấy', of: ({ signsAs }) => signsAs },
  {
    title: 'Tiền thưởng (đồng)',
    holds: 'money',
    about: 'theo quy định có hiệu lực ngày quyết định',
    of: ({ money }) => money,
  },
  {
    title: 'Quyết định thu hồi',
    about: 'số quyết định thu hồi; để trống nếu Bằng khen còn hiệu lực',
    of: ({ revoked }) => revoked?.number ?? null,
  },
  {
    title: 'Ngày thu hồi',
    holds: 'day',
    about: 'ngày của quyết định thu hồi',
    of: ({ revoked }) => revoked?.date ?? null,
  },
];

/** What the database of officials takes of each certificate, and what each column means. */
export async function exchangeTables({ records, plan, campaign }: Asked): Promise<TableDraft[]> {
  const rows = await certificates(records, {
    plan: plan.plan,
    ...(campaign !== undefined && { campaign }),
  });
  return [
    {
      name: 'Trao đổi dữ liệu',
      title: 'DỮ LIỆU KHEN THƯỞNG ĐỂ NHẬP CƠ SỞ DỮ LIỆU CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC',
      notes: [
        'Mã trường chính thức phải được cơ quan quản lý cơ sở dữ liệu xác nhận; xem trang “Giải thích”.',
      ],
      none: 'Sổ khen thưởng chưa có Bằng khen nào.',
      columns: fields.map(({ title, holds }) => ({ title, holds })),
      rows: rows.map((row) => fields.map((field) => field.of(row, plan))),
    },
    {
      name: 'Giải thích',
      title: 'CÁC CỘT CỦA TRANG “TRAO ĐỔI DỮ LIỆU”',
      notes: [
        'Hệ thống chưa có văn bản nào quy định mã trường: cơ quan quản lý cơ sở dữ liệu xác nhận rồi ghi vào cột “Mã trường chính thức”.',
      ],
      none: '',
      columns: [{ title: 'Cột' }, { title: 'Ý nghĩa' }, { title: 'Mã trường chính thức' }],
      rows: fields.map(({ title, about }) => [title, about, 'chưa xác nhận']),
    },
  ];
}
