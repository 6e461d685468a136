import { sql } from 'kysely';
import { z } from 'zod';
import { campaignId, postId } from '../../../workflows/api/identity.js';
import type { LateLetters, MailContent, MailOrder, Recipient } from '../../../workflows/api/letters.js';
import { type CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** A letter that was left and is to be delivered now. */
export interface DueLetter extends MailOrder {
  seq: number;
  tries: number;
  deferrals: number;
  /** Wall time at which it was left, epoch ms. */
  leftAt: number;
}

const Recipients = z.custom<Recipient[]>((value) => Array.isArray(value));
const Content = z.custom<MailContent>((value) => z.object({ code: z.string() }).safeParse(value).success);

/** Letters whose next try is due, in the order in which they were left. */
export async function dueLetters(records: Records, plan: string, most: number): Promise<DueLetter[]> {
  const rows = await records.db
    .selectFrom('letter')
    .selectAll()
    .where('plan', '=', plan)
    .where('settled_at', 'is', null)
    .where('next_try', '<=', sql<number>`clock_timestamp()`)
    .orderBy('seq')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    key: row.key,
    plan: row.plan,
    at: row.business_time,
    recipients: Recipients.parse(row.recipients),
    content: Content.parse(row.content),
    tries: row.tries,
    deferrals: row.deferrals,
    leftAt: row.left_at,
  }));
}

/** So many tries, six seconds, are no news yet. */
const triesOfLate = 3;

/** The letters that were tried in vain and are not settled, since when the oldest waits, and what was heard last of their mails. */
export async function lateLetters(records: Records, plan: string): Promise<LateLetters> {
  const { rows } = await sql<LateLetters>`
    select count(*) as count, min(left_at) as since, (
      select a.answer from mail m join mail_attempt a on a.mail_key = m.key
      where m.plan = ${plan} and m.state in ('pending', 'sending') and a.answer is not null order by a.id desc limit 1
    ) as why
    from letter where plan = ${plan} and settled_at is null and tries >= ${triesOfLate}
  `.execute(records.db);
  return rows[0] ?? { count: 0, since: null, why: null };
}

/** A letter that its server put off so often is on its way, but holds a rehearsal's time no longer. */
const deferralsWaitedFor = 5;

/**
 * How many letters a rehearsal's time waits for: those left and not settled; none while their post is paused. A server that
 * is away is waited for.
 */
export async function lettersAwaited(records: Records): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from letter
    where settled_at is null and deferrals < ${deferralsWaitedFor} and (
      select act from audit
      where audit.plan = letter.plan and campaign is null and workflow = 'post/' || letter.plan
        and act in ('pausePost', 'resumePost') and outcome -> 'refusal' = 'null'::jsonb
      order by audit.seq desc limit 1
    ) is distinct from 'pausePost'
  `.execute(records.db);
  return rows[0]?.count ?? 0;
}

/** The letter is delivered, or never will be: each of its mails says how it ended. */
export async function settleLetter(records: Records, seq: number): Promise<void> {
  await sql`update letter set settled_at = clock_timestamp() where seq = ${seq}`.execute(records.db);
}

/** Some of its mails are left: another try in so many milliseconds. */
export async function postponeLetter(
  records: Records,
  seq: number,
  { wait, isDeferred }: { wait: number; isDeferred: boolean },
): Promise<void> {
  await sql`
    update letter set tries = tries + 1, deferrals = deferrals + ${isDeferred ? 1 : 0},
      next_try = clock_timestamp() + ${wait} * interval '1 millisecond'
    where seq = ${seq}
  `.execute(records.db);
}

/** Since when (epoch ms of business time) and why something is held. */
export interface Pause {
  at: number;
  reason: string | null;
}

/** How many of a plan's letters were left and are not settled yet. */
export async function lettersLeft({ db }: Pick<Records, 'db'>, plan: string): Promise<number> {
  const { count } = await db
    .selectFrom('letter')
    .select((it) => it.fn.countAll<number>().as('count'))
    .where('plan', '=', plan)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Why a plan's letters are not delivered at present; null: they are. */
export const postPause = (records: Records, plan: string): Promise<Pause | null> =>
  lastPause(records, postId(plan), ['pausePost', 'resumePost']);

/** Why a campaign's reminders are not sent at present; null: they are, but perhaps to single units. */
export const remindersPause = (
  records: Records,
  { plan, campaign }: { plan: string; campaign: CampaignKey },
): Promise<Pause | null> =>
  lastPause(records, campaignId(plan, campaign), ['pauseReminders', 'resumeReminders']);

/** A single unit whose reminders are held. */
export interface UnitPause extends Pause {
  unit: UnitCode;
}

/** The units to which a campaign's reminders are not sent at present, whatever holds for the others, and why. */
export async function unitReminderPauses(
  { db }: Pick<Records, 'db'>,
  { plan, campaign }: { plan: string; campaign: CampaignKey },
): Promise<UnitPause[]> {
  const { rows } = await sql<UnitPause & { act: string }>`
    select distinct on (facts ->> 'unit') facts ->> 'unit' as unit, act, business_time as at, reason
    from audit
    where workflow = ${campaignId(plan, campaign)} and act in ('pauseReminders', 'resumeReminders')
      and outcome -> 'refusal' = 'null'::jsonb and facts -> 'unit' is not null
    order by facts ->> 'unit', seq desc
  `.execute(db);
  return rows
    .filter(({ act }) => act === 'pauseReminders')
    .map(({ unit, at, reason }) => ({ unit: UnitCode.parse(unit), at, reason }));
}

/** The last of an act that holds and one that lets go; those that name a unit hold nothing else. */
async function lastPause(
  records: Records,
  workflow: string,
  [pausing, resuming]: readonly [string, string],
): Promise<Pause | null> {
  const row = await records.db
    .selectFrom('audit')
    .select(['act', 'business_time', 'reason'])
    .where('workflow', '=', workflow)
    .where('act', 'in', [pausing, resuming])
    .where(sql<boolean>`outcome -> 'refusal' = 'null'::jsonb and facts -> 'unit' is null`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.act === pausing ? { at: row.business_time, reason: row.reason } : null;
}
