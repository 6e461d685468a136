import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import { businessNow } from '../../activities/records/database/business-time.js';
import { planOf } from '../../activities/records/registry/plans.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { dayOf } from '../../workflows/rules/days.js';
import { doneNote, goTo } from './acting.js';
import { addresses } from './addresses.js';
import { noteRefusal } from './refusals.js';
import { authPath, cityProvider } from './sign-in/auth.js';
import { clientAddress } from './sign-in/client-address.js';
import { isFresh, visitorOfSession } from './sign-in/visitor.js';
import { assets } from './assets.js';
import type { Changes } from './changes.js';
import { KeptPages } from './kept-pages.js';
import { layout } from './layout.js';
import { noSuchPage, notAllowed, outOfOrder, tooLargePage } from './pages/problems.js';
import { roleCookie, visitorOf } from './rehearsal-visitor.js';
import { routes } from './routes.js';
import type { Openers, Page, Portal, Route, Visit, Visitor } from './visit.js';

/** The portal's answers to requests; nothing listens yet. @param pages all of ours, unless a test has others */
export function portalApplication(portal: Portal, changes: Changes, pages = routes): Hono {
  const application = new Hono();
  const kept = new KeptPages();
  application.use(async (context, next) => {
    await next();
    // A file may hold a script: it is only ever saved, never shown as a page of ours.
    if (context.res.headers.has('content-disposition'))
      context.res.headers.set('content-security-policy', "default-src 'none'; sandbox");
  });
  application.use(secureHeaders(headers));
  application.use(async (context, next) => {
    const host = new URL(context.req.url).hostname;
    if (!isOurs(host, portal)) return context.text('', 421);
    await next();
    return undefined;
  });
  application.use(csrf({ origin: (origin, context) => isOurOrigin(origin, context, portal) }));
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
  application.get(`${authPath}/callback/${cityProvider}`, async (context) => {
    const client = clientAddress(context, portal.proxies ?? []);
    return portal.signIn?.fromCity(context.req.raw, client) ?? new Response(null, { status: 404 });
  });
  for (const route of pages) {
    const onError = (context: Context) => answer(context, tooLarge);
    const limit = bodyLimit({ maxSize: route.mostBytes ?? mostOfForm, onError });
    if (route.streams !== true) application.on(route.method, route.path, limit);
    application.on(route.method, route.path, (context) =>
      route.isKept === true && context.req.header('cookie') === undefined
        ? answerKept(context, route)
        : answer(context, route),
    );
  }
  application.notFound((context) => answer(context, missing));
  application.onError(async (error, context) => {
    // A form that another's page sent, or one that is too large: refused, not failed.
    if (error instanceof HTTPException) {
      console.error(`${String(error.status)} ${context.req.method} ${context.req.path}`);
      return error.getResponse();
    }
    console.error(error);
    const html = layout(outOfOrder(), {
      plan: await planShown(portal),
      visitor: { kind: 'guest' },
      now: Date.now(),
      mode: portal.mode,
      path: context.req.path,
    });
    return context.html(html, 500);
  });
  return application;

  async function answerKept(context: Context, route: Route): Promise<Response> {
    const made: { answer?: Response } = {};
    const html = await kept.get(context.req.url, async () => {
      made.answer = await answer(context, route);
      return made.answer.status === 200 ? made.answer.clone().text() : null;
    });
    if (made.answer !== undefined) return made.answer;
    if (html === null) return answer(context, route);
    context.header('cache-control', 'no-store');
    return context.html(html);
  }

  async function answer(context: Context, asked: Route): Promise<Response> {
    const route = nul.test(context.req.url) ? missing : asked;
    const { records, mode } = portal;
    const plan = await planShown(portal);
    const now = await businessNow(records);
    const role = getCookie(context, roleCookie);
    const session = (await portal.signIn?.sessionOf(context.req.raw.headers, dayOf(now))) ?? undefined;
    const visitor: Visitor =
      mode === 'rehearsal'
        ? await visitorOf(records, plan, dayOf(now), role)
        : session === undefined
          ? { kind: 'guest' }
          : await visitorOfSession(records, plan, session, role);
    const url = new URL(context.req.url);
    const visit: Visit = {
      portal,
      plan,
      visitor,
      session,
      client: clientAddress(context, portal.proxies ?? []),
      now,
      parameters: context.req.param(),
      url,
      request: context.req.raw,
      form: () => formOf(context.req.raw),
    };
    const isOpen = isOpenTo(route.openTo, visitor, mode);
    if (!isOpen) await noteRefusal(visit, route);
    if (isOpen && route.freshFor !== undefined && session !== undefined && !isFresh(session))
      return goTo(addresses.signInAgainFor(route.freshFor(visit.parameters)));
    const answered = isOpen ? await route.answer(visit) : notAllowed(visit, route.openTo);
    if (answered instanceof Response) return answered;
    context.header('cache-control', 'no-store');
    const seen = { plan, visitor, now, mode, path: url.pathname };
    return context.html(layout(answered, seen, await doneNote(visit)), answered.status ?? 200);
  }
}

const planShown = ({ records, plan, comingPlan }: Portal): Promise<Plan> =>
  comingPlan === undefined ? planOf(records, plan) : Promise.resolve(comingPlan);

/** The character that no text of ours holds, and no database takes. */
const nul = /%00/;

/** A form's fields; a request in another form has none: a body that the browser sends to strangers unasked is no form. */
async function formOf(request: Request): Promise<URLSearchParams> {
  const [type] = (request.headers.get('content-type') ?? '').split(';');
  if (type !== 'application/x-www-form-urlencoded') return new URLSearchParams();
  return new URLSearchParams((await request.text()).replaceAll('%00', ''));
}

/** Milliseconds between two signs of life to a page that follows. */
const betweenBeats = 25_000;

const mostOfForm = 1_000_000;

/** Only by these names: another's name that leads here (DNS rebinding) is not answered. */
const isOurs = (host: string, { mode, signIn }: Portal): boolean =>
  loopback.includes(host) ||
  (mode !== 'rehearsal' && signIn !== undefined && new URL(signIn.origin).hostname === host);

/** Behind a proxy the request's own address is another than the one that people see. */
const isOurOrigin = (origin: string, context: Context, { signIn }: Portal): boolean =>
  origin === new URL(context.req.url).origin || origin === signIn?.origin;

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

const tooLarge: Route = {
  ...missing,
  answer: (): Promise<Page> => Promise.resolve(tooLargePage()),
};

/** Whether a visitor may open what is open to these. */
function isOpenTo(openTo: Openers, visitor: Visitor, mode: ClockMode): boolean {
  if (openTo === 'everyone') return true;
  if (visitor.kind === 'guest') return openTo === 'readers' && mode === 'rehearsal';
  return openTo === 'officials' || openTo === 'readers' || openTo.includes(visitor.actor.office);
}
