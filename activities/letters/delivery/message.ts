import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Options as MailOptions } from 'nodemailer/lib/mailer';
import type { MailContent } from '../../../workflows/api/letters.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import type { Letter } from '../compose/letter.js';
import { type Heading, renderHtml, renderText } from './render.js';

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

/** A letter on its way: what stands in the headers of its message beside those of every letter, in the mailer's form. */
interface Sent extends Pick<MailOptions, 'date' | 'inReplyTo' | 'references'> {
  letter: Letter;
  heading: Heading;
  from: string;
  to: { name: string; address: string };
  subject: string;
  messageId: string;
  headers?: Record<string, string>;
  /** What parts the message; by chance where it is left out. */
  boundary?: string;
}

/** Builds a message (RFC 5322, MIME): the same text as plain text and as HTML. */
export async function mimeOf({ letter, heading, headers, boundary, ...mail }: Sent): Promise<Mime> {
  const node = new MailComposer({
    ...mail,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'vi',
      ...headers,
    },
    text: renderText(letter, heading),
    html: renderHtml(letter, heading),
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  if (boundary !== undefined) node.baseBoundary = boundary;
  const { from, to } = node.getEnvelope();
  return { envelope: { from: from === false ? '' : from, to }, raw: await node.build() };
}

/** Builds the message of a letter that is kept. */
export function buildMessage(draft: Draft): Promise<Mime> {
  const { letter, content, plan, mark, subject, messageId, root, from, to, at } = draft;
  return mimeOf({
    letter,
    heading: { plan, mark, addressee: to.name, at },
    from,
    to,
    subject,
    date: new Date(at),
    messageId,
    ...(root === messageId ? {} : { inReplyTo: root, references: root }),
    headers: {
      'X-Thidua-Event': content.code,
      'X-Thidua-Campaign': 'campaign' in content ? `${plan.plan}/${content.campaign}` : plan.plan,
    },
    // The same message has the same bytes, whenever it is built.
    boundary: createHash('sha256').update(messageId, 'utf8').digest('hex').slice(0, 16),
  });
}
