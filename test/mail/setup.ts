import { createServer, type Socket } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailContent, MailOrder } from '../../workflows/api/letters.js';
import { readMails } from '../../worker/embedded/mail/mailbox.js';
import { freePort } from '../../worker/embedded/ports.js';
import { type EmbeddedSmtp, startSmtpServer } from '../../worker/embedded/mail/smtp-server.js';

export const from = 'Thi đua cải cách hành chính <thi-dua@can-tho.invalid>';
/** 5 January 2024, 08:00 in Cần Thơ. */
export const sentAt = Date.parse('2024-01-05T08:00:00.000+07:00');
export const cutoff = Date.parse('2024-02-10T00:00:00.000+07:00');
export const forwardCutoff = Date.parse('2024-02-25T00:00:00.000+07:00');
export const announceBy = Date.parse('2024-04-01T00:00:00.000+07:00');

/** A message as the server received it. */
export interface Received {
  to: string[];
  raw: string;
  mail: ParsedMail;
}

/** The embedded SMTP server with a folder of its own. */
export interface Post {
  url: string;
  folder: string;
  /** What it received, oldest first. */
  received(): Promise<Received[]>;
  stop(): Promise<void>;
  /** The same port and folder again. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function openPost(): Promise<Post> {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-mail-'));
  const port = await freePort(0);
  let server: EmbeddedSmtp | undefined = await startSmtpServer(port, folder);
  const stop = async (): Promise<void> => {
    await server?.stop();
    server = undefined;
  };
  return {
    url: server.url,
    folder,
    async received() {
      const kept = await readMails(folder);
      return Promise.all(
        kept.map(async ({ to, file }) => {
          const raw = await readFile(join(folder, file), 'utf8');
          return { to: [to], raw, mail: await simpleParser(raw) };
        }),
      );
    },
    stop,
    async start() {
      server ??= await startSmtpServer(port, folder);
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An SMTP server that behaves as it is told. */
export async function openServer(
  options: SMTPServerOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], ...options });
  server.on('error', () => undefined);
  const port = await freePort(0);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

let orders = 0;

/** An order to one unit about its dossier of 2023, with a key of its own. */
export const anOrder = (over: Partial<MailOrder> = {}): MailOrder => ({
  key: `dossier/263/2023/so-y-te/event-${++orders}`,
  plan: '263',
  at: sentAt,
  recipients: [{ unit: 'so-y-te' }],
  content: { code: 'dossier-accepted', campaign: '2023' },
  ...over,
});

export const anOrderOf = (content: MailContent, over: Partial<MailOrder> = {}): MailOrder =>
  anOrder({ content, ...over });

/**
 * A server that ends a connection without a word: when a message is announced, asked for, or has come whole. So many
 * messages before it are taken over each connection; `taken` counts them all.
 */
export async function openCutter(
  cut: 'at-mail' | 'at-data' | 'after-data',
  messages = 0,
): Promise<{ url: string; taken: () => number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let taken = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let left = messages;
    const isCut = (at: typeof cut): boolean => left === 0 && cut === at;
    socket.on('error', () => undefined);
    socket.write('220 cutter ESMTP\r\n');
    socket.on('data', (chunk) => {
      const said = chunk.toString('latin1');
      if (said.endsWith('\r\n.\r\n')) {
        if (isCut('after-data')) return socket.destroy();
        left -= 1;
        taken += 1;
        socket.write('250 taken\r\n');
      } else if (/^DATA/im.test(said)) {
        if (isCut('at-data')) socket.destroy();
        else socket.write('354 go on\r\n');
      } else if (said.startsWith('MAIL') && isCut('at-mail')) socket.destroy();
      else if (/^(EHLO|MAIL|RCPT|RSET)/i.test(said)) socket.write('250 ok\r\n');
    });
  });
  const port = await freePort(0);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => taken,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
