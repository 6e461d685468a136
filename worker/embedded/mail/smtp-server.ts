import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { MailKeeper } from './mail-keeper.js';
import { isSystemError } from '../problems.js';

export interface EmbeddedSmtp {
  url: string;
  port: number;
  stop(): Promise<void>;
}

const largestMail = 25 * 1024 * 1024;

/** Addresses that the embedded server refuses, so that bounces can be played. */
function isUnknownRecipient(address: string): boolean {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return domain === 'khong-ton-tai.invalid' || local.startsWith('bounce');
}

const smtpError = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

async function contentOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  if (stream.sizeExceeded) throw smtpError(552, '5.3.4 Message too big');
  return Buffer.concat(chunks);
}

const answerable = (error: unknown): Error => {
  if (error instanceof Error && 'responseCode' in error) return error;
  return isSystemError(error, 'ENOSPC', 'EDQUOT')
    ? smtpError(452, '4.3.1 Disk full, try later')
    : smtpError(451, '4.3.0 Cannot keep the message, try later');
};

/** Starts an SMTP server on 127.0.0.1 that keeps every message in the folder; nothing leaves the machine. */
export async function startSmtpServer(port: number, mailFolder: string): Promise<EmbeddedSmtp> {
  const keeper = await MailKeeper.open(mailFolder);
  const server = new SMTPServer({
    name: 'thidua.localhost',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    onRcptTo({ address }, _session, answer) {
      answer(isUnknownRecipient(address) ? smtpError(550, '5.1.1 User unknown') : null);
    },
    onData(stream, session, answer) {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom === false ? '' : mailFrom.address;
      contentOf(stream)
        .then((content) => keeper.keep({ from, to: rcptTo.map((it) => it.address), content }))
        .then(
          () => {
            answer(null);
          },
          (error: unknown) => {
            answer(answerable(error));
          },
        );
    },
  });
  const failed = new Promise<never>((_resolve, reject) => server.once('error', reject));
  failed.catch(() => undefined);
  server.listen(port, '127.0.0.1');
  await Promise.race([once(server.server, 'listening'), failed]);
  // A client that drops its connection is no reason for the server to end.
  server.on('error', () => undefined);
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
      await keeper.settle();
    },
  };
}
