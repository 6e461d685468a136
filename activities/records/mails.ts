import { sql } from 'kysely';
import { z } from 'zod';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import { type Records, toInstant } from './open.js';
import { makeStorable } from './storable.js';

/** `sending`: an attempt began and its end is not known yet; `uncertain`: it never will be, and none follows. */
export const MailState = z.enum(['pending', 'sending', 'sent', 'refused', 'uncertain']);
export type MailState = z.infer<typeof MailState>;

/** One message to one mailbox. */
export interface MailClaim {
  /** Unique for event and recipient: the message's idempotency key. */
  key: string;
  messageId: string;
  /** The mailbox's code, such as `unit:so-noi-vu`. */
  recipient: string;
  address: string;
  code: string;
  plan: string;
  campaign: CampaignKey | null;
  unit: UnitCode | null;
  thread: string | null;
  subject: string;
  /** Business instant of the event, epoch ms; null: the records' business clock. */
  at: number | null;
}

/** What stands of a message: as it was first claimed, whatever a retry gives. `at` is its business instant, epoch ms. */
export interface ClaimedMail {
  key: string;
  messageId: string;
  address: string;
  subject: string;
  state: MailState;
  at: number;
}

/** Claims a message: its row is made once; every later call gives the row as it stands. */
export async function claimMail(records: Records, claim: MailClaim): Promise<ClaimedMail> {
  const instant = claim.at === null ? null : toInstant(claim.at);
  await records.db
    .insertInto('mail')
    .values({
      key: claim.key,
      message_id: claim.messageId,
      recipient: claim.recipient,
      address: claim.address,
      code: claim.code,
      plan: claim.plan,
      campaign: claim.campaign,
      unit: claim.unit,
      thread: claim.thread,
      subject: claim.subject,
      business_time: sql`coalesce(${instant}::timestamptz, business_now())`,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await records.db
    .selectFrom('mail')
    .selectAll()
    .where('key', '=', claim.key)
    .executeTakeFirstOrThrow();
  return {
    key: row.key,
    messageId: row.message_id,
    address: row.address,
    subject: row.subject,
    state: MailState.parse(row.state),
    at: row.business_time,
  };
}

/** An attempt that may send: nobody else has one, until it is finished. */
export interface MailAttempt {
  id: number;
}

/**
 * Begins an attempt at a message that is `pending`: its state becomes `sending`. Null when it is not pending: sent,
 * settled, or being sent by another, whose end a crash may have swallowed (then {@link resolveAttempt}).
 */
export async function startAttempt(records: Records, key: string): Promise<MailAttempt | null> {
  return records.db.transaction().execute(async (trx) => {
    const taken = await trx
      .updateTable('mail')
      .set({ state: 'sending' })
      .where('key', '=', key)
      .where('state', '=', 'pending')
      .returning('key')
      .executeTakeFirst();
    if (taken === undefined) return null;
    return trx.insertInto('mail_attempt').values({ mail_key: key }).returning('id').executeTakeFirstOrThrow();
  });
}

/** How an attempt ended; `failed` (nothing was taken) leaves the message pending for another attempt. */
export interface AttemptEnd {
  outcome: 'sent' | 'refused' | 'uncertain' | 'failed';
  /** The SMTP server's answer, or the error. */
  answer: string | null;
}

/** Notes how an attempt ended. */
export async function finishAttempt(records: Records, attempt: MailAttempt, end: AttemptEnd): Promise<void> {
  await records.db.transaction().execute(async (trx) => {
    const { mail_key: key } = await trx
      .updateTable('mail_attempt')
      .set({ finished_at: toInstant(Date.now()), outcome: end.outcome, answer: makeStorable(end.answer) })
      .where('id', '=', attempt.id)
      .returning('mail_key')
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('mail')
      .set({ state: end.outcome === 'failed' ? 'pending' : end.outcome })
      .where('key', '=', key)
      .where('state', '=', 'sending')
      .execute();
  });
}

/** Settles a message left `sending` by a crash, its unfinished attempt too: `sent` when it was seen to arrive, else `uncertain`. */
export async function resolveAttempt(
  records: Records,
  key: string,
  end: { outcome: 'sent' | 'uncertain'; answer: string | null },
): Promise<void> {
  await records.db.transaction().execute(async (trx) => {
    const settled = await trx
      .updateTable('mail')
      .set({ state: end.outcome })
      .where('key', '=', key)
      .where('state', '=', 'sending')
      .returning('key')
      .executeTakeFirst();
    if (settled === undefined) return;
    await trx
      .updateTable('mail_attempt')
      .set({ finished_at: toInstant(Date.now()), outcome: end.outcome, answer: makeStorable(end.answer) })
      .where('mail_key', '=', key)
      .where('outcome', 'is', null)
      .execute();
  });
}
