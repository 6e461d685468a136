/** What a line is that only passes: the beginning of a step, or how far it is. */
export type Passing = 'step' | 'tick';

/** Hears how a start goes, in Vietnamese, a line at a time. A line that is no passing one is to stay in sight. */
export type Progress = (line: string, passing?: Passing) => void;

const betweenTicks = 30_000;

/** Progress where lines stay as they are written: of ticks, one in half a minute. */
export function plainProgress(write: (line: string) => void, now: () => number = Date.now): Progress {
  let writtenAt = now();
  return (line, passing) => {
    if (passing === 'tick' && now() - writtenAt < betweenTicks) return;
    writtenAt = now();
    write(line);
  };
}

/** Progress as a line from one process to another; {@link hearProgress} takes it apart. */
export const toldProgress = (line: string, passing?: Passing): string =>
  passing === undefined ? line : `${passing}: ${line}`;

/** Tells what another process has told. */
export function hearProgress(told: string, progress: Progress): void {
  for (const passing of ['step', 'tick'] as const) {
    const mark = toldProgress('', passing);
    if (told.startsWith(mark)) return progress(told.slice(mark.length), passing);
  }
  progress(told);
}
