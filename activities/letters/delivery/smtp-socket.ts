import { connect, type LookupFunction, type Socket } from 'node:net';

/** A server as nodemailer names it. */
export interface SmtpPlace {
  host?: string | undefined;
  port?: string | number | undefined;
  secure?: boolean | undefined;
}

type Done = (error: Error | null, socketOptions?: { connection: Socket }) => void;

/**
 * Connects nodemailer's way of `getSocket`, the name looked up for each connection. By itself nodemailer keeps an address for
 * five minutes, and as long again whenever the name is unknown: a mail server that moved would be missed so long.
 * @param patience milliseconds that a connection may take
 */
export const socketOpener =
  (patience: number, lookup?: LookupFunction) =>
  ({ host = 'localhost', port, secure }: SmtpPlace, done: Done): void => {
    const socket = connect({
      host,
      port: Number(port ?? (secure === true ? 465 : 587)),
      ...(lookup !== undefined && { lookup }),
    });
    const fail = (error: Error): void => {
      socket.destroy();
      done(error);
    };
    socket.setTimeout(patience, () => socket.destroy(new Error('Connection timeout')));
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', fail);
      done(null, { connection: socket });
    });
  };
