import { z } from 'zod';
import { signInMessage } from '../../../activities/letters/delivery/sign-in-letter.js';
import { openSmtpClient } from '../../../activities/letters/delivery/smtp-client.js';
import type { Records } from '../../../activities/records/database/open.js';
import { invitedAt, type Role, rolesOf } from '../../../activities/records/registry/people.js';
import { businessNow } from '../../../activities/records/database/business-time.js';
import { planOf } from '../../../activities/records/registry/plans.js';
import {
  endSessions,
  forgetSubject,
  keepAccount,
  linksUnderWay,
  touchSession,
} from '../../../activities/records/sign-in/accounts.js';
import type { PortalConfiguration } from '../../../worker/configuration.js';
import { clockMark, type ClockMode } from '../../../workflows/api/clock-mode.js';
import { SignedIn } from '../../../workflows/api/proof.js';
import type { Day } from '../../../workflows/plan/schema.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { addresses } from '../addresses.js';
import {
  authPath,
  cityProvider,
  clientHeader,
  createAuth,
  linkMinutes,
  type MailedLink,
  nobody,
} from './auth.js';

/** What sign-in stands on. */
export interface SignInSettings {
  records: Records;
  plan: string;
  mode: ClockMode;
  /** As people see the portal. */
  origin: string;
  secret: string;
  smtpUrl: string;
  mailFrom: string;
  oidc?: PortalConfiguration['oidc'];
}

/** Somebody signed in, with what he is today. */
export interface Session extends SignedIn {
  token: string;
  email: string;
  roles: readonly [Role, ...Role[]];
}

/** What became of a step of signing in: done, with the cookies to set; too many; or not. */
export type Step = { done: true; cookies: readonly string[] } | { done: false; isTooMany: boolean };

type ToCity = { address: string; cookies: readonly string[] } | Extract<Step, { done: false }>;

/** Idle for so long, a session ends. */
const idleMilliseconds = 60 * 60_000;
/** That a session is used is noted at most so often. */
const noteEvery = 60_000;
/** Links of one address that can be used at one time. */
const mostLinks = 3;

/** Sign-in of invited people by a mailed link or the city's sign-in, and their sessions. */
export class SignIn {
  private readonly auth: ReturnType<typeof createAuth>;
  private readonly smtp: ReturnType<typeof openSmtpClient>;
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly settings: SignInSettings) {
    this.smtp = openSmtpClient({ url: settings.smtpUrl, connections: 2 });
    this.auth = createAuth({
      ...settings,
      invite: (somebody) => this.invite(somebody),
      mail: (link) => {
        const sending = this.mailLink(link).catch((error: unknown) => {
          console.error('Không gửi được thư đăng nhập:', error);
        });
        this.underWay.add(sending);
        void sending.finally(() => this.underWay.delete(sending));
      },
    });
  }

  get hasCity(): boolean {
    return this.settings.oidc !== undefined;
  }

  get origin(): string {
    return this.settings.origin;
  }

  /** Whether cookies go over https alone. */
  get isSecure(): boolean {
    return this.settings.origin.startsWith('https:');
  }

  /** Resolves when no mail is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Mails a link to an invited address; to any other nothing, and nobody is told. */
  async askForLink({
    email,
    back,
    on,
    client,
  }: {
    email: string;
    back: string;
    on: Day;
    client: string;
  }): Promise<Step> {
    const { records } = this.settings;
    const invited = await invitedAt(records, email, on);
    const isKnown = invited !== null && (await linksUnderWay(records, invited.email)) < mostLinks;
    if (isKnown) await keepAccount(records, invited);
    // An unknown address takes the library's way too, and is counted with the others; only nobody is mailed.
    const known = isKnown ? invited : { email: nobody, name: '' };
    const body = { email: known.email, metadata: { back, name: known.name } };
    const answer = await this.call('/sign-in/magic-link', { client, body });
    return answer.ok ? { done: true, cookies: [] } : { done: false, isTooMany: answer.status === 429 };
  }

  private async mailLink({ email, name, token, back }: MailedLink): Promise<void> {
    if (email === nobody) return;
    const { records, plan, mode, origin, mailFrom } = this.settings;
    const address = new URL(addresses.signInLink, origin);
    address.searchParams.set('ma', token);
    if (back !== addresses.home) address.searchParams.set('ve', back);
    const message = await signInMessage({
      plan: await planOf(records, plan),
      mark: clockMark(mode),
      to: { name, address: email },
      address: address.href,
      minutes: linkMinutes,
      from: mailFrom,
    });
    const { outcome, answer } = await this.smtp.send(message);
    if (outcome !== 'sent') throw new Error(`${outcome}: ${answer}`);
  }

  /** Uses a link's token up. */
  async useLink({ token, client }: { token: string; client: string }): Promise<Step> {
    const query = new URLSearchParams({ token }).toString();
    const answer = await this.call(`/magic-link/verify?${query}`, { client });
    const cookies = answer.headers.getSetCookie();
    return answer.ok && cookies.length > 0
      ? { done: true, cookies }
      : { done: false, isTooMany: answer.status === 429 };
  }

  /** Where the city's own sign-in begins, with the cookies that bind it to this browser. */
  async askCity({ back, client }: { back: string; client: string }): Promise<ToCity> {
    if (!this.hasCity) return { done: false, isTooMany: false };
    const body = { provider: cityProvider, callbackURL: back, errorCallbackURL: addresses.signIn };
    const answer = await this.call('/sign-in/social', { client, body });
    if (!answer.ok) return { done: false, isTooMany: answer.status === 429 };
    const { url: address } = z.object({ url: z.url() }).parse(await answer.json());
    return { address, cookies: answer.headers.getSetCookie() };
  }

  private async invite({
    subject,
    email,
  }: {
    subject: string;
    email: string | null;
  }): Promise<string | null> {
    const { records } = this.settings;
    const on = dayOf(await businessNow(records));
    const invited = email === null ? null : await invitedAt(records, email, on);
    if (invited !== null) await keepAccount(records, invited);
    // Whose the address is today counts, not for whom the same account of the city's signed in before.
    await forgetSubject(records, subject, invited?.person ?? null);
    return invited?.email ?? null;
  }

  /** The way back from the city's sign-in: on to the page that was wanted, signed in; or to ours, with an error. */
  fromCity(request: Request, client: string): Promise<Response> {
    const cookie = request.headers.get('cookie') ?? '';
    const headers = new Headers({ [clientHeader]: client, cookie });
    const { pathname, search } = new URL(request.url);
    return this.auth.handler(new Request(`${this.settings.origin}${pathname}${search}`, { headers }));
  }

  /** Who sits behind a request, with all that he is today; null: nobody, or nobody any more. */
  async sessionOf(headers: Headers, on: Day): Promise<Session | null> {
    const { records } = this.settings;
    const cookie = headers.get('cookie');
    if (cookie === null) return null;
    const found = await this.auth.api.getSession({
      headers: new Headers({ cookie }),
      query: { disableRefresh: true },
    });
    if (found === null) return null;
    const { token, userId: person, method, createdAt, updatedAt } = found.session;
    const idle = Date.now() - updatedAt.getTime();
    const [first, ...others] = await rolesOf(records, { person, email: found.user.email }, on);
    if (idle > idleMilliseconds || first === undefined) {
      await endSessions(records, { token });
      return null;
    }
    // A page that shows itself anew is nobody's use of it.
    if (idle > noteEvery && !headers.has('x-by-itself')) await touchSession(records, token);
    const signedIn = SignedIn.parse({ person, method, at: createdAt.toISOString() });
    return { ...signedIn, token, email: found.user.email, roles: [first, ...others] };
  }

  /** Ends a session here, or all of its person everywhere. */
  async end({ token, person }: Session, where: 'here' | 'everywhere'): Promise<void> {
    await endSessions(this.settings.records, where === 'here' ? { token } : { person });
  }

  private call(path: string, { client, body }: { client: string; body?: object }): Promise<Response> {
    const { origin } = this.settings;
    const headers = new Headers({ [clientHeader]: client, origin });
    if (body === undefined) return this.auth.handler(new Request(`${origin}${authPath}${path}`, { headers }));
    headers.set('content-type', 'application/json');
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return this.auth.handler(new Request(`${origin}${authPath}${path}`, request));
  }
}

/** A page of ours to go on to; anything else is the first page. */
export const ownPage = (text: string | null): string => {
  const path = z
    .string()
    .regex(/^\/(?![/\\])[^\s\\]*$/)
    .safeParse(text).data;
  return path === undefined || path.startsWith('/dang-') ? addresses.home : path;
};
