import { sql } from 'kysely';
import type { UnreachedMailbox } from '../../../workflows/api/letters.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { MailState } from '../acts/mail-log.js';
import { type Records, toInstant } from '../database/open.js';

/** A message with the last thing heard of it. */
export interface UndeliveredMail extends Omit<MailRow, 'messageId'> {
  attempts: number;
  answer: string | null;
}

/** Which messages: of a campaign, to a unit; those only that were not surely delivered. */
export interface MailFilter {
  campaign?: string;
  unit?: string;
  isUndelivered?: boolean;
}

/** What Home Affairs sees of mail: each message refused, uncertain or still on the way, oldest first. */
export const undelivered = (
  records: Records,
  filter: Omit<MailFilter, 'isUndelivered'> = {},
): Promise<UndeliveredMail[]> => listMails(records, { ...filter, isUndelivered: true });

/** Messages with the last thing heard of each, oldest first. */
export async function listMails(
  records: Records,
  { campaign, unit, isUndelivered }: MailFilter,
): Promise<UndeliveredMail[]> {
  let query = records.db
    .selectFrom('mail')
    .select((eb) => [
      'key',
      'recipient',
      'address',
      'code',
      'campaign',
      'unit',
      'subject',
      'business_time',
      'state',
      eb
        .selectFrom('mail_attempt as a')
        .select((it) => it.fn.countAll<number>().as('count'))
        .whereRef('a.mail_key', '=', 'mail.key')
        .as('attempts'),
      eb
        .selectFrom('mail_attempt as a')
        .select('a.answer')
        .whereRef('a.mail_key', '=', 'mail.key')
        .orderBy('a.id', 'desc')
        .limit(1)
        .as('answer'),
    ])
    .orderBy('business_time')
    .orderBy('key');
  if (isUndelivered === true) query = query.where('state', '<>', 'sent');
  if (campaign !== undefined) query = query.where('campaign', '=', campaign);
  if (unit !== undefined) query = query.where('recipient', '=', `unit:${unit}`);
  const rows = await query.execute();
  return rows.map(({ business_time: at, state, attempts, ...row }) => ({
    ...row,
    at,
    state: MailState.parse(state),
    attempts: attempts ?? 0,
  }));
}

/** A mailbox with messages that were not surely delivered. */
export interface UndeliveredMailbox {
  recipient: string;
  address: string;
  count: number;
  /** The latest of them; `at` in epoch ms. */
  last: { at: number; subject: string; state: MailState };
  /** The latest reason heard. */
  answer: string | null;
}

/** Messages as officials read of them: one line a mailbox, the one with the most messages first. */
export function byMailbox(mails: readonly UndeliveredMail[]): UndeliveredMailbox[] {
  const mailboxes = new Map<string, UndeliveredMailbox>();
  for (const { recipient, address, at, subject, state, answer } of mails) {
    const key = `${recipient} ${address}`;
    const before = mailboxes.get(key);
    mailboxes.set(key, {
      recipient,
      address,
      count: (before?.count ?? 0) + 1,
      last: { at, subject, state },
      answer: answer ?? before?.answer ?? null,
    });
  }
  return [...mailboxes.values()].sort((one, other) => other.count - one.count);
}

/**
 * What Home Affairs' digest says of mail: one line a mailbox that letters of before an instant (epoch ms) did not reach,
 * refused, uncertain, or on the way for longer than an hour; of a campaign, or of none.
 */
export async function unreachedMailboxes(
  records: Records,
  { plan, campaign, before }: { plan: string; campaign: CampaignKey; before: number },
): Promise<UnreachedMailbox[]> {
  const { rows } = await sql<UnreachedMailbox>`
    select recipient, address, count(*) as count,
      (array_agg(last.answer order by business_time desc, key desc) filter (where last.answer is not null))[1] as answer
    from mail left join lateral (
      select answer from mail_attempt where mail_key = mail.key and answer is not null order by id desc limit 1
    ) as last on true
    where plan = ${plan} and coalesce(campaign, ${campaign}) = ${campaign} and business_time < ${toInstant(before)}
      and (state in ('refused', 'uncertain')
        or state in ('pending', 'sending') and claimed_at < clock_timestamp() - interval '1 hour')
    group by recipient, address order by recipient collate "C", address
  `.execute(records.db);
  return rows;
}

/** A message as two runs of one rehearsal can be compared. */
export interface MailRow {
  key: string;
  messageId: string;
  recipient: string;
  address: string;
  code: string;
  campaign: string | null;
  unit: string | null;
  subject: string;
  /** epoch ms */
  at: number;
  state: MailState;
}

/** Every message, by key. */
export async function mailRows(records: Records): Promise<MailRow[]> {
  const rows = await records.db
    .selectFrom('mail')
    .selectAll()
    .orderBy(sql`key collate "C"`)
    .execute();
  return rows.map((row) => ({
    key: row.key,
    messageId: row.message_id,
    recipient: row.recipient,
    address: row.address,
    code: row.code,
    campaign: row.campaign,
    unit: row.unit,
    subject: row.subject,
    at: row.business_time,
    state: MailState.parse(row.state),
  }));
}
