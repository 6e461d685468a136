import { actNames } from '../../workflows/api/act-names.js';
import { type ClockMode, clockMark as vietnameseMark } from '../../workflows/api/clock-mode.js';
import { awaitedLine as vietnameseAwaited, stageNames, statusNames } from '../../workflows/api/names.js';
import { type Awaited, DossierStatus, type Stage } from '../../workflows/api/views.js';
import * as vietnamese from '../../workflows/plan/names.js';
import type { PlanNames } from '../../workflows/plan/names.js';
import type { CampaignKey, NomineeKind } from '../../workflows/plan/schema.js';
import { seatLabel as vietnameseSeat } from '../../workflows/plan/seats.js';
import { actEnglish, awaitedEnglish, stageEnglish, statusEnglish } from './english-names.js';
import { say } from './language.js';

/** An office as sentences name it; the plan's own name of a body is the same in each language. */
export const officeName = (names: Pick<PlanNames, 'bodies'>, office: string): string =>
  office === 'unit'
    ? say(vietnamese.officeName(names, office), 'the units')
    : vietnamese.officeName(names, office);

type PeriodNames = Pick<PlanNames, 'period'>;

/** `the campaign of 2023`, `the summary of 2021–2025` */
export const campaignName = (names: PeriodNames, campaign: CampaignKey): string =>
  say(
    vietnamese.campaignName(names, campaign),
    campaign === 'summary' ? `the summary of ${names.period.name}` : `the campaign of ${campaign}`,
  );

/** `2023`, `the period 2021–2025` */
export const periodName = (names: PeriodNames, campaign: CampaignKey): string =>
  say(
    vietnamese.periodName(names, campaign),
    campaign === 'summary' ? `the period ${names.period.name}` : campaign,
  );

/** `Plan 263/KH-UBND`; a sample says so in its own words. */
export const planName = (plan: { number: string; sample?: string | undefined }): string =>
  say(
    vietnamese.planName(plan),
    plan.sample === undefined ? `Plan ${plan.number}` : `Plan ${plan.number} (${plan.sample})`,
  );

/** `Highest rank`, `Greatest leap`, `Individual 2`, `Collective 1`. */
export function seatLabel(of: { kind: NomineeKind; seat: string }): string {
  const number = /-(\d+)$/.exec(of.seat)?.[1];
  const more = number === undefined ? '' : ` ${number}`;
  const kind = of.kind === 'collective' ? 'Collective' : 'Individual';
  if (of.seat.startsWith('highest-rank')) return say(vietnameseSeat(of), `Highest rank${more}`);
  if (of.seat.startsWith('greatest-leap')) return say(vietnameseSeat(of), `Greatest leap${more}`);
  return say(vietnameseSeat(of), number === undefined ? of.seat : `${kind}${more}`);
}

/** An act as lines name it; a code that isn't known is its own name. */
export const actName = (code: string): string =>
  say(actNames.get(code) ?? code, actEnglish.get(code) ?? code);

export const stageName = (stage: Stage): string => say(stageNames[stage], stageEnglish[stage]);

export const statusName = (status: DossierStatus): string => say(statusNames[status], statusEnglish[status]);

/** The same of a status as the records hold it; one that this program doesn't know, as it stands. */
export function statusLabel(status: string): string {
  const known = DossierStatus.safeParse(status);
  return known.success ? statusName(known.data) : status;
}

interface AwaitedItem {
  from: Awaited['from'];
  what: Awaited['what'];
  which: string[];
  count: number;
}

/** One line on what is awaited, and from whom. */
export const awaitedLine = (names: Pick<PlanNames, 'bodies'>, item: AwaitedItem): string =>
  say(vietnameseAwaited(names, item), awaitedInEnglish(names, item));

function awaitedInEnglish(
  names: Pick<PlanNames, 'bodies'>,
  { from, what, which, count }: AwaitedItem,
): string {
  const to = what === 'forwarding' ? ` to ${officeName(names, 'board')}` : '';
  const listed = which.length > 0 ? `: ${which.join('; ')}` : count > 1 ? ` (${String(count)})` : '';
  return `${officeName(names, from)} – ${awaitedEnglish[what]}${to}${listed}`;
}

const markEnglish: Record<ClockMode, string> = { service: '', rehearsal: 'REHEARSAL', trial: 'TRIAL' };

/** What stands wherever something is shown that isn't in earnest (in capitals); null in service. */
export function clockMark(mode: ClockMode): string | null {
  const mark = vietnameseMark(mode);
  return mark === null ? null : say(mark, markEnglish[mode]);
}
