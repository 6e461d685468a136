import { z } from 'zod';
import { clockMode } from '../../../activities/records/database/business-time.js';
import { type LedgerRow, ledgerRows } from '../../../activities/records/reads/ledger.js';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import { Bloc, Day, NomineeKind, type Plan } from '../../../workflows/plan/schema.js';
import { campaignName, clockMark } from '../../language/names.js';
import { say } from '../../language/language.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';
import { ledgerTables } from '../terminal/ledger-table.js';
import { totalsLabel, totalsOf } from '../../officials/totals.js';
import { hang, joined, widthOf } from '../terminal/tables.js';

export interface LedgerOptions {
  json?: boolean | undefined;
  /** `2023`, or `summary` */
  year?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
}

const Decider = { office: z.string(), person: z.string().nullable(), name: z.string().nullable() };

/** One certificate as `thidua ledger --json` prints it. */
export const LedgerEntry = z.strictObject({
  year: z.union([z.int(), z.literal('summary')]),
  bloc: Bloc,
  kind: NomineeKind,
  seat: z.string(),
  unit: z.string(),
  nominee: z.string(),
  name: z.string(),
  /** Of the plan, such as `III.3.a`. */
  clause: z.string(),
  decidedBy: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('rule') }),
    /** Given before this program came: it doesn't know. */
    z.strictObject({ by: z.literal('unknown') }),
    z.strictObject({ by: z.literal('answer'), question: z.string(), ...Decider }),
    z.strictObject({ by: z.literal('shortlist'), ...Decider }),
  ]),
  decisionNumber: z.string(),
  decisionDate: Day,
  /** đồng */
  money: z.int(),
  revoked: z.union([
    z.literal(false),
    z.strictObject({ number: z.string(), date: Day, reason: z.string().nullable() }),
  ]),
  /** Only of a certificate that was imported. */
  imported: z.literal(true).optional(),
  signedBy: z.string().optional(),
  signsAs: z.string().optional(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** What `--help` says of `--json`. */
export const ledgerHelp = say(
  `
--json in ra một mảng JSON, mỗi bằng khen một phần tử:
  year            năm (số), hoặc "summary" (tổng kết giai đoạn)
  bloc            mã khối của kế hoạch
  kind            collective | individual
  seat            highest-rank[-N] | greatest-leap[-N] | individual-N | period-N
  unit, nominee   mã đơn vị, mã người hoặc tập thể trong hồ sơ
  name            tên người hoặc tập thể
  clause          mục của Kế hoạch
  decidedBy       { "by": "rule" } | { "by": "answer", "question", "office", "person", "name" }
                  | { "by": "shortlist", "office", "person", "name" } | { "by": "unknown" } (Bằng khen đã nhập)
  decisionNumber, decisionDate   số và ngày quyết định (YYYY-MM-DD)
  money           tiền thưởng (đồng)
  revoked         false, hoặc { "number", "date", "reason" } của quyết định thu hồi
  imported        true, chỉ ở Bằng khen tặng trước khi phong trào chạy ở đây và đã nhập; kèm signedBy, signsAs
`,
  `
--json prints a JSON array, an element for each certificate:
  year            a year (number), or "summary" (the summary of the period)
  bloc            the plan's code of the bloc
  kind            collective | individual
  seat            highest-rank[-N] | greatest-leap[-N] | individual-N | period-N
  unit, nominee   code of the unit, of the person or collective in the dossier
  name            name of the person or collective
  clause          clause of the plan
  decidedBy       { "by": "rule" } | { "by": "answer", "question", "office", "person", "name" }
                  | { "by": "shortlist", "office", "person", "name" } | { "by": "unknown" } (imported certificates)
  decisionNumber, decisionDate   number and date of the decision (YYYY-MM-DD)
  money           reward (VND)
  revoked         false, or { "number", "date", "reason" } of the revoking decision
  imported        true, only of certificates given before the movement ran here and imported; with signedBy, signsAs
`,
);

/**
 * `thidua ledger`: every certificate, for people or as JSON.
 * @returns the exit status: 0, or 2 with a sentence on what to do
 */
export function runLedger(
  options: LedgerOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return answerFromRecords(
    { campaign: options.year, plan: options.plan },
    surroundings,
    async (records, plan, campaign) => {
      const rows = await ledgerRows(records, {
        plan: plan.plan,
        ...(campaign !== undefined && { campaign }),
      });
      if (options.json === true) return `${JSON.stringify(rows.map(entryOf), undefined, 2)}\n`;
      const { mode } = await clockMode(records);
      if (rows.length > 0) return joined(forPeople(plan, mode, rows, widthOf(surroundings.out)));
      const where =
        campaign === undefined
          ? ''
          : say(` của ${campaignName(plan, campaign)}`, ` of ${campaignName(plan, campaign)}`);
      return say(
        `Sổ khen thưởng${where} chưa có Bằng khen nào.\n`,
        `The ledger${where} has no certificates yet.\n`,
      );
    },
  );
}

function forPeople(plan: Plan, mode: ClockMode, rows: readonly LedgerRow[], width: number): string[] {
  const trial =
    mode === 'trial'
      ? [
          say(
            `${clockMark(mode) ?? ''} – sổ của một lần chạy thử, không có giá trị thật.`,
            `${clockMark(mode) ?? ''} – the ledger of a trial, of no real value.`,
          ),
        ]
      : [];
  return [
    ...trial,
    ...ledgerTables(plan, rows, width),
    ...hang(say('Tổng cộng: ', 'In all: '), totalsLabel(totalsOf(rows)), width),
  ];
}

function entryOf(row: LedgerRow): LedgerEntry {
  return {
    year: row.year ?? 'summary',
    bloc: row.bloc,
    kind: row.kind,
    seat: row.seat,
    unit: row.unit,
    nominee: row.nominee,
    name: row.name,
    clause: row.clause,
    decidedBy: deciderOf(row),
    decisionNumber: row.decision.number,
    decisionDate: row.decision.date,
    money: row.money,
    revoked: row.revoked ?? false,
    ...(row.isImported && { imported: true, signedBy: row.signedBy, signsAs: row.signsAs }),
  };
}

function deciderOf({ decidedBy, isImported }: LedgerRow): LedgerEntry['decidedBy'] {
  if (isImported) return { by: 'unknown' };
  if (decidedBy === null) return { by: 'rule' };
  const { question, ...decider } = decidedBy;
  return question === null ? { by: 'shortlist', ...decider } : { by: 'answer', question, ...decider };
}
