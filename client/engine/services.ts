import { Client, Connection } from '@temporalio/client';
import { type EnvironmentVariables, readConfiguration } from '../../worker/configuration.js';
import { findServers } from '../../worker/embedded/data/servers-file.js';
import { findRecords, type FoundRecords } from '../../worker/embedded/postgres/alone.js';
import type { RecordsProblem } from '../../worker/embedded/postgres/records-problems.js';

/** The records and the server that a running engine uses, for as long as a command needs them. */
export interface FoundServices {
  ok: true;
  records: FoundRecords['records'];
  /** Connects at its first call: what the records alone can do, is done without the server. */
  client: Client;
  close(): Promise<void>;
}

/** Why there are none. */
export type ServicesProblem = RecordsProblem | { code: 'server.stopped'; folder: string };

/**
 * Finds what the engine runs on: the servers that the environment names, else those that run on the data folder. Nothing is
 * started: where the folder's servers are stopped nobody would do what a message asks for.
 */
export async function findServices(
  environment: EnvironmentVariables,
  progress: (line: string) => void,
): Promise<FoundServices | { ok: false; problem: ServicesProblem }> {
  const read = readConfiguration(environment);
  if (!read.ok) return { ok: false, problem: { code: 'configuration.invalid', problems: read.problems } };
  const { temporal, temporalNamespace, dataFolder } = read.configuration;
  const servers = (await findServers(dataFolder))?.temporal;
  const place = temporal ?? (servers === undefined ? undefined : { address: servers.address });
  if (place === undefined) return { ok: false, problem: { code: 'server.stopped', folder: dataFolder } };
  const found = await findRecords({ environment, progress });
  if (!found.ok) return found;
  const connection = Connection.lazy({ ...place, connectTimeout: '5 seconds' });
  const namespace = temporal === undefined ? (servers?.namespace ?? temporalNamespace) : temporalNamespace;
  return {
    ok: true,
    records: found.records,
    client: new Client({ connection, namespace }),
    async close() {
      await connection.close();
      await found.close();
    },
  };
}
