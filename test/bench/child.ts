import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What the build made, whether this runs from its source or from the build itself. */
function built(name: string): string {
  const beside = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../.build/${name}`, import.meta.url));
}

const Memory = z.tuple([z.object({ rss: z.number() })]).rest(z.unknown());

export interface ChildOptions {
  environment?: NodeJS.ProcessEnv;
  words?: readonly string[];
}

/** A folder for CPU profiles of every child process; set by the operator. */
const profiles = process.env['BENCH_PROFILES'];

/** A program of the build in a process of its own. What it prints on standard error is shown. */
export class Child {
  private constructor(
    private readonly process: ChildProcess,
    private readonly lines: string[],
  ) {}

  /** Starts a program and waits until it says READY. */
  static async start(program: string, options: ChildOptions = {}): Promise<Child> {
    const child = this.spawn(program, options);
    while (!child.lines.some((line) => line.startsWith('READY'))) {
      if (child.hasEnded()) throw new Error(`${program} ended before it was ready`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return child;
  }

  /** Runs a program to its end. @returns what it printed */
  static async run(program: string, options: ChildOptions = {}): Promise<string> {
    const child = this.spawn(program, options);
    await once(child.process, 'close');
    if (child.process.exitCode !== 0)
      throw new Error(
        `${program} ended with ${String(child.process.exitCode)}: ${child.lines.slice(-5).join('\n')}`,
      );
    return child.lines.join('\n');
  }

  private static spawn(program: string, { environment = {}, words = [] }: ChildOptions): Child {
    const flags = ['--expose-gc', '--import', built('test/bench/memory-reporter.js')];
    if (profiles !== undefined) flags.push('--cpu-prof', `--cpu-prof-dir=${profiles}`);
    const child = spawn(process.execPath, [...flags, built(program), ...words], {
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    const lines: string[] = [];
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return new Child(child, lines);
  }

  /** Resident bytes after garbage was collected. */
  async memory(): Promise<number> {
    this.process.send('memory');
    return Memory.parse(await once(this.process, 'message'))[0].rss;
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }

  private hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}
