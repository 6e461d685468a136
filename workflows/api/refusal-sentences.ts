import { actNames } from './act-names.js';
import { blocName, officeName, type PlanNames } from '../plan/names.js';
import { stageNames, statusNames } from './names.js';
import type { Refusal } from './refusals.js';
import { dayOf, formatDay, instantOf, clockTimeOf } from '../rules/days.js';

const named = (names: ReadonlyMap<string, string>, code: string): string => names.get(code) ?? code;
const nameOf = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;
const keyName = (key: string): string => `${key.slice(0, 12)}…`;
const list = (items: readonly string[]): string => items.join(', ');

/** An instant (epoch ms) as officials read it: seconds and milliseconds only where they decide. */
function moment(at: number): string {
  const text = clockTimeOf(at);
  const time = at % 60_000 === 0 ? text.slice(11, 16) : text.slice(11, at % 1000 === 0 ? 19 : 23);
  return `${time} ngày ${formatDay(dayOf(at))}`;
}
const cutoffText = (cutoff: number): string =>
  instantOf(dayOf(cutoff)) === cutoff ? `ngày ${formatDay(dayOf(cutoff))}` : moment(cutoff);

/** Why a message was refused, in one or two sentences that an official reads. Instants are shown in Asia/Ho_Chi_Minh. */
export function refusalSentence(names: Pick<PlanNames, 'bodies' | 'blocs'>, refusal: Refusal): string {
  switch (refusal.code) {
    case 'message.malformed':
      return refusal.problems.length === 0
        ? 'Nội dung gửi đến không đúng mẫu nên không được nhận.'
        : `Nội dung gửi đến không đúng mẫu nên không được nhận: ${refusal.problems.join('; ')}.`;
    case 'actor.wrong-office':
      return `${officeName(names, refusal.office)} không có thẩm quyền thực hiện việc này.`;
    case 'actor.wrong-unit':
      return refusal.unit === ''
        ? 'Chưa ghi đơn vị thực hiện; việc này chỉ đơn vị có hồ sơ, hoặc đơn vị được giao nộp thay, mới được làm.'
        : `Đơn vị “${refusal.unit}” không phải đơn vị có hồ sơ này, cũng không được giao nộp thay.`;
    case 'actor.not-holder':
      return `Ngày ${formatDay(refusal.on)}, người có mã “${refusal.person}” không giữ chức trách để thay mặt ${officeName(names, refusal.office)}.`;
    case 'actor.not-official':
      return `Ngày ${formatDay(refusal.on)}, người có mã “${refusal.person}” không phải cán bộ đầu mối đã đăng ký của đơn vị “${refusal.unit}”; đề nghị cán bộ đầu mối của đơn vị thực hiện, hoặc đăng ký lại cán bộ đầu mối.`;
    case 'actor.is-nominee':
      return `Người thực hiện là người được đề nghị khen thưởng (mã “${refusal.nominee}”) nên không được xét, thẩm định hay ký chính hồ sơ của mình; đề nghị để cấp phó hoặc người khác có thẩm quyền thực hiện.`;
    case 'actor.filed-it':
      return 'Người đã nộp hồ sơ không được xét chính hồ sơ đó; đề nghị để người khác có thẩm quyền xét.';
    case 'actor.forwarded-it':
      return 'Người đã trình danh sách không được thẩm định chính danh sách đó; đề nghị để người khác có thẩm quyền thẩm định (mục IV.1.b).';
    case 'proof.missing':
      return 'Việc này phải có chữ ký điện tử của người thực hiện mới được nhận; đề nghị ký bằng khóa đã đăng ký rồi gửi lại.';
    case 'proof.unknown-key':
      return `Khóa ký ${keyName(refusal.key)} chưa được đăng ký nên chữ ký không được nhận; đề nghị người vận hành hệ thống đăng ký khóa này.`;
    case 'proof.revoked-key':
      return `Khóa ký ${keyName(refusal.key)} đã bị thu hồi lúc ${moment(refusal.revokedAt)} nên chữ ký không được nhận; đề nghị ký bằng khóa khác.`;
    case 'proof.other-person':
      return `Khóa ký ${keyName(refusal.key)} không phải của người có mã “${refusal.person}”; mỗi người chỉ ký bằng khóa của mình.`;
    case 'proof.wrong-signature':
      return `Chữ ký bằng khóa ${keyName(refusal.key)} không khớp: nội dung, nơi nhận hoặc thời điểm khác với lúc ký; đề nghị xem lại rồi ký lại.`;
    case 'proof.repeated':
      return `Chữ ký có mã ${refusal.id} đã được dùng; mỗi lần thực hiện phải ký lại.`;
    case 'proof.too-old':
      return `Chữ ký lúc ${moment(refusal.signedAt)} đã quá 10 phút khi được xem xét (${moment(refusal.now)}); đề nghị ký và gửi lại.`;
    case 'proof.in-future':
      return `Thời điểm ký (${moment(refusal.signedAt)}) muộn hơn giờ của hệ thống (${moment(refusal.now)}); đề nghị chỉnh lại đồng hồ máy đã ký rồi ký lại.`;
    case 'proof.no-sign-in':
      return `Khóa ${keyName(refusal.key)} là của cổng thông tin: chữ ký phải nêu ai đã đăng nhập, bằng cách nào và lúc nào.`;
    case 'proof.no-portal':
      return `Khóa ký ${keyName(refusal.key)} là của một người, không phải của cổng thông tin, nên không ký thay người đã đăng nhập được.`;
    case 'proof.old-sign-in':
      return `Lần đăng nhập lúc ${moment(refusal.signedInAt)} đã quá lâu cho việc này (${moment(refusal.now)}); đề nghị đăng nhập lại rồi thực hiện lại.`;
    case 'stage.wrong':
      return `Không thể ${named(actNames, refusal.message)} lúc này: đợt khen thưởng đang ở bước ${nameOf(stageNames, refusal.stage).toLowerCase()}.`;
    case 'reminders.held':
      return `Việc nhắc ${remindedOf(refusal.unit)} đã tạm dừng từ trước.`;
    case 'reminders.not-held':
      return `Việc nhắc ${remindedOf(refusal.unit)} không bị tạm dừng.`;
    case 'workflow.closing':
      return 'Đợt khen thưởng đã kết thúc nên không nhận thêm.';
    case 'dossier.late':
      return `Hồ sơ phải nộp trước ${cutoffText(refusal.cutoff)} (mục IV.1.a); hồ sơ này đến lúc ${moment(refusal.receivedAt)} nên quá hạn.`;
    case 'dossier.wrong-status':
      return `Không thể ${named(actNames, refusal.message)}: hồ sơ đang ở trạng thái “${nameOf(statusNames, refusal.status)}”.`;
    case 'dossier.frozen':
      return 'Danh sách đã được trình nên hồ sơ không thay đổi được nữa, trừ khi có lý do bằng văn bản.';
    case 'dossier.other-version':
      return `Hồ sơ đã có bản khác (mã ${refusal.current.slice(0, 12)}…) sau bản đang xét; đề nghị xem lại bản hiện hành.`;
    case 'dossier.complete-by-past':
      return `Ngày hoàn thiện ${formatDay(refusal.completeBy)} đã qua; đề nghị chọn ngày muộn hơn.`;
    case 'filing.unknown':
      return refusal.receipt === ''
        ? 'Không tìm thấy hồ sơ đã tiếp nhận.'
        : `Không tìm thấy hồ sơ đã tiếp nhận theo biên nhận ${refusal.receipt}.`;
    case 'filing.faulty':
      return `Hồ sơ có sai sót nên chưa được nhận: ${refusal.problems.join('; ')}.`;
    case 'date.beyond-quarter':
      return `Ngày ${formatDay(refusal.date)} muộn hơn hạn công bố của đợt khen thưởng (${formatDay(refusal.last)}, mục IV.1.b); nếu đúng là ngày này, đề nghị nêu rõ lý do vượt quá thời hạn đó.`;
    case 'date.before-signature':
      return `Ngày quyết định ${formatDay(refusal.date)} sớm hơn ngày ký duyệt danh sách (${formatDay(refusal.signed)}).`;
    case 'extension.not-shorter':
      return `Chỉ rút ngắn được thời gian đã gia hạn, đến một ngày chưa qua và không sớm hơn ngày ${formatDay(refusal.earliest)}; ngày ${formatDay(refusal.lastDay)} không phù hợp.`;
    case 'extension.not-later':
      return `Thời hạn mới (hết ngày ${formatDay(refusal.lastDay)}) không muộn hơn thời hạn đang áp dụng (trước ${cutoffText(refusal.cutoff)}).`;
    case 'extension.no-dossier':
      return `Không có hồ sơ nào trong phạm vi “${refusal.scope}” để gia hạn.`;
    case 'ranking.unknown-unit':
      return `Bảng xếp hạng không được nhận vì có đơn vị không có trong danh bạ hoặc không thuộc khối: ${rows(refusal.rows)}.`;
    case 'ranking.repeated-unit':
      return `Bảng xếp hạng không được nhận vì có đơn vị xuất hiện nhiều lần: ${rows(refusal.rows)}.`;
    case 'ranking.shape':
      return `Bảng xếp hạng ${blocName(names, refusal.bloc)} không được nhận vì thứ hạng không liên tục: ${refusal.rows
        .map((it) => `dòng ${it.row} (hạng ${it.rank})`)
        .join(', ')}.`;
    case 'ranking.no-previous':
      return refusal.campaign === 'summary'
        ? 'Tổng kết giai đoạn không dùng kết quả xếp hạng của năm trước.'
        : `Chưa có kết quả xếp hạng của năm trước cho đợt khen thưởng năm ${refusal.campaign} (mục III.3.a).`;
    case 'list.frozen':
      return `Danh sách đã được trình nên không thể ${named(actNames, refusal.message)} nếu không nêu lý do.`;
    case 'question.unknown':
      return refusal.open.length === 0
        ? `Không có vướng mắc “${refusal.question}”; hiện không có vướng mắc nào chờ quyết định.`
        : `Không có vướng mắc “${refusal.question}”; các vướng mắc đang chờ quyết định: ${list(refusal.open)}.`;
    case 'question.answered':
      return `Vướng mắc “${refusal.question}” đã được quyết định; muốn thay đổi thời hạn, đề nghị gia hạn hoặc rút ngắn thời gian gia hạn.`;
    case 'question.other':
      return `Vướng mắc “${refusal.question}” nay đã khác so với lúc được xem (phương án, đơn vị hoặc thứ hạng đã thay đổi); đề nghị xem lại rồi quyết định.`;
    case 'question.choice-not-offered':
      return `Phải chọn đúng ${refusal.choose} trong các phương án của vướng mắc “${refusal.question}”: ${list(refusal.options)}.`;
    case 'shortlist.faulty':
      return `Danh sách lựa chọn có sai sót: ${refusal.faults.map((it) => `${shortlistFault(it.code)} (${it.path})`).join('; ')}.`;
    case 'criterion.unknown':
      return `Không có tiêu chuẩn “${refusal.criterion}”; các tiêu chuẩn có thể miễn: ${list(refusal.known)} (mục III.1).`;
    case 'criterion.already-waived':
      return `Tiêu chuẩn “${refusal.criterion}” đã được miễn cho đợt này.`;
    case 'unit.unknown':
      return `Không có đơn vị trong danh bạ: ${list(refusal.units)}.`;
    case 'list.incomplete':
      return `Danh sách chưa đầy đủ, còn chờ: ${list(refusal.open)}.`;
    case 'list.stale':
      return refusal.current === null
        ? `Danh sách có mã ${refusal.shown.slice(0, 12)}… không phải danh sách đang trình.`
        : `Danh sách đã thay đổi: bản đã xem có mã ${refusal.shown.slice(0, 12)}…, bản đang trình có mã ${refusal.current.slice(0, 12)}…. Đề nghị xem lại bản đang trình.`;
    case 'list.pending':
      return `Danh sách chưa trình, thẩm định hay ký được vì còn hồ sơ đang chờ: ${list(refusal.units)}.`;
    case 'list.same-as-returned':
      return 'Danh sách trước đã bị trả lại hoặc đã phải lập lại; muốn trình lại phải nêu lý do.';
    case 'strike.unknown':
      return `Không có trong danh sách đang trình: ${list(refusal.nominees)}.`;
    case 'date.in-future':
      return `Ngày ${formatDay(refusal.date)} muộn hơn hôm nay (${formatDay(refusal.today)}).`;
    case 'certificate.unknown':
      return `Không có Bằng khen nào ở vị trí “${refusal.seat}”.`;
    case 'certificate.already-revoked':
      return `Bằng khen ở vị trí “${refusal.seat}” đã bị thu hồi trước đó.`;
    case 'amendment.fixed':
      return `Sửa đổi kế hoạch không được thay: ${list(refusal.places)}.`;
    case 'amendment.begun':
      return `Sửa đổi chạm đến đợt khen thưởng đã mở, ở: ${list(refusal.places)}. Đợt đã mở theo kế hoạch như khi mở.`;
    case 'amendment.faulty':
      return `Kế hoạch sửa đổi có chỗ không khớp nhau: ${list(refusal.places)}. Xem «thidua plan check».`;
    case 'amendment.unchanged':
      return 'Kế hoạch không có gì khác với kế hoạch đang theo.';
    case 'reward.no-law':
      return `Không có quy định về mức tiền thưởng có hiệu lực vào ngày ${formatDay(refusal.on)} (mục III.4.a).`;
    case 'records.refused':
      return `Cơ sở dữ liệu không nhận nội dung này (mã lỗi ${refusal.sqlstate}); việc được ghi lại là bị từ chối. Đề nghị kiểm tra lại nội dung và báo cho người vận hành hệ thống.`;
    case 'engine.fault':
      return `Hệ thống gặp lỗi khi xử lý nên việc này chưa được nhận trọn vẹn (${refusal.error}). Đề nghị báo cho người vận hành hệ thống trước khi gửi lại.`;
  }
}

const rows = (items: readonly { row: number; unit: string }[]): string =>
  items.map((it) => `dòng ${it.row} (${it.unit})`).join(', ');

const shortlistFaults: ReadonlyMap<string, string> = new Map([
  ['shortlist-unknown', 'không có người hoặc tập thể này trong khối'],
  ['shortlist-repeats', 'một người hoặc tập thể được chọn hai lần'],
  ['shortlist-over-quota', 'vượt quá số lượng Bằng khen của khối (mục III.3)'],
  ['shortlist-not-eligible', 'người hoặc tập thể được chọn chưa đủ tiêu chuẩn (mục III.1)'],
  ['shortlist-not-needed', 'không cần lựa chọn vì số đủ tiêu chuẩn không vượt số lượng'],
]);
const shortlistFault = (code: string): string => named(shortlistFaults, code);

const remindedOf = (unit: string | null): string =>
  unit === null ? 'của đợt khen thưởng' : `đơn vị ${unit}`;
