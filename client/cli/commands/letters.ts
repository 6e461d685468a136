import { randomUUID } from 'node:crypto';
import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { listMails, type MailFilter, type UndeliveredMail } from '../../../activities/records/reads/mails.js';
import type { Resent } from '../../../activities/letters/delivery/resend.js';
import { configurationSentences, readConfiguration } from '../../../worker/configuration.js';
import { dayOf, formatDay, timeOf } from '../../../workflows/rules/days.js';
import {
  mailPlace,
  type MailPlace,
  mailStateNames,
  resendLetter,
  resendRefusals,
} from '../../officials/letters.js';
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
    ...hang(`${when}  ${mailStateNames[state].padEnd(10)}  `, `${to}: ${subject}`, width),
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
  return withRecords(surroundings, (records) =>
    resendAll(records, keys, options, place, configuration.mailFrom),
  );
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
  if ('state' in outcome) return mailStateNames[outcome.state];
  const hint = hints[outcome.refusal] ?? '.';
  return `${resendRefusals[outcome.refusal]}${hint}`;
}

const hints: Partial<Record<keyof typeof resendRefusals, string>> = {
  unknown: '; xem các mã bằng «thidua letters».',
  sent: '; muốn gửi thêm một lần nữa: --again.',
  'no-mailbox': ' («thidua setup»).',
};
