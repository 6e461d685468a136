import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

/** One message to one recipient, as the embedded SMTP server keeps it. */
export interface KeptMail {
  /** When it was accepted (wall clock, ISO). */
  time: string;
  from: string;
  to: string;
  subject: string;
  messageId?: string;
  /** The .eml file's name in the mail folder. */
  file: string;
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');

/** The file that one recipient's copy of a message is kept in: its name says to whom, and there is no other. */
export function mailFile(messageId: string, recipient: string): string {
  const address = recipient.toLowerCase();
  const key = createHash('sha256').update(`${messageId}|${address}`).digest('hex').slice(0, 32);
  return `${slug(address.split('@')[0] ?? '')}-${key}.eml`;
}

/** What the server writes above a message: from whom and to whom it came, and when. */
export const traceHeaders = { from: 'Return-Path', to: 'Delivered-To', time: 'X-Kept-At' } as const;

/** All messages kept, oldest first. */
export async function readMails(mailFolder: string): Promise<KeptMail[]> {
  const mails: KeptMail[] = [];
  for (const file of await readdir(mailFolder))
    if (file.endsWith('.eml')) mails.push(await readMail(mailFolder, file));
  return mails.sort((one, other) => (one.time < other.time ? -1 : 1));
}

async function readMail(folder: string, file: string): Promise<KeptMail> {
  const head = headOf(await readFile(join(folder, file)));
  const { headerLines, messageId, subject = '' } = await simpleParser(head);
  const trace = (name: string): string => {
    const { line = '' } = headerLines.find((it) => it.key === name.toLowerCase()) ?? {};
    return line.slice(line.indexOf(':') + 1).trim();
  };
  return {
    time: trace(traceHeaders.time),
    from: trace(traceHeaders.from),
    to: trace(traceHeaders.to),
    subject,
    ...(messageId !== undefined && { messageId }),
    file,
  };
}

/** The head of a message with the empty line after it; the body may be large. */
export function headOf(content: Buffer): Buffer {
  const end = content.indexOf('\r\n\r\n');
  return end === -1 ? content : content.subarray(0, end + 4);
}

/** What another process may ask about the mails kept, with nothing but the files. */
export const embeddedMailbox = (mailFolder: string) => ({
  /** Whether the recipient already has the message with this Message-ID (angle brackets included). */
  async has(messageId: string, recipient: string): Promise<boolean> {
    return access(join(mailFolder, mailFile(messageId, recipient))).then(
      () => true,
      () => false,
    );
  },
});
