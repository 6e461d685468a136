import { serve } from '@hono/node-server';
import { z } from 'zod';
import { clockMode } from '../../activities/records/database/business-time.js';
import { changeMark } from '../../activities/records/reads/change-mark.js';
import { configurationSentences, readConfiguration } from '../../worker/configuration.js';
import { findServers } from '../../worker/embedded/data/servers-file.js';
import { freePort } from '../../worker/embedded/ports.js';
import { stopRequest } from '../../worker/embedded/processes/stop-request.js';
import { findServices } from '../engine/services.js';
import { planOfRecords } from '../plan-of-records.js';
import { portalApplication } from './application.js';
import { Changes } from './changes.js';
import { deskOf } from './desk.js';
import { firstSetUpPlace, firstSetUpRoutes } from './pages/set-up/first.js';

/** Where it is opened to set up records for the first time: by whoever has the code, for a plan that they keep none of yet. */
const FirstSetUp = z.object({
  PORTAL_FIRST_SETUP: z.string().min(32).optional(),
  PORTAL_FIRST_PLAN: z.string().optional(),
});

/** The portal's process: says READY and its address, and serves until it is asked to stop. */
async function main(): Promise<number> {
  const read = readConfiguration(process.env);
  if (!read.ok) return fail(configurationSentences(read.problems));
  const found = await findServices(process.env, (line) => {
    console.error(line);
  });
  if (!found.ok)
    return fail(['Chưa có máy chủ hoặc dữ liệu để mở cổng: hãy chạy «npm start» hoặc «npm run live» trước.']);
  const { records, client } = found;
  const first = FirstSetUp.parse(process.env);
  const chosen = await planOfRecords(records, first.PORTAL_FIRST_PLAN);
  if ('sentence' in chosen) return fail([chosen.sentence]);
  const { mode } = await clockMode(records);
  const { configuration } = read;
  const { listen, proxies } = configuration.portal;
  if (listen === null) return fail(['Biến môi trường PORTAL_LISTEN là none: cổng không được mở ở đây.']);
  const servers = await findServers(configuration.dataFolder);
  const { hostname, port: wished } = listen;
  const port = hostname === '127.0.0.1' ? await freePort(wished) : wished;
  const listening = `http://${hostname}:${String(port)}`;
  const plan = chosen.plan.plan;
  const code = first.PORTAL_FIRST_SETUP;
  const desk =
    code === undefined
      ? await deskOf({ records, plan, mode, configuration, listening, servers })
      : { comingPlan: chosen.plan };
  if ('sentence' in desk) return fail([desk.sentence]);
  const changes = new Changes(() => changeMark(records));
  const temporalUi = servers?.temporal?.uiUrl;
  const { fetch } = portalApplication(
    { records, client, plan, mode, temporalUi, proxies, configuration, ...desk },
    changes,
    ...(code === undefined ? [] : [firstSetUpRoutes(code)]),
  );
  const server = serve({ fetch, hostname, port }, () => {
    const place = configuration.portal.url ?? listening;
    process.stdout.write(`READY ${place}${code === undefined ? '' : firstSetUpPlace(code)}\n`);
  });
  await stopRequest();
  changes.close();
  server.close();
  if ('signIn' in desk) await desk.signIn?.settled();
  await found.close();
  return 0;
}

function fail(sentences: readonly string[]): number {
  for (const sentence of sentences) console.error(sentence);
  return 2;
}

process.exit(await main());
