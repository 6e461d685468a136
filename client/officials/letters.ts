import { record } from '../../activities/records/acts/record.js';
import { findMail, type MailState } from '../../activities/records/acts/mail-log.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import { resendMail, type Resent } from '../../activities/letters/delivery/resend.js';
import { openSmtpClient } from '../../activities/letters/delivery/smtp-client.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import type { Configuration } from '../../worker/configuration.js';
import { findServers } from '../../worker/embedded/data/servers-file.js';
import { embeddedMailbox } from '../../worker/embedded/mail/mailbox.js';
import { readMailboxCode } from '../../activities/records/registry/mailbox-code.js';
import { postId } from '../../workflows/api/identity.js';
import { Office } from '../../workflows/api/messages.js';
import { officeName } from '../../workflows/plan/names.js';
import type { Names } from './act-words.js';
import { say, type Words } from '../language/language.js';

const mailStates: Readonly<Record<MailState, Words>> = {
  pending: ['chờ gửi', 'waiting'],
  sending: ['đang gửi', 'being sent'],
  sent: ['đã gửi', 'sent'],
  refused: ['bị từ chối', 'refused'],
  uncertain: ['không rõ', 'uncertain'],
};

/** How a letter stands, in a word or two. */
export const mailStateName = (state: MailState): string => say(...mailStates[state]);

/** Where letters go out; `mailFolder`: where the embedded server keeps them. */
export interface MailPlace {
  smtpUrl: string;
  mailFolder: string | undefined;
}

/** The mail server as configured, else the one that runs on the data folder; null: it is stopped. */
export async function mailPlace({
  smtpUrl,
  dataFolder,
}: Pick<Configuration, 'smtpUrl' | 'dataFolder'>): Promise<MailPlace | null> {
  if (smtpUrl !== undefined) return { smtpUrl, mailFolder: undefined };
  const note = await findServers(dataFolder);
  return note?.smtpUrl === undefined ? null : { smtpUrl: note.smtpUrl, mailFolder: note.mailFolder };
}

/** Who sends a letter anew, and why; `again`: though it was delivered. */
export interface Resending {
  key: string;
  reason: string;
  operator: string;
  again: boolean;
  /** One act has one: given again, the act is known as done. */
  id: string;
}

const patience = 30_000;

/** The key of the act by which a letter of a plan is sent anew. */
export const resendKey = (plan: string, id: string): string => `${postId(plan)}/letter-resent/${id}`;

/** Sends a letter anew, and records it where there was something to send. @param from the sender, as every mail has it */
export async function resendLetter(
  records: Records,
  resending: Resending,
  { smtpUrl, mailFolder }: MailPlace,
  from: string,
): Promise<Resent> {
  const { key, again } = resending;
  const outcome = await resendMail(
    {
      records,
      smtp: openSmtpClient({ url: smtpUrl, connections: 1, patience }),
      ...(mailFolder !== undefined && { mailbox: embeddedMailbox(mailFolder) }),
      from,
      patience,
      heartbeat: () => undefined,
      again,
    },
    key,
  );
  if ('state' in outcome) await note(records, resending, outcome.state);
  return outcome;
}

async function note(
  records: Records,
  { key, reason, operator, again, id }: Resending,
  state: MailState,
): Promise<void> {
  const mail = await findMail(records, key);
  if (mail === null) return;
  await record(records, loadRewardTables, {
    key: resendKey(mail.plan, id),
    instance: await instanceOf(records),
    workflow: postId(mail.plan),
    plan: mail.plan,
    campaign: mail.campaign,
    unit: null,
    act: 'letter-resent',
    actor: null,
    at: null,
    reason: reason.trim(),
    facts: { letter: key, state, operator, again },
    change: { type: 'none' },
  });
}

/** Whose mailbox it is, by name: a unit's, an office's, one of the press. */
export function recipientName({ plan, unit }: Pick<Names, 'plan' | 'unit'>, recipient: string): string {
  const owner = readMailboxCode(recipient);
  if (owner === null) return recipient;
  if (owner.kind === 'unit') return unit(owner.code);
  const office = owner.kind === 'office' ? Office.safeParse(owner.code).data : undefined;
  if (office !== undefined) return officeName(plan, office);
  return plan.press.bodies.find(({ code }) => code === owner.code)?.name ?? owner.code;
}

/** Why a letter was not sent anew. */
export const resendRefusals: Record<Extract<Resent, { refusal: string }>['refusal'], string> = {
  unknown: say('không có thư này', 'there is no such letter'),
  sent: say('thư đã gửi rồi', 'the letter was sent'),
  'no-letter': say(
    'thư này cũ hơn lúc bắt đầu giữ nội dung thư, không gửi lại được',
    'this letter is older than the keeping of letters and cannot be sent again',
  ),
  'no-mailbox': say(
    'người nhận vẫn chưa có hộp thư; bổ sung hộp thư khi thiết lập rồi gửi lại',
    'the recipient still has no mailbox; add one by the set-up, then send again',
  ),
};
