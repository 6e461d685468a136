import { expectedWorkflows } from '../../../activities/records/reads/expected-workflows.js';
import { send, sendToCampaign, type Answer } from '../../officials/send.js';
import { postId } from '../../../workflows/api/identity.js';
import { messages } from '../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { campaignsOf } from '../../../workflows/plan/names.js';
import { answerSentence } from '../../language/refusals.js';
import { say } from '../../language/language.js';
import { campaignName } from '../../language/names.js';
import { type ActingOptions, actAs, actEnding, type Desk } from '../acting.js';
import type { Unit } from '../../../workflows/rules/registry.js';
import { GivenWrong, orGivenWrong, textGiven, unitGiven } from '../given.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, end, type Ending, refusedByRules } from '../records-at-hand.js';

export interface HoldingOptions extends ActingOptions {
  reason: string;
}

type Deed = 'pause' | 'resume';

/**
 * `thidua pause|resume letters|reminders [CAMPAIGN|UNIT]`: Home Affairs holds what is sent, or lets it go again.
 * @returns the exit status
 */
export async function runHolding(
  deed: Deed,
  what: string,
  which: string | undefined,
  options: HoldingOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const wrong = (sentence: string): number => end({ sentence, status: atFault }, surroundings);
  if (what !== 'letters' && what !== 'reminders')
    return wrong(
      say(
        `Không có “${what}” để tạm dừng; có thể chọn: letters (thư), reminders (nhắc việc).`,
        `There is no “${what}” to pause; there are: letters, reminders.`,
      ),
    );
  if (what === 'letters' && which !== undefined)
    return wrong(
      say(
        'Việc gửi thư chỉ tạm dừng được toàn bộ; muốn tạm dừng nhắc việc một đợt, một đơn vị: reminders.',
        'Letters can only be paused as a whole; to pause the reminders of a campaign or unit: reminders.',
      ),
    );
  return actAs(options, 'home-affairs', surroundings, (desk) =>
    orGivenWrong(async () => {
      const reason = textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason);
      return what === 'letters'
        ? holdLetters(desk, deed, { ...options, reason })
        : holdReminders(desk, deed, which, { ...options, reason });
    }),
  );
}

async function holdLetters(
  { services, actor, plan }: Desk,
  deed: Deed,
  { reason, json }: HoldingOptions,
): Promise<Ending> {
  const definition = deed === 'pause' ? messages.pausePost : messages.resumePost;
  const answer = await send(services, postId(services.plan), definition, { actor, reason });
  return actEnding(plan, answer, { json }, () => [
    deed === 'pause'
      ? say(
          'Đã tạm dừng gửi thư; thư do các việc để lại được giữ và gửi khi chạy «thidua resume letters».',
          'Letters are paused; those that acts leave are kept and sent after «thidua resume letters».',
        )
      : say(
          'Thư được gửi trở lại, kể cả những thư để lại trong lúc tạm dừng.',
          'Letters are sent again, also those that were left meanwhile.',
        ),
  ]);
}

async function holdReminders(
  desk: Desk,
  deed: Deed,
  which: string | undefined,
  { reason, json }: HoldingOptions,
): Promise<Ending> {
  const { services, actor, plan } = desk;
  const { unit, campaigns } = await targetOf(desk, which);
  const definition = deed === 'pause' ? messages.pauseReminders : messages.resumeReminders;
  const answers: { campaign: CampaignKey; answer: Answer }[] = [];
  for (const campaign of campaigns) {
    const message = { actor, reason, ...(unit !== null && { unit: unit.code }) };
    answers.push({ campaign, answer: await sendToCampaign(services, campaign, definition, message) });
  }
  const isDone = answers.some(({ answer }) => answer.done);
  const status = isDone ? 0 : refusedByRules;
  if (json === true) return { text: `${JSON.stringify(answers, undefined, 2)}\n`, status };
  const whom = unit === null ? '' : say(` đối với ${unit.name}`, ` of ${unit.name}`);
  const done =
    deed === 'pause'
      ? say('đã tạm dừng nhắc việc', 'reminders were paused')
      : say('nhắc việc trở lại', 'reminders were resumed');
  const lines = answers.map(({ campaign, answer }) => {
    const name = campaignName(plan, campaign);
    return answer.done
      ? `${name}: ${done}${whom}.${skippedText(answer.value)}`
      : say(`${name}: không nhận – ${answer.sentence}`, `${name}: refused – ${answerSentence(plan, answer)}`);
  });
  return { text: lines.map((line) => `${line}\n`).join(''), status };
}

/** What was let pass while reminders were held. */
function skippedText(value: unknown): string {
  const skipped = typeof value === 'object' && value !== null && 'skipped' in value ? value.skipped : 0;
  return typeof skipped === 'number' && skipped > 0
    ? say(
        ` ${String(skipped)} lần nhắc đã qua trong lúc tạm dừng và không được gửi bù.`,
        ` ${String(skipped)} reminders were due meanwhile and are not sent later.`,
      )
    : '';
}

interface Target {
  unit: Pick<Unit, 'code' | 'name'> | null;
  campaigns: CampaignKey[];
}

/** Every campaign that is open; the one that was named; or those in which the named unit has a dossier open. Throws {@link GivenWrong}. */
async function targetOf({ services: { records }, plan }: Desk, which: string | undefined): Promise<Target> {
  const expected = await expectedWorkflows(records, plan.plan);
  const open = expected.flatMap((it) => (it.kind === 'campaign' ? [it.campaign] : []));
  const known =
    open.length === 0
      ? say('Không có đợt nào đang mở.', 'No campaign is open.')
      : say(
          `Các đợt đang mở: ${open.map((it) => `${campaignName(plan, it)} (${it})`).join(', ')}.`,
          `Open campaigns: ${open.map((it) => `${campaignName(plan, it)} (${it})`).join(', ')}.`,
        );
  if (open.length === 0) throw new GivenWrong(known);
  if (which === undefined) return { unit: null, campaigns: open };
  const campaign = campaignsOf(plan).find((it) => it === which);
  if (campaign !== undefined) {
    if (!open.includes(campaign))
      throw new GivenWrong(
        say(
          `${capitalized(campaignName(plan, campaign))} không đang mở. ${known}`,
          `Not open: ${capitalized(campaignName(plan, campaign))}. ${known}`,
        ),
      );
    return { unit: null, campaigns: [campaign] };
  }
  const unit = await unitGiven(records, which);
  const filing = expected.flatMap((it) =>
    it.kind === 'dossier' && it.unit === unit.code ? [it.campaign] : [],
  );
  const campaigns = open.filter((it) => filing.includes(it));
  if (campaigns.length === 0)
    throw new GivenWrong(
      say(`${unit.name} không có hồ sơ đang mở. ${known}`, `${unit.name} has no open dossier. ${known}`),
    );
  return { unit, campaigns };
}

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
