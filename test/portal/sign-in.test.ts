import { simpleParser } from 'mailparser';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderKept } from '../../activities/letters/delivery/kept.js';
import { createLettersEffects } from '../../activities/letters/effects.js';
import { auditRows } from '../../activities/records/acts/audit.js';
import type { Records } from '../../activities/records/database/open.js';
import { verifyRecords } from '../../activities/records/evidence/verify.js';
import { setContact } from '../../activities/records/registry/units.js';
import { noteRefusal } from '../../client/portal/refusals.js';
import { routes } from '../../client/portal/routes.js';
import type { Visit } from '../../client/portal/visit.js';
import { plan263 } from '../plan/plans.js';
import { from, openPost, type Post } from '../mail/setup.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { Browser, invite, newestLink, openPortal, origin, people, signIn, type TestPortal } from './house.js';

let server: TestServer;
let post: Post;
let records: Records;
let portal: TestPortal;
beforeAll(async () => {
  server = await startTestServer();
  post = await openPost();
});
beforeEach(async () => {
  records = await server.openSeeded();
  await invite(records);
  portal = await openPortal(records, post);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await portal.close();
  await server.closeAll();
});
afterAll(async () => {
  await post.remove();
  await server.stop();
});

const { homeAffairs, unit } = people;
const tokenOf = (link: string): string => new URL(link, origin).searchParams.get('ma') ?? '';
const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/viec')).status === 200;

describe('a mailed link', () => {
  test('signs its reader in by its button, once, and leads on to the page that was wanted', async () => {
    const browser = new Browser(portal.application);
    const wanted = await browser.get('/viec');
    expect([wanted.status, await wanted.text()]).toStrictEqual([
      403,
      expect.stringContaining('/dang-nhap?ve=%2Fviec'),
    ]);
    await browser.post('/dang-nhap', { thu: ` ${homeAffairs.email.toUpperCase()} `, ve: '/so' });
    const link = await newestLink(post, portal.signIn, homeAffairs.email);
    expect(link).toContain('ve=%2Fso');

    // What looks into mails opens links, and follows none of their buttons.
    for (let looks = 0; looks < 2; looks += 1) {
      const page = await browser.get(link);
      expect([page.status, page.headers.getSetCookie()]).toStrictEqual([200, []]);
    }
    expect(await isIn(browser)).toBe(false);

    const used = await browser.post('/dang-nhap/thu', { ma: tokenOf(link), ve: '/so' });
    expect([used.status, used.headers.get('location')]).toStrictEqual([303, '/so']);
    const [cookie] = used.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await isIn(browser)).toBe(true);

    const other = new Browser(portal.application);
    const again = await other.post('/dang-nhap/thu', { ma: tokenOf(link) });
    expect([again.status, await again.text()]).toStrictEqual([422, expect.stringContaining('đã được dùng')]);
    expect(await isIn(other)).toBe(false);
  });

  test('that is old signs nobody in', async () => {
    const browser = new Browser(portal.application);
    await browser.post('/dang-nhap', { thu: homeAffairs.email });
    const link = await newestLink(post, portal.signIn, homeAffairs.email);
    await sql`update auth.verification set "expiresAt" = clock_timestamp() - interval '1 second'`.execute(
      records.db,
    );
    expect((await browser.post('/dang-nhap/thu', { ma: tokenOf(link) })).status).toBe(422);
    expect(await isIn(browser)).toBe(false);
  });

  test('is kept by its digest alone', async () => {
    await new Browser(portal.application).post('/dang-nhap', { thu: homeAffairs.email });
    const token = tokenOf(await newestLink(post, portal.signIn, homeAffairs.email));
    const { rows } = await sql<{ kept: string }>`select v::text as kept from auth.verification v`.execute(
      records.db,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.kept).not.toContain(token);
  });

  test('leads to no page of others', async () => {
    const browser = new Browser(portal.application);
    for (const ve of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) {
      await browser.post('/dang-nhap', { thu: homeAffairs.email, ve });
      const link = await newestLink(post, portal.signIn, homeAffairs.email);
      expect(link).not.toContain('evil');
      const used = await browser.post('/dang-nhap/thu', { ma: tokenOf(link), ve });
      expect(used.headers.get('location')).toBe('/viec');
    }
  });
});

describe('an address', () => {
  test('that is unknown gets the same answer and no mail', async () => {
    const before = (await post.received()).length;
    const browser = new Browser(portal.application);
    const pages = [];
    for (const email of [homeAffairs.email, 'ai-do@noi-khac.example']) {
      const answer = await browser.post('/dang-nhap', { thu: email });
      pages.push([answer.status, (await answer.text()).replaceAll(email, '…').replace(/\d\d:\d\d/g, '')]);
    }
    expect(pages[0]).toStrictEqual(pages[1]);
    await portal.signIn.settled();
    expect((await post.received()).slice(before).map(({ to }) => to)).toStrictEqual([[homeAffairs.email]]);
  });

  test('of somebody whose term is over gets none either', async () => {
    await records.db.updateTable('office_holder').set({ valid_to: '2024-12-31' }).execute();
    await records.db.updateTable('unit_official').set({ valid_to: '2024-12-31' }).execute();
    const before = (await post.received()).length;
    await new Browser(portal.application).post('/dang-nhap', { thu: homeAffairs.email });
    await portal.signIn.settled();
    expect(await post.received()).toHaveLength(before);
  });

  test('is mailed three links at one time, no more', async () => {
    const before = (await post.received()).length;
    const browser = new Browser(portal.application);
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await browser.post('/dang-nhap', { thu: unit.email })).status).toBe(200);
      await portal.signIn.settled();
    }
    expect(await post.received()).toHaveLength(before + 3);
  });

  test('that is none is told so, and what was typed stays', async () => {
    const answer = await new Browser(portal.application).post('/dang-nhap', { thu: '<b>không phải' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('&lt;b&gt;không phải');
  });
});

test('sign-ins from one address of the network are limited, in the database', async () => {
  const browser = new Browser(portal.application);
  const statuses = [];
  for (let tries = 0; tries < 22; tries += 1)
    statuses.push((await browser.post('/dang-nhap', { thu: 'ai-do@noi-khac.example' })).status);
  expect(statuses.slice(18)).toStrictEqual([200, 200, 429, 429]);
  // Another portal on the same records counts on.
  const beside = await openPortal(records, post);
  expect((await new Browser(beside.application).post('/dang-nhap', { thu: unit.email })).status).toBe(429);
  await beside.close();
});

describe('a session', () => {
  test('ends where its person leaves: a stolen cookie is worth nothing any more', async () => {
    const browser = await signIn(portal, post, homeAffairs.email);
    const thief = new Browser(portal.application);
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect(await isIn(thief)).toBe(true);
    expect((await browser.post('/dang-xuat', {})).status).toBe(303);
    expect([await isIn(browser), await isIn(thief)]).toStrictEqual([false, false]);
  });

  test('ends here and everywhere', async () => {
    const [here, there] = [
      await signIn(portal, post, homeAffairs.email),
      await signIn(portal, post, homeAffairs.email),
    ];
    const another = await signIn(portal, post, unit.email);
    await here.post('/dang-xuat', { o: 'moi-noi' });
    expect([await isIn(here), await isIn(there), await isIn(another)]).toStrictEqual([false, false, true]);
  });

  test.each([
    ['left unused for an hour', `"updatedAt" = clock_timestamp() - interval '61 minutes'`],
    ['ten hours old', `"expiresAt" = clock_timestamp() - interval '1 second'`],
  ])('%s is over', async (_, change) => {
    const browser = await signIn(portal, post, homeAffairs.email);
    expect(await isIn(browser)).toBe(true);
    await sql.raw(`update auth.session set ${change}`).execute(records.db);
    expect(await isIn(browser)).toBe(false);
  });

  test('is not used by a page that shows itself anew, but by a person', async () => {
    const browser = await signIn(portal, post, homeAffairs.email);
    await sql`update auth.session set "updatedAt" = clock_timestamp() - interval '40 minutes'`.execute(
      records.db,
    );
    const usedAt = async () =>
      (await records.db.selectFrom('auth.session').select('updatedAt').executeTakeFirst())?.updatedAt ?? 0;
    const before = await usedAt();
    const cookie = [...browser.cookies].map((it) => it.join('=')).join('; ');
    await portal.application.request(`${origin}/viec`, { headers: { cookie, 'x-by-itself': '1' } });
    expect(await usedAt()).toBe(before);
    await browser.get('/viec');
    expect(await usedAt()).toBeGreaterThan(before);
  });

  test('of somebody who is nothing any more is over at the next request, and stays so', async () => {
    const browser = await signIn(portal, post, unit.email);
    await records.db.updateTable('unit_official').set({ valid_to: '2024-12-31' }).execute();
    expect(await isIn(browser)).toBe(false);
    await records.db.updateTable('unit_official').set({ valid_to: null }).execute();
    expect(await isIn(browser)).toBe(false);
  });

  test('is over, too, where its address is another person’s now', async () => {
    const browser = await signIn(portal, post, unit.email);
    await records.db
      .updateTable('unit_official')
      .set({ email: 'moi@y-te.example' })
      .where('person', '=', unit.person)
      .execute();
    expect(await isIn(browser)).toBe(false);
  });

  test('is forged by nobody', async () => {
    const browser = await signIn(portal, post, unit.email);
    const [[name = '', value = ''] = []] = browser.cookies;
    const forger = new Browser(portal.application);
    forger.cookies.set(
      name,
      value.replace(/.(?=[^.]*$)/, (it) => (it === 'a' ? 'b' : 'a')),
    );
    expect(await isIn(forger)).toBe(false);
  });
});

describe('roles', () => {
  test('are somebody’s own of today, to choose from; others’ are not his', async () => {
    const browser = await signIn(portal, post, homeAffairs.email);
    const page = await (await browser.get('/vai')).text();
    expect(page).toContain('Sở Nội vụ');
    await browser.post('/vai', { vai: `unit:so-noi-vu:${homeAffairs.person}` });
    expect(await (await browser.get('/viec')).text()).toContain('Đơn vị so-noi-vu');
    for (const vai of [
      `unit:so-y-te:${unit.person}`,
      `unit:so-y-te:${homeAffairs.person}`,
      `board:${homeAffairs.person}`,
    ]) {
      await browser.post('/vai', { vai });
      expect(await (await browser.get('/viec')).text()).not.toContain('Đơn vị so-y-te');
    }
  });

  test('an act of another’s is refused, logged and in the audit', async () => {
    const lines = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const guest = new Browser(portal.application);
    await guest.post('/dang-xuat', {});
    expect(lines.mock.calls.flat()).toStrictEqual(['403 POST /dang-xuat 127.0.0.1']);
    expect(await auditRows(records, { act: 'portal-refused' })).toStrictEqual([]);

    const url = new URL('/trinh', origin);
    const session = { person: unit.person, method: 'mail-link', at: '2026-02-09T09:00:00.000Z' } as const;
    const actor = { office: 'unit', unit: unit.unit, person: unit.person } as const;
    const [route] = routes;
    if (route === undefined) throw new Error('no routes');
    const visit = {
      portal: portal.portal,
      plan: plan263,
      visitor: { kind: 'official', actor, name: 'Trần Thị Bình', of: 'Sở Y tế' },
      session: {
        ...session,
        token: '',
        email: unit.email,
        roles: [{ actor, name: '', title: null, signsAs: null }],
      },
      client: '10.0.0.9',
      now: 0,
      parameters: {},
      url,
      request: new Request(url),
      form: () => Promise.resolve(new URLSearchParams()),
    } satisfies Visit;
    await noteRefusal(visit, { ...route, method: 'POST', path: '/trinh' });
    expect(lines.mock.calls.flat().at(-1)).toBe(`403 POST /trinh 10.0.0.9 unit:so-y-te:${unit.person}`);
    const [row] = await auditRows(records, { act: 'portal-refused' });
    expect(row).toMatchObject({
      office: null,
      facts: { office: 'unit', unit: 'so-y-te', address: '/trinh', signedIn: session },
      outcome: { refusal: { code: 'actor.wrong-office' } },
    });
    expect((await verifyRecords(records)).faults).toStrictEqual([]);
  });
});

describe('a request', () => {
  test('from a page of others is refused', async () => {
    const browser = await signIn(portal, post, homeAffairs.email);
    const forged = await browser.post('/dang-xuat', {}, { origin: 'https://evil.example' });
    expect([forged.status, await isIn(browser)]).toStrictEqual([403, true]);
  });

  test('by another name than the portal’s is not answered', async () => {
    const answer = await portal.application.request('http://evil.example/so');
    expect(answer.status).toBe(421);
  });
});

test('behind https the cookies go over https alone, and the public origin is ours', async () => {
  await portal.close();
  const at = 'https://thi-dua.can-tho.example';
  portal = await openPortal(records, post, { origin: at, proxies: ['127.0.0.1'] });
  const browser = new Browser(portal.application, at);
  await browser.post('/dang-nhap', { thu: homeAffairs.email });
  const token = tokenOf(await newestLink(post, portal.signIn, homeAffairs.email));
  // The proxy asks by an address of its own.
  const used = await portal.application.request('http://127.0.0.1:8263/dang-nhap/thu', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: at },
    body: new URLSearchParams({ ma: token }).toString(),
  });
  expect(used.status).toBe(303);
  expect(used.headers.getSetCookie()).toStrictEqual([expect.stringMatching(/^__Secure-thidua.*; Secure/)]);
});

test('letters lead to the page where what they ask for is done, and a kept one goes on doing so', async () => {
  await setContact(records, { recipient: 'unit:so-y-te', address: 'hop-thu@y-te.example', name: 'Sở Y tế' });
  const { sendMails } = createLettersEffects({ records, smtpUrl: post.url, from, portal: origin });
  const cutoff = Date.parse('2030-02-10T00:00:00.000+07:00');
  const content = { code: 'dossier-open', campaign: '2023', cutoff } as const;
  const key = 'dossier/263/2023/so-y-te/dossier-open';
  await sendMails({ key, plan: '263', at: cutoff - 86_400_000, recipients: [{ unit: 'so-y-te' }], content });
  const sent = (await post.received()).filter(({ to }) => to.includes('hop-thu@y-te.example')).at(-1);
  expect(sent?.mail.text).toContain(`${origin}/dot/2023/ho-so/so-y-te`);
  const [mail] = await records.db.selectFrom('mail').select('key').execute();
  const again = await renderKept(records, mail?.key ?? '', from);
  expect((await simpleParser(again ?? '')).text).toBe(sent?.mail.text);
});
