import { expectedWorkflows } from '../../../activities/records/reads/expected-workflows.js';
import { send, sendToCampaign, type Answer } from '../../officials/send.js';
import { postId } from '../../../workflows/api/identity.js';
import { messages } from '../../../workflows/api/messages.js';
import { CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';
import { campaignName } from '../../../workflows/plan/names.js';
import { type ActingOptions, actAs, actEnding, type Desk } from '../acting.js';
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
    return wrong(`Không có “${what}” để tạm dừng; có thể chọn: letters (thư), reminders (nhắc việc).`);
  if (what === 'letters' && which !== undefined)
    return wrong(
      'Việc gửi thư chỉ tạm dừng được toàn bộ; muốn tạm dừng nhắc việc một đợt, một đơn vị: reminders.',
    );
  return actAs(options, 'home-affairs', surroundings, (desk) =>
    what === 'letters' ? holdLetters(desk, deed, options) : holdReminders(desk, deed, which, options),
  );
}

async function holdLetters(
  { services, actor }: Desk,
  deed: Deed,
  { reason, json }: HoldingOptions,
): Promise<Ending> {
  const definition = deed === 'pause' ? messages.pausePost : messages.resumePost;
  const answer = await send(services, postId(services.plan), definition, { actor, reason });
  return actEnding(answer, { json }, () => [
    deed === 'pause'
      ? 'Đã tạm dừng gửi thư; thư do các việc để lại được giữ và gửi khi chạy «thidua resume letters».'
      : 'Thư được gửi trở lại, kể cả những thư để lại trong lúc tạm dừng.',
  ]);
}

async function holdReminders(
  desk: Desk,
  deed: Deed,
  which: string | undefined,
  { reason, json }: HoldingOptions,
): Promise<Ending> {
  const { services, actor, plan } = desk;
  const target = await targetOf(desk, which);
  if ('sentence' in target) return target;
  const definition = deed === 'pause' ? messages.pauseReminders : messages.resumeReminders;
  const { unit, campaigns } = target;
  const answers: { campaign: CampaignKey; answer: Answer }[] = [];
  for (const campaign of campaigns) {
    const message = { actor, reason, ...(unit !== null && { unit }) };
    answers.push({ campaign, answer: await sendToCampaign(services, campaign, definition, message) });
  }
  const isDone = answers.some(({ answer }) => answer.done);
  const status = isDone ? 0 : refusedByRules;
  if (json === true) return { text: `${JSON.stringify(answers, undefined, 2)}\n`, status };
  const whom = unit === null ? '' : ` đối với ${unit}`;
  const done = deed === 'pause' ? 'đã tạm dừng nhắc việc' : 'nhắc việc trở lại';
  const lines = answers.map(({ campaign, answer }) => {
    const name = campaignName(plan, campaign);
    return answer.done
      ? `${name}: ${done}${whom}.${skippedText(answer.value)}`
      : `${name}: không nhận – ${answer.sentence}`;
  });
  return { text: lines.map((line) => `${line}\n`).join(''), status };
}

/** What was let pass while reminders were held. */
function skippedText(value: unknown): string {
  const skipped = typeof value === 'object' && value !== null && 'skipped' in value ? value.skipped : 0;
  return typeof skipped === 'number' && skipped > 0
    ? ` ${String(skipped)} lần nhắc đã qua trong lúc tạm dừng và không được gửi bù.`
    : '';
}

interface Target {
  unit: UnitCode | null;
  campaigns: CampaignKey[];
}

/** Every campaign that is open; the one that was named; or those in which the named unit has a dossier open. */
async function targetOf(
  { services: { records, plan } }: Desk,
  which: string | undefined,
): Promise<Target | Extract<Ending, { sentence: string }>> {
  const expected = await expectedWorkflows(records, plan);
  const open = expected.flatMap((it) => (it.kind === 'campaign' ? [it.campaign] : []));
  if (which === undefined && open.length > 0) return { unit: null, campaigns: open };
  if (which !== undefined && CampaignKey.safeParse(which).success && open.includes(which))
    return { unit: null, campaigns: [which] };
  const filing = expected.flatMap((it) => (it.kind === 'dossier' && it.unit === which ? [it.campaign] : []));
  const unit = UnitCode.safeParse(which).data;
  if (unit !== undefined && filing.length > 0)
    return { unit, campaigns: [...new Set(filing)].filter((it) => open.includes(it)) };
  const named = which === undefined ? '' : `“${which}” không phải đợt đang mở hay đơn vị có hồ sơ đang mở. `;
  const known = open.length === 0 ? 'Không có đợt nào đang mở.' : `Các đợt đang mở: ${open.join(', ')}.`;
  return { sentence: `${named}${known}`, status: atFault };
}
