import type { Played } from './run.js';
import type { Shrunk } from './shrink.js';

/** A failure as people read it: the seed, what didn't hold, and the shortest sequence in words. */
export function describeFailure(seed: number, { plot, failure, tries }: Shrunk): string {
  const begun = `campaign ${plot.campaign}, brought to: ${plot.beginning}`;
  return [
    '',
    `NOT SO: ${failure.check} (--seed ${seed} --runs 1)`,
    ...failure.problems.map((problem) => `  ${problem}`),
    '',
    `The shortest sequence found (${plot.acts.length} acts, ${tries} tries; ${begun}):`,
    ...failure.story.map((line) => `  ${line}`),
    '',
    `npm run any-order -- --plot '${JSON.stringify(plot)}'`,
    '',
  ].join('\n');
}

/** How often each act was tried, and how often it was done. */
export function describeCounts(counts: Played['counts']): string {
  const rows = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  const total = rows.reduce((sum, [, { tried }]) => sum + tried, 0);
  const lines = rows.map(([act, { tried, done }]) => `  ${act}: ${tried}, done ${done}`);
  return [`${total} acts`, ...lines].join('\n');
}
