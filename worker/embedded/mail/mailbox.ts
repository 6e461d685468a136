import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, readIfThere } from '../data/durable-files.js';

/** One message that the embedded SMTP server keeps: a line of the index. */
export const KeptMail = z.object({
  /** When it was accepted (wall clock, ISO). */
  time: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string().optional(),
  /** The .eml file's name in the mail folder. */
  file: z.string(),
});
export type KeptMail = z.infer<typeof KeptMail>;

export const indexFile = (mailFolder: string): string => join(mailFolder, 'index.jsonl');

/** The marker that says: this recipient has this message. */
export const markerFile = (mailFolder: string, messageId: string, recipient: string): string => {
  const key = createHash('sha256').update(`${messageId}|${recipient.toLowerCase()}`).digest('hex');
  return join(mailFolder, 'by-id', key);
};

/** All messages kept, oldest first. A torn last line is no message. */
export async function readMailIndex(mailFolder: string): Promise<KeptMail[]> {
  const text = await readIfThere(indexFile(mailFolder));
  return (text ?? '').split('\n').flatMap((line) => {
    const mail = KeptMail.safeParse(parseJson(line));
    return mail.success ? [mail.data] : [];
  });
}

/** What another process may ask about the mails kept, with nothing but the files. */
export const embeddedMailbox = (mailFolder: string) => ({
  /** Whether the recipient already has the message with this Message-ID (angle brackets included). */
  async has(messageId: string, recipient: string): Promise<boolean> {
    return access(markerFile(mailFolder, messageId, recipient)).then(
      () => true,
      () => false,
    );
  },
});
