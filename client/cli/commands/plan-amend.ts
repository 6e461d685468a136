import { z } from 'zod';
import { movementId } from '../../../workflows/api/identity.js';
import { messages, queries } from '../../../workflows/api/messages.js';
import { amendmentFault, campaignsToBegin } from '../../../workflows/plan/amendment.js';
import { CampaignKey, type Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { placeLabel, type PlanDifference, planDifferences } from '../../officials/plan-differences.js';
import { send, type Services } from '../../officials/send.js';
import { choosePlan } from '../../plan.js';
import { refusalSentence } from '../../language/refusals.js';
import { campaignName, planName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { type ActingOptions, actEnding } from '../acting.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm } from '../course-act.js';
import { dayGiven, textGiven } from '../given.js';
import { inTime } from '../in-time.js';
import { atFault, type Ending, refusedByRules } from '../records-at-hand.js';
import { hang, joined, widthOf } from '../terminal/tables.js';

export interface PlanAmendOptions extends ActingOptions {
  file: string;
  decisionNumber: string;
  decisionDate: string;
  reason: string;
  yes?: boolean | undefined;
}

const State = z.object({ started: z.array(CampaignKey) });

/** `thidua plan amend FILE`: the plan as it is from now on for campaigns that have not begun, once it is shown. @returns the exit status */
export const runPlanAmend = (
  { file, ...options }: PlanAmendOptions,
  desktop: Desktop = ownDesktop(),
): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async ({ plan: before, services, actor }): Promise<Ending> => {
    const chosen = choosePlan(file);
    if ('sentence' in chosen) return { ...chosen, status: atFault };
    const { plan } = chosen;
    const date = dayGiven('--decision-date', options.decisionDate);
    const decision = { number: options.decisionNumber, date };
    const message = {
      actor,
      plan,
      decision,
      reason: textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason),
    };
    checkForm(messages.amendPlan, message);
    const found = planDifferences(before, plan);
    if (found.length === 0) return unchanged(before, options);
    const begun = await campaignsBegun(services);
    const fault = amendmentFault(before, plan, begun);
    const width = widthOf(desktop.out);
    if (options.json !== true) desktop.out.write(joined(found.flatMap((it) => differenceLines(it, width))));
    if (fault !== null)
      return {
        sentence: say(
          `Không nhận: ${refusalSentence(before, fault)}`,
          `Refused: ${refusalSentence(before, fault)}`,
        ),
        status: refusedByRules,
      };
    const which = campaignsToBegin(plan, begun).map((it) => campaignName(plan, it));
    const stop = await consent(
      desktop,
      options,
      say(
        `Sửa đổi ${planName(before)} cho: ${which.join('; ')}?`,
        `Amend ${planName(before)} for: ${which.join('; ')}?`,
      ),
    );
    if (stop !== null) return stop;
    const answer = await inTime(services, () =>
      send(services, movementId(before.plan), messages.amendPlan, message),
    );
    return actEnding(before, answer, options, () => [
      say(
        `Đã sửa đổi ${planName(before)} theo ${decision.number} ngày ${formatDay(date)}.`,
        `${planName(before)} was amended by ${decision.number} of ${formatDay(date)}.`,
      ),
      say(
        `Áp dụng cho: ${which.join('; ')}. Đợt đã mở vẫn theo kế hoạch như khi mở.`,
        `It applies to: ${which.join('; ')}. Open campaigns go by the plan as it was when they opened.`,
      ),
    ]);
  });

function unchanged(plan: Plan, { json }: PlanAmendOptions | Omit<PlanAmendOptions, 'file'>): Ending {
  if (json === true) return { text: '{ "done": true, "value": null }\n' };
  return { text: `${refusalSentence(plan, { code: 'amendment.unchanged' })}\n` };
}

/** The campaigns that the movement has begun. */
async function campaignsBegun({ client, plan }: Services): Promise<CampaignKey[]> {
  return State.parse(await client.workflow.getHandle(movementId(plan)).query(queries.state)).started;
}

function differenceLines({ place, before, after }: PlanDifference, width: number): string[] {
  const label = placeLabel(place);
  return [
    ...hang('', label === '' ? place : `${place} (${label})`, width),
    ...hang(say('  trước: ', '  before: '), before ?? say('không có', 'none'), width),
    ...hang('  sau:   ', after ?? say('không có', 'none'), width),
  ];
}
