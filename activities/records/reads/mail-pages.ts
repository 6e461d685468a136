import { type Expression, sql, type SqlBool } from 'kysely';
import { bare } from '../../reference/nearest.js';
import { MailState } from '../acts/mail-log.js';
import type { Records } from '../database/open.js';

/** Which messages are looked for, among those of a plan; `search`: in subject, mailbox and address, diacritics or none. */
export interface MailSearch {
  plan: string;
  campaign?: string | undefined;
  unit?: string | undefined;
  /** `lost`: refused, or nobody knows whether it came. */
  state?: MailState | 'lost' | undefined;
  search?: string | undefined;
}

/** A message in a list; `at` is its business instant, epoch ms. */
interface ListedMail {
  key: string;
  at: number;
  recipient: string;
  address: string;
  subject: string;
  state: MailState;
}

/** Messages of a page, and how many there are in all. */
export interface MailPage {
  rows: ListedMail[];
  count: number;
}

export const mailsOfPage = 50;

/** The messages that fit, the latest first; `page` counts from 1. */
export async function searchMails(records: Records, search: MailSearch, page: number): Promise<MailPage> {
  const fitting = conditions(search);
  const [rows, counted] = await Promise.all([
    records.db
      .selectFrom('mail')
      .select(['key', 'business_time as at', 'recipient', 'address', 'subject', 'state'])
      .where((eb) => eb.and(fitting))
      .orderBy('business_time', 'desc')
      .orderBy(sql`key collate "C"`)
      .limit(mailsOfPage)
      .offset((page - 1) * mailsOfPage)
      .execute(),
    records.db
      .selectFrom('mail')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where((eb) => eb.and(fitting))
      .executeTakeFirstOrThrow(),
  ]);
  return {
    rows: rows.map(({ state, ...row }) => ({ ...row, state: MailState.parse(state) })),
    count: counted.count,
  };
}

function conditions({ plan, campaign, unit, state, search = '' }: MailSearch): Expression<SqlBool>[] {
  const sought = bare(search);
  return [
    sql<SqlBool>`plan = ${plan}`,
    ...(campaign === undefined ? [] : [sql<SqlBool>`campaign = ${campaign}`]),
    ...(unit === undefined ? [] : [sql<SqlBool>`recipient = ${`unit:${unit}`}`]),
    ...(state === undefined ? [] : [state === 'lost' ? isLost : sql<SqlBool>`state = ${state}`]),
    ...(sought === '' ? [] : [sql<SqlBool>`strpos(${bareText}, ${sought}) > 0`]),
  ];
}

const isLost = sql<SqlBool>`state in ('refused', 'uncertain')`;

/** The same as {@link bare}, by the database. */
const bareText = sql<string>`
  regexp_replace(
    translate(lower(regexp_replace(normalize(concat_ws(' ', subject, recipient, address), NFD), '[\\u0300-\\u036f]', '', 'g')), 'Đđ', 'dd'),
    '[^a-z0-9]+', ' ', 'g')`;

/** An attempt to deliver a message: when it began and ended (wall time, epoch ms), and what was heard. */
export interface MailAttemptRow {
  startedAt: number;
  finishedAt: number | null;
  address: string | null;
  outcome: string | null;
  answer: string | null;
}

/** Every attempt at a message, the first one first. */
export async function attemptsOf(records: Records, key: string): Promise<MailAttemptRow[]> {
  return records.db
    .selectFrom('mail_attempt')
    .select(['started_at as startedAt', 'finished_at as finishedAt', 'address', 'outcome', 'answer'])
    .where('mail_key', '=', key)
    .orderBy('id')
    .execute();
}

/** The press bulletin of a campaign: one of its messages, and whom it went to, by mailbox code; null: none went out. */
export async function pressBulletin(
  records: Records,
  { plan, campaign }: { plan: string; campaign: string },
): Promise<{ key: string; recipients: string[] } | null> {
  const rows = await records.db
    .selectFrom('mail')
    .select(['key', 'recipient'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('code', '=', 'press-bulletin')
    .orderBy(sql`key collate "C"`)
    .execute();
  const [first] = rows;
  return first === undefined ? null : { key: first.key, recipients: rows.map(({ recipient }) => recipient) };
}
