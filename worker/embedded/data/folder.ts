import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { parseJson, readIfThere, replaceFile } from './durable-files.js';
import { takeLock } from './lock.js';
import { endOrphans } from './orphans.js';
import { outsideHomes } from '../postgres/account.js';
import { EmbeddedError, folderError } from '../problems.js';
import type { Progress } from '../progress.js';
import { findServers, readServersFile } from './servers-file.js';

/** The format of the data folder that this program writes. */
const dataFormat = 1;

const Version = z.object({ format: z.int().min(1), id: z.string() });
const AnyVersion = z.object({ format: z.int().min(1) });

const versionFile = (folder: string): string => join(folder, 'version.json');

/** Makes the data folder, or checks that it is ours and of a format we know; the answer is its id. */
export async function prepareDataFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const known = await idOf(folder);
    if (known !== undefined) return known;
    const strange = (await readdir(folder)).filter(
      (name) => !/^(lock\.json|version\.json.*\.tmp)/.test(name),
    );
    if (strange.length > 0) throw new EmbeddedError({ code: 'data.foreign', folder });
    const version: z.infer<typeof Version> = { format: dataFormat, id: randomUUID() };
    await replaceFile(versionFile(folder), `${JSON.stringify(version)}\n`);
    return version.id;
  } catch (error) {
    throw folderError(folder, error);
  }
}

/** The id in our mark; undefined without a mark. Throws when the mark is of a newer format or unreadable. */
async function idOf(folder: string): Promise<string | undefined> {
  const text = await readIfThere(versionFile(folder));
  if (text === undefined) return undefined;
  const content = parseJson(text);
  const format = AnyVersion.safeParse(content).data?.format ?? 0;
  if (format > dataFormat) throw new EmbeddedError({ code: 'data.newer', folder, format, known: dataFormat });
  const version = Version.safeParse(content);
  if (!version.success) throw new EmbeddedError({ code: 'data.foreign', folder });
  return version.data.id;
}

/** Takes the data folder for this process and closes it to others; the answer gives it back. Throws `data.in-use` when another one has it. */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const lock = await takeLock(join(folder, 'lock.json')).catch((error: unknown) => {
    throw folderError(folder, error);
  });
  if (!lock.held) throw new EmbeddedError({ code: 'data.in-use', folder, pid: lock.holder.pid });
  // Persons and reasons stand in it, and an older program left it open to all.
  await chmod(folder, 0o700).catch(async (error: unknown) => {
    await lock.release();
    throw folderError(folder, error);
  });
  return lock.release;
}

/** How long a program whose servers run is given to leave: a killed one's notice it at once. Milliseconds. */
const courtesy = 1_500;
/** How long one that is starting or stopping is waited for. Milliseconds. */
const longestLeave = 20_000;

/** As {@link lockDataFolder}, but waits for a program that is just leaving, as after a kill. */
export async function lockWhenLeft(folder: string, progress: Progress): Promise<() => Promise<void>> {
  const began = Date.now();
  for (let isTold = false; ;) {
    try {
      return await lockDataFolder(folder);
    } catch (error) {
      const isTaken = error instanceof EmbeddedError && error.problem.code === 'data.in-use';
      const isReady = (await findServers(folder)) !== undefined;
      if (!isTaken || Date.now() - began > (isReady ? courtesy : longestLeave)) throw error;
      if (!isReady && !isTold) progress('Lần chạy trước đang dừng; đang chờ…', 'step');
      isTold ||= !isReady;
      await sleep(100);
    }
  }
}

/**
 * Removes everything in the data folder, for a fresh beginning. Refused when the folder is not ours, is of a newer
 * format, or a program runs on it; servers left over from a killed run are stopped first.
 */
export async function clearData(folder: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return;
  }
  if (names.length === 0) return;
  const id = await idOf(folder);
  if (id === undefined) throw new EmbeddedError({ code: 'data.foreign', folder });
  const release = await lockWhenLeft(folder, () => undefined);
  try {
    await endOrphans(folder, await readServersFile(folder));
    for (const home of outsideHomes(folder, id)) await rm(home, { recursive: true, force: true });
    for (const name of names.filter((it) => it !== 'lock.json' && it !== 'version.json'))
      await rm(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    throw folderError(folder, error);
  } finally {
    await release();
  }
}
