import { type Kysely, type Migration, type MigrationResult, Migrator, sql } from 'kysely';
import { up as firstTables } from './migrations/001-records.js';
import { up as campaigns } from './migrations/002-campaigns.js';
import { up as letters } from './migrations/003-letters.js';
import { up as instance } from './migrations/004-instance.js';
import { up as failingEffects } from './migrations/005-failing.js';
import { up as plans } from './migrations/006-plans.js';
import { up as lettersLeft } from './migrations/007-letters-left.js';
import { up as archive } from './migrations/008-archive.js';
import { up as setup } from './migrations/009-setup.js';
import { up as trialClock } from './migrations/010-trial-clock.js';
import { up as keys } from './migrations/011-keys.js';
import { up as receiving } from './migrations/012-receiving.js';
import { up as past } from './migrations/013-past.js';
import { up as evidence } from './migrations/015-evidence.js';
import { up as files } from './migrations/018-files.js';
import { up as amendments } from './migrations/019-plans.js';
import { up as cheaperSeals } from './migrations/020-cheaper-seals.js';
import { up as uploads } from './migrations/021-uploads.js';
import { up as signIn } from './migrations/022-sign-in.js';
import { up as portalKeys } from './migrations/023-portal-keys.js';
import { up as documents } from './migrations/024-documents.js';
import type { Database } from './schema.js';

/** By name, in order. What was released never changes: a change is a new migration at the end. */
export const migrations: Record<string, Migration> = {
  '001-records': { up: firstTables },
  '002-campaigns': { up: campaigns },
  '003-letters': { up: letters },
  '004-instance': { up: instance },
  '005-failing': { up: failingEffects },
  '006-plans': { up: plans },
  '007-letters-left': { up: lettersLeft },
  '008-archive': { up: archive },
  '009-setup': { up: setup },
  '010-trial-clock': { up: trialClock },
  '011-keys': { up: keys },
  '012-receiving': { up: receiving },
  '013-past': { up: past },
  '015-evidence': { up: evidence },
  '018-files': { up: files },
  '019-plans': { up: amendments },
  '020-cheaper-seals': { up: cheaperSeals },
  '021-uploads': { up: uploads },
  '022-sign-in': { up: signIn },
  '023-portal-keys': { up: portalKeys },
  '024-documents': { up: documents },
};

const lock = 263_000_000;

/**
 * Brings the tables to this program's version. Several processes may call it at once: one does the work, the others wait.
 * Rejects with the first migration that failed, or when the tables are of a newer program.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lock})`.execute(connection);
    try {
      const migrator = new Migrator({
        db: connection,
        provider: { getMigrations: () => Promise.resolve(migrations) },
      });
      const { error, results } = await migrator.migrateToLatest();
      if (error !== undefined) throw new Error(failure(results ?? []), { cause: error });
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(connection);
    }
  });
}

const failure = (results: readonly MigrationResult[]): string => {
  const failed = results.find((it) => it.status === 'Error');
  return failed === undefined
    ? 'The records could not be migrated.'
    : `Migration ${failed.migrationName} failed.`;
};

/** How tables stand to this program: `missing` migrations make them older than it, `unknown` ones newer. */
export interface TablesStanding {
  missing: string[];
  unknown: string[];
}

/** Which migrations the tables lack, and which of theirs this program doesn't know. */
export async function tablesStanding(db: Kysely<Database>): Promise<TablesStanding> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const done = rows.map(({ name }) => name);
  return {
    missing: Object.keys(migrations).filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !(name in migrations)),
  };
}
