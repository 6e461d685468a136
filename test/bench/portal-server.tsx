import { serve } from '@hono/node-server';
import { Client, Connection } from '@temporalio/client';
import { Hono } from 'hono';
import { clockMode } from '../../activities/records/database/business-time.js';
import { openRecords } from '../../activities/records/database/open.js';
import { changeMark } from '../../activities/records/reads/change-mark.js';
import { portalApplication } from '../../client/portal/application.js';
import { Changes } from '../../client/portal/changes.js';
import { stopRequest } from '../../worker/embedded/processes/stop-request.js';
import { PortalPlace } from './places.js';

/** The process of the portal, and of the framework's empty page beside it: the same Node, the same server, another port. */
const { address, databaseUrl, plan, port, barePort } = PortalPlace.parse(JSON.parse(process.argv[2] ?? ''));
const records = await openRecords(databaseUrl);
const { mode } = await clockMode(records);
const client = new Client({ connection: Connection.lazy({ address }) });
const changes = new Changes(() => changeMark(records));
const portal = portalApplication({ records, client, plan, mode }, changes);
const bare = new Hono().get('/', (context) => context.html(<Empty />));
const hostname = '127.0.0.1';
const servers = [
  serve({ fetch: portal.fetch, hostname, port }),
  serve({ fetch: bare.fetch, hostname, port: barePort }, () => process.stdout.write('READY\n')),
];
await stopRequest();
for (const server of servers) server.close();
await records.close();
process.exit(0);

function Empty() {
  return (
    <html lang="vi">
      <head>
        <title>Trống</title>
      </head>
      <body></body>
    </html>
  );
}
