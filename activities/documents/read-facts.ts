import { z } from 'zod';
import { type CampaignKey, Day, type Plan } from '../../workflows/plan/schema.js';
import { campaignsOf } from '../../workflows/plan/names.js';
import { datesYear, dayOfCutoff } from '../../workflows/rules/calendar.js';
import { dayOf, instantOf } from '../../workflows/rules/days.js';
import { letterheadOf, legalBasesOn } from '../reference/letterheads.js';
import { type AuditRow, auditRows } from '../records/acts/audit.js';
import { instanceOf } from '../records/database/instance.js';
import type { Records } from '../records/database/open.js';
import { certificateCode } from '../records/reads/certificate-code.js';
import { documentMoments, type Moment } from '../records/reads/documents.js';
import { type LedgerRow, ledgerRows } from '../records/reads/ledger.js';
import { officeHead } from '../records/registry/office-head.js';
import { planOf } from '../records/registry/plans.js';
import { allUnits } from '../records/registry/units.js';
import { selectionByInput } from '../records/selection/kept.js';
import { Facts } from './facts.js';

type Draft = z.input<typeof Facts>;

const Outcome = z.object({ refusal: z.null(), holder: z.unknown() });
const ListFacts = z.object({ input: z.string() });
const AppraisalFacts = z.object({ decision: z.literal('approve'), meeting: z.unknown() });
const CeremonyFacts = z.object({ date: z.string(), place: z.string() });
const CommendationFacts = z.object({ unit: z.string(), collectives: z.int(), individuals: z.int() });
const DifficultyFacts = z.object({ unit: z.string(), text: z.string() });
const SelectionInput = z.object({
  units: z.array(z.object({ code: z.string(), name: z.string(), bloc: z.string() })),
  dossiers: z.array(z.object({ unit: z.string(), status: z.string() })).default([]),
});

/** What the documents of an act say, as the records have it up to that act: what came later changes nothing in them. */
export async function readFacts(
  records: Records,
  { plan: code, moment }: { plan: string; moment: Moment },
): Promise<Facts> {
  const { campaign } = moment;
  const day = dayOf(moment.at);
  const [instance, plan, units, audit, ledger, homeAffairs, board] = await Promise.all([
    instanceOf(records),
    planOf(records, code, campaign),
    allUnits(records.db),
    auditRows(records, { campaign }),
    ledgerRows(records, { plan: code, campaign, asOf: moment.at }),
    officeHead(records, 'home-affairs', day),
    officeHead(records, 'board', day),
  ]);
  const acts = audit.filter(
    (it) => it.plan === code && it.seq <= moment.seq && Outcome.safeParse(it.outcome).success,
  );
  const names = new Map(units.map((it) => [it.code, it.name]));
  const nameOf = (unit: string): string => names.get(unit) ?? unit;
  const isDecided = acts.some((it) => it.act === 'recordDecision');
  const listed = await listOf(records, { plan, campaign, acts });
  const given = isDecided ? ledger.filter((it) => it.revoked === null) : [];
  const revocation = await revocationOf(records, { plan, moment, instance, nameOf });
  return Facts.parse({
    plan,
    campaign,
    letterhead: letterheadOf(plan),
    day,
    homeAffairs,
    board,
    awards: isDecided
      ? given.map((row) => awardOf(row, instance, nameOf, listed.explanation(row.nominee)))
      : listed.winners(nameOf),
    vacancies: listed.vacancies,
    dossiers: listed.dossiers,
    filings: filingsBefore(instantOf(cutoffOf(plan, campaign)), allFilings(acts)),
    years: campaign === 'summary' ? yearsOf(plan, await decidedBy(records, code, moment)) : [],
    decision: decisionOf(given[0]),
    bases: legalBasesOn(revocation?.decision.date ?? given[0]?.decision.date ?? day),
    rewardLaws: [...new Set(given.flatMap(({ reward }) => textOf(reward['explanation'])))],
    meeting: lastOf(acts, 'appraise', AppraisalFacts)?.meeting ?? null,
    ceremony: lastOf(acts, 'recordCeremony', CeremonyFacts) ?? null,
    revocation,
    commendations: latestBy(allOf(acts, 'reportCommendations', CommendationFacts)).map(
      ({ unit, ...counts }) => ({ unitName: nameOf(unit), ...counts }),
    ),
    difficulties: allOf(acts, 'reportDifficulty', DifficultyFacts).map(({ unit, text }) => ({
      unitName: nameOf(unit),
      text,
    })),
  } satisfies Draft | Record<keyof Draft, unknown>);
}

const FilingOutcome = z.object({
  value: z.object({ type: z.literal('filing-taken'), receivedAt: z.number() }),
});

/** When each unit filed first, epoch ms. */
function allFilings(acts: readonly AuditRow[]): number[] {
  const first = new Map<string, number>();
  for (const { unit, outcome } of acts) {
    const filed = FilingOutcome.safeParse(outcome).data;
    if (filed === undefined || unit === null) continue;
    first.set(unit, Math.min(first.get(unit) ?? Infinity, filed.value.receivedAt));
  }
  return [...first.values()];
}

const cutoffOf = (plan: Plan, campaign: CampaignKey): Day =>
  dayOfCutoff(plan.cutoffs.dossier, datesYear(plan, campaign));

const day = 86_400_000;

/** By whole days before the cutoff, the earliest first. */
function filingsBefore(cutoff: number, filings: readonly number[]): Facts['filings'] {
  const counts = new Map<number, number>();
  for (const at of filings) {
    const daysBefore = Math.ceil((cutoff - at) / day);
    counts.set(daysBefore, (counts.get(daysBefore) ?? 0) + 1);
  }
  return [...counts]
    .map(([daysBefore, count]) => ({ daysBefore, count }))
    .sort((one, other) => other.daysBefore - one.daysBefore);
}

/** The certificates that had been decided by then; what came before this program among them. */
async function decidedBy(records: Records, plan: string, { seq, at }: Moment): Promise<LedgerRow[]> {
  const moments = await documentMoments(records, plan);
  const decided = new Set(
    moments.filter((it) => it.act === 'recordDecision' && it.seq <= seq).map((it) => it.campaign),
  );
  const rows = await ledgerRows(records, { plan, asOf: at });
  return rows.filter((it) => it.revoked === null && (it.isImported === true || decided.has(it.campaign)));
}

/** By campaign, in the plan's order; one in which nobody got any is not among them. */
function yearsOf(plan: Plan, rows: readonly LedgerRow[]): Facts['years'] {
  return campaignsOf(plan).flatMap((campaign) => {
    const own = rows.filter((it) => it.campaign === campaign);
    const count = (kind: string): number => own.filter((it) => it.kind === kind).length;
    return own.length === 0
      ? []
      : [{ campaign, collectives: count('collective'), individuals: count('individual') }];
  });
}

const textOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

const allOf = <T extends z.ZodType>(acts: readonly AuditRow[], act: string, schema: T): z.infer<T>[] =>
  acts.filter((it) => it.act === act).flatMap((it) => schema.safeParse(it.facts).data ?? []);

const lastOf = <T extends z.ZodType>(
  acts: readonly AuditRow[],
  act: string,
  schema: T,
): z.infer<T> | undefined => allOf(acts, act, schema).at(-1);

/** A later report of a unit replaces its earlier one; by unit. */
function latestBy<T extends { unit: string }>(reports: readonly T[]): T[] {
  const latest = new Map(reports.map((it) => [it.unit, it]));
  return [...latest.values()].sort((one, other) => (one.unit < other.unit ? -1 : 1));
}

const RevocationFacts = z.object({
  bloc: z.string(),
  kind: z.string(),
  seat: z.string(),
  decision: z.object({ number: z.string(), date: Day }),
});

/** What a revocation takes back: its act, and the ledger's row, which stays. */
async function revocationOf(
  records: Records,
  {
    plan,
    moment,
    instance,
    nameOf,
  }: { plan: Plan; moment: Moment; instance: string; nameOf: (unit: string) => string },
): Promise<Facts['revocation']> {
  if (moment.act !== 'revokeCertificate') return null;
  const [act] = await auditRows(records, { key: moment.key });
  const { bloc, kind, seat, decision } = RevocationFacts.parse(act?.facts);
  const rows = await ledgerRows(records, { plan: plan.plan, campaign: moment.campaign });
  const row = rows.find((it) => it.bloc === bloc && it.kind === kind && it.seat === seat);
  if (row === undefined) throw new Error(`The ledger has no row for ${moment.key}.`);
  return {
    award: awardOf(row, instance, nameOf, ''),
    given: row.decision,
    decision: { ...decision, signer: await officeHead(records, 'chairman', decision.date) },
    reason: act?.reason ?? '',
  };
}

/** The list that was forwarded last, with what it was chosen from. */
async function listOf(
  records: Records,
  { plan, campaign, acts }: { plan: Plan; campaign: CampaignKey; acts: readonly AuditRow[] },
) {
  const input = lastOf(acts, 'forward', ListFacts)?.input;
  const stored =
    input === undefined ? null : await selectionByInput(records.db, { plan: plan.plan, campaign, input });
  const { units, dossiers } =
    stored === null ? { units: [], dossiers: [] } : SelectionInput.parse(stored.input);
  const blocs = new Map(units.map((it) => [it.code, it.bloc]));
  const answer = stored?.answer;
  return {
    explanation: (nominee: string): string =>
      answer?.winners.find((it) => it.nominee === nominee)?.explanation ?? '',
    winners: (nameOf: (unit: string) => string) =>
      (answer?.winners ?? []).map((it) => ({ ...it, unitName: nameOf(it.unit), money: null, code: null })),
    vacancies: answer?.vacancies ?? [],
    dossiers: plan.blocs.map(({ code }) => {
      const own = dossiers.filter((it) => blocs.get(it.unit) === code);
      const filed = own.filter((it) => it.status !== 'lapsed' && it.status !== 'withdrawn');
      return {
        bloc: code,
        filed: filed.length,
        accepted: own.filter((it) => it.status === 'accepted').length,
      };
    }),
  };
}

const decisionOf = (row: LedgerRow | undefined) =>
  row === undefined ? null : { ...row.decision, signer: { name: row.signedBy, signsAs: row.signsAs } };

const awardOf = (
  row: LedgerRow,
  instance: string,
  nameOf: (unit: string) => string,
  explanation: string,
) => ({
  bloc: row.bloc,
  kind: row.kind,
  seat: row.seat,
  name: row.name,
  unitName: nameOf(row.unit),
  clause: row.clause,
  explanation,
  money: row.money,
  code: certificateCode(instance, row),
});
