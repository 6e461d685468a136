import { z } from 'zod';
import { blocCodes } from '../../plan/names.js';
import { type Criterion, NomineeKind, type Plan } from '../../plan/schema.js';

const surrogate = /\p{Surrogate}/u;
/** Half a surrogate pair is no Unicode and has no RFC 8785 form. */
const isUnicode = (text: string): boolean => !surrogate.test(text);

/** Text that isn't empty. */
const Text = z.string().min(1).refine(isUnicode);
/** Text that says something. */
const Reason = z.string().regex(/\S/).refine(isUnicode);

const RankingRow = z.strictObject({ unit: Text, rank: z.int().min(1), score: z.number().optional() });
const Ranking = z.array(RankingRow);

export const FiledStatus = z.enum(['accepted', 'submitted', 'returned', 'rejected', 'withdrawn', 'lapsed']);
export type FiledStatus = z.infer<typeof FiledStatus>;

const Waiver = z.strictObject({ kind: NomineeKind, criterion: Text, reason: Reason });
const Succession = z.strictObject({ from: Text, to: Text });
const Decision = z.strictObject({ question: Text, choices: z.array(Text), reason: Reason });

export const LedgerRow = z.discriminatedUnion('kind', [
  z.strictObject({
    year: z.int(),
    kind: z.literal('collective'),
    unit: Text,
    revoked: z.boolean().optional(),
  }),
  z.strictObject({
    year: z.int(),
    kind: z.literal('individual'),
    unit: Text,
    personId: Text,
    revoked: z.boolean().optional(),
  }),
]);
export type LedgerRow = z.infer<typeof LedgerRow>;

const unit = (plan: Plan) => z.strictObject({ code: Text, name: Text, bloc: z.enum(blocCodes(plan)) });

const blocList = z.array(Text).optional();
const blocLists = (plan: Plan) =>
  z.strictObject(Object.fromEntries(blocCodes(plan).map((bloc) => [bloc, blocList])));

type Criteria = Plan['annual']['criteria'];

function answers(criteria: readonly Criterion[]) {
  return z.strictObject(Object.fromEntries(criteria.map(({ code }) => [code, z.boolean()])));
}

function nominee(criteria: Criteria) {
  return z.discriminatedUnion('kind', [
    z.strictObject({
      id: Text,
      kind: z.literal('collective'),
      name: Text,
      criteria: answers(criteria.collective),
    }),
    z.strictObject({
      id: Text,
      kind: z.literal('individual'),
      name: Text,
      personId: Text,
      criteria: answers(criteria.individual),
    }),
  ]);
}
export type Nominee = z.infer<ReturnType<typeof nominee>>;

/** What both kinds of input share. */
function common(plan: Plan, criteria: Criteria) {
  const dossier = z.strictObject({ unit: Text, status: FiledStatus, nominees: z.array(nominee(criteria)) });
  return {
    contract: z.literal(1),
    plan: z.literal(plan.plan),
    units: z.array(unit(plan)),
    dossiers: z.array(dossier).optional(),
    waivers: z.array(Waiver).optional(),
    ledger: z.array(LedgerRow).optional(),
    decisions: z.array(Decision).optional(),
  };
}

function annual(plan: Plan) {
  return z.strictObject({
    ...common(plan, plan.annual.criteria),
    kind: z.literal('annual'),
    year: z.literal(plan.annual.years),
    rankings: z.strictObject({ current: Ranking.optional(), previous: Ranking.optional() }),
    shortlist: z.strictObject({ individuals: blocLists(plan).optional() }).optional(),
  });
}

function summary(plan: Plan) {
  return z.strictObject({
    ...common(plan, plan.summary.criteria),
    kind: z.literal('summary'),
    rankings: z.strictObject({ current: Ranking.optional() }),
    successions: z.array(Succession).optional(),
    shortlist: z
      .strictObject({ individuals: blocLists(plan).optional(), collectives: blocLists(plan).optional() })
      .optional(),
  });
}

/** The schemas of a plan's input: the whole, and the unions in it (their faults are looked at closer). */
export function selectionSchemas(plan: Plan) {
  const schemas = { annual: annual(plan), summary: summary(plan) };
  return {
    input: z.discriminatedUnion('kind', [schemas.annual, schemas.summary]),
    nominee: { annual: nominee(plan.annual.criteria), summary: nominee(plan.summary.criteria) },
    ...schemas,
  };
}
export type SelectionSchemas = ReturnType<typeof selectionSchemas>;
export type SelectionInput = z.infer<SelectionSchemas['input']>;
export type AnnualInput = Extract<SelectionInput, { kind: 'annual' }>;
export type SummaryInput = Extract<SelectionInput, { kind: 'summary' }>;
