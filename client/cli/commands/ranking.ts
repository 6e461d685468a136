import { type KeptRanking, newestRankings } from '../../../activities/records/reads/rankings.js';
import { allUnits, type UnitDetails } from '../../../activities/records/registry/units.js';
import { messages, type RankingRow, type RecordRanking } from '../../../workflows/api/messages.js';
import { blocLabel, blocName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { rankingGround, readRanking } from '../../officials/ranking-file.js';
import { changedRows, rankingBefore, rowFigures } from '../../officials/ranking.js';
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
  const before = await rankingBefore(services.records, { plan: plan.plan, campaign, bloc, period });
  if (options.json !== true) {
    const title = say(
      `Xếp hạng của ${blocName(plan, bloc)}${period === 'previous' ? ' năm trước' : ''}, ${campaignName(plan, campaign)}: ${rows.length} đơn vị.`,
      `Ranking of ${blocName(plan, bloc)}${period === 'previous' ? ' of the year before' : ''}, ${campaignName(plan, campaign)}: ${rows.length} units.`,
    );
    desktop.out.write(joined([title, ...changeLines(before, rows, units, widthOf(desktop.out))]));
  }
  return consent(desktop, options, say('Ghi bảng xếp hạng này?', 'Record this ranking?'));
}

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
  const differing = changedRows(before.rows, rows);
  const decision = say(
    `bảng ghi lúc ${formatMoment(before.recordedAt)} (${before.decision.number})`,
    `the ranking recorded at ${formatMoment(before.recordedAt)} (${before.decision.number})`,
  );
  if (differing.length === 0) return [say(`Không khác ${decision}.`, `It does not differ from ${decision}.`)];
  const cells = differing.map(({ unit, old, now }) => [name(unit), rowFigures(old), rowFigures(now)]);
  return [
    say(
      `Khác với ${decision} ở ${differing.length} đơn vị:`,
      `It differs from ${decision} in ${differing.length} units:`,
    ),
    ...table(columns, cells, width),
  ];
}

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
