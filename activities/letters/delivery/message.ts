import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailContent } from '../../../workflows/api/letters.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import type { Letter } from '../compose/letter.js';
import { renderHtml, renderText } from './render.js';

/** All that one message is made of. */
export interface Draft {
  letter: Letter;
  content: MailContent;
  plan: Plan;
  mark: string | null;
  subject: string;
  messageId: string;
  /** The Message-ID that begins the conversation; the message's own when it is the first. */
  root: string;
  /** The sender, as `MAIL_FROM` has it. */
  from: string;
  to: { name: string; address: string };
  /** Business instant, epoch ms. */
  at: number;
}

/** A message as SMTP takes it. */
export interface Mime {
  envelope: { from: string; to: string[] };
  raw: Buffer;
}

/** Builds the message (RFC 5322, MIME): the same text as plain text and as HTML. */
export async function buildMessage(draft: Draft): Promise<Mime> {
  const { letter, content, plan, mark, subject, messageId, root, from, to, at } = draft;
  const heading = { plan, mark, addressee: to.name, at };
  const node = new MailComposer({
    from,
    to,
    subject,
    date: new Date(at),
    messageId,
    ...(root === messageId ? {} : { inReplyTo: root, references: root }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'vi',
      'X-Thidua-Event': content.code,
      'X-Thidua-Campaign': 'campaign' in content ? `${plan.plan}/${content.campaign}` : plan.plan,
    },
    text: renderText(letter, heading),
    html: renderHtml(letter, heading),
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  // The same message has the same bytes, whenever it is built.
  node.baseBoundary = createHash('sha256').update(messageId, 'utf8').digest('hex').slice(0, 16);
  const { from: sender, to: addresses } = node.getEnvelope();
  return { envelope: { from: sender === false ? '' : sender, to: addresses }, raw: await node.build() };
}
