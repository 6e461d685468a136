import { randomUUID } from 'node:crypto';
import type { Plan } from '../../../workflows/plan/schema.js';
import { type Letter, link, text } from '../compose/letter.js';
import { type Mime, mimeOf } from './message.js';
import { subjectOf } from './render.js';
import { messageIdOf } from './thread.js';

/** A one-time link by which somebody signs in to the portal. */
export interface SignInLink {
  plan: Plan;
  /** What says that it isn't in earnest, such as `THỬ`. */
  mark: string | null;
  to: { name: string; address: string };
  address: string;
  /** So long it can be used. */
  minutes: number;
  /** The sender, as `MAIL_FROM` has it. */
  from: string;
}

/** The message with a link. It is kept nowhere: who reads it can sign in. */
export function signInMessage({ plan, mark, to, address, minutes, from }: SignInLink): Promise<Mime> {
  const letter: Letter = {
    ask: null,
    title: 'Đường dẫn đăng nhập cổng thi đua',
    blocks: [
      text(
        `Bấm vào đường dẫn dưới đây, rồi bấm nút “Đăng nhập” trên trang mở ra. Đường dẫn dùng được một lần, trong ${String(minutes)} phút kể từ khi thư được gửi.`,
      ),
      link('Mở trang đăng nhập', address),
      text(
        'Không chuyển thư này cho người khác: ai có đường dẫn thì đăng nhập được dưới tên người nhận. Nếu không yêu cầu đăng nhập, bỏ qua thư này; không có gì thay đổi.',
      ),
    ],
  };
  const heading = { plan, mark, addressee: to.name, at: Date.now() };
  return mimeOf({
    letter,
    heading,
    from,
    to,
    subject: subjectOf(letter, heading),
    messageId: messageIdOf(randomUUID()),
  });
}
