import { z } from 'zod';
import { isChoice } from './choices.js';
import { MessageDay } from './message-day.js';
import { Bloc, CampaignKey, NomineeKind, Plan, UnitCode, ComponentCode } from '../plan/schema.js';

/** The offices that may act; `unit` is any agency or commune, named beside it. */
export const Office = z.enum(['unit', 'home-affairs', 'board', 'chairman']);
export type Office = z.infer<typeof Office>;

/** Text that says something: not blank, at most 2,000 characters. */
const Text = z.string().trim().min(1).max(2000);
/** The identifier of a person in the officials' register; never a name. */
const PersonId = z.string().min(1).max(64);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const QuestionKey = z.string().min(1).max(200);
const Choice = z.string().min(1).max(300).refine(isChoice, 'no option, `extend:DAY` or `UNIT>FILER`');
const NomineeId = z.string().min(1).max(120);

/** Who acts: the office in whose name, the unit where the office is `unit`, and the person. */
export const Actor = z
  .strictObject({ office: Office, unit: UnitCode.optional(), person: PersonId })
  .refine((actor) => (actor.office === 'unit') === (actor.unit !== undefined), {
    message: 'unit goes with the office "unit", and only with it',
    path: ['unit'],
  });
export type Actor = z.infer<typeof Actor>;

/** A decision document: its number and its day. */
export const Instrument = z.strictObject({ number: z.string().trim().min(1).max(100), date: MessageDay });
export type Instrument = z.infer<typeof Instrument>;

const Criteria = z.record(z.string().max(40), z.boolean());
/** What shows that a criterion is met, in the unit's own words. */
const Evidence = z.record(z.string().max(40), Text);

export const Nominee = z.discriminatedUnion('kind', [
  z.strictObject({
    id: NomineeId,
    kind: z.literal('collective'),
    name: z.string().trim().min(1).max(300),
    criteria: Criteria,
    evidence: Evidence.optional(),
  }),
  z.strictObject({
    id: NomineeId,
    kind: z.literal('individual'),
    name: z.string().trim().min(1).max(300),
    personId: PersonId,
    criteria: Criteria,
    evidence: Evidence.optional(),
  }),
]);
export type Nominee = z.infer<typeof Nominee>;

/** IV.2: what a dossier holds; files stand in the file store under their digests. */
export const DossierContent = z.strictObject({
  nominees: z.array(Nominee).max(50),
  documents: z
    .array(
      z.strictObject({
        component: ComponentCode,
        title: z.string().trim().min(1).max(300),
        nominee: NomineeId.optional(),
        digest: Digest.optional(),
        /** How the unit calls the file. */
        file: z.string().trim().min(1).max(200).optional(),
      }),
    )
    .max(60),
});
export type DossierContent = z.infer<typeof DossierContent>;

/** The receipt that the records gave for a content: names and persons' ids stand there, never in a workflow's history. */
export const FileDossier = z.strictObject({
  actor: Actor,
  filing: z.strictObject({ receipt: z.uuid(), digest: Digest }),
});
export type FileDossier = z.infer<typeof FileDossier>;

/** Why a day lies beyond the quarter in which the awards are announced (IV.1.b): without it such a day is a slip. */
const Beyond = Text.optional();

export const WithdrawDossier = z.strictObject({ actor: Actor, reason: Text });
export type WithdrawDossier = z.infer<typeof WithdrawDossier>;

export const ReviewDossier = z.discriminatedUnion('decision', [
  z.strictObject({ actor: Actor, digest: Digest, decision: z.literal('accept'), reason: Text.optional() }),
  z.strictObject({
    actor: Actor,
    digest: Digest,
    decision: z.literal('return'),
    reason: Text,
    /** The last day on which the completed dossier is in time. */
    completeBy: MessageDay,
    beyond: Beyond,
  }),
  z.strictObject({ actor: Actor, digest: Digest, decision: z.literal('reject'), reason: Text }),
]);
export type ReviewDossier = z.infer<typeof ReviewDossier>;

export const Scope = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('unit'), unit: UnitCode }),
  z.strictObject({ of: z.literal('bloc'), bloc: Bloc }),
  z.strictObject({ of: z.literal('all') }),
]);
export type Scope = z.infer<typeof Scope>;

export const GrantExtension = z.strictObject({
  actor: Actor,
  scope: Scope,
  /** The last day on which a dossier is in time. */
  lastDay: MessageDay,
  reason: Text,
  beyond: Beyond,
});
export type GrantExtension = z.infer<typeof GrantExtension>;

/** Takes back a part of the time granted, to a future day that isn't before the plan's own. */
export const ShortenExtension = z.strictObject({
  actor: Actor,
  scope: Scope,
  lastDay: MessageDay,
  reason: Text,
});
export type ShortenExtension = z.infer<typeof ShortenExtension>;

export const RankingRow = z.strictObject({
  unit: UnitCode,
  rank: z.int().min(1).max(100_000),
  score: z.number().optional(),
});
export type RankingRow = z.infer<typeof RankingRow>;

export const RecordRanking = z.strictObject({
  actor: Actor,
  bloc: Bloc,
  /** `current`: of the campaign's year (of the period, in the summary); `previous`: of the year before. */
  period: z.enum(['current', 'previous']),
  decision: Instrument,
  rows: z.array(RankingRow).min(1).max(5000),
  /** Needed where it corrects a list that was already forwarded. */
  reason: Text.optional(),
});
export type RecordRanking = z.infer<typeof RecordRanking>;

export const AnswerQuestion = z.strictObject({
  actor: Actor,
  question: QuestionKey,
  /** The fingerprint of the question that was shown, as `state` gives it: another question under the key is then refused. */
  asked: Digest.optional(),
  choices: z.array(Choice).max(500),
  reason: Text,
});
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;

export const Shortlist = z.strictObject({
  actor: Actor,
  kind: NomineeKind,
  bloc: Bloc,
  nominees: z.array(NomineeId).max(50),
  reason: Text,
});
export type Shortlist = z.infer<typeof Shortlist>;

export const WaiveCriterion = z.strictObject({
  actor: Actor,
  kind: NomineeKind,
  criterion: z.string().min(1).max(40),
  reason: Text,
});
export type WaiveCriterion = z.infer<typeof WaiveCriterion>;

export const RecordLaunchPlan = z.strictObject({
  actor: Actor,
  plans: z
    .array(z.strictObject({ unit: UnitCode, document: Instrument }))
    .min(1)
    .max(2500),
});
export type RecordLaunchPlan = z.infer<typeof RecordLaunchPlan>;

export const Forward = z.strictObject({ actor: Actor, digest: Digest, reason: Text.optional() });
export type Forward = z.infer<typeof Forward>;

const Meeting = z.strictObject({
  date: MessageDay,
  participants: z.array(z.string().trim().min(1).max(200)).min(1).max(60),
  votes: z
    .strictObject({ inFavour: z.int().min(0), against: z.int().min(0), abstained: z.int().min(0) })
    .optional(),
});
type Meeting = z.infer<typeof Meeting>;

export const Appraise = z.discriminatedUnion('decision', [
  z.strictObject({ actor: Actor, digest: Digest, decision: z.literal('approve'), meeting: Meeting }),
  z.strictObject({
    actor: Actor,
    digest: Digest,
    decision: z.literal('return'),
    meeting: Meeting,
    reason: Text,
  }),
]);
export type Appraise = z.infer<typeof Appraise>;

/** The Chairman's decision on the list whose digest was shown. Sent as a signal. */
export const SignOff = z.discriminatedUnion('decision', [
  z.strictObject({
    actor: Actor,
    digest: Digest,
    decision: z.literal('approve'),
    /** Entries not approved, each with its reason; the rest of the list is. */
    strikes: z
      .array(z.strictObject({ nominee: NomineeId, reason: Text }))
      .max(50)
      .default([]),
  }),
  z.strictObject({ actor: Actor, digest: Digest, decision: z.literal('return'), reason: Text }),
]);
export type SignOff = z.infer<typeof SignOff>;

export const RecordDecision = z.strictObject({ actor: Actor, digest: Digest, decision: Instrument });
export type RecordDecision = z.infer<typeof RecordDecision>;

export const RecordCeremony = z.strictObject({ actor: Actor, date: MessageDay, place: Text });
export type RecordCeremony = z.infer<typeof RecordCeremony>;

const ReportCommendations = z.strictObject({
  actor: Actor,
  unit: UnitCode,
  collectives: z.int().min(0).max(10_000),
  individuals: z.int().min(0).max(100_000),
  document: Instrument.optional(),
});
type ReportCommendations = z.infer<typeof ReportCommendations>;

const ReportDifficulty = z.strictObject({ actor: Actor, unit: UnitCode, text: Text });
type ReportDifficulty = z.infer<typeof ReportDifficulty>;

export const RevokeCertificate = z.strictObject({
  actor: Actor,
  campaign: CampaignKey,
  bloc: Bloc,
  kind: NomineeKind,
  seat: z.string().min(1).max(40),
  decision: Instrument,
  reason: Text,
});
export type RevokeCertificate = z.infer<typeof RevokeCertificate>;

/** The plan as it is to be from now on, for campaigns that have not begun. */
export const AmendPlan = z.strictObject({ actor: Actor, plan: Plan, decision: Instrument, reason: Text });
export type AmendPlan = z.infer<typeof AmendPlan>;

export const PausePost = z.strictObject({ actor: Actor, reason: Text });
export type PausePost = z.infer<typeof PausePost>;

/** Without a unit: all reminders of the campaign; with one: those of its dossier. */
export const HoldReminders = z.strictObject({ actor: Actor, reason: Text, unit: UnitCode.optional() });
export type HoldReminders = z.infer<typeof HoldReminders>;

type Target = 'movement' | 'campaign' | 'dossier' | 'post' | 'every';
export interface Definition<M> {
  readonly name: string;
  readonly kind: 'update' | 'signal';
  /** The workflows that take it; `campaign` is the annual campaign and the summary, `every` all of them. */
  readonly on: Target;
  /** Who may send it; none: only the engine's own workflows. */
  readonly offices: readonly Office[];
  readonly schema: z.ZodType<M>;
}

const update = <M>(name: string, on: Target, offices: Office[], schema: z.ZodType<M>): Definition<M> => ({
  name,
  kind: 'update',
  on,
  offices,
  schema,
});
const signal = <M>(name: string, on: Target, offices: Office[], schema: z.ZodType<M>): Definition<M> => ({
  name,
  kind: 'signal',
  on,
  offices,
  schema,
});

/** Every message of the engine; its key is its name. */
export const messages = {
  fileDossier: update('fileDossier', 'dossier', ['unit'], FileDossier),
  withdrawDossier: update('withdrawDossier', 'dossier', ['unit'], WithdrawDossier),
  reviewDossier: update('reviewDossier', 'dossier', ['home-affairs'], ReviewDossier),
  grantExtension: update('grantExtension', 'campaign', ['home-affairs'], GrantExtension),
  shortenExtension: update('shortenExtension', 'campaign', ['home-affairs'], ShortenExtension),
  recordRanking: update('recordRanking', 'campaign', ['home-affairs'], RecordRanking),
  answerQuestion: update('answerQuestion', 'campaign', ['home-affairs'], AnswerQuestion),
  shortlist: update('shortlist', 'campaign', ['home-affairs'], Shortlist),
  waiveCriterion: update('waiveCriterion', 'campaign', ['home-affairs'], WaiveCriterion),
  recordLaunchPlan: update('recordLaunchPlan', 'campaign', ['unit', 'home-affairs'], RecordLaunchPlan),
  forward: update('forward', 'campaign', ['home-affairs'], Forward),
  appraise: update('appraise', 'campaign', ['board'], Appraise),
  signOff: signal('signOff', 'campaign', ['chairman'], SignOff),
  recordDecision: update('recordDecision', 'campaign', ['home-affairs', 'board'], RecordDecision),
  recordCeremony: update('recordCeremony', 'campaign', ['home-affairs'], RecordCeremony),
  reportCommendations: update(
    'reportCommendations',
    'campaign',
    ['unit', 'home-affairs'],
    ReportCommendations,
  ),
  reportDifficulty: update('reportDifficulty', 'campaign', ['unit'], ReportDifficulty),
  pauseReminders: update('pauseReminders', 'campaign', ['home-affairs'], HoldReminders),
  resumeReminders: update('resumeReminders', 'campaign', ['home-affairs'], HoldReminders),
  revokeCertificate: update('revokeCertificate', 'movement', ['home-affairs', 'chairman'], RevokeCertificate),
  amendPlan: update('amendPlan', 'movement', ['home-affairs', 'chairman'], AmendPlan),
  pausePost: update('pausePost', 'post', ['home-affairs'], PausePost),
  resumePost: update('resumePost', 'post', ['home-affairs'], PausePost),
  /** A nudge between our own workflows: something that concerns you may have changed in the records. It is believed in nothing. */
  look: signal('look', 'every', [], z.unknown()),
} as const;
export type MessageName = keyof typeof messages;

/** The queries: `state` of each workflow, and the clock's own for a rehearsal. */
export const queries = { state: 'state', clock: 'clock' } as const;
