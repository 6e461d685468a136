import { type DossierRow, dossierRows } from '../../../activities/records/reads/dossiers.js';
import { blocLabel, campaignName } from '../../../workflows/plan/names.js';
import type { NomineeKind } from '../../../workflows/plan/schema.js';
import { statusLabel } from '../../language/names.js';
import type { AskedOfCampaign, TableDraft } from './asked.js';

/** How each unit's dossier stands, and whom it proposes. */
export async function dossiersTable({ records, plan, campaign }: AskedOfCampaign): Promise<TableDraft> {
  const rows = await dossierRows(records, { plan: plan.plan, campaign });
  return {
    name: 'Hồ sơ',
    title: `HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG, ${campaignName(plan, campaign)}`,
    notes: ['Hồ sơ phải nhận được trước thời điểm ở cột “Nộp trước”.'],
    none: 'Đợt này chưa mở nhận hồ sơ.',
    columns: [
      { title: 'Mã đơn vị' },
      { title: 'Đơn vị' },
      { title: 'Khối' },
      { title: 'Trạng thái' },
      { title: 'Nộp trước', holds: 'moment' },
      { title: 'Nhận lúc', holds: 'moment' },
      { title: 'Mã người nộp' },
      { title: 'Số tập thể đề cử', holds: 'number' },
      { title: 'Số cá nhân đề cử', holds: 'number' },
      { title: 'Được đề cử' },
      { title: 'Kế hoạch phát động' },
      { title: 'Ngày kế hoạch', holds: 'day' },
      { title: 'Mã biên nhận' },
    ],
    rows: rows.map((row) => [
      row.unit,
      row.unitName,
      blocLabel(plan, row.bloc),
      statusLabel(row.status),
      row.cutoff,
      row.version?.receivedAt ?? null,
      row.version?.filedBy.person ?? null,
      countOf(row, 'collective'),
      countOf(row, 'individual'),
      row.version?.content.nominees.map(({ name }) => name).join('; ') ?? null,
      row.launchPlan?.number ?? null,
      row.launchPlan?.date ?? null,
      row.version?.receipt ?? null,
    ]),
  };
}

const countOf = ({ version }: DossierRow, kind: NomineeKind): number | null =>
  version === null ? null : version.content.nominees.filter((it) => it.kind === kind).length;
