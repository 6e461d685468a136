import { sql } from 'kysely';
import { MailState } from './mails.js';
import type { Records } from './open.js';

/** A message that was not surely delivered, with the last thing heard of it. */
export interface UndeliveredMail {
  key: string;
  recipient: string;
  address: string;
  code: string;
  campaign: string | null;
  unit: string | null;
  subject: string;
  /** epoch ms */
  at: number;
  state: MailState;
  attempts: number;
  answer: string | null;
}

/** What Home Affairs sees of mail: each message refused, uncertain or still on the way, oldest first. */
export async function undelivered(
  records: Records,
  filter: { campaign?: string } = {},
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
    .where('state', '<>', 'sent')
    .orderBy('business_time')
    .orderBy('key');
  if (filter.campaign !== undefined) query = query.where('campaign', '=', filter.campaign);
  const rows = await query.execute();
  return rows.map(({ business_time: at, state, attempts, ...row }) => ({
    ...row,
    at,
    state: MailState.parse(state),
    attempts: attempts ?? 0,
  }));
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
