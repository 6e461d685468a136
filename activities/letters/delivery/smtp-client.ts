import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Mime } from './message.js';
import { isAboutMailbox } from './smtp-answers.js';

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
}

/** An idle connection is closed soon: it would keep the process alive. */
const idleMilliseconds = 500;

/** A few connections to one SMTP server, used again for message after message. */
export function openSmtpClient({ url, connections, patience = 60_000 }: SmtpOptions): SmtpClient {
  const idle = new Set<Session>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  const enter = async (): Promise<void> => {
    if (busy < connections) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };
  const keep = (session: Session): void => {
    if (!session.isOpen()) return;
    idle.add(session);
    session.rest(idleMilliseconds, () => idle.delete(session));
  };

  const overKept = async (message: Mime): Promise<Handover | null> => {
    for (const session of idle) {
      idle.delete(session);
      if (!session.wake()) continue;
      const handover = await session.send(message);
      keep(session);
      // The server may have ended an idle connection meanwhile: nothing was taken, a new one decides.
      if (handover.outcome !== 'unreachable') return handover;
    }
    return null;
  };

  const overNew = async (message: Mime): Promise<Handover> => {
    const session = await Session.open(url, patience);
    if ('outcome' in session) return session;
    const handover = await session.send(message);
    keep(session);
    return handover;
  };

  return {
    async send(message) {
      await enter();
      try {
        return (await overKept(message)) ?? (await overNew(message));
      } catch (error) {
        return { outcome: 'unreachable', answer: String(error) };
      } finally {
        leave();
      }
    },
  };
}

type SmtpFailure = Error & {
  code?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  command?: string | undefined;
};

/** One connection that greeted and, where the address has a user, signed in. */
class Session {
  private ended = false;
  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly connection: SMTPConnection) {
    connection.on('error', () => (this.ended = true));
    connection.once('end', () => (this.ended = true));
  }

  static async open(url: string, patience: number): Promise<Session | Handover> {
    const { auth, ...settings } = parseConnectionUrl(url);
    const connection = new SMTPConnection({
      ...settings,
      connectionTimeout: Math.min(patience, 10_000),
      greetingTimeout: Math.min(patience, 10_000),
      socketTimeout: patience,
    });
    const session = new Session(connection);
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.connect((error) => {
          if (error) reject(error);
          else resolve();
        });
      });
      if (auth !== undefined && connection.allowsAuth) await signIn(connection, auth);
      return session;
    } catch (error) {
      connection.close();
      return { outcome: 'unreachable', answer: reasonOf(error) };
    }
  }

  isOpen(): boolean {
    return !this.ended;
  }

  /** Closes the connection unless it is woken in time. */
  rest(milliseconds: number, closed: () => void): void {
    this.timer = setTimeout(() => {
      closed();
      this.connection.quit();
    }, milliseconds);
  }

  wake(): boolean {
    clearTimeout(this.timer);
    return this.isOpen();
  }

  async send({ envelope, raw }: Mime): Promise<Handover> {
    const body = Readable.from([raw], { objectMode: false });
    const handover = await new Promise<Handover>((resolve) => {
      this.connection.send({ ...envelope, size: raw.length }, body, (error, info) => {
        if (error) resolve(judge(error, body.readableDidRead));
        else resolve({ outcome: 'sent', answer: info.response });
      });
    });
    if (handover.outcome !== 'sent' && this.isOpen()) await this.reset();
    return handover;
  }

  private async reset(): Promise<void> {
    const isReset = await new Promise<boolean>((resolve) => {
      this.connection.reset((error) => {
        resolve(!error);
      });
    });
    if (isReset) return;
    this.ended = true;
    this.connection.close();
  }
}

function signIn(connection: SMTPConnection, auth: { user: string; pass: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.login({ credentials: auth }, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** What an error means for the message. `isUnderWay`: the server had asked for the message itself. */
function judge(error: SmtpFailure, isUnderWay: boolean): Handover {
  const { responseCode, response, command, code } = error;
  const answer = response ?? reasonOf(error);
  if (responseCode !== undefined) {
    if (responseCode === 421) return { outcome: isUnderWay ? 'deferred' : 'unreachable', answer };
    const isFinal = isAboutMailbox({ code: responseCode, reply: answer, command });
    return { outcome: isFinal ? 'refused' : 'deferred', answer };
  }
  if (isUnderWay) return { outcome: 'uncertain', answer };
  // No address that SMTP could take: found out before anything was sent.
  if (code === 'EENVELOPE') return { outcome: 'refused', answer };
  return { outcome: code === 'EMESSAGE' ? 'deferred' : 'unreachable', answer };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
