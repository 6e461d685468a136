import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';

type Options = ClientConnectConfig['connectionOptions'];

/** A Temporal server with all that opens it; secrets stay in the process that has read them. */
export interface TemporalConnection {
  address: string;
  tls?: NonNullable<Options['tls']>;
  apiKey?: string;
  metadata?: Record<string, string>;
}

/** What the environment says of a server, still to be checked. */
export interface Profile {
  address?: string;
  namespace?: string;
  access: Omit<TemporalConnection, 'address'>;
}

/**
 * Reads the profile as Temporal's own tools do: variables win over the file. The file counts only where the environment
 * names it or a profile of it, so that an operator's own default profile never draws a rehearsal to another server.
 * Throws where the profile is not there or a file of it can't be read.
 */
export function readProfile(given: Readonly<Record<string, string>>): Profile {
  const isFileMeant = given['TEMPORAL_PROFILE'] !== undefined || given['TEMPORAL_CONFIG_FILE'] !== undefined;
  const { namespace, connectionOptions } = loadClientConnectConfig({
    overrideEnvVars: { ...given },
    disableFile: !isFileMeant,
    configFileStrict: true,
  });
  const { address, tls, apiKey, metadata = {} } = connectionOptions;
  const texts = Object.entries(metadata).map(([name, value]) => [name, String(value)] as const);
  return {
    ...(namespace !== undefined && { namespace }),
    ...(address !== undefined && { address }),
    access: {
      ...(tls !== undefined && tls !== null && { tls }),
      ...(apiKey !== undefined && { apiKey }),
      ...(texts.length > 0 && { metadata: Object.fromEntries(texts) }),
    },
  };
}
