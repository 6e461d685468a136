import { blocLabel } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import type { LedgerRow } from '../../../activities/records/reads/ledger.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { seatLabel } from '../../language/names.js';
import { formatMoney } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { type Column, type Row, table, wrap } from './tables.js';
import { campaignTitle, deciderLabel } from '../../officials/words.js';

const columns: readonly Column[] = [
  { title: say('Vị trí', 'Seat') },
  { title: say('Tập thể, cá nhân', 'Collective, individual'), flexible: true },
  { title: say('Mục', 'Clause') },
  { title: say('Ai quyết định', 'Decided by'), flexible: true },
  { title: say('Tiền thưởng', 'Reward'), align: 'right' },
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
    rows.map(({ decision }) =>
      say(
        `${decision.number} ngày ${formatDay(decision.date)}`,
        `${decision.number} of ${formatDay(decision.date)}`,
      ),
    ),
  );
  const signed = `${first.signsAs} ${first.signedBy}`.trim();
  return wrap(
    say(
      `${campaignTitle(plan, first.campaign).toUpperCase()} – Quyết định ${[...decisions].join('; ')}, ${signed} ký`,
      `${campaignTitle(plan, first.campaign).toUpperCase()} – Decision ${[...decisions].join('; ')}, signed by ${signed}`,
    ),
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
  return say(
    ` – ĐÃ THU HỒI theo Quyết định ${revoked.number} ngày ${formatDay(revoked.date)}${reason}`,
    ` – REVOKED by Decision ${revoked.number} of ${formatDay(revoked.date)}${reason}`,
  );
}
