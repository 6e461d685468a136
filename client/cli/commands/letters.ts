import { randomUUID } from 'node:crypto';
import { record } from '../../../activities/records/acts/record.js';
import { businessInstant, clockMode } from '../../../activities/records/database/business-time.js';
import { instanceOf } from '../../../activities/records/database/instance.js';
import type { Records } from '../../../activities/records/database/open.js';
import { listMails, type MailFilter, type UndeliveredMail } from '../../../activities/records/reads/mails.js';
import { findMail, type MailState } from '../../../activities/records/acts/mail-log.js';
import { resendMail, type Resent } from '../../../activities/letters/delivery/resend.js';
import { openSmtpClient } from '../../../activities/letters/delivery/smtp-client.js';
import { loadRewardTables } from '../../../activities/reference/tables.js';
import {
  type Configuration,
  configurationSentences,
  readConfiguration,
  trialMailFault,
} from '../../../worker/configuration.js';
import { findServers } from '../../../worker/embedded/data/servers-file.js';
import { embeddedMailbox } from '../../../worker/embedded/mail/mailbox.js';
import { postId } from '../../../workflows/api/identity.js';
import { dayOf, formatDay, timeOf } from '../../../workflows/rules/days.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, end, type Ending, outOfReach, refusedByRules, withRecords } from '../records-at-hand.js';
import { nameOfOperator } from '../terminal/asking.js';
import { hang, joined, widthOf } from '../terminal/tables.js';

export interface LettersOptions {
  undelivered?: boolean;
  campaign?: string;
  unit?: string;
  json?: boolean;
}

const stateNames: Record<MailState, string> = {
  pending: 'chờ gửi',
  sending: 'đang gửi',
  sent: 'đã gửi',
  refused: 'bị từ chối',
  uncertain: 'không rõ',
};

/** `thidua letters`: each letter with how it stands and what the server answered. @returns the exit status */
export function runLetters(
  { undelivered, campaign, unit, json }: LettersOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const filter: MailFilter = {
    ...(campaign !== undefined && { campaign }),
    ...(unit !== undefined && { unit }),
    isUndelivered: undelivered === true,
  };
  return withRecords(surroundings, async (records) => {
    const mails = await listMails(records, filter);
    if (json === true)
      return {
        text: `${JSON.stringify(
          mails.map((it) => ({ ...it, at: businessInstant(it.at) })),
          undefined,
          2,
        )}\n`,
      };
    if (mails.length === 0)
      return { text: undelivered === true ? 'Không có thư nào chưa gửi được.\n' : 'Chưa có thư nào.\n' };
    const width = widthOf(surroundings.out);
    return { text: joined([...mails.flatMap((it) => linesOf(it, width)), `${String(mails.length)} thư.`]) };
  });
}

function linesOf(
  { key, at, state, recipient, address, subject, attempts, answer }: UndeliveredMail,
  width: number,
): string[] {
  const when = `${formatDay(dayOf(at))} ${timeOf(at)}`;
  const to = address === '' ? `${recipient} (chưa có hộp thư)` : `${recipient} <${address}>`;
  const heard =
    state === 'sent' || answer === null
      ? []
      : hang('    trả lời: ', `${answer} (đã thử ${String(attempts)} lần)`, width);
  return [
    ...hang(`${when}  ${stateNames[state].padEnd(10)}  `, `${to}: ${subject}`, width),
    ...heard,
    ...(state === 'sent' ? [] : [`    mã: ${key}`]),
  ];
}

export interface ResendOptions {
  reason: string;
  by?: string;
  again?: boolean;
  json?: boolean;
}

/** `thidua letters resend`: sends letters anew, each recorded. @returns the exit status: the worst of them */
export async function runResend(
  keys: readonly string[],
  options: ResendOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const read = readConfiguration(surroundings.environment);
  if (!read.ok)
    return end({ sentence: configurationSentences(read.problems).join('\n'), status: atFault }, surroundings);
  if (options.reason.trim() === '')
    return end({ sentence: 'Phải nêu lý do gửi lại thư.', status: atFault }, surroundings);
  const { configuration } = read;
  const place = await mailPlace(configuration);
  if (place === null)
    return end(
      { sentence: 'Máy chủ thư kèm theo đang dừng: hãy chạy «npm run live» trước.', status: outOfReach },
      surroundings,
    );
  return withRecords(surroundings, async (records) => {
    const { mode } = await clockMode(records);
    const fault = mode === 'trial' ? trialMailFault(configuration) : null;
    if (fault !== null) return { sentence: fault, status: atFault };
    return resendAll(records, keys, options, { ...place, configuration });
  });
}

interface MailPlace {
  smtpUrl: string;
  mailFolder: string | undefined;
}

async function mailPlace({ smtpUrl, dataFolder }: Configuration): Promise<MailPlace | null> {
  if (smtpUrl !== undefined) return { smtpUrl, mailFolder: undefined };
  const note = await findServers(dataFolder);
  return note?.smtpUrl === undefined ? null : { smtpUrl: note.smtpUrl, mailFolder: note.mailFolder };
}

const patience = 30_000;

async function resendAll(
  records: Records,
  keys: readonly string[],
  options: ResendOptions,
  { smtpUrl, mailFolder, configuration }: MailPlace & { configuration: Configuration },
): Promise<Ending> {
  const tools = {
    records,
    smtp: openSmtpClient({ url: smtpUrl, connections: 1, patience }),
    ...(mailFolder !== undefined && { mailbox: embeddedMailbox(mailFolder) }),
    from: configuration.mailFrom,
    patience,
    heartbeat: () => undefined,
    again: options.again === true,
  };
  const outcomes: { key: string; outcome: Resent }[] = [];
  for (const key of keys) {
    const outcome = await resendMail(tools, key);
    if ('state' in outcome) await note(records, key, outcome.state, options);
    outcomes.push({ key, outcome });
  }
  const status = outcomes.every(({ outcome }) => 'state' in outcome && outcome.state === 'sent')
    ? 0
    : refusedByRules;
  if (options.json === true) return { text: `${JSON.stringify(outcomes, undefined, 2)}\n`, status };
  return { text: joined(outcomes.map(({ key, outcome }) => `${key}: ${outcomeText(outcome)}`)), status };
}

function outcomeText(outcome: Resent): string {
  if ('state' in outcome) return stateNames[outcome.state];
  switch (outcome.refusal) {
    case 'unknown':
      return 'không có thư này; xem các mã bằng «thidua letters».';
    case 'sent':
      return 'đã gửi rồi; muốn gửi thêm một lần nữa: --again.';
    case 'no-letter':
      return 'thư này cũ hơn lúc bắt đầu giữ nội dung thư, không gửi lại được.';
    case 'no-mailbox':
      return 'người nhận vẫn chưa có hộp thư; bổ sung bằng «thidua setup» rồi gửi lại.';
  }
}

async function note(
  records: Records,
  key: string,
  state: MailState,
  { reason, by, again }: ResendOptions,
): Promise<void> {
  const mail = await findMail(records, key);
  if (mail === null) return;
  const workflow = postId(mail.plan);
  await record(records, loadRewardTables, {
    key: `${workflow}/letter-resent/${randomUUID()}`,
    instance: await instanceOf(records),
    workflow,
    plan: mail.plan,
    campaign: mail.campaign,
    unit: null,
    act: 'letter-resent',
    actor: null,
    at: null,
    reason: reason.trim(),
    facts: { letter: key, state, operator: by ?? nameOfOperator(), again: again === true },
    change: { type: 'none' },
  });
}
