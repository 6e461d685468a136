import { randomUUID } from 'node:crypto';
import { clockMode } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { findMail } from '../../../activities/records/acts/mail-log.js';
import type { Resent } from '../../../activities/letters/delivery/resend.js';
import {
  configurationSentences,
  readConfiguration,
  refusedTrialMail,
} from '../../../worker/configuration.js';
import { say } from '../../language/language.js';
import {
  mailPlace,
  type MailPlace,
  mailStateName,
  resendLetter,
  resendRefusals,
} from '../../officials/letters.js';
import { trialMailSentence } from '../../language/part-problems.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, end, type Ending, outOfReach, refusedByRules, withRecords } from '../records-at-hand.js';
import { nameOfOperator } from '../terminal/asking.js';
import { joined } from '../terminal/tables.js';

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
    return (
      (await unknownOf(records, keys)) ?? resendAll(records, keys, options, place, configuration.mailFrom)
    );
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

async function resendAll(
  records: Records,
  keys: readonly string[],
  options: ResendOptions,
  place: MailPlace,
  from: string,
): Promise<Ending> {
  const { reason, by, again } = options;
  const outcomes: { key: string; outcome: Resent }[] = [];
  for (const key of keys) {
    const operator = by ?? nameOfOperator();
    const resending = { key, reason, operator, again: again === true, id: randomUUID() };
    outcomes.push({ key, outcome: await resendLetter(records, resending, place, from) });
  }
  const status = outcomes.every(({ outcome }) => 'state' in outcome && outcome.state === 'sent')
    ? 0
    : refusedByRules;
  if (options.json === true) return { text: `${JSON.stringify(outcomes, undefined, 2)}\n`, status };
  return { text: joined(outcomes.map(({ key, outcome }) => `${key}: ${outcomeText(outcome)}`)), status };
}

function outcomeText(outcome: Resent): string {
  if ('state' in outcome) return mailStateName(outcome.state);
  return `${resendRefusals[outcome.refusal]}${hints[outcome.refusal] ?? '.'}`;
}

const hints: Partial<Record<keyof typeof resendRefusals, string>> = {
  unknown: say('; xem các mã bằng «thidua letters».', '; see the ids by «thidua letters».'),
  sent: say('; muốn gửi thêm một lần nữa: --again.', '; to send it once more: --again.'),
  'no-mailbox': ' («thidua setup»).',
};
