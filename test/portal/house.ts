import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Hono } from 'hono';
import type { Records } from '../../activities/records/database/open.js';
import { portalApplication } from '../../client/portal/application.js';
import { Changes } from '../../client/portal/changes.js';
import { SignIn } from '../../client/portal/sign-in/sign-in.js';
import type { Portal, Route } from '../../client/portal/visit.js';
import { openPortalKey, type PortalKey } from '../../client/officials/portal-key.js';
import type { PortalConfiguration } from '../../worker/configuration.js';
import { from, type Post } from '../mail/setup.js';
import { makeOfficial } from '../records/keys.js';

/** Where the portal of a test is, as people see it. */
export const origin = 'http://127.0.0.1:8263';

/** Somebody of Home Affairs and a unit's official, each with an address; the first is the unit's official, too. */
export const people = {
  homeAffairs: { person: 'snv-cchc-1', email: 'cchc@noi-vu.example' },
  unit: { person: 'syt-dau-moi', email: 'dau-moi@y-te.example', unit: 'so-y-te' },
} as const;

/** Gives the people their addresses. */
export async function invite(records: Records): Promise<void> {
  const { homeAffairs, unit } = people;
  await makeOfficial(records, unit);
  await makeOfficial(records, { unit: 'so-noi-vu', person: homeAffairs.person });
  for (const { person, email } of [homeAffairs, unit])
    for (const table of ['office_holder', 'unit_official'] as const)
      await records.db.updateTable(table).set({ email }).where('person', '=', person).execute();
}

export interface TestPortal {
  application: Hono;
  portal: Portal;
  signIn: SignIn;
  key: PortalKey;
  close(): Promise<void>;
}

/** A portal in service on records and a mail server; nothing listens, and no Temporal is there. */
export async function openPortal(
  records: Records,
  post: Post,
  over: Partial<Portal> & {
    origin?: string;
    oidc?: PortalConfiguration['oidc'];
    pages?: readonly Route[];
  } = {},
): Promise<TestPortal> {
  const { origin: at = origin, oidc, pages, ...portalOver } = over;
  const folder = await mkdtemp(join(tmpdir(), 'thidua-portal-'));
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = await openPortalKey({ dataFolder: folder, portal: { listen: null, proxies: [], key: pem } });
  if ('problem' in key) throw new Error(key.problem);
  const signIn = new SignIn({
    records,
    plan: '263',
    mode: portalOver.mode ?? 'service',
    origin: at,
    secret: key.secret('test'),
    smtpUrl: post.url,
    mailFrom: from,
    oidc,
  });
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const client = new Client({ connection });
  const portal: Portal = { records, client, plan: '263', mode: 'service', signIn, key, ...portalOver };
  const changes = new Changes(() => Promise.resolve(''));
  return {
    application: portalApplication(portal, changes, pages),
    portal,
    signIn,
    key,
    async close() {
      await signIn.settled();
      changes.close();
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A browser as far as it matters here: its cookies, and forms that it sends from the portal's own pages. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly application: Hono,
    private readonly at = origin,
  ) {}

  get(path: string): Promise<Response> {
    return this.send(path, {});
  }

  post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
    method: 'POST' | 'PATCH' = 'POST',
  ): Promise<Response> {
    const type = { 'content-type': 'application/x-www-form-urlencoded', origin: this.at };
    const body = new URLSearchParams(fields).toString();
    return this.send(path, { method, headers: { ...type, ...headers }, body });
  }

  /** Sends one file by a form. */
  upload(path: string, name: string, bytes: Uint8Array): Promise<Response> {
    const body = new FormData();
    body.set('tep', new File([new Uint8Array(bytes)], name));
    return this.send(path, { method: 'POST', headers: { origin: this.at }, body });
  }

  private async send(path: string, { headers = {}, ...rest }: Sent): Promise<Response> {
    const cookie = [...this.cookies].map((it) => it.join('=')).join('; ');
    const all = { ...headers, ...(cookie !== '' && { cookie }) };
    const response = await this.application.request(`${this.at}${path}`, { ...rest, headers: all });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', ...value] = pair.split('=');
      this.cookies.set(name, value.join('='));
    }
    return response;
  }
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string | FormData;
}

/** The newest link that was mailed to an address: its path in the portal. */
export async function newestLink(post: Post, signIn: SignIn, email: string): Promise<string> {
  await signIn.settled();
  const mails = (await post.received()).filter(({ to }) => to.includes(email));
  const [, link] = /(http\S*\/dang-nhap\/thu\?\S+)/.exec(mails.at(-1)?.mail.text ?? '') ?? [];
  if (link === undefined) throw new Error(`no link was mailed to ${email}`);
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`;
}

/** Signs somebody in as he does: the address, the mail, the page behind the link, its button. */
export async function signIn(portal: TestPortal, post: Post, email: string, back = '/'): Promise<Browser> {
  const browser = new Browser(portal.application);
  await browser.post('/dang-nhap', { thu: email, ve: back });
  const link = await newestLink(post, portal.signIn, email);
  const token = new URL(link, origin).searchParams.get('ma') ?? '';
  const response = await browser.post('/dang-nhap/thu', { ma: token });
  if (response.status !== 303) throw new Error(`not signed in: ${String(response.status)}`);
  return browser;
}
