/** How many are under way at once, ours and bare. */
const atOnce = 16;

/** Runs pieces of work, some at a time. @returns milliseconds */
export async function timeEach<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const waiting = [...items];
  const take = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  return timed(() => Promise.all(Array.from({ length: atOnce }, take)));
}

/** @returns milliseconds */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** One series by itself: what it is called, and one round of it, in milliseconds. */
export interface Series {
  name: string;
  round: (number: number) => Promise<number>;
}

/**
 * Two series in turn, so that drift of the machine falls out; the first round of each only warms up.
 * @returns the median of first ÷ second, in time
 */
export async function compareInTurn(
  first: Series,
  second: Series,
  rounds: number,
  say: (line: string) => void,
): Promise<number> {
  const times: [number, number][] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair: [number, number] = [await first.round(round), await second.round(round)];
    if (round > 0 || rounds === 0) times.push(pair);
  }
  const ratio = median(times.map(([one, other]) => one / other));
  const column = (index: 0 | 1): string => times.map((pair) => pair[index].toFixed(0)).join(' ');
  say(`${first.name}: ${column(0)} ms; ${second.name}: ${column(1)} ms; time ratio ${ratio.toFixed(3)}`);
  return ratio;
}

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);
