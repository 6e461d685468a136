import { sql } from 'kysely';
import { clockMode, businessNow } from '../../../activities/records/database/business-time.js';
import { tablesStanding } from '../../../activities/records/database/migrations.js';
import type { Records } from '../../../activities/records/database/open.js';
import { archiveDanger, archiveStanding } from '../../../activities/records/reads/archive.js';
import { failingEffects } from '../../../activities/records/reads/failing.js';
import { lateLetters, postPause } from '../../../activities/records/reads/letters.js';
import { undelivered } from '../../../activities/records/reads/mails.js';
import { clockMark } from '../../../workflows/api/clock-mode.js';
import { failingLine } from '../../../workflows/api/failing.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { fault, type Finding, ok, warning } from './finding.js';

export async function checkTables({ db }: Records): Promise<Finding> {
  const { missing, unknown } = await tablesStanding(db);
  if (unknown.length > 0)
    return fault(
      'tables',
      `do một bản mới hơn của chương trình tạo ra (${unknown.join(', ')})`,
      'Dùng bản chương trình mới hơn đó; bản này không được ghi vào đây.',
    );
  if (missing.length > 0)
    return fault(
      'tables',
      `cũ hơn bản chương trình này (thiếu ${missing.join(', ')})`,
      'Khởi động lại «npx thidua live» hoặc worker của bản này: các bảng được nâng cấp khi khởi động.',
    );
  return ok('tables', 'đúng với bản chương trình này');
}

const noticed = 2_000;
const harmful = 60_000;

export async function checkClock(records: Records): Promise<Finding> {
  const before = Date.now();
  const { at } = await records.db
    .selectNoFrom(sql<number>`clock_timestamp()`.as('at'))
    .executeTakeFirstOrThrow();
  const apart = Math.round(at - (before + Date.now()) / 2);
  const { mode } = await clockMode(records);
  const mark = clockMark(mode);
  const business =
    mark === null ? '' : `; ${mark}: giờ nghiệp vụ ${formatMoment(await businessNow(records))}`;
  const seconds = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(
    Math.abs(apart) / 1_000,
  );
  const text = `máy này và cơ sở dữ liệu lệch ${seconds} giây${business}`;
  const mend = 'Bật đồng bộ giờ (NTP) trên cả hai máy; thời hạn tính theo giờ của cơ sở dữ liệu.';
  if (Math.abs(apart) > harmful) return fault('clock', text, mend);
  return Math.abs(apart) > noticed ? warning('clock', text, mend) : ok('clock', text);
}

const hour = 3_600_000;

export async function checkEffects(records: Records): Promise<Finding> {
  const failing = await failingEffects(records);
  const [first] = failing;
  if (first === undefined) return ok('effects', 'không có việc nào đang trục trặc');
  const text = `${String(failing.length)} việc đang trục trặc; lâu nhất ở ${first.workflow}: ${failingLine(first)}`;
  const mend = 'Việc được thử lại mãi đến khi xong; sửa nguyên nhân nêu trên (cơ sở dữ liệu, ổ đĩa, mạng).';
  return Date.now() - first.since > hour ? fault('effects', text, mend) : warning('effects', text, mend);
}

export async function checkArchive(records: Records): Promise<Finding> {
  const standing = await archiveStanding(records);
  if (standing === null) return ok('archive', 'chưa có luồng việc nào kết thúc để lưu');
  if (standing.isInDanger) return fault('archive', archiveDanger(standing));
  return ok('archive', `lịch sử đã lưu đến ${formatMoment(standing.keptUntil)}`);
}

export async function checkLetters(records: Records, plans: readonly string[]): Promise<Finding> {
  const pauses = await Promise.all(plans.map((plan) => postPause(records, plan)));
  const pause = pauses.find((it) => it !== null) ?? null;
  if (pause !== null)
    return warning(
      'letters',
      `việc gửi thư đang tạm dừng từ ${formatMoment(pause.at)}: ${pause.reason ?? ''}`,
      'Gửi trở lại: npx thidua resume letters --reason "LÝ DO"',
    );
  const late = await Promise.all(plans.map((plan) => lateLetters(records, plan)));
  const waiting = late.reduce((sum, { count }) => sum + count, 0);
  const lost = (await undelivered(records)).filter(
    ({ state }) => state === 'refused' || state === 'uncertain',
  );
  if (waiting + lost.length === 0) return ok('letters', 'không có thư nào chưa gửi được');
  return warning(
    'letters',
    `${String(lost.length)} thư không gửi được hoặc không rõ kết quả, ${String(waiting)} thư đang chờ gửi lại`,
    'Xem: npx thidua letters --undelivered; sửa hộp thư bằng «npx thidua setup», rồi «npx thidua letters resend MÃ».',
  );
}
