import { businessInstant } from '../../../activities/records/database/business-time.js';
import type { Records } from '../../../activities/records/database/open.js';
import { lettersLeft, postPause } from '../../../activities/records/reads/letters.js';
import { listMails, type MailFilter, type UndeliveredMail } from '../../../activities/records/reads/mails.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { dayOf, formatDay, timeOf } from '../../../workflows/rules/days.js';
import { say } from '../../language/language.js';
import { formatMoment } from '../../language/amounts.js';
import { mailStateName } from '../../officials/letters.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { planOfRecords } from '../../plan-of-records.js';
import { campaignGiven, orGivenWrong, unitGiven } from '../given.js';
import { atFault, withRecords } from '../records-at-hand.js';
import { hang, joined, widthOf } from '../terminal/tables.js';

export interface LettersOptions {
  undelivered?: boolean;
  campaign?: string;
  unit?: string;
  json?: boolean;
}

/** `thidua letters`: each letter with how it stands and what the server answered. @returns the exit status */
export const runLetters = (
  options: LettersOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  withRecords(surroundings, (records) =>
    orGivenWrong(async () => {
      const chosen = await planOfRecords(records, undefined);
      if ('sentence' in chosen) return { ...chosen, status: atFault };
      const { plan } = chosen;
      const mails = await listMails(records, await filterOf(records, plan, options));
      if (options.json === true) {
        const shown = mails.map((it) => ({ ...it, at: businessInstant(it.at) }));
        return { text: `${JSON.stringify(shown, undefined, 2)}\n` };
      }
      const width = widthOf(surroundings.out);
      const none =
        options.undelivered === true
          ? say('Không có thư nào chưa gửi được.', 'No letters are undelivered.')
          : say('Chưa có thư nào.', 'There are no letters yet.');
      return {
        text: joined([
          ...mails.flatMap((it) => linesOf(it, width)),
          mails.length === 0 ? none : say(`${String(mails.length)} thư.`, `${String(mails.length)} letters.`),
          ...(await heldLines(records, plan, width)),
        ]),
      };
    }),
  );

async function filterOf(
  records: Records,
  plan: Plan,
  { undelivered, campaign, unit }: LettersOptions,
): Promise<MailFilter> {
  return {
    ...(campaign !== undefined && { campaign: campaignGiven(plan, campaign) }),
    ...(unit !== undefined && { unit: (await unitGiven(records, unit)).code }),
    isUndelivered: undelivered === true,
  };
}

/** What was left while letters are held is no mail yet. */
async function heldLines(records: Records, { plan }: Plan, width: number): Promise<string[]> {
  const pause = await postPause(records, plan);
  if (pause === null) return [];
  const left = await lettersLeft(records, plan);
  const since = say(
    `Việc gửi thư đang tạm dừng từ ${formatMoment(pause.at)}: ${pause.reason ?? ''}`,
    `Letters are paused since ${formatMoment(pause.at)}: ${pause.reason ?? ''}`,
  );
  return hang(
    '',
    say(
      `${since} (${String(left)} lượt thư đang giữ lại).`,
      `${since} (${String(left)} times letters are held back).`,
    ),
    width,
  );
}

function linesOf(
  { key, at, state, recipient, address, subject, attempts, answer }: UndeliveredMail,
  width: number,
): string[] {
  const when = `${formatDay(dayOf(at))} ${timeOf(at)}`;
  const to =
    address === ''
      ? say(`${recipient} (chưa có hộp thư)`, `${recipient} (no mailbox yet)`)
      : `${recipient} <${address}>`;
  const heard =
    state === 'sent' || answer === null
      ? []
      : hang(
          say('    trả lời: ', '    answer: '),
          say(`${answer} (đã thử ${String(attempts)} lần)`, `${answer} (tried ${String(attempts)} times)`),
          width,
        );
  return [
    ...hang(`${when}  ${mailStateName(state).padEnd(10)}  `, `${to}: ${subject}`, width),
    ...heard,
    ...(state === 'sent' ? [] : [say(`    mã: ${key}`, `    id: ${key}`)]),
  ];
}
