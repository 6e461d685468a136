import { sql } from 'kysely';
import { z } from 'zod';
import { loadRewardTables } from '../../reference/tables.js';
import { type AuditRow, auditPages } from '../acts/audit.js';
import { type Certificate, certificatesOf } from '../acts/certificates.js';
import { pastCertificates } from '../acts/past-campaigns.js';
import { canonical } from '../database/digest.js';
import type { Records } from '../database/open.js';
import { selectionByInput, type StoredAnswer, type StoredSelection } from '../selection/kept.js';
import { CampaignKey } from '../../../workflows/plan/schema.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import type { Fault } from './fault.js';

type Readable = Pick<Records, 'db'>;
type AnswerOf = (
  of: { plan: string; campaign: CampaignKey },
  selection: StoredSelection,
) => Promise<Pick<StoredAnswer, 'digest' | 'winners'> | null>;

const Instrument = z.object({ number: z.string(), date: z.string() });
const Decision = z.object({
  digest: z.string(),
  input: z.string(),
  decision: Instrument,
  struck: z.array(z.string()),
});
const Signature = z.object({
  digest: z.string(),
  input: z.string(),
  decision: z.literal('approve'),
  strikes: z.array(z.object({ nominee: z.string() })),
});
const Revocation = z.object({
  campaign: z.string(),
  bloc: z.string(),
  kind: z.string(),
  seat: z.string(),
  decision: Instrument,
});
const Import = z.object({ digest: z.string(), content: z.unknown() });
const Past = z.object({
  winners: z.array(
    z.object({
      bloc: z.string(),
      kind: z.enum(['collective', 'individual']),
      seat: z.string(),
      clause: z.string(),
      unit: z.string(),
      personId: z.string().nullable(),
      name: z.string(),
      decision: Instrument,
      signedBy: z.string(),
      signsAs: z.string(),
      money: z.number(),
    }),
  ),
});
type PastCertificate = ReturnType<typeof pastCertificates>[number];
const Outcome = z.object({
  at: z.number(),
  holder: z.object({ name: z.string(), signsAs: z.string() }).nullable(),
  refusal: z.null(),
});

/** A certificate as the acts have it, with the revocation that came later. */
type Expected = (Certificate | PastCertificate) & {
  imported: boolean;
  revoked_number: string | null;
  revoked_date: string | null;
  revoked_reason: string | null;
  revoked_at: number | null;
};

/** What the acts say of awards: each decision with the signature that it carries out, each revocation, what was imported. */
class AwardActs {
  readonly decisions: {
    row: AuditRow;
    at: number;
    facts: z.infer<typeof Decision>;
    signed: AuditRow | undefined;
  }[] = [];
  readonly revocations = new Map<string, Pick<Expected, `revoked_${'number' | 'date' | 'reason' | 'at'}`>>();
  /** By plan and campaign: the last import, which replaced those before it. */
  readonly imports = new Map<string, { row: AuditRow; isSame: boolean; certificates: PastCertificate[] }>();
  private readonly signatures = new Map<string, AuditRow>();

  read(row: AuditRow): void {
    const outcome = Outcome.safeParse(row.outcome);
    if (!outcome.success) return;
    const { at } = outcome.data;
    const campaign = `${row.plan}/${row.campaign ?? ''}`;
    if (row.act === 'imported') this.imports.set(campaign, readImport(row, at));
    if (row.act === 'signOff') this.signatures.set(campaign, row);
    if (row.act === 'recordDecision') {
      this.decisions.push({
        row,
        at,
        facts: Decision.parse(row.facts),
        signed: this.signatures.get(campaign),
      });
    }
    if (row.act !== 'revokeCertificate') return;
    const { decision, ...of } = Revocation.parse(row.facts);
    this.revocations.set(seatKey({ plan: row.plan, ...of }), {
      revoked_number: decision.number,
      revoked_date: decision.date,
      revoked_reason: row.reason,
      revoked_at: at,
    });
  }
}

function readImport(row: AuditRow, at: number) {
  const { digest, content } = Import.parse(row.facts);
  const { winners } = Past.parse(content);
  const of = { plan: row.plan, campaign: row.campaign ?? '' };
  return {
    row,
    isSame: digestOf(content) === digest,
    certificates: pastCertificates(of, { winners, list: digest, at }),
  };
}

interface SeatOf {
  plan: string;
  campaign: string;
  bloc: string;
  kind: string;
  seat: string;
}
const seatKey = ({ plan, campaign, bloc, kind, seat }: SeatOf): string =>
  [plan, campaign, bloc, kind, seat].join('/');

/**
 * Derives each certificate anew (the signed list without whom the Chairman struck, the decision, the law of rewards, who
 * decided what, what was revoked, what was imported) and holds the ledger against it: each difference is named with its seat and column.
 * @param answerOf what was selected from a kept input: the answer that was kept, or one that is computed anew; null: none
 */
export async function awardFaults(records: Readable, answerOf: AnswerOf = keptAnswer): Promise<Fault[]> {
  const acts = new AwardActs();
  for await (const rows of auditPages(records)) for (const row of rows) acts.read(row);
  const faults: Fault[] = [];
  const expected = new Map<string, Expected>();
  for (const decision of acts.decisions) {
    const derived = await derive(records, decision, answerOf);
    if ('fault' in derived) faults.push(derived);
    else
      for (const it of derived.certificates)
        expected.set(seatKey(it), { ...it, imported: false, ...revocationOf(acts, it) });
  }
  for (const { row, isSame, certificates } of acts.imports.values()) {
    if (!isSame) faults.push({ table: 'audit', row: row.key, fault: 'other-digest' });
    for (const it of certificates) expected.set(seatKey(it), { ...it, ...revocationOf(acts, it) });
  }
  return [...faults, ...(await ledgerFaults(records, expected))];
}

const keptAnswer: AnswerOf = (_, { answer }) => Promise.resolve(answer);

const revocationOf = ({ revocations }: AwardActs, it: SeatOf) =>
  revocations.get(seatKey(it)) ?? {
    revoked_number: null,
    revoked_date: null,
    revoked_reason: null,
    revoked_at: null,
  };

async function derive(
  records: Readable,
  { row, at, facts, signed }: AwardActs['decisions'][number],
  answerOf: AnswerOf,
): Promise<{ certificates: Certificate[] } | Fault> {
  const fault = (code: Fault['fault'], table = 'audit', named = row.key): Fault => ({
    table,
    row: named,
    fault: code,
  });
  const signature = Signature.safeParse(signed?.facts).data;
  const { holder } = Outcome.safeParse(signed?.outcome).data ?? { holder: null };
  const struck = signature?.strikes.map((it) => it.nominee);
  const isSame = signature?.digest === facts.digest && signature.input === facts.input;
  if (!isSame || canonical(struck) !== canonical(facts.struck)) return fault('no-decision');
  const of = { plan: row.plan, campaign: CampaignKey.parse(row.campaign) };
  const selection = await selectionByInput(records.db, { ...of, input: facts.input }).catch(() => null);
  const answer = selection === null ? null : await answerOf(of, selection);
  if (answer === null) return fault('no-selection', 'selection', facts.input);
  if (answer.digest !== facts.digest) return fault('no-list', 'selection', facts.input);
  const signedList = {
    ...facts,
    signedBy: holder?.name ?? signed?.person ?? '',
    signsAs: holder?.signsAs ?? '',
  };
  const signing = { ...of, at, winners: answer.winners, before: row.seq };
  const derived = await certificatesOf(records.db, signing, signedList, loadRewardTables());
  return 'refusal' in derived ? fault('not-as-acted') : derived;
}

async function ledgerFaults({ db }: Readable, expected: ReadonlyMap<string, Expected>): Promise<Fault[]> {
  const rows = await db.selectFrom('ledger').selectAll().execute();
  const written = new Set(rows.map((row) => seatKey(row)));
  const missing = [...expected.keys()].filter((row) => !written.has(row));
  const decided = new Set([...expected.values()].map(({ plan, campaign }) => `${plan}/${campaign}`));
  const others = await writtenOtherwise({ db });
  const faults = rows.flatMap((row): Fault[] => {
    const key = seatKey(row);
    const due = expected.get(key);
    if (due === undefined) {
      const isOtherAct = !decided.has(`${row.plan}/${row.campaign}`) && others.has(key);
      return isOtherAct ? [] : [{ table: 'ledger', row: key, fault: 'no-decision' }];
    }
    const isOther = (column: string, value: unknown): boolean =>
      canonical(value) !== canonical(new Map<string, unknown>(Object.entries(row)).get(column));
    return Object.entries(due)
      .filter(([column, value]) => isOther(column, value))
      .map(([column]) => ({ table: 'ledger', row: key, fault: 'not-as-acted', column }));
  });
  return [...missing.map((row): Fault => ({ table: 'ledger', row, fault: 'removed' })), ...faults];
}

/** Certificates that another act than a decision has written, such as one that took over what was decided before. */
async function writtenOtherwise({ db }: Readable): Promise<Set<string>> {
  const { rows } = await sql<{ row: string }>`
    select distinct c.row_key as row from act_change c join audit a on a.batch = c.batch
    where c.of_table = 'ledger' and a.act not in ('recordDecision', 'revokeCertificate')
  `.execute(db);
  return new Set(rows.map((it) => it.row));
}
