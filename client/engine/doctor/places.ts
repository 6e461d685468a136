import { statfs } from 'node:fs/promises';
import { smtpProblem } from '../../../activities/letters/delivery/greeting.js';
import type { Configuration, TemporalConnection } from '../../../worker/configuration.js';
import { findServers } from '../../../worker/embedded/data/servers-file.js';
import { say, type Words } from '../../language/language.js';
import { away, fault, type Finding, ok, unchecked, warning } from './finding.js';

/** Where the parts are: as configured, else where the servers of the data folder run; null: nowhere now. */
export interface PartPlaces {
  temporal: TemporalConnection | null;
  namespace: string;
  smtpUrl: string | null;
  isEmbedded: { temporal: boolean; database: boolean; mail: boolean };
}

export async function placesOf(configuration: Configuration): Promise<PartPlaces> {
  const note = await findServers(configuration.dataFolder);
  const own = note?.temporal;
  return {
    temporal: configuration.temporal ?? (own === undefined ? null : { address: own.address }),
    namespace: configuration.temporalNamespace,
    smtpUrl: configuration.smtpUrl ?? note?.smtpUrl ?? null,
    isEmbedded: {
      temporal: configuration.temporal === undefined,
      database: configuration.databaseUrl === undefined,
      mail: configuration.smtpUrl === undefined,
    },
  };
}

/** What starts the servers that nobody configured. */
export const startThem: Words = [
  'Khởi động bằng «npx thidua live» (hoặc «npm start» khi diễn tập).',
  'Start them by «npx thidua live» (or «npm start» for a rehearsal).',
];

const megabyte = 1_000_000;
const least = 64 * megabyte;
const little = 1_000 * megabyte;

export async function checkDisk(folder: string): Promise<Finding> {
  const free = await statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
  if (free === null)
    return unchecked(
      'disk',
      say(`chưa có thư mục dữ liệu ${folder}`, `there is no data folder ${folder} yet`),
    );
  const text = say(
    `${folder} còn trống ${new Intl.NumberFormat('vi-VN').format(Math.floor(free / megabyte))} MB`,
    `${folder} has ${new Intl.NumberFormat('vi-VN').format(Math.floor(free / megabyte))} MB free`,
  );
  const mend = say(
    'Giải phóng dung lượng ổ đĩa, hoặc chuyển THIDUA_DATA sang ổ đĩa khác.',
    'Make room on the disk, or move THIDUA_DATA to another disk.',
  );
  if (free < least) return fault('disk', text, mend);
  return free < little ? warning('disk', text, mend) : ok('disk', text);
}

export async function checkMail({ smtpUrl, isEmbedded }: PartPlaces): Promise<Finding> {
  if (smtpUrl === null)
    return away(
      'mail',
      say('máy chủ thư kèm theo đang dừng', 'the embedded mail server is stopped'),
      say(...startThem),
    );
  const { host } = new URL(smtpUrl);
  const problem = await smtpProblem(smtpUrl);
  if (problem === null)
    return ok(
      'mail',
      isEmbedded.mail
        ? say(
            `${host} trả lời (kèm theo, không gửi ra ngoài)`,
            `${host} answers (embedded, nothing is sent outside)`,
          )
        : say(`${host} trả lời`, `${host} answers`),
    );
  const mend = isEmbedded.mail
    ? say(...startThem)
    : say(
        'Kiểm tra SMTP_URL, mật khẩu và đường mạng đến máy chủ thư.',
        'Check SMTP_URL, its password and the network to the mail server.',
      );
  return away(
    'mail',
    say(`${host} không nhận kết nối: ${problem}`, `${host} takes no connection: ${problem}`),
    mend,
  );
}
