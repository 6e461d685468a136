import type { PastFault } from '../../../activities/reference/import/faults.js';
import {
  type PastCampaign,
  pastDigest,
  type PastRanking,
  type PastWinner,
} from '../../../activities/reference/import/past.js';
import { pastSentence } from '../../language/past-faults.js';
import { pastSheets } from '../../../activities/reference/import/sheets.js';
import { blocCodes, blocLabel } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { formatDay } from '../../../workflows/rules/days.js';
import { statusLabel } from '../../language/names.js';
import { formatMoney } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { hang } from '../terminal/tables.js';
import { campaignTitle } from '../../officials/words.js';

/** How an import ended, as `--json` names it. */
type ImportOutcome = 'faulty' | 'refused' | 'unchanged' | 'not-applied' | 'applied';

/** One campaign of an import, and what it is to the records. */
export interface ImportedCampaign {
  past: PastCampaign;
  kind: 'added' | 'changed' | 'unchanged';
}

/** All that `thidua import` has to say. */
export interface ImportReport {
  outcome: ImportOutcome;
  faults: readonly PastFault[];
  campaigns: readonly ImportedCampaign[];
  /** Why it was not applied, where neither faults nor the operator say so. */
  refusal: string | null;
}

/** What `--help` says. */
export const importHelp = say(
  `
Ví dụ:
  thidua import --template dot-cu.xlsx tạo tệp trống kèm hướng dẫn
  thidua import --template dot-cu      như vậy, thành các tệp CSV trong một thư mục
  thidua import dot-cu                 kiểm tra, cho xem sẽ ghi gì, rồi hỏi
  thidua import dot-cu.xlsx --yes --reason "Bàn giao từ hồ sơ giấy"

--json in ra một đối tượng JSON:
  outcome    faulty | refused | unchanged | not-applied | applied
  faults     [ { "sheet", "row", "column", "code", "facts", "sentence" } ]
  campaigns  [ { "campaign", "kind": added | changed | unchanged, "digest", "rankings", "dossiers", "collectives", "individuals", "money" } ]
  refusal    vì sao không nhập được, hoặc null
Mã thoát: 0 đã nhập hoặc không có gì thay đổi; 2 tệp có lỗi hoặc chưa được xác nhận; 3 không được phép; 4 không tới được cơ sở dữ liệu.
`,
  `
Examples:
  thidua import --template dot-cu.xlsx make an empty file with explanations
  thidua import --template dot-cu      the same as CSV files in a folder
  thidua import dot-cu                 check, show what would be written, then ask
  thidua import dot-cu.xlsx --yes --reason "Handed over from paper files"

--json prints a JSON object:
  outcome    faulty | refused | unchanged | not-applied | applied
  faults     [ { "sheet", "row", "column", "code", "facts", "sentence" } ]
  campaigns  [ { "campaign", "kind": added | changed | unchanged, "digest", "rankings", "dossiers", "collectives", "individuals", "money" } ]
  refusal    why it could not be imported (in Vietnamese), or null
Exit status: 0 imported or nothing changes; 2 faults in the file, or not confirmed; 3 not allowed; 4 the records are out of reach.
`,
);

export const importStatuses: Record<ImportOutcome, number> = {
  applied: 0,
  unchanged: 0,
  faulty: 2,
  'not-applied': 2,
  refused: 3,
};

/** The report as one JSON object. */
export function importJson(
  { outcome, faults, campaigns, refusal }: ImportReport,
  plan: Plan,
  nameOf: (sheet: string) => string,
): string {
  const object = {
    outcome,
    faults: faults.map((it) => {
      const { part, row, column, code, ...facts } = it;
      const sentence = pastSentence(it, plan, nameOf);
      return { sheet: pastSheets[part].sheet, row, column, code, facts, sentence };
    }),
    campaigns: campaigns.map(({ past, kind }) => ({
      campaign: past.campaign,
      kind,
      digest: pastDigest(past),
      rankings: past.rankings.map(({ bloc, decision, rows }) => ({ bloc, decision, units: rows.length })),
      dossiers: dossierCounts(past),
      ...totalsOf(past.winners),
    })),
    refusal,
  };
  return `${JSON.stringify(object, undefined, 2)}\n`;
}

/** Every fault, as lines of so many columns. */
export const pastFaultLines = (
  faults: readonly PastFault[],
  plan: Plan,
  nameOf: (sheet: string) => string,
  width: number,
): string[] => [
  ...faults.flatMap((it) => hang('', pastSentence(it, plan, nameOf), width)),
  say(`Có ${faults.length} lỗi; chưa nhập gì.`, `${faults.length} faults; nothing was imported.`),
];

const kindNames: Record<ImportedCampaign['kind'], string> = {
  added: say('sẽ nhập', 'to be imported'),
  changed: say('sẽ thay nội dung đã nhập', 'to replace what was imported'),
  unchanged: say('đã nhập đúng như vậy', 'imported before, just so'),
};

/** What would be written, campaign by campaign. */
export const importLines = (plan: Plan, campaigns: readonly ImportedCampaign[], width: number): string[] =>
  campaigns.flatMap(({ past, kind }) => {
    const head = `${campaignTitle(plan, past.campaign)}: ${kindNames[kind]}`;
    return kind === 'unchanged' ? [head] : [head, ...contentLines(plan, past, width)];
  });

function contentLines(plan: Plan, past: PastCampaign, width: number): string[] {
  const line = (label: string, text: string): string[] => hang(`  ${label.padEnd(9)} `, text, width);
  const { collectives, individuals, money } = totalsOf(past.winners);
  return [
    ...inPlansOrder(plan, past.rankings).flatMap(({ bloc, decision, rows }, index) =>
      line(
        index === 0 ? say('Xếp hạng', 'Rankings') : '',
        say(
          `${blocLabel(plan, bloc)}: ${rows.length} đơn vị (Quyết định ${decision.number} ngày ${formatDay(decision.date)})`,
          `${blocLabel(plan, bloc)}: ${rows.length} units (Decision ${decision.number} of ${formatDay(decision.date)})`,
        ),
      ),
    ),
    ...line(
      say('Hồ sơ', 'Dossiers'),
      Object.entries(dossierCounts(past))
        .map(([outcome, count]) => `${count} ${statusLabel(outcome)}`)
        .join('; '),
    ),
    ...line(
      say('Bằng khen', 'Certificates'),
      say(
        `${collectives} tập thể, ${individuals} cá nhân, tiền thưởng ${formatMoney(money)}`,
        `${collectives} collectives, ${individuals} individuals, rewards ${formatMoney(money)}`,
      ),
    ),
    ...decisionsOf(past.winners).flatMap((it) => line('', it)),
  ];
}

const inPlansOrder = (plan: Plan, rankings: readonly PastRanking[]): PastRanking[] =>
  blocCodes(plan).flatMap((code) => rankings.filter(({ bloc }) => bloc === code));

/** `Quyết định 512/QĐ-UBND ngày 30/03/2022, CHỦ TỊCH Trần Văn A ký`, each once. */
const decisionsOf = (winners: readonly PastWinner[]): string[] => [
  ...new Set(
    winners.map(({ decision, signsAs, signedBy }) =>
      say(
        `Quyết định ${decision.number} ngày ${formatDay(decision.date)}, ${signsAs} ${signedBy} ký`,
        `Decision ${decision.number} of ${formatDay(decision.date)}, signed by ${signsAs} ${signedBy}`,
      ),
    ),
  ),
];

function dossierCounts({ dossiers }: PastCampaign): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of dossiers) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

const totalsOf = (winners: readonly PastWinner[]) => ({
  collectives: winners.filter(({ kind }) => kind === 'collective').length,
  individuals: winners.filter(({ kind }) => kind === 'individual').length,
  money: winners.reduce((sum, { money }) => sum + money, 0),
});
