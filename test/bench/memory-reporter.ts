import { setTimeout as pause } from 'node:timers/promises';

/** Loaded before a worker's own program: answers each message with the process's resident bytes, garbage collected. */
process.on('message', () => void report());
process.channel?.unref();

async function report(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await pause(200);
  }
  process.send?.({ rss: process.memoryUsage().rss });
}
