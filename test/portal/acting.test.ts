import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { verifyProofs } from '../../activities/records/acts/verify-proofs.js';
import { setTrialClock } from '../../activities/records/database/business-time.js';
import { askForProofs, registerKey } from '../../activities/records/registry/keys.js';
import { runActShow } from '../../client/cli/commands/acts.js';
import { actorOf, goTo, servicesOf, takeAct } from '../../client/portal/acting.js';
import { fileDossier } from '../../client/officials/send.js';
import { routes } from '../../client/portal/routes.js';
import type { Page, Route } from '../../client/portal/visit.js';
import { messages } from '../../workflows/api/messages.js';
import { collected } from '../cli/collected.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { openPost, type Post } from '../mail/setup.js';
import { startDossier } from '../workflows/dossiers.js';
import { aDossier } from '../workflows/people.js';
import { type Browser, invite, openPortal, people, signIn, type TestPortal } from './house.js';

const { unit, homeAffairs } = people;
const campaign = '2023';
const hour = 3_600_000;

const body = html``;
const said = (sentence: string): Page => ({ title: sentence, status: 422, body });

/** A unit files: the records' receipt and the act, each signed. */
const file: Route = {
  method: 'POST',
  path: '/nop',
  openTo: ['unit'],
  answer: async (visit) => {
    const content = aDossier(campaign, unit.unit);
    const answer = await fileDossier(servicesOf(visit), {
      campaign,
      unit: unit.unit,
      actor: actorOf(visit),
      content,
    });
    return answer.done ? goTo('/viec') : said(answer.sentence);
  },
};
/** A unit withdraws, by a form. */
const withdraw: Route = {
  method: 'POST',
  path: '/rut',
  openTo: ['unit'],
  answer: async (visit) => {
    const definition = messages.withdrawDossier;
    const message = { actor: actorOf(visit), reason: 'Nộp lại sau.' };
    const act = { campaign, unit: unit.unit, definition, message };
    const taken = await takeAct(visit, await visit.form(), act, '/viec');
    return taken.done ? taken.response : said(taken.sentence);
  },
};
/** Something that is to be signed. */
const signing: Route = {
  method: 'GET',
  path: '/ky',
  openTo: 'officials',
  freshFor: () => '/ky',
  answer: () => Promise.resolve({ title: 'Ký', body }),
};

let world: World;
let post: Post;
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
  post = await openPost();
  const now = Date.now();
  await startDossier(world, { campaign, unit: unit.unit, cutoff: now + hour, now, mode: 'service' });
  // To the workflow a trial is the wall clock, moved; here by nothing.
  await setTrialClock(world.records, 0);
  await invite(world.records);
  await askForProofs(world.records);
  const { client } = world.services;
  const pages = [...routes, file, withdraw, signing];
  portal = await openPortal(world.records, post, { client, mode: 'trial', pages });
  browser = await signIn(portal, post, unit.email);
});
afterAll(async () => {
  await portal.close();
  await post.remove();
  await world.stop();
});

const send = (path: string, by: Browser = browser) => by.post(path, { viec: randomUUID() });

test('nothing is taken that a portal signed whose key is not registered', async () => {
  const refused = await send('/nop');
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('chưa được đăng ký');
  expect(await auditRows(world.records, { act: 'receiveFiling' })).toMatchObject([
    { outcome: { refusal: { code: 'proof.unknown-key' } } },
  ]);
});

test('acts in the portal are signed by it for whom it signed in: shown so, and verified', async () => {
  const { key } = portal;
  await registerKey(world.records, { portal: key.portal, publicKey: key.publicKey });
  expect((await send('/nop')).status).toBe(303);
  const done = await send('/rut');
  expect(done.status).toBe(303);
  expect(await (await browser.get(done.headers.get('location') ?? '')).text()).toContain('Đã ghi nhận');
  for (const act of ['fileDossier', 'withdrawDossier'])
    expect(await auditRows(world.records, { act })).toMatchObject([
      {
        person: unit.person,
        proof: { key: key.key, signedIn: { person: unit.person, method: 'mail-link' } },
      },
    ]);
  expect(await verifyProofs(world.records)).toStrictEqual({ acts: 2, receipts: 1, faults: [] });
  const [row] = await auditRows(world.records, { act: 'withdrawDossier' });
  const { surroundings, written } = collected({ DATABASE_URL: world.databaseUrl });
  await runActShow(String(row?.seq), {}, surroundings);
  expect(written.out).toContain(`Chữ ký: đúng, khóa ${key.key}`);
  expect(written.out).toContain(
    `Cổng thông tin ký thay “${unit.person}”, đăng nhập bằng đường dẫn gửi qua thư`,
  );
});

test('another office’s act is refused, by address and forged alike', async () => {
  const other = await signIn(portal, post, homeAffairs.email);
  const before = (await auditRows(world.records)).length;
  expect((await send('/rut', other)).status).toBe(403);
  expect(await auditRows(world.records, { act: 'portal-refused' })).toMatchObject([
    { facts: { office: 'home-affairs', address: '/rut', signedIn: { person: homeAffairs.person } } },
  ]);
  expect(await auditRows(world.records)).toHaveLength(before + 1);
});

test('what is to be signed asks who signed in long ago to do so again, and then opens', async () => {
  expect((await browser.get('/ky')).status).toBe(200);
  await world.records.db
    .updateTable('auth.session')
    .set({ createdAt: new Date(Date.now() - 11 * 60_000).toISOString() })
    .execute();
  const again = await browser.get('/ky');
  expect([again.status, again.headers.get('location')]).toStrictEqual([303, '/dang-nhap/lai?ve=%2Fky']);
  expect(await (await browser.get('/dang-nhap/lai?ve=%2Fky')).text()).toContain(unit.email);
  expect((await browser.post('/dang-nhap/lai', { ve: '/ky' })).status).toBe(200);
  expect((await browser.get('/ky')).status).toBe(403);
  const anew = await signIn(portal, post, unit.email, '/ky');
  expect((await anew.get('/ky')).status).toBe(200);
});
