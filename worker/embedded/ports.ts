import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './data/lock.js';

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => {
        resolve(found);
      });
    });
  });

/** The wished port of 127.0.0.1 if it is free, else another free one. */
export async function freePort(wished: number): Promise<number> {
  const port = (await tryPort(wished)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  return port;
}

/** A port that no other start of this program will choose until it is released. */
export interface ClaimedPort {
  port: number;
  release: () => Promise<void>;
}

/**
 * Claims the wished port of 127.0.0.1 if it is free, else another one. Without the claim two programs that start at once
 * would choose the same port, and one would take the other's server for its own.
 */
export async function claimPort(wished: number): Promise<ClaimedPort> {
  const folder = join(tmpdir(), `thidua-ports-${userInfo().uid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let wish = wished; ; wish = 0) {
    const port = await freePort(wish);
    const lock = await takeLock(join(folder, String(port)));
    if (lock.held) return { port, release: lock.release };
  }
}
