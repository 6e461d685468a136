import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../problems.js';
import type { Started } from './program.js';

export interface Kept {
  name: string;
  start: () => Promise<Started>;
  progress: (line: string) => void;
}

const patience = [0, 500, 1_000, 2_000, 5_000];
const longestPatience = 10_000;

/** Starts a process and keeps it running: one that ends unasked is started again, until it is to stop. */
export async function keepRunning({ name, start, progress }: Kept): Promise<Pick<Started, 'stop'>> {
  const stopping = new AbortController();
  let current = await start();
  const startAgain = async (): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      stopping.signal.throwIfAborted();
      progress(`${name} đã dừng ngoài ý muốn; đang khởi động lại.`);
      await sleep(patience[failures] ?? longestPatience, undefined, stopping);
      try {
        current = await start();
        if (stopping.signal.aborted) await current.stop();
        progress(`${name} đã chạy lại.`);
        return;
      } catch (error) {
        progress(reasonOf(error));
      }
    }
  };
  const watch = async (): Promise<void> => {
    for (;;) {
      await current.ended;
      await startAgain();
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return {
    async stop() {
      stopping.abort();
      await current.stop();
      await watching;
    },
  };
}
