import { z } from 'zod';
import { newestRankings, previousRanking } from '../../../../activities/records/reads/rankings.js';
import { allUnits } from '../../../../activities/records/registry/units.js';
import { messages, RecordRanking } from '../../../../workflows/api/messages.js';
import { blocCodes } from '../../../../workflows/plan/names.js';
import type { Bloc, CampaignKey } from '../../../../workflows/plan/schema.js';
import { digestOf } from '../../../../workflows/rules/digest.js';
import { rankingBefore } from '../../../officials/ranking.js';
import {
  rankingGround,
  readRanking,
  type ReadRanking,
  readTypedRanking,
} from '../../../officials/ranking-file.js';
import { rankingTemplate } from '../../../officials/ranking-template.js';
import { actorOf, takeAct } from '../../acting.js';
import { addresses } from '../../addresses.js';
import { spreadsheet } from '../../spreadsheet.js';
import type { Page, Route, Visit } from '../../visit.js';
import { noSuchPage } from '../problems.js';
import { inCampaign, unitNames, withCourse } from './ground.js';
import { rankingCheckPage } from './ranking-check-page.js';
import { rankingDraftPage } from './ranking-draft-page.js';
import { rankingsPage, rankingTitle } from './rankings-page.js';
import { trialOf } from './trials.js';
import { nothingTyped, Reading, type Typed } from './typed.js';
import { FormBroken } from '../../multipart.js';
import { mostUploaded, type Uploaded, withUpload } from './uploaded.js';

async function answerRankings(visit: Visit, campaign: CampaignKey): Promise<Page> {
  const { portal, plan } = visit;
  const kept = await newestRankings(portal.records, { plan: plan.plan, campaign });
  const blocs = await Promise.all(
    blocCodes(plan).map(async (bloc) => ({
      bloc,
      current: kept.find((it) => it.bloc === bloc && it.period === 'current') ?? null,
      previous: await previousRanking(portal.records, { plan: plan.plan, campaign, bloc }),
    })),
  );
  return rankingsPage({ plan, campaign, blocs, unitName: await unitNames(visit) });
}

/** Which ranking is entered. */
interface Of {
  bloc: Bloc;
  period: RecordRanking['period'];
}

const periods = ['current', 'previous'] as const;

function whichIn({ plan }: Visit, campaign: CampaignKey, fields: URLSearchParams): Of | null {
  const bloc = blocCodes(plan).find((it) => it === fields.get('khoi'));
  const period = periods.find((it) => it === (fields.get('ky') ?? 'current'));
  if (bloc === undefined || period === undefined) return null;
  return campaign === 'summary' && period === 'previous' ? null : { bloc, period };
}

function answerDraft(visit: Visit, campaign: CampaignKey): Promise<Page> {
  const { searchParams } = visit.url;
  const of = whichIn(visit, campaign, searchParams);
  if (of === null) return Promise.resolve(noSuchPage());
  return draft(visit, campaign, of, {
    isTyped: searchParams.get('cach') === 'tay',
    typed: nothingTyped,
    rowFaults: [],
  });
}

async function groundOf({ portal, plan }: Visit, campaign: CampaignKey, { bloc, period }: Of) {
  const units = await allUnits(portal.records.db);
  return rankingGround(plan, campaign, { bloc, units }, period);
}

async function draft(
  visit: Visit,
  campaign: CampaignKey,
  of: Of,
  rest: { isTyped: boolean; typed: Typed; rowFaults: readonly string[] },
): Promise<Page> {
  const { portal, plan } = visit;
  const ground = await groundOf(visit, campaign, of);
  const units = ground.units.filter((it) => it.bloc === of.bloc && ground.isInForce(it));
  const before = await rankingBefore(portal.records, { plan: plan.plan, campaign, ...of });
  return rankingDraftPage({ plan, campaign, ...of, units, before, ...rest });
}

async function takeFile(visit: Visit, campaign: CampaignKey): Promise<Page> {
  try {
    return await withUpload(visit.request, (uploaded) => readUploaded(visit, campaign, uploaded));
  } catch (error) {
    if (error instanceof FormBroken) return noSuchPage();
    throw error;
  }
}

async function readUploaded(
  visit: Visit,
  campaign: CampaignKey,
  { fields, file, isTooLarge }: Uploaded,
): Promise<Page> {
  const of = whichIn(visit, campaign, fields);
  if (of === null) return noSuchPage();
  const reading = new Reading(fields);
  if (file === null) reading.fault('tep', 'Chưa chọn tệp.');
  else if (isTooLarge) reading.fault('tep', 'Tệp lớn quá 10 MB; hãy lưu gọn lại, bỏ hình ảnh.');
  else if (!/\.(xlsx|csv)$/i.test(file.name)) reading.fault('tep', 'Tệp phải là .xlsx hoặc .csv.');
  const rows =
    file === null || reading.faults['tep'] !== undefined
      ? { faults: [] }
      : await readRanking(file.path, await groundOf(visit, campaign, of), file.name);
  return checkOf(visit, campaign, of, { reading, rows, isTyped: false });
}

async function takeTyped(visit: Visit, campaign: CampaignKey): Promise<Page> {
  const form = await visit.form();
  const of = whichIn(visit, campaign, form);
  if (of === null) return noSuchPage();
  const ground = await groundOf(visit, campaign, of);
  const typedRows = [...form.keys()].flatMap((name) => {
    const unit = /^hang\.(.+)$/.exec(name)?.[1];
    if (unit === undefined) return [];
    return [{ unit, rank: form.get(name) ?? '', score: form.get(`diem.${unit}`) ?? '' }];
  });
  const rows = readTypedRanking(typedRows, ground);
  return checkOf(visit, campaign, of, { reading: new Reading(form), rows, isTyped: true });
}

async function checkOf(
  visit: Visit,
  campaign: CampaignKey,
  of: Of,
  { reading, rows, isTyped }: { reading: Reading; rows: ReadRanking; isTyped: boolean },
): Promise<Page> {
  const decision = {
    number: reading.text('so', 'số quyết định'),
    date: reading.day('ngay', 'ngày quyết định'),
  };
  const reason = reading.optional('ly-do');
  if ('faults' in rows || reading.isFaulty) {
    const rowFaults = 'faults' in rows ? rows.faults : [];
    return draft(visit, campaign, of, { isTyped, typed: reading.typed(), rowFaults });
  }
  const ranking = { ...of, decision, rows: rows.rows, ...(reason !== undefined && { reason }) };
  return check(visit, campaign, ranking, {});
}

const Ranking = RecordRanking.omit({ actor: true });
type Ranking = z.infer<typeof Ranking>;

async function check(
  visit: Visit,
  campaign: CampaignKey,
  ranking: Ranking,
  more: Pick<Parameters<typeof rankingCheckPage>[0], 'sentence' | 'trial'>,
): Promise<Page> {
  const { plan } = visit;
  const { before, digest } = await heldAgainst(visit, campaign, ranking);
  const unitName = await unitNames(visit);
  return rankingCheckPage({ plan, campaign, ranking, before, digest, unitName, ...more });
}

async function heldAgainst({ portal, plan }: Visit, campaign: CampaignKey, ranking: Ranking) {
  const { bloc, period } = ranking;
  const before = await rankingBefore(portal.records, { plan: plan.plan, campaign, bloc, period });
  const digest = digestOf({ campaign, ranking, before: before?.rows ?? null });
  return { before, digest };
}

const Shown = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('no JSON');
      return z.NEVER;
    }
  })
  .pipe(Ranking);

async function record(visit: Visit, campaign: CampaignKey): Promise<Page | Response> {
  const form = await visit.form();
  const shown = Shown.safeParse(form.get('bang') ?? '');
  if (!shown.success || !blocCodes(visit.plan).includes(shown.data.bloc)) return noSuchPage();
  const ranking = shown.data;
  if (form.get('cach') === 'thu') return tryRanking(visit, campaign, ranking);
  const { digest } = await heldAgainst(visit, campaign, ranking);
  if (digest !== form.get('ma'))
    return check(visit, campaign, ranking, {
      sentence: 'Bảng đã ghi trước đó vừa thay đổi; hãy xem lại những chỗ khác rồi ghi.',
    });
  const message = { actor: actorOf(visit), ...ranking };
  const act = { campaign, definition: messages.recordRanking, message };
  const taken = await takeAct(visit, form, act, addresses.rankings(campaign));
  return taken.done ? taken.response : check(visit, campaign, ranking, { sentence: taken.sentence });
}

const tryRanking = (visit: Visit, campaign: CampaignKey, ranking: Ranking): Promise<Page> =>
  withCourse(visit, campaign, async (course) => {
    const { bloc, period, rows } = ranking;
    const what = rankingTitle(visit.plan, bloc, period);
    const tried = await trialOf(visit, campaign, course, what, { ranking: { bloc, period, rows } });
    return check(visit, campaign, ranking, tried);
  });

async function answerTemplate(visit: Visit, campaign: CampaignKey): Promise<Page | Response> {
  const of = whichIn(visit, campaign, visit.url.searchParams);
  if (of === null) return noSuchPage();
  const bytes = await rankingTemplate(await groundOf(visit, campaign, of), campaign);
  return spreadsheet(bytes, `xep-hang-${campaign}-${of.bloc}.xlsx`);
}

const openTo = ['home-affairs'] as const;

export const rankingRoutes: readonly Route[] = [
  { method: 'GET', path: addresses.rankings(':campaign'), openTo, answer: inCampaign(answerRankings) },
  { method: 'GET', path: addresses.rankingTyped(':campaign'), openTo, answer: inCampaign(answerDraft) },
  {
    method: 'GET',
    path: addresses.rankingTemplates(':campaign'),
    openTo,
    answer: inCampaign(answerTemplate),
  },
  { method: 'POST', path: addresses.rankingTyped(':campaign'), openTo, answer: inCampaign(takeTyped) },
  {
    method: 'POST',
    path: addresses.rankingUpload(':campaign'),
    openTo,
    mostBytes: mostUploaded + 100_000,
    answer: inCampaign(takeFile),
  },
  { method: 'POST', path: addresses.rankingRecord(':campaign'), openTo, answer: inCampaign(record) },
];
