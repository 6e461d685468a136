import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, readIfThere, replaceFile } from './durable-files.js';
import { isAlive, ProcessIdentity } from '../processes/identity.js';

/** Where the servers of one data folder listen; what other terminals read to find them. */
export const ServersFile = z.object({
  format: z.literal(1),
  /** The process that keeps the servers; absent after a stop in order. */
  supervisor: ProcessIdentity.optional(),
  /** False while they are being started or stopped. */
  ready: z.boolean(),
  temporal: z.object({ address: z.string(), namespace: z.string(), uiUrl: z.string().optional() }).optional(),
  databaseUrl: z.string().optional(),
  smtpUrl: z.string().optional(),
  mailFolder: z.string().optional(),
  /** Where PostgreSQL keeps its data; outside the data folder only when its account can't reach that. */
  postgresHome: z.string().optional(),
  /** The Temporal server that used the state file last. */
  temporalVersion: z.string().optional(),
  /** The ports last used, wished again at the next start. */
  ports: z
    .object({
      temporal: z.int().optional(),
      temporalUi: z.int().optional(),
      postgres: z.int().optional(),
      smtp: z.int().optional(),
    })
    .default({}),
  /** The servers' own processes. */
  processes: z
    .object({ temporal: ProcessIdentity.optional(), postgres: ProcessIdentity.optional() })
    .default({}),
});
export type ServersFile = z.infer<typeof ServersFile>;

const pathOf = (dataFolder: string): string => join(dataFolder, 'servers.json');

/** What the folder's last run noted, alive or not; undefined when there is nothing readable. */
export async function readServersFile(dataFolder: string): Promise<ServersFile | undefined> {
  const text = await readIfThere(pathOf(dataFolder));
  return text === undefined ? undefined : ServersFile.safeParse(parseJson(text)).data;
}

/** Replaces the note whole. It holds the database's password: only its owner may read it. */
export const writeServersFile = (dataFolder: string, servers: ServersFile): Promise<void> =>
  replaceFile(pathOf(dataFolder), `${JSON.stringify(servers, undefined, 2)}\n`, 0o600);

/** The servers that run on the data folder and are ready to use; undefined when there are none. */
export async function findServers(dataFolder: string): Promise<ServersFile | undefined> {
  const servers = await readServersFile(dataFolder);
  if (servers?.supervisor === undefined || !servers.ready) return undefined;
  return isAlive(servers.supervisor) ? servers : undefined;
}
