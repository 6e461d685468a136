import { blocLabel, campaignName } from '../../../workflows/plan/names.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import { kindName } from '../act-words.js';
import { certificates } from '../certificates.js';
import { totalsLabel, totalsOf } from '../totals.js';
import { campaignLabel, deciderLabel } from '../words.js';
import type { Asked, TableDraft } from './asked.js';

/** The certificates, those revoked among them. */
export async function ledgerTable({ records, plan, campaign }: Asked): Promise<TableDraft> {
  const rows = await certificates(records, {
    plan: plan.plan,
    ...(campaign !== undefined && { campaign }),
  });
  const of = campaign === undefined ? '' : `, ${campaignName(plan, campaign)}`;
  return {
    name: 'Sổ Bằng khen',
    title: `SỔ BẰNG KHEN${of}`,
    notes: rows.length === 0 ? [] : [`Tổng cộng: ${totalsLabel(totalsOf(rows))}.`],
    none: 'Sổ khen thưởng chưa có Bằng khen nào.',
    columns: [
      { title: 'Đợt' },
      { title: 'Khối' },
      { title: 'Suất' },
      { title: 'Loại' },
      { title: 'Tập thể, cá nhân' },
      { title: 'Mã cán bộ' },
      { title: 'Mã đơn vị' },
      { title: 'Đơn vị' },
      { title: 'Mục của kế hoạch' },
      { title: 'Ai quyết định' },
      { title: 'Số quyết định' },
      { title: 'Ngày quyết định', holds: 'day' },
      { title: 'Người ký' },
      { title: 'Thể thức ký' },
      { title: 'Tiền thưởng (đồng)', holds: 'money' },
      { title: 'Mã Bằng khen' },
      { title: 'Quyết định thu hồi' },
      { title: 'Ngày thu hồi', holds: 'day' },
      { title: 'Lý do thu hồi' },
    ],
    rows: rows.map((row) => [
      campaignLabel(row.campaign),
      blocLabel(plan, row.bloc),
      seatLabel(row),
      kindName(row.kind),
      row.name,
      row.personId,
      row.unit,
      row.unitName,
      row.clause,
      deciderLabel(plan, row),
      row.decision.number,
      row.decision.date,
      row.signedBy,
      row.signsAs,
      row.money,
      row.code,
      row.revoked?.number ?? null,
      row.revoked?.date ?? null,
      row.revoked?.reason ?? null,
    ]),
  };
}
