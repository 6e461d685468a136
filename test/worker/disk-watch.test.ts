import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { watchDisk } from '../../worker/embedded/data/disk-watch.js';

test('a disk that fills is told of once, and once that there is room again', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-disk-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
  if (status !== 0) return context.skip(`no file system can be mounted here: ${String(stderr)}`);
  const said: string[] = [];
  const watch = watchDisk(folder, (line) => said.push(line), { every: 20, least: 1024 * 1024 });
  try {
    await writeFile(join(folder, 'filler'), Buffer.alloc(4 * 1024 * 1024)).catch(() => undefined);
    await vi.waitFor(() => expect(said).toHaveLength(1), 5_000);
    expect(said[0]).toContain(`${folder} đã đầy hoặc gần đầy (còn 0 MB)`);
    await rm(join(folder, 'filler'));
    await vi.waitFor(() => expect(said).toHaveLength(2), 5_000);
    expect(said[1]).toContain('đã có chỗ trở lại (còn 4 MB)');
  } finally {
    watch.stop();
    spawnSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  }
});
