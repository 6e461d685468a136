import type { Entry } from './acts.js';
import { shortened } from './failing.js';

/** What an act is called where an operator reads it: the messages' names, and the engine's own acts. */
export const actNames: ReadonlyMap<string, string> = new Map([
  ['fileDossier', 'nộp hồ sơ'],
  ['withdrawDossier', 'rút hồ sơ'],
  ['reviewDossier', 'xét hồ sơ'],
  ['grantExtension', 'gia hạn nộp hồ sơ'],
  ['shortenExtension', 'rút ngắn thời gian gia hạn'],
  ['recordRanking', 'ghi kết quả xếp hạng'],
  ['answerQuestion', 'quyết định vướng mắc'],
  ['shortlist', 'lựa chọn người, tập thể được đề nghị'],
  ['waiveCriterion', 'miễn tiêu chuẩn'],
  ['recordLaunchPlan', 'ghi nhận kế hoạch phát động'],
  ['forward', 'trình danh sách'],
  ['appraise', 'thẩm định danh sách'],
  ['signOff', 'ký duyệt danh sách'],
  ['recordDecision', 'ghi số và ngày quyết định khen thưởng'],
  ['recordCeremony', 'ghi ngày tổ chức khen thưởng'],
  ['reportCommendations', 'báo cáo số Giấy khen'],
  ['reportDifficulty', 'phản ánh khó khăn, vướng mắc'],
  ['revokeCertificate', 'thu hồi Bằng khen'],
  ['amendPlan', 'sửa đổi kế hoạch'],
  ['receiveFiling', 'tiếp nhận hồ sơ'],
  ['key-registered', 'đăng ký khóa ký'],
  ['key-revoked', 'thu hồi khóa ký'],
  ['portal-refused', 'từ chối tại cổng thông tin'],
  ['proofs-asked', 'bắt đầu yêu cầu chữ ký'],
  ['records-sealed', 'niêm phong những gì đã có trong cơ sở dữ liệu'],
  ['signOff-refused', 'không nhận ký duyệt'],
  ['sign-refusals-told', 'báo những ý kiến ký duyệt không được nhận'],
  ['pausePost', 'tạm dừng gửi thư'],
  ['resumePost', 'gửi thư trở lại'],
  ['pauseReminders', 'tạm dừng nhắc việc'],
  ['resumeReminders', 'nhắc việc trở lại'],
  ['workflow-restored', 'chạy lại luồng việc từ dữ liệu đã giữ'],
  ['letter-resent', 'gửi lại thư'],
  ['campaign-started', 'mở đợt khen thưởng'],
  ['campaign-skipped', 'bỏ qua đợt khen thưởng đã qua'],
  ['steps-skipped', 'bỏ qua các bước đã qua'],
  ['late-opening-asked', 'hỏi việc mở nhận hồ sơ khi đã quá hạn'],
  ['imported', 'nhập kết quả của đợt đã qua'],
  ['launch-plans-asked', 'đề nghị kế hoạch phát động'],
  ['reminded', 'nhắc việc'],
  ['weekly-digest', 'tóm tắt việc tuần'],
  ['dossiers-opened', 'mở nhận hồ sơ'],
  ['dossiers-reminded', 'nhắc nộp hồ sơ'],
  ['dossiers-restarted', 'chạy lại quy trình hồ sơ'],
  ['dossier-taken-over', 'nhận hồ sơ đã tiếp nhận đúng hạn'],
  ['dossier-lapsed', 'hết hạn nộp hồ sơ'],
  ['cutoff-reached', 'hết thời hạn nhận hồ sơ'],
  ['list-computed', 'tính danh sách khen thưởng'],
  ['choices-dropped', 'bỏ lựa chọn không còn phù hợp'],
  ['list-superseded', 'danh sách hết hiệu lực'],
  ['forward-cutoff-passed', 'quá hạn trình danh sách'],
  ['announce-by-passed', 'quá hạn công bố'],
  ['ceremony-not-reported', 'không có báo cáo lễ khen thưởng'],
  ['campaign-closed', 'kết thúc đợt khen thưởng'],
  ['set-up', 'thiết lập đơn vị, hộp thư và chức vụ'],
  ['holidays-ending', 'bảng ngày nghỉ sắp hết'],
]);

/**
 * `nộp hồ sơ: unit/so-y-te`, `gia hạn nộp hồ sơ: home-affairs – Mất điện`: an act as one line of the Temporal UI, with its
 * office and its reason, never a person. The instant is the event's own.
 */
export function actLine({ act, actor, reason }: Pick<Entry, 'act' | 'actor' | 'reason'>): string {
  const who = actor === null ? '' : `: ${actor.unit === undefined ? actor.office : `unit/${actor.unit}`}`;
  const why = reason === null ? '' : ` – ${shortened(reason.replace(/[\s\p{C}]+/gu, ' '), 50)}`;
  return `${actNames.get(act) ?? act}${who}${why}`;
}

/** What the Temporal UI shows of a nudge. */
export const nudgeLine = (workflows: readonly string[]): string =>
  workflows.length === 1
    ? `báo ${workflows[0] ?? ''} xem lại`
    : `báo ${String(workflows.length)} quy trình xem lại`;
