import { blocCodes, blocLabel, officeName, planName } from '../../../workflows/plan/names.js';
import type { NomineeKind, Plan } from '../../../workflows/plan/schema.js';
import type {
  Fault,
  NomineeRefusal,
  Question,
  SelectionAnswer,
  Vacancy,
  WaitingSeat,
  Winner,
} from '../../../workflows/rules/selection/answer.js';
import { type Column, hang, type Row, table } from '../terminal/tables.js';

/** So many rows of a list are for people to read; the rest is for `--json`. */
const mostRows = 200;

/** An answer as officials read it. */
export function answerLines(plan: Plan, answer: SelectionAnswer, width: number): string[] {
  const { winners, vacancies, questions, waiting, refusals } = answer;
  const what = answer.year === undefined ? 'TỔNG KẾT GIAI ĐOẠN' : `NĂM ${answer.year}`;
  const isOpen = questions.length > 0 || waiting.length > 0;
  return [
    `KẾT QUẢ LỰA CHỌN ${what} – ${planName(plan)}`,
    ...part('Đề nghị tặng Bằng khen', winnerColumns, winners, winnerRow(plan), width),
    ...part('Suất để trống', vacancyColumns, vacancies, vacancyRow(plan), width),
    ...part('Vướng mắc cần quyết định', questionColumns, questions, questionRow, width),
    ...part('Suất đang chờ', waitingColumns, waiting, waitingRow(plan), width),
    ...part('Không được xét', refusalColumns, refusals, refusalRow, width),
    ...orderLines(plan, answer, width),
    '',
    isOpen
      ? 'Chưa hoàn tất: còn vướng mắc cần quyết định hoặc suất chờ lựa chọn.'
      : 'Đã hoàn tất: mọi suất đều có kết quả.',
    ...hang('Mã kiểm tra: ', answer.digest, width),
  ];
}

/** Faults of the input as officials read them. */
export function faultLines(faults: readonly Fault[], width: number): string[] {
  const columns = [{ title: 'Vị trí' }, { title: 'Mã lỗi' }, { title: 'Nội dung', flexible: true as const }];
  const row = ({ path, code, message }: Fault) => [path === '' ? '(toàn bộ)' : path, code, message];
  return part('Dữ liệu đầu vào có lỗi', columns, faults, row, width).slice(1);
}

function part<T>(
  title: string,
  columns: readonly Column[],
  items: readonly T[],
  rowOf: (item: T) => Row,
  width: number,
): string[] {
  if (items.length === 0) return [];
  const more = items.length - mostRows;
  return [
    '',
    `${title} (${items.length})`,
    ...table(columns, items.slice(0, mostRows).map(rowOf), width),
    ...(more > 0 ? [`… và ${more} dòng khác; dùng --json để xem toàn bộ.`] : []),
  ];
}

const seatColumns = [{ title: 'Khối', flexible: true as const }, { title: 'Suất' }];
const reasonColumn = { title: 'Lý do', flexible: true as const };
const winnerColumns = [...seatColumns, { title: 'Đơn vị, cá nhân', flexible: true as const }, reasonColumn];
const vacancyColumns = [...seatColumns, reasonColumn];
const questionColumns = [
  { title: 'Vướng mắc', flexible: true as const },
  reasonColumn,
  { title: 'Lựa chọn', flexible: true as const },
];
const waitingColumns = [...seatColumns, { title: 'Đang chờ', flexible: true as const }];
const refusalColumns = [{ title: 'Đề cử', flexible: true as const }, reasonColumn];

const winnerRow =
  (plan: Plan) =>
  (it: Winner): Row => [blocLabel(plan, it.bloc), seatLabel(it), it.name, it.explanation];
const vacancyRow =
  (plan: Plan) =>
  (it: Vacancy): Row => [blocLabel(plan, it.bloc), seatLabel(it), it.explanation];
const refusalRow = (it: NomineeRefusal): Row => [it.nominee, it.explanation];
const questionRow = (it: Question): Row => [
  it.key,
  it.explanation,
  `chọn ${it.choose}: ${it.options.slice(0, mostRows).join(', ')}`,
];
const waitingRow =
  (plan: Plan) =>
  (it: WaitingSeat): Row => [
    blocLabel(plan, it.bloc),
    seatLabel(it),
    it.for === 'shortlist'
      ? `${officeName(plan, 'home-affairs')} lựa chọn`
      : `quyết định về vướng mắc ${it.for.slice('question:'.length)}`,
  ];

function seatLabel({ kind, seat }: { kind: NomineeKind; seat: string }): string {
  const more = /-\d+$/.test(seat) ? ` ${seat.split('-').at(-1) ?? ''}` : '';
  if (seat.startsWith('highest-rank')) return `Thứ hạng cao nhất${more}`;
  if (seat.startsWith('greatest-leap')) return `Thay đổi vượt bậc${more}`;
  return `${kind === 'collective' ? 'Tập thể' : 'Cá nhân'}${more}`;
}

function orderLines(plan: Plan, { order }: SelectionAnswer, width: number): string[] {
  const lines = blocCodes(plan).flatMap((bloc) => {
    const { collectives = [], individuals = [] } = order[bloc] ?? {};
    return [
      ...proposed(`${blocLabel(plan, bloc)}, tập thể: `, collectives, width),
      ...proposed(`${blocLabel(plan, bloc)}, cá nhân: `, individuals, width),
    ];
  });
  return lines.length === 0 ? [] : ['', 'Thứ tự đề xuất', ...lines];
}

function proposed(label: string, ids: readonly string[], width: number): string[] {
  const more = ids.length - mostRows;
  const shown = ids.slice(0, mostRows).join(', ');
  return ids.length === 0 ? [] : hang(label, more > 0 ? `${shown} và ${more} đề cử khác` : shown, width);
}
