import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findServers } from '../../worker/embedded/data/servers-file.js';

const run = promisify(execFile);
const targets = ['worker', 'temporal', 'postgres'] as const;
type Target = (typeof targets)[number];

/** Kills of a running rehearsal's worker and servers, at random, one after each second day that it tells of. */
export class Blows {
  private days = 0;
  private today = '';
  private readonly struck: Promise<string>[] = [];

  constructor(
    private readonly dataFolder: string,
    private readonly most: number,
  ) {}

  /** @param program the rehearsal's process */
  hear(line: string, program: number): void {
    const day = /^\d\d\/\d\d\/\d{4} /.exec(line)?.[0].trim();
    if (day === undefined || day === this.today || this.struck.length === this.most) return;
    this.today = day;
    this.days += 1;
    if (this.days % 2 === 0) this.struck.push(this.strike(day, program));
  }

  /** What was killed, and when. */
  end(): Promise<string[]> {
    return Promise.all(this.struck);
  }

  private async strike(day: string, program: number): Promise<string> {
    const target = targets[randomInt(targets.length)] ?? 'worker';
    const delay = randomInt(1500);
    await pause(delay);
    for (let tries = 0; tries < 600; tries += 1) {
      if (await this.kill(target, program)) return `${day} +${String(delay)} ms: ${target} killed`;
      await pause(100);
    }
    throw new Error(`${target} isn't running`);
  }

  /** @returns whether it was there: one that was killed before is started again a little later */
  private async kill(target: Target, program: number): Promise<boolean> {
    try {
      const pid = target === 'worker' ? await workerOf(program) : await this.serverOf(target);
      if (pid === undefined) return false;
      process.kill(pid, 'SIGKILL');
      return true;
    } catch {
      return false;
    }
  }

  private async serverOf(name: 'temporal' | 'postgres'): Promise<number | undefined> {
    return (await findServers(this.dataFolder))?.processes[name]?.pid;
  }
}

async function workerOf(program: number): Promise<number> {
  const { stdout } = await run('pgrep', ['-P', String(program), '-f', 'worker/main.js']);
  return Number(stdout.trim());
}
