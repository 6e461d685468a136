import {
  type KeptRanking,
  newestRankings,
  previousRanking,
} from '../../../activities/records/reads/rankings.js';
import { allUnits, type UnitDetails } from '../../../activities/records/registry/units.js';
import { messages, type RankingRow, type RecordRanking } from '../../../workflows/api/messages.js';
import { blocLabel, blocName } from '../../../workflows/plan/names.js';
import type { Bloc, CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { datesYear } from '../../../workflows/rules/calendar.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { isInForce } from '../../../workflows/rules/registry.js';
import { scoreLabel } from '../../officials/labels.js';
import { planOfRecords } from '../../plan-of-records.js';
import { campaignName } from '../../language/names.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import type { ActingOptions, Desk } from '../acting.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm, doAct } from '../course-act.js';
import { blocGiven, campaignGiven, dayGiven, orGivenWrong } from '../given.js';
import { inTime } from '../in-time.js';
import { type RankingGround, readRanking } from '../ranking-file.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';
import { joined, table, widthOf } from '../terminal/tables.js';

export interface RankingImportOptions extends ActingOptions {
  campaign: string;
  bloc: string;
  file: string;
  decisionNumber: string;
  decisionDate: string;
  previous?: boolean | undefined;
  reason?: string | undefined;
  yes?: boolean | undefined;
}

/** `thidua ranking import`: a bloc's ranking from a file, once its faults or what it changes are shown. @returns the exit status */
export const runRankingImport = (
  options: RankingImportOptions,
  desktop: Desktop = ownDesktop(),
): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const { plan, services } = desk;
    const campaign = campaignGiven(plan, options.campaign);
    const bloc = blocGiven(plan, options.bloc);
    const date = dayGiven('--decision-date', options.decisionDate);
    const units = await allUnits(services.records.db);
    const read = await readRanking(options.file, groundOf(plan, campaign, { bloc, units }, options.previous));
    if ('faults' in read) return faultsEnding(read.faults, options.file, options.json);
    const message: RecordRanking = {
      actor: desk.actor,
      bloc,
      period: options.previous === true ? 'previous' : 'current',
      decision: { number: options.decisionNumber, date },
      rows: read.rows,
      ...(options.reason !== undefined && { reason: options.reason }),
    };
    checkForm(messages.recordRanking, message);
    const stop = await shownAndWanted(desk, campaign, message, units, options, desktop);
    return stop ?? inTime(services, () => apply(desk, campaign, message, options));
  });

/** Units of a year are those in force at its end. */
function groundOf(
  plan: Plan,
  campaign: CampaignKey,
  of: Pick<RankingGround, 'bloc' | 'units'>,
  isPrevious: boolean | undefined,
): RankingGround {
  const year = datesYear(plan, campaign) - 1 - (isPrevious === true ? 1 : 0);
  return { plan, ...of, isInForce: (unit) => isInForce(unit, `${year}-12-31`) };
}

function faultsEnding(faults: readonly string[], file: string, json: boolean | undefined): Ending {
  if (json === true)
    return { text: `${JSON.stringify({ done: false, faults }, undefined, 2)}\n`, status: atFault };
  const sentence = [
    say(
      `Tệp ${file} có ${faults.length} lỗi; chưa ghi gì:`,
      `The file ${file} has ${faults.length} faults; nothing was recorded:`,
    ),
    ...faults.map((it) => `  ${it}`),
  ].join('\n');
  return { sentence, status: atFault };
}

async function shownAndWanted(
  { plan, services }: Desk,
  campaign: CampaignKey,
  message: RecordRanking,
  units: readonly UnitDetails[],
  options: RankingImportOptions,
  desktop: Desktop,
): Promise<Ending | null> {
  const { bloc, period, rows } = message;
  const of = { plan: plan.plan, campaign, bloc };
  const before =
    period === 'previous'
      ? await previousRanking(services.records, of)
      : await currentRanking(services.records, of);
  if (options.json !== true) {
    const title = say(
      `Xếp hạng của ${blocName(plan, bloc)}${period === 'previous' ? ' năm trước' : ''}, ${campaignName(plan, campaign)}: ${rows.length} đơn vị.`,
      `Ranking of ${blocName(plan, bloc)}${period === 'previous' ? ' of the year before' : ''}, ${campaignName(plan, campaign)}: ${rows.length} units.`,
    );
    desktop.out.write(joined([title, ...changeLines(before, rows, units, widthOf(desktop.out))]));
  }
  return consent(desktop, options, say('Ghi bảng xếp hạng này?', 'Record this ranking?'));
}

const currentRanking = async (
  records: Parameters<typeof newestRankings>[0],
  of: { plan: string; campaign: CampaignKey; bloc: Bloc },
): Promise<KeptRanking | null> =>
  (await newestRankings(records, of)).find((it) => it.bloc === of.bloc && it.period === 'current') ?? null;

const columns = [
  { title: say('Đơn vị', 'Unit'), flexible: true as const },
  { title: say('Trước', 'Before'), align: 'right' as const },
  { title: 'Nay', align: 'right' as const },
];

/** What differs from the ranking that was recorded before. */
function changeLines(
  before: KeptRanking | null,
  rows: readonly RankingRow[],
  units: readonly UnitDetails[],
  width: number,
): string[] {
  if (before === null) return [say('Chưa có bảng nào được ghi trước đó.', 'No ranking was recorded before.')];
  const name = (code: string): string => units.find((it) => it.code === code)?.name ?? code;
  const old = new Map(before.rows.map((row) => [row.unit, row]));
  const now = new Map(rows.map((row) => [row.unit, row]));
  const differing = [...new Set([...old.keys(), ...now.keys()])].filter(
    (code) => old.get(code)?.rank !== now.get(code)?.rank || old.get(code)?.score !== now.get(code)?.score,
  );
  const decision = say(
    `bảng ghi lúc ${formatMoment(before.recordedAt)} (${before.decision.number})`,
    `the ranking recorded at ${formatMoment(before.recordedAt)} (${before.decision.number})`,
  );
  if (differing.length === 0) return [say(`Không khác ${decision}.`, `It does not differ from ${decision}.`)];
  const cells = differing.map((code) => [name(code), figures(old.get(code)), figures(now.get(code))]);
  return [
    say(
      `Khác với ${decision} ở ${differing.length} đơn vị:`,
      `It differs from ${decision} in ${differing.length} units:`,
    ),
    ...table(columns, cells, width),
  ];
}

const figures = (row: RankingRow | undefined): string =>
  row === undefined
    ? '–'
    : say(
        `hạng ${row.rank}${row.score === undefined ? '' : ` (${scoreLabel(row.score)})`}`,
        `rank ${row.rank}${row.score === undefined ? '' : ` (${scoreLabel(row.score)})`}`,
      );

function apply(
  desk: Desk,
  campaign: CampaignKey,
  message: RecordRanking,
  options: RankingImportOptions,
): Promise<Ending> {
  const { decision, bloc, rows } = message;
  const told = () => [
    say(
      `Đã ghi xếp hạng của ${blocName(desk.plan, bloc)} theo ${decision.number} ngày ${formatDay(decision.date)}: ${rows.length} đơn vị.`,
      `The ranking of ${blocName(desk.plan, bloc)} by ${decision.number} of ${formatDay(decision.date)} was recorded: ${rows.length} units.`,
    ),
  ];
  return doAct(desk, { campaign, definition: messages.recordRanking, message, told }, options);
}

/** `thidua ranking show CAMPAIGN [BLOC]`: the rankings that count. @returns the exit status */
export const runRankingShow = (
  options: {
    campaign: string;
    bloc?: string | undefined;
    plan?: string | undefined;
    json?: boolean | undefined;
  },
  desktop: Desktop = ownDesktop(),
): Promise<number> =>
  withRecords(desktop, (records) =>
    orGivenWrong(async () => {
      const chosen = await planOfRecords(records, options.plan);
      if ('sentence' in chosen) return { ...chosen, status: atFault };
      const { plan } = chosen;
      const campaign = campaignGiven(plan, options.campaign);
      const bloc = options.bloc === undefined ? undefined : blocGiven(plan, options.bloc);
      const kept = await newestRankings(records, { plan: plan.plan, campaign });
      const shown = kept.filter((it) => bloc === undefined || it.bloc === bloc);
      const units = await allUnits(records.db);
      if (options.json === true) return { text: `${JSON.stringify(shown.map(rankingJson), undefined, 2)}\n` };
      if (shown.length === 0)
        return {
          text: say(
            `Chưa có xếp hạng nào của ${campaignName(plan, campaign)}.\n`,
            `There is no ranking of ${campaignName(plan, campaign)} yet.\n`,
          ),
        };
      return { text: joined(shown.flatMap((it) => rankingLines(plan, it, units, widthOf(desktop.out)))) };
    }),
  );

const rankingJson = ({ recordedAt, ...ranking }: KeptRanking) => ({
  ...ranking,
  recordedAt: new Date(recordedAt).toISOString(),
});

const shownColumns = [
  { title: say('Hạng', 'Rank'), align: 'right' as const },
  { title: say('Đơn vị', 'Unit'), flexible: true as const },
  { title: say('Mã', 'Code'), flexible: true as const },
  { title: say('Điểm', 'Score'), align: 'right' as const },
];

function rankingLines(
  plan: Plan,
  { bloc, period, decision, rows }: KeptRanking,
  units: readonly UnitDetails[],
  width: number,
): string[] {
  const name = (code: string): string => units.find((it) => it.code === code)?.name ?? code;
  const cells = [...rows]
    .sort((a, b) => a.rank - b.rank)
    .map((row) => [
      String(row.rank),
      name(row.unit),
      row.unit,
      row.score === undefined ? '–' : scoreLabel(row.score),
    ]);
  const when = period === 'previous' ? say(' (năm trước)', ' (the year before)') : '';
  return [
    say(
      `${blocLabel(plan, bloc)}${when}, theo ${decision.number} ngày ${formatDay(decision.date)}`,
      `${blocLabel(plan, bloc)}${when}, by ${decision.number} of ${formatDay(decision.date)}`,
    ),
    ...table(shownColumns, cells, width),
    '',
  ];
}
