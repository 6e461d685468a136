import type { LookupFunction } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { openSmtpClient } from '../../activities/letters/delivery/smtp-client.js';
import { freePort } from '../../worker/embedded/ports.js';

const servers: SMTPServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await stopped(server);
});

const stopped = (server: SMTPServer): Promise<void> =>
  new Promise((resolve) => {
    server.close(resolve);
  });

async function listening(
  port: number,
  address: string,
  options: SMTPServerOptions = {},
): Promise<SMTPServer> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], ...options });
  server.on('error', () => undefined);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return server;
}

const message = {
  envelope: { from: 'a@vi-du.vn', to: ['b@vi-du.vn'] },
  raw: Buffer.from('Subject: x\r\n\r\nx\r\n'),
};

test('a mail server that comes back at another address is found with the next letter', async () => {
  const port = await freePort(0);
  let address = '127.0.0.1';
  const lookup: LookupFunction = (_name, { all }, done) => {
    if (all === true) done(null, [{ address, family: 4 }]);
    else done(null, address, 4);
  };
  const client = openSmtpClient({ url: `smtp://thu.vi-du.vn:${String(port)}`, connections: 1, lookup });
  const first = await listening(port, address);
  expect(await client.send(message)).toMatchObject({ outcome: 'sent' });
  await stopped(first);
  expect(await client.send(message)).toMatchObject({ outcome: 'unreachable' });
  address = '127.0.0.2';
  await listening(port, address);
  expect(await client.send(message)).toMatchObject({ outcome: 'sent' });
});

test('a certificate that nobody vouches for is not trusted', async () => {
  const port = await freePort(0);
  await listening(port, '127.0.0.1', { secure: true });
  const client = openSmtpClient({ url: `smtps://localhost:${String(port)}`, connections: 1 });
  const { outcome, answer } = await client.send(message);
  expect(outcome).toBe('unreachable');
  expect(answer).toMatch(/certificate/);
});
