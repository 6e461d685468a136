import { z } from 'zod';
import { Bloc, Day } from '../plan/schema.js';

/** Why a message was refused: a code and its facts; the sentence is made by {@link refusalSentence}. */
export const Refusal = z.discriminatedUnion('code', [
  z.object({ code: z.literal('message.malformed'), problems: z.array(z.string()) }),
  z.object({ code: z.literal('actor.wrong-office'), office: z.string() }),
  z.object({ code: z.literal('actor.wrong-unit'), unit: z.string() }),
  z.object({ code: z.literal('actor.not-holder'), office: z.string(), person: z.string(), on: Day }),
  z.object({ code: z.literal('actor.not-official'), unit: z.string(), person: z.string(), on: Day }),
  z.object({ code: z.literal('actor.is-nominee'), nominee: z.string() }),
  z.object({ code: z.literal('actor.filed-it') }),
  z.object({ code: z.literal('actor.forwarded-it') }),
  z.object({ code: z.literal('proof.missing') }),
  z.object({ code: z.literal('proof.unknown-key'), key: z.string() }),
  z.object({ code: z.literal('proof.revoked-key'), key: z.string(), revokedAt: z.number() }),
  z.object({ code: z.literal('proof.other-person'), key: z.string(), person: z.string() }),
  /** Of another message, workflow or instant than was signed, or by another key. */
  z.object({ code: z.literal('proof.wrong-signature'), key: z.string() }),
  z.object({ code: z.literal('proof.repeated'), id: z.string() }),
  z.object({ code: z.literal('proof.too-old'), signedAt: z.number(), now: z.number() }),
  z.object({ code: z.literal('proof.in-future'), signedAt: z.number(), now: z.number() }),
  /** A portal's key signs for whom it says to have signed in; a person's for that person alone. */
  z.object({ code: z.literal('proof.no-sign-in'), key: z.string() }),
  z.object({ code: z.literal('proof.no-portal'), key: z.string() }),
  z.object({ code: z.literal('proof.old-sign-in'), signedInAt: z.number(), now: z.number() }),
  z.object({ code: z.literal('stage.wrong'), stage: z.string(), message: z.string() }),
  z.object({ code: z.literal('reminders.held'), unit: z.string().nullable() }),
  z.object({ code: z.literal('reminders.not-held'), unit: z.string().nullable() }),
  z.object({ code: z.literal('workflow.closing') }),
  z.object({ code: z.literal('dossier.late'), cutoff: z.number(), receivedAt: z.number() }),
  z.object({ code: z.literal('dossier.wrong-status'), status: z.string(), message: z.string() }),
  z.object({ code: z.literal('dossier.frozen') }),
  z.object({ code: z.literal('dossier.other-version'), current: z.string() }),
  z.object({ code: z.literal('dossier.complete-by-past'), completeBy: Day }),
  z.object({ code: z.literal('filing.unknown'), receipt: z.string() }),
  z.object({ code: z.literal('filing.faulty'), problems: z.array(z.string()) }),
  z.object({ code: z.literal('date.beyond-quarter'), date: Day, last: Day }),
  z.object({ code: z.literal('date.before-signature'), date: Day, signed: Day }),
  z.object({ code: z.literal('extension.not-shorter'), lastDay: Day, earliest: Day }),
  z.object({ code: z.literal('extension.not-later'), lastDay: Day, cutoff: z.number() }),
  z.object({ code: z.literal('extension.no-dossier'), scope: z.string() }),
  z.object({
    code: z.literal('ranking.unknown-unit'),
    rows: z.array(z.object({ row: z.number(), unit: z.string() })),
  }),
  z.object({
    code: z.literal('ranking.repeated-unit'),
    rows: z.array(z.object({ row: z.number(), unit: z.string() })),
  }),
  z.object({
    code: z.literal('ranking.shape'),
    bloc: Bloc,
    rows: z.array(z.object({ row: z.number(), rank: z.number() })),
  }),
  z.object({ code: z.literal('ranking.no-previous'), campaign: z.string() }),
  z.object({ code: z.literal('list.frozen'), message: z.string() }),
  z.object({ code: z.literal('question.unknown'), question: z.string(), open: z.array(z.string()) }),
  z.object({ code: z.literal('question.answered'), question: z.string() }),
  z.object({ code: z.literal('question.other'), question: z.string(), current: z.string() }),
  z.object({
    code: z.literal('question.choice-not-offered'),
    question: z.string(),
    options: z.array(z.string()),
    choose: z.number(),
  }),
  z.object({
    code: z.literal('shortlist.faulty'),
    faults: z.array(z.object({ path: z.string(), code: z.string() })),
  }),
  z.object({ code: z.literal('criterion.unknown'), criterion: z.string(), known: z.array(z.string()) }),
  z.object({ code: z.literal('criterion.already-waived'), criterion: z.string() }),
  z.object({ code: z.literal('unit.unknown'), units: z.array(z.string()) }),
  z.object({ code: z.literal('list.incomplete'), open: z.array(z.string()) }),
  z.object({ code: z.literal('list.stale'), current: z.string().nullable(), shown: z.string() }),
  z.object({ code: z.literal('list.pending'), units: z.array(z.string()) }),
  z.object({ code: z.literal('list.same-as-returned') }),
  z.object({ code: z.literal('strike.unknown'), nominees: z.array(z.string()) }),
  z.object({ code: z.literal('date.in-future'), date: Day, today: Day }),
  z.object({ code: z.literal('certificate.unknown'), seat: z.string() }),
  z.object({ code: z.literal('certificate.already-revoked'), seat: z.string() }),
  /** What an amendment may never change, as paths in the plan. */
  z.object({ code: z.literal('amendment.fixed'), places: z.array(z.string()) }),
  /** What campaigns go by that have begun, as paths in the plan. */
  z.object({ code: z.literal('amendment.begun'), places: z.array(z.string()) }),
  /** What doesn't fit together in the amended plan, as paths in it. */
  z.object({ code: z.literal('amendment.faulty'), places: z.array(z.string()) }),
  z.object({ code: z.literal('amendment.unchanged') }),
  z.object({ code: z.literal('reward.no-law'), on: Day }),
  /** The database will never take the act: the class and code of its error. */
  z.object({ code: z.literal('records.refused'), sqlstate: z.string() }),
  /** The program is at fault: the name of its error. */
  z.object({ code: z.literal('engine.fault'), error: z.string() }),
]);
export type Refusal = z.infer<typeof Refusal>;
