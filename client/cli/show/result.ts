import { verifyAudit } from '../../../activities/records/acts/audit.js';
import { type LedgerRow, ledgerRows } from '../../../activities/records/reads/ledger.js';
import { byMailbox, undelivered } from '../../../activities/records/reads/mails.js';
import { planOf } from '../../../activities/records/registry/plans.js';
import { statusRows, type StatusRow } from '../../../activities/records/reads/status.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { formatMoney } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { ledgerTables } from '../terminal/ledger-table.js';
import { totalsLabel, totalsOf } from '../../officials/totals.js';
import { hang, joined, type Output, table, widthOf, wrap } from '../terminal/tables.js';
import { campaignLabel, stageLabel, totalOf, undeliveredLabel } from '../../officials/words.js';
import type { Services } from '../../officials/send.js';
import { emptySeatLines, emptySeats } from './empty-seats.js';

/** Where the rehearsal ran, and how far it was played. */
export interface ResultPlace {
  temporal: { address: string; uiUrl?: string | undefined };
  mailFolder?: string | undefined;
  /** Where the documents of all campaigns lie. */
  documentFolder?: string | undefined;
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
  const end =
    until === undefined
      ? say('KẾT QUẢ DIỄN TẬP', 'RESULTS OF THE REHEARSAL')
      : say(
          `KẾT QUẢ DIỄN TẬP ĐẾN HẾT NGÀY ${formatDay(until)}`,
          `RESULTS OF THE REHEARSAL TO THE END OF ${formatDay(until)}`,
        );
  const note = say(
    'Xếp hạng, hồ sơ, người được khen và số quyết định dưới đây là dữ liệu giả định để diễn tập, không phải kết quả thật.',
    'Rankings, dossiers, winners and numbers of decisions below are invented for the rehearsal; they are not real.',
  );
  return [end, ...wrap(note, width)];
}

const totalColumns = [
  { title: say('Đợt', 'Campaign') },
  { title: say('Bước', 'Stage'), flexible: true },
  { title: say('Tập thể', 'Collectives'), align: 'right' },
  { title: say('Cá nhân', 'Individuals'), align: 'right' },
  { title: say('Thu hồi', 'Revoked'), align: 'right' },
  { title: say('Tiền thưởng', 'Rewards'), align: 'right' },
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
    ...table(totalColumns, [...lines, line(say('Cộng', 'In all'), '', rows)], width),
    ...hang(say('Bằng khen: ', 'Certificates: '), totalsLabel(totalsOf(rows)), width),
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
  const counts = say(
    `${total} thư: đã gửi ${sent}, bị từ chối ${count('refused')}, không rõ đã đến chưa ${count('uncertain')}, chưa gửi xong ${count('pending') + count('sending')}.`,
    `${total} letters: sent ${sent}, refused ${count('refused')}, uncertain ${count('uncertain')}, not sent yet ${count('pending') + count('sending')}.`,
  );
  return [
    ...hang(say('Thư: ', 'Letters: '), counts, width),
    ...listed.flatMap((it) => hang('  – ', undeliveredLabel(it), width)),
    ...(mailboxes.length > listed.length
      ? [
          say(
            `  … và ${mailboxes.length - listed.length} hộp thư nữa`,
            `  … and ${mailboxes.length - listed.length} more mailboxes`,
          ),
        ]
      : []),
  ];
}

async function auditLines({ records }: Pick<Services, 'records'>, width: number): Promise<string[]> {
  const verdict = await verifyAudit(records);
  return hang(
    say('Nhật ký: ', 'Audit: '),
    verdict.ok
      ? say(
          `${verdict.rows} dòng, chuỗi mã băm nguyên vẹn.`,
          `${verdict.rows} rows, the chain of digests is whole.`,
        )
      : say(
          `CHUỖI MÃ BĂM KHÔNG KHỚP ở dòng ${verdict.seq} (${verdict.key}).`,
          `THE CHAIN OF DIGESTS IS BROKEN at row ${verdict.seq} (${verdict.key}).`,
        ),
    width,
  );
}

function whereLines({ temporal, mailFolder, documentFolder }: ResultPlace, width: number): string[] {
  const lines = [
    ['Temporal: ', temporal.uiUrl ?? temporal.address],
    [say('Thư đã gửi: ', 'Letters sent: '), mailFolder],
    [say('Văn bản: ', 'Documents: '), documentFolder],
    [say('Tình hình: ', 'How it stands: '), 'npx thidua status'],
    [say('Sổ khen thưởng: ', 'Ledger: '), 'npx thidua ledger'],
  ] as const;
  const shown = lines.flatMap(([label, text]) =>
    text === undefined ? [] : hang(`  ${label.padEnd(17)}`, text, width),
  );
  return [say('Xem thêm:', 'See also:'), ...shown];
}
