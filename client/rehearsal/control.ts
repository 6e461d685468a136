import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request as startRequest, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { parseJson, readIfThere, replaceFile } from '../../worker/embedded/data/durable-files.js';
import { isAlive, ownIdentity, ProcessIdentity } from '../../worker/embedded/processes/identity.js';
import { Day } from '../../workflows/plan/schema.js';

/** What another terminal tells the rehearsal that runs: one event further, to the end of a day, or on by itself. */
export const Order = z.discriminatedUnion('move', [
  z.object({ move: z.literal('step') }),
  z.object({ move: z.literal('until'), day: Day }),
  z.object({ move: z.literal('on') }),
]);
export type Order = z.infer<typeof Order>;

/** Where a running rehearsal takes orders; the token keeps other users of the machine out. */
const Place = z.object({
  format: z.literal(1),
  process: ProcessIdentity,
  port: z.int(),
  token: z.string(),
});
type Place = z.infer<typeof Place>;

const pathOf = (dataFolder: string): string => join(dataFolder, 'rehearsal-control.json');

export interface Control {
  close(): Promise<void>;
}

/** Takes orders for the rehearsal of a data folder until it is closed; `obey` answers with what is to be said there. */
export async function takeOrders(
  dataFolder: string,
  obey: (order: Order) => Promise<string>,
): Promise<Control> {
  const token = randomUUID();
  const server = createServer((request, response) => {
    void answer(request, response, token, obey);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('No port of this machine could be listened on.');
  const place: Place = { format: 1, process: ownIdentity(), port: address.port, token };
  await replaceFile(pathOf(dataFolder), `${JSON.stringify(place)}\n`, 0o600);
  return {
    async close() {
      await rm(pathOf(dataFolder), { force: true });
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  obey: (order: Order) => Promise<string>,
): Promise<void> {
  const order = Order.safeParse(parseJson(await text(request)));
  if (request.headers.authorization !== token || !order.success) {
    response.writeHead(403).end();
    return;
  }
  try {
    response.end(await obey(order.data));
  } catch {
    // It stops: whoever gave the order sees that the connection ends.
    response.destroy();
  }
}

/** The rehearsal that takes orders on a data folder; undefined: none runs there, or none with people in it. */
async function runningPlace(dataFolder: string): Promise<Place | undefined> {
  const written = await readIfThere(pathOf(dataFolder));
  const place = written === undefined ? undefined : Place.safeParse(parseJson(written)).data;
  return place !== undefined && isAlive(place.process) ? place : undefined;
}

/** Whether a rehearsal with people in it runs on a data folder, and takes orders. */
export const takesOrders = async (dataFolder: string): Promise<boolean> =>
  (await runningPlace(dataFolder)) !== undefined;

/** Gives an order to the rehearsal that runs on a data folder. @returns what it answers; null where none takes orders */
export async function giveOrder(dataFolder: string, order: Order): Promise<string | null> {
  const place = await runningPlace(dataFolder);
  if (place === undefined) return null;
  const { port, token } = place;
  const headers = { authorization: token, connection: 'close' };
  return new Promise((resolve, reject) => {
    startRequest({ host: '127.0.0.1', port, method: 'POST', headers }, (response) => {
      text(response).then(resolve, reject);
    })
      .on('error', reject)
      .end(JSON.stringify(order));
  });
}
