import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../problems.js';
import { type Started, stopProcess } from './program.js';

export interface Kept {
  name: string;
  signal: NodeJS.Signals;
  start: () => Promise<Started>;
  progress: (line: string) => void;
}

const patience = [0, 500, 1_000, 2_000, 5_000, 10_000];

/** Keeps one server running: when its process ends unasked, it is started again on the same port. */
export class Keeper {
  private stopping = false;
  private current: Started | undefined;
  private restarting: Promise<void> | undefined;

  constructor(private readonly kept: Kept) {}

  async start(): Promise<void> {
    const started = await this.kept.start();
    this.current = started;
    void started.ended.then(() => {
      if (!this.stopping && this.current === started) this.restarting = this.restart();
    });
  }

  private async restart(): Promise<void> {
    const { name, progress } = this.kept;
    for (let attempt = 0; !this.stopping; attempt += 1) {
      progress(`${name} đã dừng ngoài ý muốn; đang khởi động lại.`);
      await sleep(patience[Math.min(attempt, patience.length - 1)] ?? 0);
      if (this.isStopping()) return;
      try {
        await this.start();
        progress(`${name} đã chạy lại.`);
        return;
      } catch (error) {
        progress(reasonOf(error));
      }
    }
  }

  private isStopping(): boolean {
    return this.stopping;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.restarting;
    if (this.current !== undefined) await stopProcess(this.current.identity, this.kept.signal);
  }
}
