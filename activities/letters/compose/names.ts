import type { NomineeKind, Plan } from '../../../workflows/plan/schema.js';
import type { Awaited } from '../../../workflows/api/views.js';

/** The offices as a plan calls them. */
export const officesOf = ({ bodies }: Pick<Plan, 'bodies'>) => ({
  homeAffairs: bodies['home-affairs'].name,
  homeAffairsInFull: bodies['home-affairs'].full,
  board: bodies.board.name,
  chairman: bodies.chairman.name,
  chairmanInFull: bodies.chairman.full,
});

export const kindNames = { collective: 'Tập thể', individual: 'Cá nhân' } as const satisfies Record<
  NomineeKind,
  string
>;

/** III.3: what a seat is for. */
export function seatName(seat: string): string {
  if (seat.startsWith('highest-rank')) return 'đơn vị có thứ hạng cao nhất';
  if (seat.startsWith('greatest-leap')) return 'đơn vị thay đổi vượt bậc về thứ hạng';
  if (seat.startsWith('period-')) return 'tập thể xuất sắc giai đoạn';
  return 'cá nhân tiêu biểu, xuất sắc';
}

/** What an office is waited for, with the clause. */
const awaitedNames: Record<Awaited['what'], string> = {
  'launch-plans': 'Kế hoạch phát động thi đua của các đơn vị (mục V.1)',
  dossiers: 'Hồ sơ đề nghị khen thưởng chưa nộp (mục IV.1.a)',
  reviews: 'Xét hồ sơ đề nghị khen thưởng (mục IV.1.b)',
  ranking: 'Ghi kết quả xếp hạng CCHC của khối (mục III.3)',
  question: 'Quyết định vướng mắc (mục IV.1.b)',
  shortlist: 'Lựa chọn cá nhân, tập thể được đề nghị (mục III.3)',
  forwarding: 'Trình danh sách (mục IV.1.b)',
  appraisal: 'Thẩm định danh sách (mục IV.1.b)',
  'sign-off': 'Ký duyệt danh sách khen thưởng (mục III.2.b)',
  'decision-number': 'Ghi số và ngày quyết định khen thưởng (mục III.2.b)',
  ceremony: 'Tổ chức tổng kết, khen thưởng và ghi ngày tổ chức (mục IV.1.b)',
};

const isAwaited = (what: string): what is Awaited['what'] => Object.hasOwn(awaitedNames, what);

export function awaitedName(plan: Plan, what: string): string {
  if (what === 'forwarding') return `Trình danh sách sang ${officesOf(plan).board} (mục IV.1.b)`;
  return isAwaited(what) ? awaitedNames[what] : what;
}
