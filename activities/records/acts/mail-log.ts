import { type Selectable, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { MailContent } from '../../../workflows/api/letters.js';
import { CampaignKey, type UnitCode } from '../../../workflows/plan/schema.js';
import { type Records, toInstant } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { makeStorable } from '../database/storable.js';

/** `sending`: an attempt began and its end is not known yet; `uncertain`: it never will be, and none follows. */
export const MailState = z.enum(['pending', 'sending', 'sent', 'refused', 'uncertain']);
export type MailState = z.infer<typeof MailState>;

const isContent = (value: unknown): boolean => z.object({ code: z.string() }).safeParse(value).success;

/** What a message says: the event's key and its content, as the order had them. */
export const MailLetter = z.object({
  event: z.string(),
  content: z.custom<MailContent>(isContent),
  /** The origin of the officials' pages that it leads to; absent where it leads to none. */
  portal: z.string().optional(),
});
export type MailLetter = z.infer<typeof MailLetter>;

/** One message to one mailbox. */
export interface MailClaim {
  /** Unique for event and recipient: the message's idempotency key. */
  key: string;
  messageId: string;
  /** The mailbox's code, such as `unit:so-noi-vu`. */
  recipient: string;
  /** Empty where the recipient has no mailbox. */
  address: string;
  code: string;
  letter: MailLetter;
  plan: string;
  campaign: CampaignKey | null;
  unit: UnitCode | null;
  thread: string | null;
  subject: string;
  /** Business instant of the event, epoch ms; null: the records' business clock. */
  at: number | null;
}

/** What stands of a message: as it was first claimed, or sent anew, whatever a retry gives. `at` is its business instant, epoch ms. */
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
      letter: JSON.stringify(makeStorable(claim.letter)),
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
  return toClaimed(row);
}

const toClaimed = (row: Selectable<Database['mail']>): ClaimedMail => ({
  key: row.key,
  messageId: row.message_id,
  address: row.address,
  subject: row.subject,
  state: MailState.parse(row.state),
  at: row.business_time,
});

/** A message with all that is needed to send it anew. */
export interface KeptMail extends ClaimedMail {
  recipient: string;
  plan: string;
  campaign: CampaignKey | null;
  /** null: it was claimed before letters were kept. */
  letter: MailLetter | null;
}

/** The message of this key; null: there is none. */
export async function findMail(records: Records, key: string): Promise<KeptMail | null> {
  const row = await records.db.selectFrom('mail').selectAll().where('key', '=', key).executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...toClaimed(row),
    recipient: row.recipient,
    plan: row.plan,
    campaign: CampaignKey.nullable().parse(row.campaign),
    letter: MailLetter.nullable().parse(row.letter),
  };
}

/** An attempt that may send: nobody else has one, until it is finished. It sends what the row says now. */
export interface MailAttempt {
  id: number;
  messageId: string;
  address: string;
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
      .returning(['message_id', 'address'])
      .executeTakeFirst();
    return taken === undefined ? null : openAttempt(trx, key, taken);
  });
}

/**
 * Begins an attempt at a message that is `pending`, `refused` or `uncertain`, and `again` at one that was sent, to the
 * address of today; null when it is none of these. One that may have come gets another Message-ID: whoever has seen the
 * first may drop it as a duplicate.
 */
export async function startAnew(
  records: Records,
  key: string,
  { address, otherId, again = false }: { address: string; otherId: string; again?: boolean },
): Promise<MailAttempt | null> {
  return records.db.transaction().execute(async (trx) => {
    const taken = await trx
      .updateTable('mail')
      .set({
        state: 'sending',
        address,
        message_id: sql<string>`case when state in ('uncertain', 'sent') then ${otherId} else message_id end`,
      })
      .where('key', '=', key)
      .where('state', 'in', ['pending', 'refused', 'uncertain', ...(again ? ['sent'] : [])])
      .returning(['message_id', 'address'])
      .executeTakeFirst();
    return taken === undefined ? null : openAttempt(trx, key, taken);
  });
}

async function openAttempt(
  trx: Transaction<Database>,
  key: string,
  { message_id: messageId, address }: { message_id: string; address: string },
): Promise<MailAttempt> {
  const { id } = await trx
    .insertInto('mail_attempt')
    .values({ mail_key: key, address })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, messageId, address };
}

/** How an attempt ended; `failed` (nothing was taken) leaves the message pending for another attempt. */
export interface AttemptEnd {
  outcome: 'sent' | 'refused' | 'uncertain' | 'failed';
  /** The SMTP server's answer, or the error. */
  answer: string | null;
}

/** Notes how an attempt ended. */
export async function finishAttempt(
  records: Records,
  attempt: Pick<MailAttempt, 'id'>,
  end: AttemptEnd,
): Promise<void> {
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

/**
 * Settles a message left `sending` by a crash, its unfinished attempt too: `sent` when it was seen to arrive, `refused` when
 * it was seen not to and never can, else `uncertain`.
 */
export async function resolveAttempt(
  records: Records,
  key: string,
  end: { outcome: 'sent' | 'refused' | 'uncertain'; answer: string | null },
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
