import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Records } from '../../activities/records/database/open.js';
import { openPost, type Post } from '../mail/setup.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { City } from './city.js';
import { Browser, invite, openPortal, people, type TestPortal } from './house.js';

let server: TestServer;
let post: Post;
let city: City;
let records: Records;
let portal: TestPortal;
beforeAll(async () => {
  server = await startTestServer();
  post = await openPost();
  city = await City.open();
});
beforeEach(async () => {
  records = await server.openSeeded();
  await invite(records);
  portal = await openPortal(records, post, {
    oidc: { issuer: city.issuer, clientId: 'thidua', clientSecret: 'bí mật' },
  });
});
afterEach(async () => {
  await portal.close();
  await server.closeAll();
});
afterAll(async () => {
  await city.close();
  await post.remove();
  await server.stop();
});

const { homeAffairs, unit } = people;

/** Signs in by the city's own way. @returns the browser, and where it came out */
async function byCity(back = '/so'): Promise<{ browser: Browser; to: string }> {
  const browser = new Browser(portal.application);
  const asked = await browser.get(`/dang-nhap/thanh-pho?${new URLSearchParams({ ve: back }).toString()}`);
  const { pathname, search } = city.consent(new URL(asked.headers.get('location') ?? ''));
  const answer = await browser.get(`${pathname}${search}`);
  return { browser, to: answer.headers.get('location') ?? '' };
}
const roleOf = async (browser: Browser): Promise<string> => (await browser.get('/vai')).text();

test('an invited person signs in by the city’s account, and comes to the page that was wanted', async () => {
  city.citizen = { sub: 'c-1', email: homeAffairs.email.toUpperCase(), email_verified: true };
  const { browser, to } = await byCity();
  expect(to).toMatch(/\/so$/);
  expect(city.lastToken.get('code_verifier')).toMatch(/^[\w-]{43,}$/);
  expect(await roleOf(browser)).toContain(homeAffairs.email);
  const [session] = await records.db.selectFrom('auth.session').selectAll().execute();
  expect(session).toMatchObject({ userId: homeAffairs.person, method: 'oidc' });
});

test.each([
  ['an address that nobody invited', { sub: 'c-2', email: 'ai-do@noi-khac.example', email_verified: true }],
  [
    'an address that the city has not verified',
    { sub: 'c-1', email: homeAffairs.email, email_verified: false },
  ],
])('%s comes back to our page, with why', async (_, citizen) => {
  city.citizen = citizen;
  const { browser, to } = await byCity();
  const { pathname, search } = new URL(to, 'http://127.0.0.1:8263');
  expect(pathname).toBe('/dang-nhap');
  expect(await (await browser.get(`${pathname}${search}`)).text()).toContain(
    'chưa có trong danh sách cán bộ',
  );
  expect(await records.db.selectFrom('auth.session').selectAll().execute()).toStrictEqual([]);
  expect((await browser.get('/viec')).status).toBe(403);
});

test('the same account of the city’s with another’s address is that other', async () => {
  city.citizen = { sub: 'c-1', email: homeAffairs.email, email_verified: true };
  await byCity();
  city.citizen = { sub: 'c-1', email: unit.email, email_verified: true };
  expect(await roleOf((await byCity()).browser)).toContain(unit.email);
  city.citizen = { sub: 'c-1', email: 'ai-do@noi-khac.example', email_verified: true };
  expect((await (await byCity()).browser.get('/viec')).status).toBe(403);
});

test('a way back that this browser did not begin leads nowhere', async () => {
  city.citizen = { sub: 'c-1', email: homeAffairs.email, email_verified: true };
  const asked = await new Browser(portal.application).get('/dang-nhap/thanh-pho');
  const { pathname, search } = city.consent(new URL(asked.headers.get('location') ?? ''));
  const victim = new Browser(portal.application);
  await victim.get(`${pathname}${search}`);
  expect((await victim.get('/viec')).status).toBe(403);
});
