import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type ActKind, plotOf } from './acts.js';
import { describeCounts, describeFailure } from './describe.js';
import { Ground } from './ground.js';
import { playOut, type Played, sumCounts } from './run.js';
import { shrink } from './shrink.js';

/** So long, and until each usual act was tried, new runs are begun; a failure is shortened for as long again. */
const budget = 120_000;

/** Without these a run says little; the others are rare. */
const usual: readonly ActKind[] = [
  'file',
  'review',
  'rank',
  'answer',
  'shortlist',
  'forward',
  'appraise',
  'sign',
  'clock',
];

const everything = (): boolean => true;

/** Random officials do random acts in random order: whatever they do, each named check holds. */
describe('any order of acts', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await Ground.open(inject('temporalCli'));
  });
  afterAll(() => ground.close());

  test(
    'all that should hold, holds after every act',
    async () => {
      const first = randomInt(1_000_000_000);
      console.log(`any order of acts, from seed ${String(first)}`);
      const played: Played[] = [];
      const end = Date.now() + budget;
      const isLacking = (): boolean => usual.some((act) => !sumCounts(played).has(act));
      for (let seed = first; Date.now() < end || isLacking(); seed += 1) {
        // Runs without any cache are slow, and left to those played by hand; workers are killed and made anew here too.
        const plot = { ...plotOf(seed), cached: 500 };
        const run = await playOut(ground, plot, everything);
        played.push(run);
        if (run.failure === null) continue;
        const again = async (shorter: typeof plot) => (await playOut(ground, shorter, everything)).failure;
        const limit = { tries: 40, until: Date.now() + budget };
        const shortest = await shrink({ plot, failure: run.failure }, again, limit);
        expect.fail(describeFailure(seed, shortest));
      }
      const counts = sumCounts(played);
      console.log(`${String(played.length)} runs, ${describeCounts(counts)}`);
      expect([...counts.keys()]).toStrictEqual(expect.arrayContaining([...usual]));
    },
    30 * 60_000,
  );
});
