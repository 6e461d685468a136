import { sql } from 'kysely';
import { clockMode, businessNow } from '../../../activities/records/database/business-time.js';
import { tablesStanding } from '../../../activities/records/database/migrations.js';
import type { Records } from '../../../activities/records/database/open.js';
import { archiveStanding } from '../../../activities/records/reads/archive.js';
import { archiveDanger } from '../../language/archive.js';
import { failingEffects } from '../../../activities/records/reads/failing.js';
import { lateLetters, postPause } from '../../../activities/records/reads/letters.js';
import { undelivered } from '../../../activities/records/reads/mails.js';
import { failingLine } from '../../language/failing.js';
import { clockMark } from '../../language/names.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { fault, type Finding, ok, warning } from './finding.js';

export async function checkTables({ db }: Records): Promise<Finding> {
  const { missing, unknown } = await tablesStanding(db);
  if (unknown.length > 0)
    return fault(
      'tables',
      say(
        `do một bản mới hơn của chương trình tạo ra (${unknown.join(', ')})`,
        `made by a newer version of the program (${unknown.join(', ')})`,
      ),
      say(
        'Dùng bản chương trình mới hơn đó; bản này không được ghi vào đây.',
        'Use that newer version; this one must not write here.',
      ),
    );
  if (missing.length > 0)
    return fault(
      'tables',
      say(
        `cũ hơn bản chương trình này (thiếu ${missing.join(', ')})`,
        `older than this program (without ${missing.join(', ')})`,
      ),
      say(
        'Khởi động lại «npx thidua live» hoặc worker của bản này: các bảng được nâng cấp khi khởi động.',
        'Restart «npx thidua live» or the worker of this version: tables are brought up to date at the start.',
      ),
    );
  return ok('tables', say('đúng với bản chương trình này', 'as this version of the program wants them'));
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
    mark === null
      ? ''
      : say(
          `; ${mark}: giờ nghiệp vụ ${formatMoment(await businessNow(records))}`,
          `; ${mark}: business time ${formatMoment(await businessNow(records))}`,
        );
  const seconds = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(
    Math.abs(apart) / 1_000,
  );
  const text = say(
    `máy này và cơ sở dữ liệu lệch ${seconds} giây${business}`,
    `this machine and the database differ by ${seconds} seconds${business}`,
  );
  const mend = say(
    'Bật đồng bộ giờ (NTP) trên cả hai máy; thời hạn tính theo giờ của cơ sở dữ liệu.',
    'Turn on time synchronisation (NTP) on both; deadlines go by the time of the database.',
  );
  if (Math.abs(apart) > harmful) return fault('clock', text, mend);
  return Math.abs(apart) > noticed ? warning('clock', text, mend) : ok('clock', text);
}

const hour = 3_600_000;

export async function checkEffects(records: Records): Promise<Finding> {
  const failing = await failingEffects(records);
  const [first] = failing;
  if (first === undefined)
    return ok('effects', say('không có việc nào đang trục trặc', 'nothing is failing'));
  const text = say(
    `${String(failing.length)} việc đang trục trặc; lâu nhất ở ${first.workflow}: ${failingLine(first)}`,
    `${String(failing.length)} effects are failing; the longest in ${first.workflow}: ${failingLine(first)}`,
  );
  const mend = say(
    'Việc được thử lại mãi đến khi xong; sửa nguyên nhân nêu trên (cơ sở dữ liệu, ổ đĩa, mạng).',
    'They are tried again until they succeed; mend the cause named above (database, disk, network).',
  );
  return Date.now() - first.since > hour ? fault('effects', text, mend) : warning('effects', text, mend);
}

export async function checkArchive(records: Records): Promise<Finding> {
  const standing = await archiveStanding(records);
  if (standing === null)
    return ok('archive', say('chưa có luồng việc nào kết thúc để lưu', 'no workflow has ended yet'));
  if (standing.isInDanger) return fault('archive', archiveDanger(standing));
  return ok(
    'archive',
    say(
      `lịch sử đã lưu đến ${formatMoment(standing.keptUntil)}`,
      `histories are kept up to ${formatMoment(standing.keptUntil)}`,
    ),
  );
}

export async function checkLetters(records: Records, plans: readonly string[]): Promise<Finding> {
  const pauses = await Promise.all(plans.map((plan) => postPause(records, plan)));
  const pause = pauses.find((it) => it !== null) ?? null;
  if (pause !== null)
    return warning(
      'letters',
      say(
        `việc gửi thư đang tạm dừng từ ${formatMoment(pause.at)}: ${pause.reason ?? ''}`,
        `letters are paused since ${formatMoment(pause.at)}: ${pause.reason ?? ''}`,
      ),
      say(
        'Gửi trở lại: npx thidua resume letters --reason "LÝ DO"',
        'To resume: npx thidua resume letters --reason "REASON"',
      ),
    );
  const late = await Promise.all(plans.map((plan) => lateLetters(records, plan)));
  const waiting = late.reduce((sum, { count }) => sum + count, 0);
  const lost = (await undelivered(records)).filter(
    ({ state }) => state === 'refused' || state === 'uncertain',
  );
  if (waiting + lost.length === 0)
    return ok('letters', say('không có thư nào chưa gửi được', 'no letters are undelivered'));
  return warning(
    'letters',
    say(
      `${String(lost.length)} thư không gửi được hoặc không rõ kết quả, ${String(waiting)} thư đang chờ gửi lại`,
      `${String(lost.length)} letters could not be sent or are uncertain, ${String(waiting)} letters wait to be sent again`,
    ),
    say(
      'Xem: npx thidua letters --undelivered; sửa hộp thư bằng «npx thidua setup», rồi «npx thidua letters resend MÃ».',
      'See: npx thidua letters --undelivered; correct mailboxes by «npx thidua setup», then «npx thidua letters resend ID».',
    ),
  );
}
