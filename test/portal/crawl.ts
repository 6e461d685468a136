import { routes } from '../../client/portal/routes.js';
import { roleCookie } from '../../client/portal/rehearsal-visitor.js';

/** A page as the server gives it to somebody, before any script. */
export interface Answered {
  address: string;
  /** The path of the route that answers, such as `/dot/:campaign`. */
  route: string;
  status: number;
  /** Empty where it is no page. */
  html: string;
}

const readable = routes.filter(({ method }) => method === 'GET').map(({ path }) => path);

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.+?()[\]]/g, '\\$&').replace(/:\w+(\\\{[^}]*\})?/g, '[^/]+')}$`);

/** The route that answers an address; undefined: none does. */
function routeOf(address: string): string | undefined {
  const { pathname } = new URL(address, 'http://portal.invalid');
  return (
    readable.find((path) => path === pathname) ?? readable.find((path) => patternOf(path).test(pathname))
  );
}

/** The routes that are one address. */
const plainAddresses = readable.filter((path) => !path.includes(':'));

/** Linked to already, while their pages are being made. */
const yetToCome = ['/dot/', '/vi-sao', '/lich', '/ke-hoach'];

/** So many addresses of one route are looked at: the others are made by the same code of the same kind of data. */
const mostOfRoute = 6;

/** Everything that somebody gets to by links, from the plain addresses on; and the links that lead nowhere. */
export async function crawl(
  base: string,
  role: string | undefined,
  seeds: readonly string[],
): Promise<{ pages: Answered[]; dead: string[] }> {
  const pages = new Map<string, Answered>();
  const dead: string[] = [];
  const counts = new Map<string, number>();
  const queue = [...plainAddresses, ...seeds].map((address) => ({ address, from: '' }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { address, from } = next;
    const route = routeOf(address);
    const [path = ''] = address.split('#');
    if (route === undefined && !yetToCome.some((it) => path.startsWith(it)))
      dead.push(`${from} → ${address}: no route`);
    if (route === undefined || pages.has(path)) continue;
    const count = counts.get(route) ?? 0;
    if (count >= mostOfRoute) continue;
    counts.set(route, count + 1);
    const answered = { address: path, route, ...(await get(base, path, role)) };
    pages.set(path, answered);
    if (from !== '' && answered.status >= 400) dead.push(`${from} → ${address}: ${String(answered.status)}`);
    for (const link of linksOf(answered.html, path)) queue.push({ address: link, from: path });
  }
  return { pages: [...pages.values()], dead: [...dead, ...lostPlaces([...pages.values()])] };
}

/** Links to a place on a page that was read and hasn't it. */
function lostPlaces(pages: readonly Answered[]): string[] {
  const read = new Map(pages.map(({ address, html }) => [address, html]));
  return pages.flatMap(({ address, html }) =>
    linksOf(html, address).flatMap((link) => {
      const [path = '', place] = link.split('#');
      const target = read.get(path);
      if (place === undefined || place === '' || target === undefined || target === '') return [];
      return target.includes(`id="${decodeURIComponent(place)}"`)
        ? []
        : [`${address} → ${link}: no such place`];
    }),
  );
}

/** The addresses of the same portal that a page links to. */
function linksOf(html: string, address: string): string[] {
  const here = new URL(address, 'http://portal.invalid');
  return [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].flatMap(([, href = '']) => {
    const url = new URL(href.replaceAll('&amp;', '&'), here);
    return url.host === here.host ? [`${url.pathname}${url.search}${url.hash}`] : [];
  });
}

async function get(
  base: string,
  address: string,
  role: string | undefined,
): Promise<{ status: number; html: string }> {
  const headers = role === undefined ? {} : { cookie: `${roleCookie}=${encodeURIComponent(role)}` };
  const response = await fetch(new URL(address, base), { headers });
  const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
  const text = await response.text();
  return { status: response.status, html: isPage ? text : '' };
}

/** What a page says between its head and its foot. */
export const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
