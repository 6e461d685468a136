import { type DossierRow, dossierRows } from '../../../../activities/records/reads/dossiers.js';
import { messages, type Scope } from '../../../../workflows/api/messages.js';
import { blocCodes } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Day } from '../../../../workflows/plan/schema.js';
import { formatDay } from '../../../../workflows/rules/days.js';
import { scopeName } from '../../../officials/act-words.js';
import { findNamed } from '../../../officials/nearest.js';
import { actorOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page, Route, Visit } from '../../visit.js';
import { inCampaign, isOver, unitNames, withCourse } from './ground.js';
import { timePage } from './time-page.js';
import type { TrialShown } from './trial.js';
import { trialOf } from './trials.js';
import { nothingTyped, Reading, type Typed } from './typed.js';

const dossiersOf = ({ portal, plan }: Visit, campaign: CampaignKey): Promise<DossierRow[]> =>
  dossierRows(portal.records, { plan: plan.plan, campaign });

function answerTime(visit: Visit, campaign: CampaignKey): Promise<Page> {
  const unit = visit.url.searchParams.get('don-vi');
  if (unit === null) return shown(visit, campaign, nothingTyped);
  const form = new URLSearchParams({ 'pham-vi': 'unit', 'don-vi': unit });
  return shown(visit, campaign, { form, faults: {} });
}

async function shown(visit: Visit, campaign: CampaignKey, typed: Typed, trial?: TrialShown): Promise<Page> {
  const rows = await dossiersOf(visit, campaign);
  const moments = [...new Set(rows.map(({ cutoff }) => cutoff))].sort((one, other) => one - other);
  const cutoffs = moments.map((at) => ({ at, count: rows.filter(({ cutoff }) => cutoff === at).length }));
  const units = rows.map(({ unit, unitName }) => ({ code: unit, name: unitName }));
  const over = await isOver(visit, campaign);
  return timePage({ plan: visit.plan, campaign, isOver: over, cutoffs, units, typed, trial });
}

/** More time, or less, as the form has it. */
interface Wanted {
  scope: Scope;
  lastDay: Day;
}

async function changeTime(visit: Visit, campaign: CampaignKey): Promise<Page | Response> {
  const form = await visit.form();
  const reading = new Reading(form);
  const rows = await dossiersOf(visit, campaign);
  const scope = scopeIn(visit, reading, rows);
  const lastDay = reading.day('ngay', 'ngày cuối còn trong hạn');
  const way = form.get('cach');
  const reason = way === 'thu' ? '' : reading.text('ly-do', 'lý do');
  const beyond = reading.optional('vuot');
  if (scope === null || reading.isFaulty) return shown(visit, campaign, reading.typed());
  if (way === 'thu') return tryTime(visit, campaign, { scope, lastDay }, { reading, rows });
  const message = { actor: actorOf(visit), scope, lastDay, reason };
  const after = addresses.time(campaign);
  const taken =
    way === 'rut-ngan'
      ? await takeAct(visit, form, { campaign, definition: messages.shortenExtension, message }, after)
      : await takeAct(
          visit,
          form,
          {
            campaign,
            definition: messages.grantExtension,
            message: { ...message, ...(beyond !== undefined && { beyond }) },
          },
          after,
        );
  return taken.done ? taken.response : shown(visit, campaign, reading.typed(taken.sentence));
}

function scopeIn({ plan }: Visit, reading: Reading, rows: readonly DossierRow[]): Scope | null {
  const of = reading.choice(
    'pham-vi',
    ['all', 'bloc', 'unit'],
    'Cần chọn một: tất cả, một khối hay một đơn vị.',
  );
  if (of === null) return null;
  if (of === 'all') return { of };
  if (of === 'bloc') {
    const bloc = reading.choice('khoi', blocCodes(plan), 'Cần chọn khối.');
    return bloc === null ? null : { of, bloc };
  }
  const given = reading.text('don-vi', 'đơn vị');
  if (given === '') return null;
  const known = rows.map(({ unit, unitName }) => ({ code: unit, name: unitName }));
  const found = findNamed('đơn vị', given, known);
  if ('found' in found) return { of, unit: found.found.code };
  reading.fault('don-vi', found.sentence);
  return null;
}

const tryTime = (
  visit: Visit,
  campaign: CampaignKey,
  { scope, lastDay }: Wanted,
  { reading, rows }: { reading: Reading; rows: readonly DossierRow[] },
): Promise<Page> =>
  withCourse(visit, campaign, async (course) => {
    const units = new Set(rows.filter((row) => isIn(scope, row)).map(({ unit }) => unit));
    const names = { plan: visit.plan, unit: await unitNames(visit), nominee: (id: string) => id };
    const what = `gia hạn cho ${scopeName(scope, names)} đến hết ngày ${formatDay(lastDay)}, nếu mọi hồ sơ đã từng nộp trong phạm vi ấy được chấp nhận`;
    const tried = await trialOf(visit, campaign, course, what, { extension: { units } });
    return 'trial' in tried
      ? shown(visit, campaign, reading.typed(), tried.trial)
      : shown(visit, campaign, reading.typed(tried.sentence));
  });

function isIn(scope: Scope, { unit, bloc }: DossierRow): boolean {
  if (scope.of === 'all') return true;
  return scope.of === 'bloc' ? scope.bloc === bloc : scope.unit === unit;
}

const openTo = ['home-affairs'] as const;
const path = addresses.time(':campaign');

export const timeRoutes: readonly Route[] = [
  { method: 'GET', path, openTo, answer: inCampaign(answerTime) },
  { method: 'POST', path, openTo, answer: inCampaign(changeTime) },
];
