import { Holiday } from '../rules/calendar.js';
import { z } from 'zod';
import { Actor, Instrument } from './messages.js';
import { Bloc, Day, NomineeKind, UnitCode } from '../plan/schema.js';
import { Refusal } from './refusals.js';

const Seat = z.object({ bloc: Bloc, kind: NomineeKind, seat: z.string() });

/** A question, of the engine itself or of the selection, with what may be answered. */
export const Question = z.object({
  key: z.string(),
  options: z.array(z.string()),
  /** How many choices; null: any number. */
  choose: z.number().nullable(),
  /** The fingerprint of the question as it was asked; empty for the engine's own. */
  asked: z.string().default(''),
});
export type Question = z.infer<typeof Question>;

/** An answer, with the question as it was asked: to another question it is none. */
export const Answer = Question.extend({ choices: z.array(z.string()), reason: z.string() });
export type Answer = z.infer<typeof Answer>;

const Selection = z.object({
  input: z.string(),
  digest: z.string(),
  questions: z.array(
    z.object({
      key: z.string(),
      bloc: Bloc,
      kind: NomineeKind,
      reason: z.string(),
      options: z.array(z.string()),
      choose: z.number(),
      asked: z.string().default(''),
    }),
  ),
  waiting: z.array(Seat.extend({ for: z.string() })),
  winners: z.array(Seat.extend({ unit: UnitCode, nominee: z.string() })),
  vacancies: z.array(Seat.extend({ reason: z.string() })),
});
type Selection = z.infer<typeof Selection>;

/** A list as it was forwarded: frozen by its digest. */
const ForwardedList = z.object({
  digest: z.string(),
  input: z.string(),
  forwardedBy: z.string(),
  at: z.number(),
  isAppraised: z.boolean(),
});
type ForwardedList = z.infer<typeof ForwardedList>;

/** Why something is held, and since when (epoch ms). */
const Pause = z.object({ reason: z.string(), at: z.number() });

const Shortlists = z.record(Bloc, z.array(z.string()));

/** What a campaign carries from run to run. */
export const CourseState = z.object({
  units: z.array(z.object({ code: UnitCode, bloc: Bloc })).default([]),
  /** How many of `units` have their dossier started. */
  started: z.number().default(0),
  /** What was pending on the dossiers when the records were last asked, after the cutoff; null: not asked yet. */
  pending: z.object({ filing: z.number(), review: z.number() }).nullable().default(null),
  /** When to ask the records again by itself, epoch ms. */
  nextLook: z.number().nullable().default(null),
  isLookDue: z.boolean().default(false),
  cutoff: z.number().nullable().default(null),
  /** The cutoff by the plan itself (IV.1.a): no time granted is shortened to before it. */
  planCutoff: z.number().nullable().default(null),
  /** Cutoffs that only a part of the dossiers have, or had. */
  ownCutoffs: z.array(z.number()).default([]),
  forwardCutoff: z.number().nullable().default(null),
  announceBy: z.number().nullable().default(null),
  holidays: z.array(Holiday).default([]),
  /** The movement began in the midst of this campaign, epoch ms: what was due until then is skipped; 0: not so. */
  began: z.number().default(0),
  /** When the campaign began, epoch ms. */
  launchedAt: z.number().default(0),
  /** Agenda moments up to this instant are done, epoch ms. */
  doneUntil: z.number().default(0),
  /** The next Monday 08:00 on which the offices get their digest, epoch ms. */
  nextDigest: z.number().default(0),
  /** Who files for a unit that has ended (summary). */
  filers: z.record(z.string(), UnitCode).default({}),
  /** The engine's own questions that stand open. */
  questions: z.array(Question).default([]),
  answers: z.array(Answer).default([]),
  waivers: z.array(z.object({ kind: NomineeKind, criterion: z.string(), reason: z.string() })).default([]),
  shortlist: z
    .object({ individuals: Shortlists, collectives: Shortlists })
    .default({ individuals: {}, collectives: {} }),
  rankings: z
    .array(
      z.object({
        bloc: Bloc,
        period: z.enum(['current', 'previous']),
        decision: Instrument,
        units: z.number(),
      }),
    )
    .default([]),
  launchPlans: z.number().default(0),
  isSelectionDue: z.boolean().default(true),
  selection: Selection.nullable().default(null),
  /** How many selections that differed were computed so far; numbers their traces and letters. */
  computed: z.number().default(0),
  list: ForwardedList.nullable().default(null),
  /** How many lists were forwarded so far. */
  round: z.number().default(0),
  returned: z
    .object({ by: z.enum(['board', 'chairman']), digest: z.string(), reason: z.string() })
    .nullable()
    .default(null),
  signed: z
    .object({
      digest: z.string(),
      input: z.string().default(''),
      struck: z.array(z.object({ nominee: z.string(), reason: z.string() })),
      person: z.string(),
      name: z.string(),
      signsAs: z.string(),
      at: z.number(),
    })
    .nullable()
    .default(null),
  decision: Instrument.nullable().default(null),
  awards: z.object({ rows: z.number(), total: z.number() }).nullable().default(null),
  ceremony: z.object({ date: Day, place: z.string() }).nullable().default(null),
  /** Signals so far; numbers their traces. */
  signals: z.number().default(0),
  /** The latest signals refused, newest last: the trace that the sender can read. */
  refusals: z
    .array(z.object({ at: z.number(), actor: Actor.nullable(), refusal: Refusal, sentence: z.string() }))
    .default([]),
  /** How many refusals the Chairman's office has not been told of, and when it may be again, epoch ms. */
  refusalsUntold: z.number().default(0),
  nextRefusalLetter: z.number().default(0),
  commendations: z.number().default(0),
  difficulties: z.number().default(0),
  /** Questions and waiting seats of which the offices were told, by the selection's input. */
  askedFor: z.string().default(''),
  /** How often answers or shortlists fell because what was asked had changed. */
  drops: z.number().default(0),
  /** How often dossiers that had ended before their time were started again. */
  restarts: z.number().default(0),
  /** Reminders that are held, and why; what is held is never sent later. */
  reminders: z
    .object({
      paused: Pause.nullable().default(null),
      pausedUnits: z.record(UnitCode, Pause).default({}),
      /** How many moments were let pass since the pause. */
      skipped: z.number().default(0),
      /** Those of before this instant are let pass too, epoch ms. */
      notBefore: z.number().default(0),
    })
    .default({ paused: null, pausedUnits: {}, skipped: 0, notBefore: 0 }),
  isClosed: z.boolean().default(false),
});
export type CourseState = z.infer<typeof CourseState>;
