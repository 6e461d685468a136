import { configurationSentences, readConfiguration, refusedTrialMail } from './configuration.js';
import { NotOurs } from './embedded/temporal/running-movement.js';
import { findServers } from './embedded/data/servers-file.js';
import { runWorker } from './run.js';

/** The worker's process: where the servers are comes from the environment, else from the data folder's note. */
const read = readConfiguration(process.env);
if (!read.ok) {
  for (const sentence of configurationSentences(read.problems)) console.error(sentence);
  process.exit(2);
}
const { configuration } = read;
const note = await findServers(configuration.dataFolder);
const own = note?.temporal;
const temporal = configuration.temporal ?? (own === undefined ? undefined : { address: own.address });
const databaseUrl = configuration.databaseUrl ?? note?.databaseUrl;
const smtpUrl = configuration.smtpUrl ?? note?.smtpUrl;
if (temporal === undefined || databaseUrl === undefined || smtpUrl === undefined) {
  console.error(
    'Chưa có máy chủ: đặt TEMPORAL_ADDRESS, DATABASE_URL và SMTP_URL, hoặc chạy «npm start» trước.',
  );
  process.exit(2);
}
try {
  const settings = {
    temporal,
    namespace: configuration.temporalNamespace,
    databaseUrl,
    smtpUrl,
    ...(configuration.smtpUrl === undefined &&
      note?.mailFolder !== undefined && { mailFolder: note.mailFolder }),
    from: configuration.mailFrom,
    ...(configuration.portal.url !== undefined && { portal: configuration.portal.url }),
  };
  await runWorker(settings, refusedTrialMail(configuration));
  // Not left to the event loop: a parent may hold our standard input open.
  process.exit(0);
} catch (error) {
  if (!(error instanceof NotOurs)) throw error;
  console.error(error.message);
  process.exit(2);
}
