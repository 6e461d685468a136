import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearData } from '../../worker/embedded/data/folder.js';
import { isAlive, type ProcessIdentity, waitUntilGone } from '../../worker/embedded/processes/identity.js';
import { findServers, readServersFile, type ServersFile } from '../../worker/embedded/data/servers-file.js';

const main = new URL('../../.build/worker/embedded/main.js', import.meta.url).pathname;
const environment = { ...process.env, TEMPORAL_ADDRESS: '', DATABASE_URL: '', SMTP_URL: '' };

let parent: string;
let folder: string;
const running: ChildProcessWithoutNullStreams[] = [];

interface Run {
  child: ChildProcessWithoutNullStreams;
  lines: string[];
  ready: Promise<boolean>;
  code: Promise<number | null>;
}

/** The supervisor as `thidua start` runs it. */
function supervise(): Run {
  const child = spawn(process.execPath, [main, '--data', folder], { env: environment });
  running.push(child);
  const lines: string[] = [];
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('READY ')) resolve(true);
    });
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
    void code.then(() => {
      resolve(false);
    });
  });
  return { child, lines, ready, code };
}

const processesOf = (note: ServersFile | undefined): ProcessIdentity[] =>
  [note?.processes.temporal, note?.processes.postgres].filter((it) => it !== undefined);

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows }: { rows: unknown[] } = await client.query(text);
  await client.end();
  return rows[0];
}

beforeAll(async () => {
  // Closed to every other account, as a home folder is: as root, PostgreSQL's account can't get in.
  parent = await mkdtemp(join(tmpdir(), 'thidua-supervisor-'));
  await chmod(parent, 0o700);
  folder = join(parent, 'data');
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await clearData(folder);
  await rm(parent, { recursive: true, force: true });
});

describe('the process that keeps the servers', () => {
  test('stops all in order when its parent goes', async () => {
    const run = supervise();
    expect(await run.ready, run.lines.join('\n')).toBe(true);
    const note = await findServers(folder);
    expect(note?.supervisor?.pid).toBe(run.child.pid);
    expect(await ask(note?.databaseUrl ?? '', 'CREATE TABLE kept AS SELECT 1 AS n')).toBeUndefined();
    run.child.kill('SIGINT');
    run.child.stdin.end();
    expect(await run.code).toBe(0);
    expect(processesOf(note)).toHaveLength(2);
    expect(processesOf(note).filter(isAlive)).toStrictEqual([]);
  });

  test('killed, leaves servers that the next one ends, and a lock that it sees through', async () => {
    const first = supervise();
    expect(await first.ready, first.lines.join('\n')).toBe(true);
    const orphans = processesOf(await readServersFile(folder));
    const second = supervise();
    expect(await second.code).toBe(2);
    expect(second.lines.join('\n')).toContain(`tiến trình ${first.child.pid ?? 0}`);

    first.child.kill('SIGKILL');
    await first.code;
    expect(orphans.filter(isAlive)).toHaveLength(2);
    expect(await findServers(folder)).toBeUndefined();

    const third = supervise();
    expect(await third.ready, third.lines.join('\n')).toBe(true);
    for (const orphan of orphans) expect(await waitUntilGone(orphan, 1_000)).toBe(true);
    const note = await findServers(folder);
    expect(await ask(note?.databaseUrl ?? '', 'SELECT n FROM kept')).toStrictEqual({ n: 1 });
    third.child.kill('SIGTERM');
    expect(await third.code).toBe(0);
  });

  test('cleared, the folder is empty and PostgreSQL’s own folder too', async () => {
    const home = (await readServersFile(folder))?.postgresHome ?? '';
    expect(home === folder).toBe(process.getuid?.() !== 0);
    await clearData(folder);
    await expect(stat(join(folder, 'temporal.db'))).rejects.toThrow();
    await expect(stat(join(home, 'postgres'))).rejects.toThrow();
  });
});
