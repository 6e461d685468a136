import { z } from 'zod';
import { cell } from '../setup/cells.js';
import type { SheetColumn } from '../setup/sheets.js';

const RankingLine = z.object({
  campaign: cell.year,
  bloc: cell.code,
  unit: cell.code,
  rank: cell.count,
  score: cell.decimalOrNull,
  number: cell.text,
  date: cell.day,
});
/** One unit's rank in its bloc, by the decision that published it. */
export type RankingLine = z.infer<typeof RankingLine>;

const DossierLine = z.object({ campaign: cell.year, unit: cell.code, outcome: cell.outcome });
/** What became of one unit's dossier. */
export type DossierLine = z.infer<typeof DossierLine>;

const WinnerLine = z.object({
  campaign: cell.year,
  bloc: cell.code,
  kind: cell.kind,
  seat: cell.text,
  clause: cell.textOrNull,
  unit: cell.code,
  person: cell.personOrNull,
  name: cell.text,
  number: cell.text,
  date: cell.day,
  signedBy: cell.text,
  signsAs: cell.text,
  money: cell.money,
});
/** One certificate that was given. */
export type WinnerLine = z.infer<typeof WinnerLine>;

const campaign: SheetColumn = {
  field: 'campaign',
  header: 'dot',
  about: 'năm được khen thưởng, ví dụ 2022',
};
const bloc: SheetColumn = {
  field: 'bloc',
  header: 'khoi',
  about: 'mã khối theo kế hoạch',
  holds: 'bloc',
};
const unit: SheetColumn = { field: 'unit', header: 'don_vi', about: 'mã đơn vị, như đã thiết lập' };
const decision = (what: string): SheetColumn[] => [
  { field: 'number', header: 'so_quyet_dinh', about: `số quyết định ${what}` },
  { field: 'date', header: 'ngay_quyet_dinh', about: 'ngày quyết định', holds: 'day' },
];

/** The sheets of what ended before this program came: each a CSV file of its name, or a sheet of a workbook. */
export const pastSheets = {
  rankings: {
    sheet: 'xep-hang',
    about: 'Kết quả xếp hạng cải cách hành chính của các khối, mỗi đơn vị một dòng',
    row: RankingLine,
    columns: [
      campaign,
      bloc,
      unit,
      { field: 'rank', header: 'hang', about: 'thứ hạng trong khối' },
      {
        field: 'score',
        header: 'diem',
        about: 'điểm chỉ số; để trống nếu không có',
        isOptional: true,
      },
      ...decision('công bố xếp hạng'),
    ],
  },
  dossiers: {
    sheet: 'ho-so',
    about: 'Kết quả hồ sơ đề nghị khen thưởng, mỗi đơn vị một dòng',
    row: DossierLine,
    columns: [
      campaign,
      unit,
      {
        field: 'outcome',
        header: 'ket_qua',
        about: 'chấp nhận, từ chối, đã rút hoặc không nộp',
        holds: 'outcome',
      },
    ],
  },
  winners: {
    sheet: 'bang-khen',
    about: 'Bằng khen đã tặng, mỗi Bằng khen một dòng',
    row: WinnerLine,
    columns: [
      campaign,
      bloc,
      { field: 'kind', header: 'loai', about: 'tập thể hoặc cá nhân', holds: 'kind' },
      { field: 'seat', header: 'vi_tri', about: 'ví dụ “Hạng cao nhất”, “Vượt bậc”, “Cá nhân 1”' },
      {
        field: 'clause',
        header: 'muc',
        about: 'mục của Kế hoạch; để trống: theo vị trí',
        isOptional: true,
      },
      { ...unit, about: 'mã đơn vị được tặng, hoặc của cá nhân được tặng' },
      {
        field: 'person',
        header: 'ma_nguoi',
        about: 'của cá nhân: mã người, phải là mã dùng trong các hồ sơ sau này; của tập thể: để trống',
      },
      { field: 'name', header: 'ten', about: 'tên tập thể hoặc cá nhân như trên Bằng khen' },
      ...decision('tặng Bằng khen'),
      { field: 'signedBy', header: 'nguoi_ky', about: 'họ và tên người ký' },
      { field: 'signsAs', header: 'the_thuc_ky', about: 'ví dụ CHỦ TỊCH; KT. CHỦ TỊCH / PHÓ CHỦ TỊCH' },
      {
        field: 'money',
        header: 'tien_thuong',
        about: 'tiền thưởng đã chi (đồng), ví dụ 2.980.000',
      },
    ],
  },
} as const satisfies Record<
  string,
  { sheet: string; about: string; row: z.ZodObject; columns: readonly SheetColumn[] }
>;

/** What the sheets hold, by what they are called in code. */
export type PastPart = keyof typeof pastSheets;

/** The parts in the order in which they are read and told. */
export const pastParts = ['rankings', 'dossiers', 'winners'] as const satisfies readonly PastPart[];
