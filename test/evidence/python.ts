import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a folder's own script with nothing but Python: no modules of the machine's, no environment. */
export function checkedByPython(folder: string): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync('python3', ['-I', '-S', join(folder, 'verify.py')], {
    env: { PATH: process.env['PATH'], PYTHONIOENCODING: 'utf-8' },
    encoding: 'utf8',
  });
  return { status, out: stdout + stderr };
}
