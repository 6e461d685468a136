import { type KeptRanking, newestRankings } from '../../../activities/records/reads/rankings.js';
import { allUnits, type UnitDetails } from '../../../activities/records/registry/units.js';
import { messages, type RankingRow, type RecordRanking } from '../../../workflows/api/messages.js';
import { blocLabel, blocName, campaignName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatDay, formatMoment } from '../../../workflows/rules/days.js';
import { rankingGround, readRanking } from '../../officials/ranking-file.js';
import { changedRows, rankingBefore, rowFigures } from '../../officials/ranking.js';
import { scoreLabel } from '../../officials/labels.js';
import { planOfRecords } from '../../plan-of-records.js';
import type { ActingOptions, Desk } from '../acting.js';
import { consent, type Desktop, ownDesktop } from '../consent.js';
import { atDesk, checkForm, doAct } from '../course-act.js';
import { blocGiven, campaignGiven, dayGiven, orGivenWrong } from '../given.js';
import { inTime } from '../in-time.js';
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
    const period = options.previous === true ? 'previous' : 'current';
    const read = await readRanking(options.file, rankingGround(plan, campaign, { bloc, units }, period));
    if ('faults' in read) return faultsEnding(read.faults, options.file, options.json);
    const message: RecordRanking = {
      actor: desk.actor,
      bloc,
      period,
      decision: { number: options.decisionNumber, date },
      rows: read.rows,
      ...(options.reason !== undefined && { reason: options.reason }),
    };
    checkForm(messages.recordRanking, message);
    const stop = await shownAndWanted(desk, campaign, message, units, options, desktop);
    return stop ?? inTime(services, () => apply(desk, campaign, message, options));
  });

function faultsEnding(faults: readonly string[], file: string, json: boolean | undefined): Ending {
  if (json === true)
    return { text: `${JSON.stringify({ done: false, faults }, undefined, 2)}\n`, status: atFault };
  const sentence = [
    `Tệp ${file} có ${faults.length} lỗi; chưa ghi gì:`,
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
  const before = await rankingBefore(services.records, { plan: plan.plan, campaign, bloc, period });
  if (options.json !== true) {
    const title = `Xếp hạng của ${blocName(plan, bloc)}${period === 'previous' ? ' năm trước' : ''}, ${campaignName(plan, campaign)}: ${rows.length} đơn vị.`;
    desktop.out.write(joined([title, ...changeLines(before, rows, units, widthOf(desktop.out))]));
  }
  return consent(desktop, options, 'Ghi bảng xếp hạng này?');
}

const columns = [
  { title: 'Đơn vị', flexible: true as const },
  { title: 'Trước', align: 'right' as const },
  { title: 'Nay', align: 'right' as const },
];

/** What differs from the ranking that was recorded before. */
function changeLines(
  before: KeptRanking | null,
  rows: readonly RankingRow[],
  units: readonly UnitDetails[],
  width: number,
): string[] {
  if (before === null) return ['Chưa có bảng nào được ghi trước đó.'];
  const name = (code: string): string => units.find((it) => it.code === code)?.name ?? code;
  const differing = changedRows(before.rows, rows);
  const decision = `bảng ghi lúc ${formatMoment(before.recordedAt)} (${before.decision.number})`;
  if (differing.length === 0) return [`Không khác ${decision}.`];
  const cells = differing.map(({ unit, old, now }) => [name(unit), rowFigures(old), rowFigures(now)]);
  return [`Khác với ${decision} ở ${differing.length} đơn vị:`, ...table(columns, cells, width)];
}

function apply(
  desk: Desk,
  campaign: CampaignKey,
  message: RecordRanking,
  options: RankingImportOptions,
): Promise<Ending> {
  const { decision, bloc, rows } = message;
  const told = () => [
    `Đã ghi xếp hạng của ${blocName(desk.plan, bloc)} theo ${decision.number} ngày ${formatDay(decision.date)}: ${rows.length} đơn vị.`,
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
      if (shown.length === 0) return { text: `Chưa có xếp hạng nào của ${campaignName(plan, campaign)}.\n` };
      return { text: joined(shown.flatMap((it) => rankingLines(plan, it, units, widthOf(desktop.out)))) };
    }),
  );

const rankingJson = ({ recordedAt, ...ranking }: KeptRanking) => ({
  ...ranking,
  recordedAt: new Date(recordedAt).toISOString(),
});

const shownColumns = [
  { title: 'Hạng', align: 'right' as const },
  { title: 'Đơn vị', flexible: true as const },
  { title: 'Mã', flexible: true as const },
  { title: 'Điểm', align: 'right' as const },
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
  const when = period === 'previous' ? ' (năm trước)' : '';
  return [
    `${blocLabel(plan, bloc)}${when}, theo ${decision.number} ngày ${formatDay(decision.date)}`,
    ...table(shownColumns, cells, width),
    '',
  ];
}
