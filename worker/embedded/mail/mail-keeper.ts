import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { syncFolder, writeDurably } from '../data/durable-files.js';
import { embeddedMailbox, headOf, mailFile, traceHeaders } from './mailbox.js';

/** A mail as the SMTP session gave it. */
export interface Envelope {
  from: string;
  to: readonly string[];
  content: Buffer;
}

/**
 * Keeps messages in a folder: one file for each recipient of a message, written whole or not at all. Messages that arrive
 * together share the waits for the folder.
 */
export class MailKeeper {
  private readonly current = new Set<Promise<void>>();
  private lastTime = 0;
  private syncing: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<MailKeeper> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder))
      if (name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
    return new MailKeeper(folder);
  }

  /** Resolves when the message is safe on the disk, or was there already, for each of its recipients. */
  async keep(envelope: Envelope): Promise<void> {
    const keeping = this.keepAll(envelope);
    this.current.add(keeping);
    await keeping.finally(() => this.current.delete(keeping));
  }

  /** Resolves when nothing is being written any more. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.current);
  }

  private async keepAll({ from, to, content }: Envelope): Promise<void> {
    const { messageId } = await simpleParser(headOf(content));
    for (const recipient of to) await this.keepOne(messageId, { from, to: recipient, content });
    await this.sync();
  }

  private async keepOne(
    messageId: string | undefined,
    { from, to, content }: { from: string; to: string; content: Buffer },
  ): Promise<void> {
    if (messageId !== undefined && (await embeddedMailbox(this.folder).has(messageId, to))) return;
    const path = join(this.folder, mailFile(messageId ?? randomUUID(), to));
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await writeDurably(temporary, Buffer.concat([this.trace(from, to), content]), 0o600);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** No two messages have the same time, so that they have an order. */
  private trace(from: string, to: string): Buffer {
    this.lastTime = Math.max(Date.now(), this.lastTime + 1);
    const time = new Date(this.lastTime).toISOString();
    const lines = [
      `${traceHeaders.from}: ${from}`,
      `${traceHeaders.to}: ${to}`,
      `${traceHeaders.time}: ${time}`,
    ];
    return Buffer.from(`${lines.join('\r\n')}\r\n`);
  }

  /** The names in the folder are on the disk: one wait serves all that ask while another is under way. */
  private sync(): Promise<void> {
    this.next ??= this.syncing
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return (this.syncing = syncFolder(this.folder));
      });
    return this.next;
  }
}
