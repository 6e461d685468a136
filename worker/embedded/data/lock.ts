import { randomUUID } from 'node:crypto';
import { link, rm, unlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson, readIfThere, writeDurably } from './durable-files.js';
import { isSystemError } from '../problems.js';
import { isAlive, ownIdentity, ProcessIdentity } from '../processes/identity.js';

export type LockResult =
  { held: true; release: () => Promise<void> } | { held: false; holder: ProcessIdentity };

/** A lock's holder; undefined when there is no lock, 'unreadable' when it is torn. */
async function holderOf(path: string): Promise<ProcessIdentity | 'unreadable' | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  return ProcessIdentity.safeParse(parseJson(text)).data ?? 'unreadable';
}

/** Links a complete file into place: the lock is there whole or not at all. */
async function create(path: string, content: string): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeDurably(temporary, content);
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Milliseconds between two tries while somebody else clears. */
const betweenTries = 5;

/**
 * Clears a stale lock away. One at a time, and whoever is next looks again: what he saw stale may be somebody's fresh one by
 * then. Somebody killed in the middle holds up nobody.
 */
async function removeStale(path: string): Promise<void> {
  const clearing = `${path}.clearing`;
  if (!(await create(clearing, JSON.stringify(ownIdentity())))) {
    if (isStale(await holderOf(clearing))) await rm(clearing, { force: true });
    else await sleep(betweenTries);
    return;
  }
  try {
    if (isStale(await holderOf(path))) await rm(path, { force: true });
  } finally {
    await rm(clearing, { force: true });
  }
}

const isStale = (holder: Awaited<ReturnType<typeof holderOf>>): boolean =>
  holder === 'unreadable' || (holder !== undefined && !isAlive(holder));

/** Takes a lock file for this process. A lock whose holder no longer lives is replaced. */
export async function takeLock(path: string): Promise<LockResult> {
  const content = JSON.stringify(ownIdentity());
  for (;;) {
    if (await create(path, content)) return { held: true, release: () => releaseLock(path, content) };
    const holder = await holderOf(path);
    if (typeof holder === 'object' && isAlive(holder)) return { held: false, holder };
    if (holder !== undefined) await removeStale(path);
  }
}

async function releaseLock(path: string, content: string): Promise<void> {
  if ((await readIfThere(path)) === content) await unlink(path);
}
