import type { Act, Plot } from './acts.js';
import type { Failure } from './run.js';

/** The shortest plot that was found to fail in the same way, and how. */
export interface Shrunk {
  plot: Plot;
  failure: Failure;
  tries: number;
}

/**
 * Leaves out acts, many at first, then one by one, as long as the same check fails. It ends after so many tries or at
 * an instant of the wall clock: then the shortest found so far is the answer.
 */
export async function shrink(
  given: { plot: Plot; failure: Failure },
  play: (plot: Plot) => Promise<Failure | null>,
  limit: { tries: number; until: number },
): Promise<Shrunk> {
  const acts = given.plot.acts.slice(0, given.failure.acts);
  let best: Shrunk = { plot: { ...given.plot, acts }, failure: given.failure, tries: 0 };
  let tries = 0;
  for (let size = Math.ceil(acts.length / 2); size >= 1;) {
    let isShorter = false;
    for (let from = best.plot.acts.length - size; from > -size;) {
      if (tries >= limit.tries || Date.now() > limit.until) return { ...best, tries };
      tries += 1;
      const plot = { ...best.plot, acts: without(best.plot.acts, Math.max(from, 0), size) };
      const failure = plot.acts.length < best.plot.acts.length ? await play(plot) : null;
      if (failure?.check === given.failure.check) {
        best = { plot: { ...plot, acts: plot.acts.slice(0, failure.acts) }, failure, tries };
        isShorter = true;
        from = Math.min(from, best.plot.acts.length) - size;
      } else from -= size;
    }
    if (size === 1 && !isShorter) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return { ...best, tries };
}

const without = (acts: readonly Act[], from: number, count: number): Act[] => [
  ...acts.slice(0, from),
  ...acts.slice(from + count),
];
