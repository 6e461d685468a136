import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Mime } from './message.js';
import { isAboutMailbox } from './smtp-answers.js';
import { socketOpener } from './smtp-socket.js';

/**
 * How handing over a message ended. `refused`: not for this mailbox, and never; `uncertain`: the connection was lost when
 * the message was under way; `deferred`: not taken, this message may be tried again; `unreachable`: no server to talk to.
 */
export interface Handover {
  outcome: 'sent' | 'refused' | 'uncertain' | 'deferred' | 'unreachable';
  /** The server's answer, or the error. */
  answer: string;
}

export interface SmtpClient {
  /** Hands a message over; never rejects. */
  send(message: Mime): Promise<Handover>;
}

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…` */
  url: string;
  /** At most so many at once. */
  connections: number;
  /** Silence of the server, in milliseconds, after which a connection is given up. */
  patience?: number;
  /** How the server's name is looked up; by default as every program of this machine does. */
  lookup?: LookupFunction;
}

/** An idle connection is closed soon: it would keep the process alive. */
const idleMilliseconds = 500;

/** A few connections to one SMTP server, used again for message after message. */
export function openSmtpClient({ url, connections, patience = 60_000, lookup }: SmtpOptions): SmtpClient {
  const pool = createTransport({
    pool: true,
    url,
    maxConnections: connections,
    maxMessages: Infinity,
    // Whether a message may be sent again is ours to judge: only we keep whether it was under way.
    maxRequeues: 0,
    idleTimeout: idleMilliseconds,
    getSocket: socketOpener(Math.min(patience, 10_000), lookup),
    connectionTimeout: Math.min(patience, 10_000),
    greetingTimeout: Math.min(patience, 10_000),
    socketTimeout: patience,
  });
  pool.on('error', () => undefined);
  // The message as it is, read when the server asks for it and not before.
  pool.use('stream', ({ data: { raw }, message }, done) => {
    if (raw instanceof Readable) message.createReadStream = () => raw;
    done();
  });

  const sendOnce = async ({ envelope, raw }: Mime): Promise<Handover & { isDropped?: boolean }> => {
    const body = Readable.from([raw], { objectMode: false });
    try {
      const { response } = await pool.sendMail({ envelope: { ...envelope, size: raw.length }, raw: body });
      return { outcome: 'sent', answer: response };
    } catch (error) {
      return judge(failureOf(error), body.readableDidRead);
    }
  };
  return {
    async send(message) {
      // The server may have ended each kept connection meanwhile: nothing was taken, a new one decides.
      for (let dropped = 0; ; dropped += 1) {
        const { isDropped = false, ...handover } = await sendOnce(message);
        if (!isDropped || dropped === connections) return handover;
      }
    },
  };
}

const SmtpFailure = z.object({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
});

const failureOf = (error: unknown) => ({
  message: error instanceof Error ? error.message : String(error),
  ...SmtpFailure.catch({}).parse(error),
});

const aboutMessage: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** What an error means for the message. `isUnderWay`: the server had asked for the message itself. */
function judge(
  failure: ReturnType<typeof failureOf>,
  isUnderWay: boolean,
): Handover & { isDropped?: boolean } {
  const { responseCode, response, command = '', code } = failure;
  const answer = response ?? failure.message;
  if (responseCode !== undefined) {
    const isForMessage = isUnderWay || (responseCode !== 421 && aboutMessage.has(command));
    if (!isForMessage) return { outcome: 'unreachable', answer };
    const isFinal = isAboutMailbox({ code: responseCode, reply: answer, command });
    return { outcome: isFinal ? 'refused' : 'deferred', answer };
  }
  if (isUnderWay) return { outcome: 'uncertain', answer };
  // No address that SMTP could take: found out before anything was sent.
  if (code === 'EENVELOPE') return { outcome: 'refused', answer };
  if (code === 'EMESSAGE') return { outcome: 'deferred', answer };
  return { outcome: 'unreachable', answer, isDropped: code === 'ECONNECTION' };
}
