import { expect } from 'vitest';
import { run, Running, serversOf } from './running.js';
import { typeUntilDone } from './typing.js';
import type { StruckTrial } from './year.js';

const minute = 60_000;

const parts = ['worker', 'temporal', 'postgres', 'program'] as const;
type Part = (typeof parts)[number];

/** A trial whose parts are killed one after the other: they come back, the program because somebody starts it again. */
export class KeptTrial implements StruckTrial {
  readonly killed: Part[] = [];

  private constructor(
    private readonly data: string,
    private live: Running,
  ) {}

  /** @param at what its clock shows at the beginning; where it is left out, the trial goes on where it stopped */
  static async start(data: string, at?: string): Promise<KeptTrial> {
    const live = Running.start(data, 'live', '--trial', ...(at === undefined ? [] : ['--at', at]));
    await live.line(/Nhấn Ctrl-C để dừng/);
    return new KeptTrial(data, live);
  }

  does(...words: string[]): Promise<string> {
    return typeUntilDone((...them) => run(this.data, ...them), words);
  }

  /** kill -9 of the part whose turn it is, as soon as it is there. */
  async strike(): Promise<void> {
    const part = parts[this.killed.length % parts.length] ?? 'worker';
    this.killed.push(part);
    if (part === 'program') {
      await this.live.kill();
      this.live = Running.start(this.data, 'live', '--trial');
      return;
    }
    await expect.poll(() => this.kill(part), { timeout: 2 * minute, interval: 200 }).toBe(true);
  }

  /** @returns the exit status of a stop in order */
  async stop(): Promise<number | null> {
    await this.live.line(/Nhấn Ctrl-C để dừng/);
    return this.live.stop();
  }

  /** @returns whether it was there: one that was killed before is started again a little later */
  private async kill(part: Exclude<Part, 'program'>): Promise<boolean> {
    try {
      const pid =
        part === 'worker'
          ? this.live.childPid('worker/main.js')
          : (await serversOf(this.data)).processes[part]?.pid;
      return pid !== undefined && process.kill(pid, 'SIGKILL');
    } catch {
      return false;
    }
  }
}
