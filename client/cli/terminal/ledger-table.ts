import { blocLabel } from '../../../workflows/plan/names.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import type { LedgerRow } from '../../../activities/records/reads/ledger.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { formatMoney } from '../../../workflows/rules/money.js';
export { totalsLabel, totalsOf } from '../../officials/totals.js';
import { type Column, type Row, table, wrap } from './tables.js';
import { campaignTitle, deciderLabel } from './words.js';

const columns: readonly Column[] = [
  { title: 'Vị trí' },
  { title: 'Tập thể, cá nhân', flexible: true },
  { title: 'Mục' },
  { title: 'Ai quyết định', flexible: true },
  { title: 'Tiền thưởng', align: 'right' },
];

/** The certificates as people read them: a table for each campaign, by bloc and seat; those revoked stay, marked. */
export function ledgerTables(plan: Plan, rows: readonly LedgerRow[], width: number): string[] {
  const campaigns = [...new Set(rows.map((row) => row.campaign))];
  return campaigns.flatMap((campaign) => {
    const ofCampaign = rows.filter((row) => row.campaign === campaign);
    return [...heading(plan, ofCampaign, width), ...table(columns, tableRows(plan, ofCampaign), width), ''];
  });
}

function heading(plan: Plan, rows: readonly LedgerRow[], width: number): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const decisions = new Set(
    rows.map(({ decision }) => `${decision.number} ngày ${formatDay(decision.date)}`),
  );
  const signed = `${first.signsAs} ${first.signedBy}`.trim();
  return wrap(
    `${campaignTitle(plan, first.campaign).toUpperCase()} – Quyết định ${[...decisions].join('; ')}, ${signed} ký`,
    width,
  );
}

function tableRows(plan: Plan, rows: readonly LedgerRow[]): Row[] {
  return rows.flatMap((row, index) => {
    const isFirst = rows[index - 1]?.bloc !== row.bloc;
    return [...(isFirst ? [{ heading: `▸ ${blocLabel(plan, row.bloc)}` }] : []), cells(plan, row)];
  });
}

function cells(plan: Plan, row: LedgerRow): string[] {
  const who = row.kind === 'collective' ? row.name : `${row.name} – ${row.unitName}`;
  return [
    seatLabel(row),
    who + revokedLabel(row),
    row.clause,
    deciderLabel(plan, row),
    formatMoney(row.money),
  ];
}

function revokedLabel({ revoked }: LedgerRow): string {
  if (revoked === null) return '';
  const reason = revoked.reason === null ? '' : `: ${revoked.reason}`;
  return ` – ĐÃ THU HỒI theo Quyết định ${revoked.number} ngày ${formatDay(revoked.date)}${reason}`;
}
