import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError, folderError } from '../problems.js';

/** The unprivileged account that PostgreSQL runs as when we are root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

async function accounts(): Promise<Account[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * Who is to run PostgreSQL: undefined for ourselves; for root, which PostgreSQL refuses, the owner of the data that is
 * there already, else `postgres`, else `nobody`. Throws `postgres.no-account` when root finds none of them.
 */
export async function postgresAccount(existingData: string | undefined): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const known = (await accounts()).filter((it) => it.uid !== 0);
  const owner = existingData === undefined ? undefined : await stat(existingData).catch(() => undefined);
  const account =
    known.find((it) => it.uid === owner?.uid) ??
    known.find((it) => it.name === 'postgres') ??
    known.find((it) => it.name === 'nobody');
  if (account === undefined) throw new EmbeddedError({ code: 'postgres.no-account' });
  return account;
}

/** Whether the account can enter the folder: each folder on the way must let it through. */
export async function canEnter(account: Account | undefined, folder: string): Promise<boolean> {
  if (account === undefined) return true;
  for (let at = folder; ; at = dirname(at)) {
    const facts = await stat(at);
    const bit = facts.uid === account.uid ? 0o100 : facts.gid === account.gid ? 0o010 : 0o001;
    if ((facts.mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** Makes a folder (0700) that belongs to the account. */
export async function makeOwnFolder(account: Account | undefined, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) await chown(folder, account.uid, account.gid);
}

/** Lets the account, and no other, go through the data folder to its own in it; it can't list it. */
export async function letPass(account: Account, dataFolder: string): Promise<void> {
  try {
    await chown(dataFolder, (await stat(dataFolder)).uid, account.gid);
    await chmod(dataFolder, 0o710);
  } catch (error) {
    throw folderError(dataFolder, error);
  }
}

/** A data folder and the id in its mark. */
export interface MarkedFolder {
  dataFolder: string;
  id: string;
}

const outsideName = (dataFolder: string): string =>
  createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);

/** Where PostgreSQL's data of this folder may stand when its account can't reach the folder; best first. */
export const outsideHomes = (dataFolder: string, id: string): string[] => {
  const name = `${outsideName(dataFolder)}-${id.slice(0, 8)}`;
  return [join('/var/lib/thidua', name), join(tmpdir(), 'thidua-postgres', name)];
};

/**
 * The folder for PostgreSQL's data: the data folder itself when the account can reach it; else, for root in a closed
 * home folder, one under /var/lib or, failing that, the folder for temporary files.
 */
export async function chooseHome(
  account: Account | undefined,
  { dataFolder, id }: MarkedFolder,
): Promise<string> {
  if (account === undefined) return dataFolder;
  await letPass(account, dataFolder);
  if ((await canEnter(account, dataFolder)) && (await takesOwner(account, dataFolder))) return dataFolder;
  await chmod(dataFolder, 0o700);
  for (const home of outsideHomes(dataFolder, id)) {
    try {
      await mkdir(home, { recursive: true, mode: 0o755 });
      if (!(await canEnter(account, home))) continue;
      await removePredecessors(dataFolder, home);
      return home;
    } catch {
      continue;
    }
  }
  const reason = `tài khoản ${account.name} không vào được`;
  throw new EmbeddedError({ code: 'data.unwritable', folder: dataFolder, reason });
}

/** Removes what belonged to an earlier data folder at the same place, deleted since. */
async function removePredecessors(dataFolder: string, home: string): Promise<void> {
  for (const name of await readdir(dirname(home)))
    if (name.startsWith(`${outsideName(dataFolder)}-`) && name !== basename(home))
      await rm(join(dirname(home), name), { recursive: true, force: true });
}

async function takesOwner(account: Account, dataFolder: string): Promise<boolean> {
  const probe = join(dataFolder, 'postgres.new');
  try {
    await makeOwnFolder(account, probe);
    return (await stat(probe)).uid === account.uid;
  } catch (error) {
    const known = folderError(dataFolder, error);
    if (known instanceof EmbeddedError && known.problem.code === 'data.unwritable') return false;
    throw known;
  }
}
