import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrate } from './migrations.js';
import type { Database } from './schema.js';

/** The records: one pool of connections to PostgreSQL 15 or newer. */
export interface Records {
  readonly db: Kysely<Database>;
  /** Brings the tables to this program's version; safe with several processes at once. */
  migrate(): Promise<void>;
  /** Hears a channel's notices on a connection of its own, until that is closed or lost. */
  listen(channel: string, heard: () => void): Promise<Listening>;
  close(): Promise<void>;
}

export interface Listening {
  isLost(): boolean;
  close(): Promise<void>;
}

const bigints = 20;
const timestamps = 1184;
const days = 1082;

const columnTypes = (): pg.TypeOverrides => {
  const types = new pg.TypeOverrides();
  types.setTypeParser(bigints, Number);
  types.setTypeParser(timestamps, (text: string) => Date.parse(withColon(text)));
  types.setTypeParser(days, (text: string) => text);
  return types;
};

/** PostgreSQL writes `2024-02-10 00:00:00.001+07`: its offset without minutes, which Date.parse does not take. */
const withColon = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');

/**
 * Opens the records. Nothing is created: call `migrate` once before the first use.
 * Rejects when the server cannot be reached, is older than 15 or refuses the user.
 */
export async function openRecords(databaseUrl: string): Promise<Records> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, types: columnTypes() });
  // A connection the server drops (a restart) is replaced at the next query: an idle one, and one that is held between two
  // queries of a transaction. Unheard, the event ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const records = {
    db,
    migrate: () => migrate(db),
    listen: listener(databaseUrl),
    close: () => db.destroy(),
  };
  await requireVersion(pool).catch(async (error: unknown) => {
    await records.close();
    throw error;
  });
  return records;
}

const listener =
  (connectionString: string): Records['listen'] =>
  async (channel, heard) => {
    const client = new pg.Client({ connectionString });
    let isLost = false;
    const lose = (): void => {
      isLost = true;
      heard();
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', heard);
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return { isLost: () => isLost, close: () => client.end().catch(() => undefined) };
  };

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version < 15) throw new Error(`PostgreSQL 15 or newer is needed; this one is ${version}.`);
}

/** An instant in epoch milliseconds as the database takes it. */
export const toInstant = (ms: number): string => new Date(ms).toISOString();
