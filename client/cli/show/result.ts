import { verifyAudit } from '../../../activities/records/acts/audit.js';
import { type LedgerRow, ledgerRows } from '../../../activities/records/reads/ledger.js';
import { byMailbox, undelivered } from '../../../activities/records/reads/mails.js';
import { planOf } from '../../../activities/records/registry/plans.js';
import { statusRows, type StatusRow } from '../../../activities/records/reads/status.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { formatMoney } from '../../../workflows/rules/money.js';
import { ledgerTables, totalsLabel, totalsOf } from '../terminal/ledger-table.js';
import { hang, joined, type Output, table, widthOf, wrap } from '../terminal/tables.js';
import { campaignLabel, stageLabel, totalOf, undeliveredLabel } from '../terminal/words.js';
import type { Services } from '../../officials/send.js';
import { emptySeatLines, emptySeats } from './empty-seats.js';

/** Where the rehearsal ran, and how far it was played. */
export interface ResultPlace {
  temporal: { address: string; uiUrl?: string | undefined };
  mailFolder?: string | undefined;
  /** The last day that was to be played, `YYYY-MM-DD`; absent: to the end. */
  until?: string | undefined;
}

/** What stands at the rehearsal's end: who won and why, what stayed vacant, the money, the mails, where to look. */
export async function showResult(
  services: Pick<Services, 'records' | 'plan'>,
  where: ResultPlace,
  out: Output = process.stdout,
): Promise<void> {
  const { records } = services;
  const width = widthOf(out);
  const plan = await planOf(records, services.plan);
  const rows = await ledgerRows(records, { plan: plan.plan });
  const campaigns = await statusRows(records, { plan: plan.plan });
  const tables: string[] = [];
  for (const { campaign, digest } of campaigns) {
    const won = rows.filter((row) => row.campaign === campaign);
    if (won.length === 0) continue;
    const empty = await emptySeats(services, { campaign, digest, won });
    tables.push(...ledgerTables(plan, won, width).slice(0, -1), ...emptySeatLines(plan, empty, width), '');
  }
  const lines = [
    ...['', ...titleLines(where, width), ''],
    ...tables,
    ...totalTable(campaigns, rows, width),
    ...['', ...(await mailLines(services, campaigns, width))],
    ...(await auditLines(services, width)),
    ...['', ...whereLines(where, width)],
  ];
  out.write(joined(lines));
}

function titleLines({ until }: ResultPlace, width: number): string[] {
  const end = until === undefined ? 'KẾT QUẢ DIỄN TẬP' : `KẾT QUẢ DIỄN TẬP ĐẾN HẾT NGÀY ${formatDay(until)}`;
  const note =
    'Xếp hạng, hồ sơ, người được khen và số quyết định dưới đây là dữ liệu giả định để diễn tập, không phải kết quả thật.';
  return [end, ...wrap(note, width)];
}

const totalColumns = [
  { title: 'Đợt' },
  { title: 'Bước', flexible: true },
  { title: 'Tập thể', align: 'right' },
  { title: 'Cá nhân', align: 'right' },
  { title: 'Thu hồi', align: 'right' },
  { title: 'Tiền thưởng', align: 'right' },
] as const;

function totalTable(campaigns: readonly StatusRow[], rows: readonly LedgerRow[], width: number): string[] {
  const line = (name: string, stage: string, some: readonly LedgerRow[]): string[] => {
    const { collectives, individuals, revoked, money } = totalsOf(some);
    return [name, stage, String(collectives), String(individuals), String(revoked), formatMoney(money)];
  };
  const lines = campaigns.map(({ campaign, stage }) =>
    line(
      campaignLabel(campaign),
      stageLabel(stage),
      rows.filter((row) => row.campaign === campaign),
    ),
  );
  return [
    ...table(totalColumns, [...lines, line('Cộng', '', rows)], width),
    ...hang('Bằng khen: ', totalsLabel(totalsOf(rows)), width),
  ];
}

const mostListed = 12;

async function mailLines(
  { records }: Pick<Services, 'records'>,
  campaigns: readonly StatusRow[],
  width: number,
): Promise<string[]> {
  const missing = await undelivered(records);
  const sent = campaigns.reduce((sum, { mails }) => sum + (mails['sent'] ?? 0), 0);
  const total = campaigns.reduce((sum, { mails }) => sum + totalOf(mails), 0);
  const mailboxes = byMailbox(missing);
  const listed = mailboxes.slice(0, mostListed);
  const count = (state: string): number => missing.filter((mail) => mail.state === state).length;
  const counts = `${total} thư: đã gửi ${sent}, bị từ chối ${count('refused')}, không rõ đã đến chưa ${count('uncertain')}, chưa gửi xong ${count('pending') + count('sending')}.`;
  return [
    ...hang('Thư: ', counts, width),
    ...listed.flatMap((it) => hang('  – ', undeliveredLabel(it), width)),
    ...(mailboxes.length > listed.length ? [`  … và ${mailboxes.length - listed.length} hộp thư nữa`] : []),
  ];
}

async function auditLines({ records }: Pick<Services, 'records'>, width: number): Promise<string[]> {
  const verdict = await verifyAudit(records);
  return hang(
    'Nhật ký: ',
    verdict.ok
      ? `${verdict.rows} dòng, chuỗi mã băm nguyên vẹn.`
      : `CHUỖI MÃ BĂM KHÔNG KHỚP ở dòng ${verdict.seq} (${verdict.key}).`,
    width,
  );
}

function whereLines({ temporal, mailFolder }: ResultPlace, width: number): string[] {
  const lines = [
    ['Temporal: ', temporal.uiUrl ?? temporal.address],
    ['Thư đã gửi: ', mailFolder],
    ['Tình hình: ', 'npx thidua status'],
    ['Sổ khen thưởng: ', 'npx thidua ledger'],
  ] as const;
  const shown = lines.flatMap(([label, text]) =>
    text === undefined ? [] : hang(`  ${label.padEnd(17)}`, text, width),
  );
  return ['Xem thêm:', ...shown];
}
