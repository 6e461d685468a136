import { z } from 'zod';

/** A code that may stand in names: small letters, digits, single hyphens. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(100);
/** What the records can keep and RFC 8785 has a form for: no NUL, no half of a surrogate pair. */
const Text = z
  .string()
  .regex(/\S/)
  .regex(/^[^\0\p{Surrogate}]*$/u);

/** The code of a bloc, as the plan declares it; not a number, for objects have keys like numbers first. */
export const Bloc = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
export type Bloc = z.infer<typeof Bloc>;

export const NomineeKind = z.enum(['collective', 'individual']);
export type NomineeKind = z.infer<typeof NomineeKind>;

/** A clause of the plan's text, such as `III.3.a`. */
const Clause = z.string().regex(/^[IVX]+(\.\d+)?(\.[a-zđ])?$/);
type Clause = z.infer<typeof Clause>;

/** A day of the civil calendar of Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

/** A unit's code, such as `so-noi-vu`: unique for ever, never reused by a successor of the same name. */
export const UnitCode = slug;
export type UnitCode = z.infer<typeof UnitCode>;

/** A plan's code, as it stands in the names of workflows and in the records: `263`. */
export const PlanCode = slug;
export type PlanCode = z.infer<typeof PlanCode>;

const Year = z.int().min(2000).max(2099);

/** A campaign of the plan: the year it rewards, or the summary of the period. */
export const CampaignKey = z.union([z.literal('summary'), z.string().regex(/^20\d\d$/)]);
export type CampaignKey = z.infer<typeof CampaignKey>;

/** Where the plan says it: the clause, and the words that stand under it. */
const Source = z.strictObject({ clause: Clause, quote: Text });

/** One criterion of III.1: its key in a dossier's `criteria`, a short Vietnamese name, and the plan's own words. */
export const Criterion = Source.extend({ code: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/), name: Text });
export type Criterion = z.infer<typeof Criterion>;

const Criteria = z.strictObject({ collective: z.array(Criterion), individual: z.array(Criterion) });

/**
 * How a seat is filled: by the best rank of the year, by the greatest rise in rank, or by choice among the eligible.
 */
const SeatRule = z.enum(['highest-rank', 'greatest-leap', 'choice']);
type SeatRule = z.infer<typeof SeatRule>;

/** So many certificates of one kind for a bloc; of a year's campaign in each year, or in those named. */
const SeatRow = Source.extend({
  of: z.enum(['annual', 'summary']),
  kind: NomineeKind,
  rule: SeatRule,
  count: z.int().min(1).max(999),
  years: z.array(Year).min(1).optional(),
});
export type SeatRow = z.infer<typeof SeatRow>;

/** A bloc: as a heading names it, as a sentence does, and in a column. */
const BlocOfPlan = Source.extend({
  code: Bloc,
  full: Text,
  running: Text,
  short: Text,
  seats: z.array(SeatRow).min(1),
});

/** An office of the engine in this plan: `code` is its unit's or its mailbox's. */
const Body = Source.extend({ code: slug, name: Text, full: Text });

const Count = Source.extend({ value: z.int().min(1) });
const Total = Source.extend({ collective: z.int().min(0), individual: z.int().min(0) });

/** A date of every campaign, in the year after the one rewarded: its first instant is the first that is too late. */
const Cutoff = Source.extend({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) });
export type Cutoff = z.infer<typeof Cutoff>;

const WorkingDays = Source.extend({ workingDays: z.array(z.int().min(1).max(250)).min(1) });

/** The code of a dossier's component, as the plan declares it. */
export const ComponentCode = slug;

/** What a dossier holds (IV.2), once or once for each nominee; `notes`: what a letter adds before a day, and after. */
const Component = Source.extend({
  code: ComponentCode,
  name: Text,
  text: Text,
  per: z.enum(['dossier', 'nominee']),
  notes: z.array(z.strictObject({ before: Day.optional(), text: Text })).optional(),
});
export type Component = z.infer<typeof Component>;

const AnnualAwards = Source.extend({
  years: z.array(Year).min(1),
  /** How many in all, of the years named: what the blocs' seats come to. */
  totals: z.array(Total.extend({ years: z.array(Year).min(1) })).min(1),
  criteria: Criteria,
});

const SummaryAwards = Source.extend({
  firstYear: Year,
  lastYear: Year,
  total: Total,
  /** So many certificates in the period, at least: of a collective, of an individual. */
  certificates: z.strictObject({ collective: Count, individual: Count }),
  /** Individuals come from so many units of the highest ranks of each bloc. */
  topUnits: Count,
  criteria: Criteria,
});

/** A plan of emulation and commendation as data: each number with its clause and the words it comes from. */
export const Plan = z.strictObject({
  plan: PlanCode,
  /** Says that the plan is a sample, wherever it is shown. */
  sample: Text.optional(),
  number: Text,
  title: Text,
  issuer: Text,
  issued: Day,
  period: Source.extend({ from: Day, to: Day, name: Text }),
  bodies: z.strictObject({ 'home-affairs': Body, board: Body, chairman: Body }),
  /** In the order that every list of the product uses. */
  blocs: z.array(BlocOfPlan).min(1),
  annual: AnnualAwards,
  summary: SummaryAwards,
  cutoffs: z.strictObject({
    /** The first day on which a dossier comes too late to Home Affairs. */
    dossier: Cutoff,
    /** The first day on which the file comes too late to the Commendation Board. */
    forward: Cutoff,
    /** The first day after the quarter in which awards are announced; `within` names that quarter. */
    announce: Cutoff.extend({ within: Text }),
  }),
  reminders: z.strictObject({
    /** Days of a campaign's year, `MM-DD`, for units without a launch plan. */
    launch: Source.extend({ days: z.array(z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/)) }),
    /** Working days before the date. */
    dossier: WorkingDays,
    forward: WorkingDays,
    announce: WorkingDays,
  }),
  dossier: z.array(Component).min(1),
  press: Source.extend({ bodies: z.array(z.strictObject({ code: slug, name: Text })) }),
  reward: z.strictObject({ law: Source, fund: Source }),
});
export type Plan = z.infer<typeof Plan>;
