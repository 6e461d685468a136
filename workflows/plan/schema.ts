import { z } from 'zod';

/** The four blocs (III.3), in the order every list of the product uses. */
export const Bloc = z.enum(['departments', 'vertical', 'districts', 'communes']);
export type Bloc = z.infer<typeof Bloc>;

export const NomineeKind = z.enum(['collective', 'individual']);
export type NomineeKind = z.infer<typeof NomineeKind>;

/** A clause of the plan's text, such as `III.3.a`. */
export const Clause = z.string().regex(/^[IVX]+(\.\d+)?(\.[a-zđ])?$/);
export type Clause = z.infer<typeof Clause>;

/** A day of the civil calendar of Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

/** A unit's code, such as `so-noi-vu`: unique for ever, never reused by a successor of the same name. */
export const UnitCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(100);
export type UnitCode = z.infer<typeof UnitCode>;

/** A campaign of the plan: the year it rewards, or the summary of the period. */
export const CampaignKey = z.union([z.literal('summary'), z.string().regex(/^20\d\d$/)]);
export type CampaignKey = z.infer<typeof CampaignKey>;

/** Where the plan says it: the clause, and the words that stand under it. */
const Source = z.strictObject({ clause: Clause, quote: z.string().min(1) });

/** One criterion of III.1: its key in a dossier's `criteria`, a short Vietnamese name, and the plan's own words. */
export const Criterion = Source.extend({ code: z.string().min(1), name: z.string().min(1) });
export type Criterion = z.infer<typeof Criterion>;

const Criteria = z.strictObject({ collective: z.array(Criterion), individual: z.array(Criterion) });

/**
 * How a seat is filled: by the best rank of the year, by the greatest rise in rank, or by choice among the eligible.
 */
export const SeatRule = z.enum(['highest-rank', 'greatest-leap', 'choice']);
export type SeatRule = z.infer<typeof SeatRule>;

/** One certificate that a bloc may have. */
export const Seat = Source.extend({ bloc: Bloc, kind: NomineeKind, seat: z.string().min(1), rule: SeatRule });
export type Seat = z.infer<typeof Seat>;

const Count = Source.extend({ value: z.int().min(1) });
const Total = Source.extend({ collective: z.int().min(1), individual: z.int().min(1) });

/** A date of every campaign, in the year after the one rewarded: its first instant is the first that is too late. */
const Cutoff = Source.extend({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) });
export type Cutoff = z.infer<typeof Cutoff>;

const AnnualAwards = z.strictObject({
  years: z.array(z.int()).min(1),
  source: Source,
  criteria: Criteria,
  total: Total,
  seats: z.array(Seat),
});

const SummaryAwards = z.strictObject({
  firstYear: z.int(),
  lastYear: z.int(),
  source: Source,
  criteria: Criteria,
  /** So many certificates in the period, at least: of a collective, of an individual. */
  certificates: z.strictObject({ collective: Count, individual: Count }),
  /** Individuals come from so many units of the highest ranks of each bloc. */
  topUnits: Count,
  total: Total,
  seats: z.array(Seat),
});

/** A plan of emulation and commendation as data: each number with its clause and the words it comes from. */
export const Plan = z.strictObject({
  plan: z.string().min(1),
  number: z.string().min(1),
  title: z.string().min(1),
  issued: Day,
  period: Source.extend({ from: Day, to: Day }),
  blocs: z.array(Source.extend({ code: Bloc, name: z.string().min(1) })),
  annual: AnnualAwards,
  summary: SummaryAwards,
  cutoffs: z.strictObject({
    /** The first day on which a dossier comes too late to Home Affairs. */
    dossier: Cutoff,
    /** The first day on which the file comes too late to the Commendation Board. */
    forward: Cutoff,
    /** The first day after the quarter in which awards are announced. */
    announce: Cutoff,
  }),
  dossier: z.array(
    Source.extend({ code: z.enum(['request', 'minutes', 'achievement-report']), name: z.string().min(1) }),
  ),
  press: Source.extend({
    bodies: z.array(z.strictObject({ code: z.string().min(1), name: z.string().min(1) })),
  }),
  reward: z.strictObject({ law: Source, fund: Source }),
});
export type Plan = z.infer<typeof Plan>;
