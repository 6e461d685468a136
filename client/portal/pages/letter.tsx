import type { KeptMail } from '../../../activities/records/acts/mail-log.js';
import type { MailAttemptRow } from '../../../activities/records/reads/mail-pages.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import type { Names } from '../../officials/act-words.js';
import { mailStateName, recipientName } from '../../officials/letters.js';
import { campaignTitle } from '../../officials/words.js';
import { Fault, Once } from '../acting.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { stateClass } from './letters.js';
import { Wide } from './tables.js';

export interface LetterShown {
  names: Names;
  mail: KeptMail;
  /** Null: of before letters were kept. */
  text: string | null;
  attempts: readonly MailAttemptRow[];
  /** Whether the mail server of this machine keeps it as a file. */
  isFiled: boolean;
  /** The form to send it anew, with what was typed and why it wasn't taken; null: who looks may not. */
  again: { reason: string; fault: string | undefined } | null;
}

/** One letter as it was sent, and how it went. */
export const letterPage = ({ names, mail, text, attempts, isFiled, again }: LetterShown): Page => ({
  title: mail.subject,
  body: (
    <>
      <dl class="facts">
        <dt>Tình trạng</dt>
        <dd class={stateClass(mail.state)}>{mailStateName(mail.state)}</dd>
        <dt>Lúc</dt>
        <dd>{formatMoment(mail.at)}</dd>
        <dt>Nơi nhận</dt>
        <dd>{recipientName(names, mail.recipient)}</dd>
        <dt>Hộp thư</dt>
        <dd>{mail.address === '' ? 'chưa có' : mail.address}</dd>
        {mail.campaign === null ? null : (
          <>
            <dt>Về</dt>
            <dd>
              <a href={addresses.campaign(mail.campaign)}>{campaignTitle(names.plan, mail.campaign)}</a>
            </dd>
          </>
        )}
        <dt>Mã thư</dt>
        <dd>{mail.key}</dd>
      </dl>
      <h2>Nội dung</h2>
      {text === null ? <p>Thư này cũ hơn lúc bắt đầu giữ nội dung thư.</p> : <div class="letter">{text}</div>}
      {isFiled ? (
        <p>
          <a href={addresses.letterFile(mail.key)}>Tải thư này về (.eml)</a>, đúng như máy chủ thư của diễn
          tập đã nhận.
        </p>
      ) : null}
      <h2>Các lần gửi</h2>
      {attempts.length === 0 ? <p>Chưa gửi lần nào.</p> : <Attempts attempts={attempts} />}
      {again === null ? null : <Again mail={mail} {...again} />}
    </>
  ),
});

const outcomes: ReadonlyMap<string, string> = new Map([
  ['sent', 'đã gửi'],
  ['refused', 'bị từ chối'],
  ['uncertain', 'không rõ'],
  ['failed', 'chưa được, sẽ gửi lại'],
]);

const Attempts = ({ attempts }: Pick<LetterShown, 'attempts'>) => (
  <Wide label="Các lần gửi">
    <table class="roomy">
      <thead>
        <tr>
          <th scope="col">Lúc (giờ thật)</th>
          <th scope="col">Hộp thư</th>
          <th scope="col">Kết quả</th>
          <th scope="col">Máy chủ thư trả lời</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map(({ startedAt, address, outcome, answer }) => (
          <tr>
            <td>{formatMoment(startedAt)}</td>
            <td>{address ?? ''}</td>
            <td>{outcome === null ? 'đang gửi' : (outcomes.get(outcome) ?? outcome)}</td>
            <td>{answer ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

function Again({ mail, reason, fault }: { mail: KeptMail; reason: string; fault: string | undefined }) {
  if (mail.letter === null) return null;
  const wasSent = mail.state === 'sent';
  return (
    <form method="post" action={addresses.letterAgain(mail.key)}>
      <h2>Gửi lại</h2>
      <Fault sentence={fault} />
      <Once />
      <p>
        {wasSent
          ? 'Thư này đã gửi được; gửi lại là gửi thêm một bản đến hộp thư hiện nay của nơi nhận.'
          : 'Chính thư này được gửi đến hộp thư hiện nay của nơi nhận.'}
      </p>
      <p>
        <label for="ly-do">Lý do (bắt buộc)</label>
        <input id="ly-do" name="ly-do" value={reason} required maxlength={1000} />
      </p>
      <button name="them" value={wasSent ? 'co' : 'khong'}>
        {wasSent ? 'Gửi thêm một lần' : 'Gửi lại thư'}
      </button>
    </form>
  );
}
