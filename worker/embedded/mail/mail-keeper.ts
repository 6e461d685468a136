import { mkdir, open, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { simpleParser } from 'mailparser';
import { readIfThere, syncFolder, writeDurably } from '../data/durable-files.js';
import { indexFile, type KeptMail, markerFile, readMailIndex } from './mailbox.js';

/** A mail as the SMTP session gave it. */
export interface Envelope {
  from: string;
  to: readonly string[];
  content: Buffer;
}

interface Message extends Envelope {
  messageId?: string;
  subject: string;
}

interface Waiting {
  message: Message;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');

const dayOf = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '');

/**
 * Keeps messages in a folder. The index line is what counts: a message is accepted when its line is on the disk, and an
 * .eml file without a line is removed at the next start. Messages that arrive together share the waits for the disk.
 */
export class MailKeeper {
  private waiting: Waiting[] = [];
  private working: Promise<void> | undefined;
  private sequence: number;
  /** The markers of all that is kept. */
  private readonly known: Set<string>;

  private constructor(
    private readonly folder: string,
    kept: readonly KeptMail[],
  ) {
    this.sequence = Number(kept.at(-1)?.file.split('-')[1] ?? 0);
    this.known = new Set(kept.flatMap((mail) => markersOf(folder, mail.messageId, mail.to)));
  }

  static async open(folder: string): Promise<MailKeeper> {
    await mkdir(join(folder, 'by-id'), { recursive: true, mode: 0o700 });
    await dropTornLine(folder);
    const kept = await readMailIndex(folder);
    const files = new Set(kept.map((mail) => mail.file));
    for (const name of await readdir(folder))
      if (name.endsWith('.eml') && !files.has(name)) await rm(join(folder, name), { force: true });
    const marked = new Set(await readdir(join(folder, 'by-id')));
    for (const mail of kept) await mark(folder, mail, marked);
    return new MailKeeper(folder, kept);
  }

  /** Resolves when the message is safe on the disk, or was there already for each of its recipients. */
  async keep(envelope: Envelope): Promise<void> {
    const message = { ...envelope, ...(await readHead(envelope.content)) };
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ message, resolve, reject });
      this.working ??= this.work().finally(() => {
        this.working = undefined;
      });
    });
  }

  /** Resolves when nothing is being written any more. */
  async settle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, 64);
      try {
        await this.keepBatch(batch.map((it) => it.message));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  private async keepBatch(messages: readonly Message[]): Promise<void> {
    const claimed = new Set<string>();
    const mails: KeptMail[] = [];
    const writes: Promise<void>[] = [];
    for (const message of messages) {
      const to = message.to.filter((recipient) => this.isNew(message.messageId, recipient, claimed));
      if (to.length === 0) continue;
      const mail = this.describe(message, to);
      mails.push(mail);
      writes.push(writeDurably(join(this.folder, mail.file), message.content, 0o600));
    }
    if (mails.length === 0) return;
    for (const outcome of await Promise.allSettled(writes))
      if (outcome.status === 'rejected') throw outcome.reason;
    await syncFolder(this.folder);
    await appendDurably(indexFile(this.folder), mails.map((mail) => `${JSON.stringify(mail)}\n`).join(''));
    for (const marker of claimed) this.known.add(marker);
    await Promise.all(mails.map((mail) => mark(this.folder, mail)));
  }

  private isNew(messageId: string | undefined, recipient: string, claimed: Set<string>): boolean {
    const [marker] = markersOf(this.folder, messageId, [recipient]);
    if (marker === undefined) return true;
    if (this.known.has(marker) || claimed.has(marker)) return false;
    claimed.add(marker);
    return true;
  }

  /** The index line of a message. A number is never given twice, so a failed write leaves a gap. */
  private describe({ from, messageId, subject }: Message, to: string[]): KeptMail {
    const time = new Date();
    this.sequence += 1;
    const number = String(this.sequence).padStart(6, '0');
    const name = slug(`${(to[0] ?? '').split('@')[0] ?? ''} ${subject}`);
    return {
      time: time.toISOString(),
      from,
      to,
      subject,
      ...(messageId !== undefined && { messageId }),
      file: `${dayOf(time)}-${number}-${name}.eml`,
    };
  }
}

/** Reads what the index needs from the head alone; the body may be large. */
async function readHead(content: Buffer): Promise<{ messageId?: string; subject: string }> {
  const end = content.indexOf('\r\n\r\n');
  const { messageId, subject = '' } = await simpleParser(end === -1 ? content : content.subarray(0, end + 4));
  return { ...(messageId !== undefined && { messageId }), subject };
}

const markersOf = (folder: string, messageId: string | undefined, to: readonly string[]): string[] =>
  messageId === undefined ? [] : to.map((recipient) => markerFile(folder, messageId, recipient));

/** Writes the markers of a kept mail that are not there yet. They are made from the index, so no disk is waited for. */
async function mark(folder: string, mail: KeptMail, marked?: ReadonlySet<string>): Promise<void> {
  for (const marker of markersOf(folder, mail.messageId, mail.to))
    if (!marked?.has(basename(marker))) await writeFile(marker, `${mail.file}\n`);
}

async function appendDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  const before = (await handle.stat()).size;
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await handle.truncate(before).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/** A line without its end was never acknowledged. */
async function dropTornLine(folder: string): Promise<void> {
  const text = await readIfThere(indexFile(folder));
  if (text === undefined || text === '' || text.endsWith('\n')) return;
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  await truncate(indexFile(folder), Buffer.byteLength(whole));
}
