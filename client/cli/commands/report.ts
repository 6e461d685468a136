import {
  type CommendationRow,
  commendationRows,
  type DifficultyRow,
  difficultyRows,
} from '../../../activities/records/reads/reports.js';
import { blocLabel } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { dayOf, formatDay } from '../../../workflows/rules/days.js';
import { reportCsv } from '../../officials/report.js';
import { planOfRecords } from '../../plan-of-records.js';
import { campaignName } from '../../language/names.js';
import { say } from '../../language/language.js';
import { type Desktop, ownDesktop } from '../consent.js';
import { campaignGiven, orGivenWrong } from '../given.js';
import { atFault, withRecords } from '../records-at-hand.js';
import { hang, joined, table, widthOf } from '../terminal/tables.js';

export interface ReportOptions {
  campaign: string;
  plan?: string | undefined;
  json?: boolean | undefined;
  csv?: boolean | undefined;
}

/** `thidua report CAMPAIGN`: the commendations that units gave and the difficulties that they met, gathered. @returns the exit status */
export const runReport = (options: ReportOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  withRecords(desktop, (records) =>
    orGivenWrong(async () => {
      const chosen = await planOfRecords(records, options.plan);
      if ('sentence' in chosen) return { ...chosen, status: atFault };
      const { plan } = chosen;
      const campaign = campaignGiven(plan, options.campaign);
      const of = { plan: plan.plan, campaign };
      const commendations = await commendationRows(records, of);
      const difficulties = await difficultyRows(records, of);
      if (options.json === true) {
        const report = { campaign, commendations, difficulties: difficulties.map(difficultyJson) };
        return { text: `${JSON.stringify(report, undefined, 2)}\n` };
      }
      if (options.csv === true) return { text: reportCsv(commendations, difficulties) };
      const width = widthOf(desktop.out);
      return {
        text: joined([
          say(
            `TỔNG HỢP BÁO CÁO CỦA CÁC ĐƠN VỊ – ${campaignName(plan, campaign)}`,
            `REPORTS OF THE UNITS – ${campaignName(plan, campaign)}`,
          ),
          '',
          ...commendationLines(plan, commendations, width),
          '',
          ...difficultyLines(plan, difficulties, width),
        ]),
      };
    }),
  );

const difficultyJson = ({ reportedAt, ...row }: DifficultyRow) => ({
  ...row,
  reportedAt: new Date(reportedAt).toISOString(),
});

const columns = [
  { title: say('Đơn vị', 'Unit'), flexible: true as const },
  { title: say('Khối', 'Bloc'), flexible: true as const },
  { title: say('Tập thể', 'Collectives'), align: 'right' as const },
  { title: say('Cá nhân', 'Individuals'), align: 'right' as const },
  { title: say('Văn bản', 'Document'), flexible: true as const },
];

function commendationLines(plan: Plan, rows: readonly CommendationRow[], width: number): string[] {
  if (rows.length === 0)
    return [
      say(
        'Giấy khen (mục III.2.a): chưa có đơn vị nào báo cáo.',
        'Commendations (clause III.2.a): no unit has reported yet.',
      ),
    ];
  const sum = (of: 'collectives' | 'individuals'): number => rows.reduce((total, row) => total + row[of], 0);
  const cells = rows.map((row) => [
    row.unitName,
    blocLabel(plan, row.bloc),
    String(row.collectives),
    String(row.individuals),
    row.document === null
      ? '–'
      : say(
          `${row.document.number} ngày ${formatDay(row.document.date)}`,
          `${row.document.number} of ${formatDay(row.document.date)}`,
        ),
  ]);
  return [
    say(
      `Giấy khen do thủ trưởng đơn vị tặng (mục III.2.a): ${rows.length} đơn vị`,
      `Commendations given by heads of units (clause III.2.a): ${rows.length} units`,
    ),
    ...table(columns, cells, width),
    say(
      `Cộng: ${sum('collectives')} tập thể, ${sum('individuals')} cá nhân`,
      `In all: ${sum('collectives')} collectives, ${sum('individuals')} individuals`,
    ),
  ];
}

function difficultyLines(plan: Plan, rows: readonly DifficultyRow[], width: number): string[] {
  if (rows.length === 0)
    return [
      say(
        'Khó khăn, vướng mắc (mục V): chưa có đơn vị nào báo cáo.',
        'Difficulties (clause V): no unit has reported yet.',
      ),
    ];
  return [
    say(
      `Khó khăn, vướng mắc báo cáo ${plan.issuer} (mục V): ${rows.length}`,
      `Difficulties reported to ${plan.issuer} (clause V): ${rows.length}`,
    ),
    ...rows.flatMap((row) =>
      hang(`- ${formatDay(dayOf(row.reportedAt))} ${row.unitName}: `, row.text, width),
    ),
  ];
}
