import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

const plainAddress = (address: string): string => address.trim().replace(/^::ffff:/i, '');

/** Who asks, by the network: the connection's other end, or what a proxy that is believed says of it. */
export function clientAddress(context: Context, proxies: readonly string[]): string {
  const chain = (context.req.header('x-forwarded-for') ?? '').split(',').map(plainAddress).filter(Boolean);
  const hops = [...chain, plainAddress(remoteAddress(context))];
  return hops.findLast((it) => !proxies.includes(it)) ?? hops[0] ?? '127.0.0.1';
}

/** Where no connection stands behind a request, it comes from this process. */
function remoteAddress(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? '127.0.0.1';
  } catch {
    return '127.0.0.1';
  }
}
