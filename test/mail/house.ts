import { createLettersEffects, type MailDependencies } from '../../activities/letters/effects.js';
import type { ResendTools } from '../../activities/letters/delivery/resend.js';
import { openSmtpClient } from '../../activities/letters/delivery/smtp-client.js';
import { messageIdOf } from '../../activities/letters/delivery/thread.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { claimMail, startAttempt, finishAttempt } from '../../activities/records/acts/mail-log.js';
import type { Records } from '../../activities/records/database/open.js';
import type { MailOrder } from '../../workflows/api/letters.js';
import { startTestServer } from '../records/setup.js';
import { from, openPost, type Post, sentAt } from './setup.js';

/** Every unit of the small registry that was in force. */
export const everyone = [{ unitsInForceOn: '2023-12-31' }];

/** Those who have a message, sorted; twice where they have two. */
export const recipientsOf = (post: Post): Promise<string[]> =>
  post.received().then((all) => all.flatMap((it) => it.to).sort());

/** Records, SMTP servers and mailers of one test file. */
export class MailHouse {
  private readonly opened: { stop(): Promise<void> }[] = [];
  private constructor(
    readonly records: Records,
    private readonly stopServer: () => Promise<void>,
  ) {}

  static async open(): Promise<MailHouse> {
    const server = await startTestServer();
    return new MailHouse(await server.openSeeded(), () => server.stop());
  }

  /** Stops the SMTP servers: after each test. */
  async closeAll(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((it) => it.stop()));
  }

  async close(): Promise<void> {
    await this.closeAll();
    await this.stopServer();
  }

  async post(): Promise<Post> {
    const post = await openPost();
    this.opened.push({ stop: () => post.remove() });
    return post;
  }

  async opening<S extends { stop(): Promise<void> }>(server: Promise<S>): Promise<S> {
    const it = await server;
    this.opened.push(it);
    return it;
  }

  mailer(url: string, over: Partial<MailDependencies> = {}) {
    return createLettersEffects({ records: this.records, smtpUrl: url, from, patience: 400, ...over });
  }

  /** What it takes to send one message anew. */
  tools(url: string, over: Partial<ResendTools> = {}): ResendTools {
    const smtp = openSmtpClient({ url, connections: 4 });
    return { records: this.records, smtp, from, patience: 400, heartbeat: () => undefined, ...over };
  }

  async rowsOf({ key }: MailOrder) {
    return (await mailRows(this.records)).filter((it) => it.key.startsWith(`${key}/`));
  }

  async statesOf(order: MailOrder) {
    return (await this.rowsOf(order)).map((it) => it.state);
  }

  async attemptsOf({ key }: MailOrder) {
    const rows = await this.records.db
      .selectFrom('mail_attempt')
      .select('outcome')
      .where('mail_key', 'like', `${key}/%`)
      .execute();
    return rows.map((it) => it.outcome);
  }

  /** The row of an order's one message, left as a crash between sending and noting leaves it. */
  async crashedOver(
    order: MailOrder,
    address = 'so-y-te@cantho.example',
  ): Promise<{ messageId: string; finish: () => Promise<void> }> {
    const key = `${order.key}/unit:so-y-te`;
    const { messageId } = await claimMail(this.records, {
      key,
      messageId: messageIdOf(key),
      recipient: 'unit:so-y-te',
      address,
      code: order.content.code,
      letter: { event: order.key, content: order.content },
      plan: '263',
      campaign: '2023',
      unit: 'so-y-te',
      thread: null,
      subject: 'Chủ đề lần đầu',
      at: sentAt,
    });
    const attempt = await startAttempt(this.records, key);
    if (attempt === null) throw new Error('no attempt');
    return {
      messageId,
      finish: () => finishAttempt(this.records, attempt, { outcome: 'sent', answer: '250' }),
    };
  }
}
