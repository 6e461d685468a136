import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import { businessNow } from '../../activities/records/database/business-time.js';
import { planOf } from '../../activities/records/registry/plans.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import { dayOf } from '../../workflows/rules/days.js';
import { doneNote } from './acting.js';
import { addresses } from './addresses.js';
import { assets } from './assets.js';
import type { Changes } from './changes.js';
import { layout } from './layout.js';
import { noSuchPage, notAllowed, outOfOrder } from './pages/problems.js';
import { roleCookie, visitorOf } from './rehearsal-visitor.js';
import { routes } from './routes.js';
import type { Openers, Page, Portal, Route, Visit, Visitor } from './visit.js';

/** The portal's answers to requests; nothing listens yet. */
export function portalApplication(portal: Portal, changes: Changes): Hono {
  const application = new Hono();
  application.use(secureHeaders(headers));
  application.use(async (context, next) => {
    const host = new URL(context.req.url).hostname;
    if (portal.mode === 'rehearsal' && !loopback.includes(host)) return context.text('', 421);
    await next();
    return undefined;
  });
  application.use(csrf());
  application.post('*', bodyLimit({ maxSize: mostOfForm }));
  for (const [address, { text, type }] of assets)
    application.get(address, (context) =>
      context.body(text, 200, {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
  application.get(addresses.events, (context) =>
    streamSSE(context, async (stream) => {
      const following = changes.follow((mark) => stream.writeSSE({ event: 'changed', data: mark }));
      stream.onAbort(() => {
        following.end();
      });
      // What stands between closes a connection on which nothing is said.
      const beat = setInterval(() => void stream.write(':\n\n'), betweenBeats);
      await following.ended;
      clearInterval(beat);
    }),
  );
  for (const route of routes) application.on(route.method, route.path, (context) => answer(context, route));
  application.notFound((context) => answer(context, missing));
  application.onError(async (error, context) => {
    console.error(error);
    const html = layout(outOfOrder(), {
      plan: await planOf(portal.records, portal.plan),
      visitor: { kind: 'guest' },
      now: Date.now(),
      mode: portal.mode,
      path: context.req.path,
    });
    return context.html(html, 500);
  });
  return application;

  async function answer(context: Context, route: Route): Promise<Response> {
    const { records, mode } = portal;
    const plan = await planOf(records, portal.plan);
    const now = await businessNow(records);
    const visitor: Visitor =
      mode === 'rehearsal'
        ? await visitorOf(records, plan, dayOf(now), getCookie(context, roleCookie))
        : { kind: 'guest' };
    const url = new URL(context.req.url);
    const visit: Visit = {
      portal,
      plan,
      visitor,
      now,
      parameters: context.req.param(),
      url,
      request: context.req.raw,
      form: () => formOf(context.req.raw),
    };
    const answered = isOpenTo(route.openTo, visitor, mode)
      ? await route.answer(visit)
      : notAllowed(visitor, route.openTo);
    if (answered instanceof Response) return answered;
    context.header('cache-control', 'no-store');
    const seen = { plan, visitor, now, mode, path: url.pathname };
    return context.html(layout(answered, seen, await doneNote(visit)), answered.status ?? 200);
  }
}

/** A form's fields; a request in another form has none: a body that the browser sends to strangers unasked is no form. */
async function formOf(request: Request): Promise<URLSearchParams> {
  const [type] = (request.headers.get('content-type') ?? '').split(';');
  return new URLSearchParams(type === 'application/x-www-form-urlencoded' ? await request.text() : '');
}

/** Milliseconds between two signs of life to a page that follows. */
const betweenBeats = 25_000;

const mostOfForm = 1_000_000;

const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** No script, style, image, frame or form target of anybody else's. */
const headers = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
};

const missing: Route = {
  method: 'GET',
  path: '*',
  openTo: 'everyone',
  answer: (): Promise<Page> => Promise.resolve(noSuchPage()),
};

/** Whether a visitor may open what is open to these. */
export function isOpenTo(openTo: Openers, visitor: Visitor, mode: ClockMode): boolean {
  if (openTo === 'everyone') return true;
  if (visitor.kind === 'guest') return openTo === 'readers' && mode === 'rehearsal';
  return openTo === 'officials' || openTo === 'readers' || openTo.includes(visitor.actor.office);
}
