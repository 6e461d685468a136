import { randomUUID } from 'node:crypto';
import { record } from '../../../activities/records/acts/record.js';
import { clockMode } from '../../../activities/records/database/business-time.js';
import { instanceOf } from '../../../activities/records/database/instance.js';
import type { Records } from '../../../activities/records/database/open.js';
import { findMail, type MailState } from '../../../activities/records/acts/mail-log.js';
import { resendMail, type Resent } from '../../../activities/letters/delivery/resend.js';
import { openSmtpClient } from '../../../activities/letters/delivery/smtp-client.js';
import { loadRewardTables } from '../../../activities/reference/tables.js';
import {
  type Configuration,
  configurationSentences,
  readConfiguration,
  refusedTrialMail,
} from '../../../worker/configuration.js';
import { findServers } from '../../../worker/embedded/data/servers-file.js';
import { embeddedMailbox } from '../../../worker/embedded/mail/mailbox.js';
import { postId } from '../../../workflows/api/identity.js';
import { say } from '../../language/language.js';
import { trialMailSentence } from '../../language/part-problems.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, end, type Ending, outOfReach, refusedByRules, withRecords } from '../records-at-hand.js';
import { nameOfOperator } from '../terminal/asking.js';
import { joined } from '../terminal/tables.js';
import { stateNames } from './letters.js';

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
    return end(
      {
        sentence: say('Phải nêu lý do gửi lại thư.', 'A reason for sending letters again is needed.'),
        status: atFault,
      },
      surroundings,
    );
  const { configuration } = read;
  const place = await mailPlace(configuration);
  if (place === null)
    return end(
      {
        sentence: say(
          'Máy chủ thư kèm theo đang dừng: hãy chạy «npm run live» trước.',
          'The embedded mail server is stopped: run «npm run live» first.',
        ),
        status: outOfReach,
      },
      surroundings,
    );
  return withRecords(surroundings, async (records) => {
    const { mode } = await clockMode(records);
    const refused = mode === 'trial' ? refusedTrialMail(configuration) : null;
    if (refused !== null) return { sentence: trialMailSentence(refused), status: atFault };
    return (await unknownOf(records, keys)) ?? resendAll(records, keys, options, { ...place, configuration });
  });
}

/** Nothing is sent where a code is wrong: all that are, at once. */
async function unknownOf(records: Records, keys: readonly string[]): Promise<Ending | null> {
  const unknown: string[] = [];
  for (const key of keys) if ((await findMail(records, key)) === null) unknown.push(key);
  if (unknown.length === 0) return null;
  const named = unknown.map((key) => `“${key}”`).join(', ');
  return {
    sentence: say(
      `Không có thư nào mã ${named}; chưa gửi gì. Xem các mã bằng «thidua letters --undelivered».`,
      `There is no letter ${named}; nothing was sent. See the ids by «thidua letters --undelivered».`,
    ),
    status: atFault,
  };
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
      return say(
        'không có thư này; xem các mã bằng «thidua letters».',
        'there is no such letter; see the ids by «thidua letters».',
      );
    case 'sent':
      return say(
        'đã gửi rồi; muốn gửi thêm một lần nữa: --again.',
        'it was sent; to send it once more: --again.',
      );
    case 'no-letter':
      return say(
        'thư này cũ hơn lúc bắt đầu giữ nội dung thư, không gửi lại được.',
        'this letter is older than the keeping of letters and cannot be sent again.',
      );
    case 'no-mailbox':
      return say(
        'người nhận vẫn chưa có hộp thư; bổ sung bằng «thidua setup» rồi gửi lại.',
        'the recipient still has no mailbox; add it by «thidua setup», then send again.',
      );
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
