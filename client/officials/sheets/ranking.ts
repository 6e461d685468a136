import { blocLabel, periodName } from '../../../workflows/plan/names.js';
import { rankedBlocs } from '../ranked-blocs.js';
import type { AskedOfCampaign, TableDraft } from './asked.js';

/** Each bloc's ranking beside that of the year before. */
export async function rankingTable({ records, plan, campaign }: AskedOfCampaign): Promise<TableDraft> {
  const blocs = await rankedBlocs(records, plan, campaign);
  return {
    name: 'Xếp hạng',
    title: `XẾP HẠNG CẢI CÁCH HÀNH CHÍNH ${periodName(plan, campaign)}`,
    notes: ['Cột “Tăng, giảm”: số bậc tăng so với năm trước; số âm là giảm; để trống là không so sánh được.'],
    none: 'Chưa có kết quả xếp hạng nào được ghi nhận.',
    columns: [
      { title: 'Khối' },
      { title: 'Hạng', holds: 'number' },
      { title: 'Mã đơn vị' },
      { title: 'Đơn vị' },
      { title: 'Chỉ số', holds: 'figure' },
      { title: 'Hạng năm trước', holds: 'number' },
      { title: 'Tăng, giảm', holds: 'number' },
      { title: 'Theo văn bản' },
      { title: 'Ngày văn bản', holds: 'day' },
      { title: 'Văn bản năm trước' },
      { title: 'Ngày văn bản năm trước', holds: 'day' },
    ],
    rows: blocs.flatMap(({ bloc, decision, previousDecision, changes }) =>
      changes.map(({ unit, name, rank, score, previousRank, leap }) => [
        blocLabel(plan, bloc),
        rank,
        unit,
        name,
        score,
        previousRank,
        leap,
        decision.number,
        decision.date,
        previousDecision?.number ?? null,
        previousDecision?.date ?? null,
      ]),
    ),
  };
}
