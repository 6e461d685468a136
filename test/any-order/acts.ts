import fc from 'fast-check';
import { z } from 'zod';

/** What officials, the clock and the machines may do. */
const actKinds = [
  'file',
  'withdraw',
  'review',
  'extend',
  'shorten',
  'rank',
  'answer',
  'answer-again',
  'waive',
  'shortlist',
  'forward',
  'appraise',
  'sign',
  'decide',
  'celebrate',
  'revoke',
  'report',
  'merge',
  'clock',
  'worker',
  'go-on',
] as const;
export type ActKind = (typeof actKinds)[number];

const SimpleAct = z.object({ act: z.enum(actKinds), dice: z.array(z.number()) });
export type SimpleAct = z.infer<typeof SimpleAct>;
/** One act; two at once; or one during which the worker is killed. */
const Act = z.union([
  SimpleAct,
  z.object({ act: z.literal('both'), of: z.array(SimpleAct) }),
  z.object({ act: z.literal('killed'), of: z.array(SimpleAct) }),
]);
export type Act = z.infer<typeof Act>;

/** How far a run is when the random acts begin. */
export const beginnings = ['opened', 'filed', 'collected', 'ranked', 'forwarded', 'appraised'] as const;
export type Beginning = (typeof beginnings)[number];

export const Plot = z.object({
  campaign: z.enum(['2023', 'summary']),
  beginning: z.enum(beginnings),
  /** Workflows that the worker remembers. */
  cached: z.number(),
  /** Runs of the campaign are short: it continues as new. */
  maximumEvents: z.number().nullable(),
  acts: z.array(Act),
});
export type Plot = z.infer<typeof Plot>;

type Weights = Record<ActKind, number>;

const early: Weights = {
  file: 14,
  withdraw: 3,
  review: 12,
  extend: 4,
  shorten: 2,
  rank: 4,
  answer: 5,
  'answer-again': 2,
  waive: 1,
  shortlist: 4,
  forward: 3,
  appraise: 2,
  sign: 2,
  decide: 1,
  celebrate: 1,
  revoke: 1,
  report: 1,
  merge: 1,
  clock: 10,
  worker: 2,
  'go-on': 6,
};

/** Around the list: what supersedes it, and what carries it on. */
const late: Weights = {
  ...early,
  file: 8,
  review: 9,
  rank: 7,
  answer: 8,
  shortlist: 8,
  forward: 12,
  appraise: 11,
  sign: 12,
  decide: 6,
  celebrate: 2,
  revoke: 4,
  clock: 6,
  'go-on': 22,
};

const dice = fc.noBias(fc.array(fc.nat(9999), { minLength: 8, maxLength: 8 }));

const simpleAct = (weights: Weights): fc.Arbitrary<SimpleAct> =>
  fc.record({
    act: fc.oneof(...actKinds.map((kind) => ({ weight: weights[kind], arbitrary: fc.constant(kind) }))),
    dice,
  });

const bySend = (weights: Weights): fc.Arbitrary<SimpleAct> =>
  simpleAct({ ...weights, clock: 0, worker: 0, merge: 0, 'go-on': 0 });

function anAct(weights: Weights): fc.Arbitrary<Act> {
  const both = fc
    .tuple(bySend(weights), bySend(weights))
    .map(([one, other]): Act => ({ act: 'both', of: [one, other] }));
  const killed = bySend(weights).map((one): Act => ({ act: 'killed', of: [one] }));
  return fc.oneof(
    { weight: 40, arbitrary: simpleAct(weights) },
    { weight: 4, arbitrary: both },
    { weight: 1, arbitrary: killed },
  );
}

const weightsAt = (beginning: Beginning): Weights =>
  beginning === 'opened' || beginning === 'filed' ? early : late;

/** A run to be played: 20 to 60 acts from a beginning, most of them near the list. */
const aPlot: fc.Arbitrary<Plot> = fc
  .tuple(
    fc.constantFrom<Beginning[]>(
      'opened',
      'filed',
      'collected',
      'ranked',
      'ranked',
      'forwarded',
      'appraised',
    ),
    fc.constantFrom<Plot['campaign'][]>('2023', '2023', '2023', 'summary'),
    fc.oneof({ weight: 11, arbitrary: fc.constant(500) }, { weight: 1, arbitrary: fc.constant(0) }),
    fc.constantFrom(null, null, null, 60),
  )
  .chain(([beginning, campaign, cached, maximumEvents]) =>
    fc
      .array(anAct(weightsAt(beginning)), { minLength: 20, maxLength: 60, size: 'max' })
      .map((acts) => ({ campaign, beginning, cached, maximumEvents, acts })),
  );

/** The plot of a seed: the same one at any time. */
export function plotOf(seed: number): Plot {
  const [plot] = fc.sample(aPlot, { seed, numRuns: 1 });
  if (plot === undefined) throw new Error('No plot.');
  return plot;
}
