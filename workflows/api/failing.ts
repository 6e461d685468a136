import { z } from 'zod';
import { formatMoment } from '../rules/days.js';

/** An effect that doesn't succeed: which, since when (epoch ms of the servers' time), and why. */
export const Failing = z.object({ effect: z.string(), since: z.number(), why: z.string() });
export type Failing = z.infer<typeof Failing>;

const names: ReadonlyMap<string, string> = new Map([
  ['record', 'ghi sổ'],
  ['deliverLetters', 'gửi thư'],
  ['computeSelection', 'tính danh sách khen thưởng'],
  ['findFiling', 'tìm hồ sơ đã tiếp nhận'],
  ['loadUnits', 'đọc danh bạ đơn vị'],
  ['endedUnits', 'đọc danh bạ đơn vị'],
  ['loadHolidays', 'đọc bảng ngày nghỉ'],
  ['showCampaign', 'ghi tình trạng để tra cứu'],
  ['nudge', 'báo cho quy trình khác'],
  ['fault', 'xử lý việc nhận được'],
]);

/** `ghi sổ (dossier-lapsed)`: an effect's code, `record: dossier-lapsed`, as officials read it. */
export function effectName(effect: string): string {
  const colon = effect.indexOf(': ');
  if (colon < 0) return names.get(effect) ?? effect;
  const kind = effect.slice(0, colon);
  return `${names.get(kind) ?? kind} (${effect.slice(colon + 2)})`;
}

/** `ghi sổ (dossier-lapsed) không được từ 08:00 ngày 10/02/2024: connection refused` */
export const failingLine = ({ effect, since, why }: Failing): string =>
  `${effectName(effect)} không được từ ${formatMoment(since)}: ${why}`;

const longest = 200;

/** The words of an error, short enough to be shown. */
export const shortened = (why: string, most = longest): string =>
  why.length > most ? `${why.slice(0, most - 1)}…` : why;
