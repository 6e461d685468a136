import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Progress } from '../progress.js';

const mebibyte = 1024 * 1024;

/** Says when the disk under a folder is nearly full, and when there is room again; until it is told to stop. */
export function watchDisk(
  folder: string,
  progress: Progress,
  { every = 5_000, least = 64 * mebibyte } = {},
): { stop(): void } {
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    for (let wasFull = false; ;) {
      await pause(every, undefined, { signal: stopping.signal, ref: false });
      const free = await freeBytes(folder);
      if (free === null || free < least === wasFull) continue;
      wasFull = !wasFull;
      progress(sentence(folder, wasFull, free));
    }
  };
  void watch().catch(() => undefined);
  return { stop: () => stopping.abort() };
}

function sentence(folder: string, isFull: boolean, free: number): string {
  const left = `còn ${String(Math.floor(free / mebibyte))} MB`;
  return isFull
    ? `Ổ đĩa chứa ${folder} đã đầy hoặc gần đầy (${left}). Việc chưa ghi được sẽ được thử lại; đề nghị giải phóng dung lượng.`
    : `Ổ đĩa chứa ${folder} đã có chỗ trở lại (${left}); công việc tiếp tục.`;
}

/** Null where it can't be asked: then nothing is said of it. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
