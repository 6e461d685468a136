import { blocCodes, blocLabel } from '../../../workflows/plan/names.js';
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
import { officeName, planName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { type Column, hang, type Row, table } from '../terminal/tables.js';

/** So many rows of a list are for people to read; the rest is for `--json`. */
const mostRows = 200;

/** An answer as officials read it. */
export function answerLines(plan: Plan, answer: SelectionAnswer, width: number): string[] {
  const { winners, vacancies, questions, waiting, refusals } = answer;
  const what =
    answer.year === undefined
      ? say('TỔNG KẾT GIAI ĐOẠN', 'SUMMARY OF THE PERIOD')
      : say(`NĂM ${answer.year}`, `${answer.year}`);
  const isOpen = questions.length > 0 || waiting.length > 0;
  return [
    say(
      `KẾT QUẢ LỰA CHỌN ${what} – ${planName(plan)}`,
      `RESULT OF THE SELECTION ${what} – ${planName(plan)}`,
    ),
    ...part(
      say('Đề nghị tặng Bằng khen', 'Proposed for certificates'),
      winnerColumns,
      winners,
      winnerRow(plan),
      width,
    ),
    ...part(say('Suất để trống', 'Empty seats'), vacancyColumns, vacancies, vacancyRow(plan), width),
    ...part(
      say('Vướng mắc cần quyết định', 'Questions to be answered'),
      questionColumns,
      questions,
      questionRow,
      width,
    ),
    ...part(say('Suất đang chờ', 'Seats that wait'), waitingColumns, waiting, waitingRow(plan), width),
    ...part(say('Không được xét', 'Not considered'), refusalColumns, refusals, refusalRow, width),
    ...orderLines(plan, answer, width),
    '',
    isOpen
      ? say(
          'Chưa hoàn tất: còn vướng mắc cần quyết định hoặc suất chờ lựa chọn.',
          'Not complete: questions are open, or seats wait for a choice.',
        )
      : say('Đã hoàn tất: mọi suất đều có kết quả.', 'Complete: every seat has its result.'),
    ...hang(say('Mã kiểm tra: ', 'Digest: '), answer.digest, width),
  ];
}

/** Faults of the input as officials read them. */
export function faultLines(faults: readonly Fault[], width: number): string[] {
  const columns = [
    { title: say('Vị trí', 'Place') },
    { title: say('Mã lỗi', 'Code') },
    { title: say('Nội dung', 'Content'), flexible: true as const },
  ];
  const row = ({ path, code, message }: Fault) => [
    path === '' ? say('(toàn bộ)', '(the whole)') : path,
    code,
    message,
  ];
  return part(say('Dữ liệu đầu vào có lỗi', 'The input has faults'), columns, faults, row, width).slice(1);
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
    ...(more > 0
      ? [
          say(
            `… và ${more} dòng khác; dùng --json để xem toàn bộ.`,
            `… and ${more} more lines; see all with --json.`,
          ),
        ]
      : []),
  ];
}

const seatColumns = [{ title: say('Khối', 'Bloc'), flexible: true as const }, { title: say('Suất', 'Seat') }];
const reasonColumn = { title: say('Lý do', 'Reason'), flexible: true as const };
const winnerColumns = [
  ...seatColumns,
  { title: say('Đơn vị, cá nhân', 'Unit, individual'), flexible: true as const },
  reasonColumn,
];
const vacancyColumns = [...seatColumns, reasonColumn];
const questionColumns = [
  { title: say('Vướng mắc', 'Question'), flexible: true as const },
  reasonColumn,
  { title: say('Lựa chọn', 'Options'), flexible: true as const },
];
const waitingColumns = [...seatColumns, { title: say('Đang chờ', 'Waits for'), flexible: true as const }];
const refusalColumns = [{ title: say('Đề cử', 'Nominee'), flexible: true as const }, reasonColumn];

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
  say(
    `chọn ${it.choose}: ${it.options.slice(0, mostRows).join(', ')}`,
    `choose ${it.choose}: ${it.options.slice(0, mostRows).join(', ')}`,
  ),
];
const waitingRow =
  (plan: Plan) =>
  (it: WaitingSeat): Row => [
    blocLabel(plan, it.bloc),
    seatLabel(it),
    it.for === 'shortlist'
      ? say(`${officeName(plan, 'home-affairs')} lựa chọn`, `choice of ${officeName(plan, 'home-affairs')}`)
      : say(
          `quyết định về vướng mắc ${it.for.slice('question:'.length)}`,
          `answer to the question ${it.for.slice('question:'.length)}`,
        ),
  ];

function seatLabel({ kind, seat }: { kind: NomineeKind; seat: string }): string {
  const more = /-\d+$/.test(seat) ? ` ${seat.split('-').at(-1) ?? ''}` : '';
  if (seat.startsWith('highest-rank')) return say(`Thứ hạng cao nhất${more}`, `Highest rank${more}`);
  if (seat.startsWith('greatest-leap')) return say(`Thay đổi vượt bậc${more}`, `Greatest leap${more}`);
  return `${kind === 'collective' ? say('Tập thể', 'Collective') : say('Cá nhân', 'Individual')}${more}`;
}

function orderLines(plan: Plan, { order }: SelectionAnswer, width: number): string[] {
  const lines = blocCodes(plan).flatMap((bloc) => {
    const { collectives = [], individuals = [] } = order[bloc] ?? {};
    return [
      ...proposed(
        say(`${blocLabel(plan, bloc)}, tập thể: `, `${blocLabel(plan, bloc)}, collectives: `),
        collectives,
        width,
      ),
      ...proposed(
        say(`${blocLabel(plan, bloc)}, cá nhân: `, `${blocLabel(plan, bloc)}, individuals: `),
        individuals,
        width,
      ),
    ];
  });
  return lines.length === 0 ? [] : ['', say('Thứ tự đề xuất', 'Proposed order'), ...lines];
}

function proposed(label: string, ids: readonly string[], width: number): string[] {
  const more = ids.length - mostRows;
  const shown = ids.slice(0, mostRows).join(', ');
  return ids.length === 0
    ? []
    : hang(
        label,
        more > 0 ? say(`${shown} và ${more} đề cử khác`, `${shown} and ${more} more nominees`) : shown,
        width,
      );
}
