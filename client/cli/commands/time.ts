import type { Records } from '../../../activities/records/database/open.js';
import { messages, type Scope } from '../../../workflows/api/messages.js';
import { blocName } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { campaignName } from '../../language/names.js';
import { say } from '../../language/language.js';
import type { ActingOptions } from '../acting.js';
import { type Desktop, ownDesktop } from '../consent.js';
import { atDesk, doAct } from '../course-act.js';
import {
  blocGiven,
  campaignGiven,
  dayGiven,
  GivenWrong,
  kindGiven,
  namedOf,
  textGiven,
  unitGiven,
} from '../given.js';

export interface TimeOptions extends ActingOptions {
  campaign: string;
  /** `unit:so-y-te`, `bloc:communes`, `all` */
  scope: string;
  lastDay: string;
  reason: string;
  /** Why the day lies beyond the quarter in which awards are announced. */
  beyond?: string | undefined;
}

async function scopeGiven(
  plan: Plan,
  records: Records,
  given: string,
): Promise<{ scope: Scope; name: string }> {
  const [of = '', ...more] = given.split(':');
  const which = more.join(':');
  if (given === 'all') return { scope: { of: 'all' }, name: say('tất cả các đơn vị', 'all units') };
  if (of === 'bloc' && which !== '') {
    const bloc = blocGiven(plan, which);
    return { scope: { of: 'bloc', bloc }, name: blocName(plan, bloc) };
  }
  if (of !== 'unit' || which === '')
    throw new GivenWrong(
      say(
        `Phạm vi “${given}” không đúng; viết unit:<đơn vị>, bloc:<khối> hoặc all.`,
        `The scope “${given}” is wrong; write unit:<unit>, bloc:<bloc> or all.`,
      ),
    );
  const unit = await unitGiven(records, which);
  return { scope: { of: 'unit', unit: unit.code }, name: unit.name };
}

/** `thidua extend CAMPAIGN SCOPE`: more time to file. @returns the exit status */
export const runExtend = (options: TimeOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const { scope, name } = await scopeGiven(desk.plan, desk.services.records, options.scope);
    const lastDay = dayGiven('--last-day', options.lastDay);
    const reason = textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason);
    const beyond = options.beyond === undefined ? {} : { beyond: options.beyond };
    const message = { actor: desk.actor, scope, lastDay, reason, ...beyond };
    const told = () => [
      say(
        `Đã gia hạn cho ${name} đến hết ngày ${formatDay(lastDay)}; các đơn vị được báo bằng thư.`,
        `Extended for ${name} to the end of ${formatDay(lastDay)}; the units are told by letter.`,
      ),
    ];
    return doAct(desk, { campaign, definition: messages.grantExtension, message, told }, options);
  });

/** `thidua shorten CAMPAIGN SCOPE`: takes back a part of the time granted. @returns the exit status */
export const runShorten = (options: TimeOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const campaign = campaignGiven(desk.plan, options.campaign);
    const { scope, name } = await scopeGiven(desk.plan, desk.services.records, options.scope);
    const lastDay = dayGiven('--last-day', options.lastDay);
    const reason = textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason);
    const message = { actor: desk.actor, scope, lastDay, reason };
    const told = () => [
      say(
        `Đã rút ngắn thời gian gia hạn của ${name}: đến hết ngày ${formatDay(lastDay)}; các đơn vị được báo bằng thư.`,
        `The extension of ${name} was shortened to the end of ${formatDay(lastDay)}; the units are told by letter.`,
      ),
    ];
    return doAct(desk, { campaign, definition: messages.shortenExtension, message, told }, options);
  });

export interface WaiveOptions extends ActingOptions {
  campaign: string;
  kind: string;
  criterion: string;
  reason: string;
}

/** `thidua waive CAMPAIGN KIND CRITERION`: a criterion that is not asked for in this campaign. @returns the exit status */
export const runWaive = (options: WaiveOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, (desk) => {
    const { plan, actor } = desk;
    const campaign = campaignGiven(plan, options.campaign);
    const kind = kindGiven(options.kind);
    const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
    const criterion = namedOf(say('tiêu chuẩn', 'criterion'), options.criterion, criteria[kind]);
    const reason = textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason);
    const message = { actor, kind, criterion: criterion.code, reason };
    const told = () => [
      say(
        `Đã miễn tiêu chuẩn “${criterion.name}” (mục ${criterion.clause}) cho ${campaignName(plan, campaign)}.`,
        `The criterion “${criterion.name}” (clause ${criterion.clause}) was waived for ${campaignName(plan, campaign)}.`,
      ),
    ];
    return doAct(desk, { campaign, definition: messages.waiveCriterion, message, told }, options);
  });
