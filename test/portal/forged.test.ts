import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import type { Records } from '../../activities/records/database/open.js';
import { verifyRecords } from '../../activities/records/evidence/verify.js';
import { routes } from '../../client/portal/routes.js';
import type { Route } from '../../client/portal/visit.js';
import { Office } from '../../workflows/api/messages.js';
import { openPost, type Post } from '../mail/setup.js';
import { makeOfficial } from '../records/keys.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { Browser, invite, openPortal, people, signIn, type TestPortal } from './house.js';

/** The unit whose dossier others try to open, and somebody of each office. */
const strangers = 'so-tu-phap';
const emails = {
  'home-affairs': people.homeAffairs.email,
  board: 'thi-dua@ban.example',
  chairman: 'chu-tich@thanh-pho.example',
  unit: people.unit.email,
} as const satisfies Record<Office, string>;
const holders = { board: 'btdkt-truong-ban', chairman: 'ct-chu-tich-2025-10' } as const;

let server: TestServer;
let post: Post;
let records: Records;
let portal: TestPortal;
const signedIn = new Map<Office | 'guest', Browser>();
beforeAll(async () => {
  server = await startTestServer();
  post = await openPost();
  records = await server.openSeeded();
  await invite(records);
  for (const office of ['board', 'chairman'] as const)
    await sql`update office_holder set email = ${emails[office]} where person = ${holders[office]}`.execute(
      records.db,
    );
  await makeOfficial(records, { unit: strangers, person: 'stp-dau-moi' });
  portal = await openPortal(records, post);
  for (const office of Office.options) signedIn.set(office, await signIn(portal, post, emails[office]));
  signedIn.set('guest', new Browser(portal.application));
});
afterAll(async () => {
  await portal.close();
  await post.remove();
  await server.stop();
});

const everybody = ['guest', 'unit', 'home-affairs', 'board', 'chairman'] as const;
type Somebody = (typeof everybody)[number];

const isOpen = ({ openTo }: Route, who: Somebody): boolean => {
  if (openTo === 'everyone') return true;
  if (who === 'guest') return false;
  return openTo === 'readers' || openTo === 'officials' || openTo.includes(who);
};

/** An address of a route, its parameters filled as somebody would who knows them. */
const filled: Record<string, string> = {
  campaign: '2023',
  unit: strangers,
  digest: 'a'.repeat(64),
  kind: 'individual',
  bloc: 'departments',
};
const addressOf = ({ path }: Route, over: Record<string, string> = {}): string =>
  path.replace(/:(\w+)(?:\{[^}]*\})?/g, (_, name: string) => over[name] ?? filled[name] ?? 'x');

function send(browser: Browser, { method }: Route, address: string): Promise<Response> {
  if (method === 'GET') return browser.get(address);
  const viec = '00000000-0000-4000-8000-000000000001';
  return browser.post(address, { viec, 'ly-do': 'Giả mạo.' }, {}, method);
}

const browserOf = (who: Somebody): Browser => {
  const found = signedIn.get(who);
  if (found === undefined) throw new Error(`${who} is not signed in`);
  return found;
};

/** What the records hold of acts, but for refusals of the portal; and of filings and drafts. */
async function held(): Promise<unknown> {
  const acts = (await auditRows(records)).filter(({ act }) => act !== 'portal-refused').map(({ key }) => key);
  const { rows } = await sql`
    select (select count(*) from filing) as filings, (select count(*) from mail) as mails, (select count(*) from letter) as letters
  `.execute(records.db);
  return { acts, rows };
}

const refusals = async (): Promise<number> => (await auditRows(records, { act: 'portal-refused' })).length;

const closed = routes.flatMap((route) =>
  everybody
    .filter((who) => !isOpen(route, who))
    .map((who) => ({ who, route, name: `${who} ${route.method} ${route.path}` })),
);

describe('what is another’s', () => {
  test('each role is tried at each address that is not open to it', () => {
    expect(new Set(closed.map(({ who }) => who))).toStrictEqual(new Set(everybody));
    expect(closed.length).toBeGreaterThan(100);
  });

  test('is refused by address and by forged request, logged, and stands in the audit where somebody known tried', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const [before, told] = [await held(), await refusals()];
    const wrong: string[] = [];
    for (const { who, route, name } of closed) {
      const address = addressOf(route);
      const lines = log.mock.calls.length;
      const answer = await send(browserOf(who), route, address);
      const html = await answer.text();
      const isLogged = log.mock.calls
        .slice(lines)
        .flat()
        .some((it) => String(it).startsWith(`403 ${route.method} `));
      if (answer.status !== 403 || !isLogged || !html.includes('<h1>'))
        wrong.push(`${name}: ${String(answer.status)}`);
    }
    log.mockRestore();
    expect(wrong).toStrictEqual([]);
    const acts = closed.filter(({ who, route }) => who !== 'guest' && route.method !== 'GET');
    expect((await refusals()) - told).toBe(acts.length);
    expect(await held()).toStrictEqual(before);
    expect((await verifyRecords(records)).faults).toStrictEqual([]);
  });

  const ofUnits = routes.filter(({ path, openTo }) => path.includes(':unit') && openTo !== 'everyone');
  test('a unit gets nothing of another unit’s dossier, and does nothing in it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = await held();
    const wrong: string[] = [];
    for (const route of ofUnits) {
      const answer = await send(browserOf('unit'), route, addressOf(route));
      if (![403, 404].includes(answer.status))
        wrong.push(`${route.method} ${route.path}: ${String(answer.status)}`);
    }
    log.mockRestore();
    expect(ofUnits.length).toBeGreaterThan(10);
    expect(wrong).toStrictEqual([]);
    expect(await held()).toStrictEqual(before);
  });
});

describe('an address that plays tricks', { timeout: 120_000 }, () => {
  const tricks = [
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e',
    '%00',
    'x%00.docx',
    'a'.repeat(4000),
    '%E0%A4%A',
    '%ED%A0%80',
    '%22%3E%3Csvg%20onload=alert(1)%3E',
    "' or 1=1 --",
    '2023%2F..%2F2022',
  ];
  const withParameters = routes.filter(({ method, path }) => method === 'GET' && path.includes(':'));

  test('is answered as what it is: no such page, never a fault, never what it says', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const asked = withParameters.flatMap((route) =>
      [...route.path.matchAll(/:(\w+)/g)].flatMap(([, name = '']) =>
        tricks.flatMap((trick) => {
          const address = addressOf(route, { [name]: trick.replaceAll(' ', '%20') });
          return (['guest', 'home-affairs', 'unit'] as const).map((who) => ({ who, address }));
        }),
      ),
    );
    for (const path of ['/thu?tim=%00', '/vi-sao?cua=x%00y', '/bang-khen?ma=%00'])
      for (const who of ['guest', 'home-affairs'] as const) asked.push({ who, address: path });
    // At once: some wait for a workflow server that isn't there.
    const told = await Promise.all(
      asked.map(async ({ who, address }) => {
        const answer = await browserOf(who).get(address);
        const html = await answer.text();
        const isWrong = answer.status === 500 || html.includes('<svg onload') || html.includes('root:');
        return isWrong ? [`${who} ${address.slice(0, 80)}: ${String(answer.status)}`] : [];
      }),
    );
    const wrong = told.flat();
    log.mockRestore();
    expect(wrong).toStrictEqual([]);
  });

  test('a form with a character that no text holds is read without it', async () => {
    const answer = await browserOf('guest').post('/dang-nhap', { thu: `khong-ai\u0000@noi-vu.example` });
    expect([answer.status, await answer.text()]).toStrictEqual([200, expect.stringContaining('Xem hộp thư')]);
  });
});
