import { commendationRows, difficultyRows } from '../../../activities/records/reads/reports.js';
import { blocLabel, campaignName } from '../../../workflows/plan/names.js';
import type { AskedOfCampaign, TableDraft } from './asked.js';

/** The commendations that units gave, and the difficulties that they met. */
export async function reportTables({ records, plan, campaign }: AskedOfCampaign): Promise<TableDraft[]> {
  const of = { plan: plan.plan, campaign };
  const [commendations, difficulties] = await Promise.all([
    commendationRows(records, of),
    difficultyRows(records, of),
  ]);
  const sum = (of: 'collectives' | 'individuals'): string =>
    String(commendations.reduce((total, row) => total + row[of], 0));
  return [
    {
      name: 'Giấy khen',
      title: `GIẤY KHEN DO THỦ TRƯỞNG ĐƠN VỊ TẶNG, ${campaignName(plan, campaign)}`,
      notes:
        commendations.length === 0
          ? []
          : [
              `Cộng: ${String(commendations.length)} đơn vị, ${sum('collectives')} tập thể, ${sum('individuals')} cá nhân.`,
            ],
      none: 'Chưa có đơn vị nào báo cáo.',
      columns: [
        { title: 'Mã đơn vị' },
        { title: 'Đơn vị' },
        { title: 'Khối' },
        { title: 'Tập thể', holds: 'number' },
        { title: 'Cá nhân', holds: 'number' },
        { title: 'Văn bản' },
        { title: 'Ngày văn bản', holds: 'day' },
      ],
      rows: commendations.map((row) => [
        row.unit,
        row.unitName,
        blocLabel(plan, row.bloc),
        row.collectives,
        row.individuals,
        row.document?.number ?? null,
        row.document?.date ?? null,
      ]),
    },
    {
      name: 'Khó khăn, vướng mắc',
      title: `KHÓ KHĂN, VƯỚNG MẮC DO ĐƠN VỊ BÁO CÁO, ${campaignName(plan, campaign)}`,
      none: 'Chưa có đơn vị nào báo cáo.',
      columns: [
        { title: 'Báo cáo lúc', holds: 'moment' },
        { title: 'Mã đơn vị' },
        { title: 'Đơn vị' },
        { title: 'Khối' },
        { title: 'Nội dung' },
      ],
      rows: difficulties.map((row) => [
        row.reportedAt,
        row.unit,
        row.unitName,
        blocLabel(plan, row.bloc),
        row.text,
      ]),
    },
  ];
}
