import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { searchMails } from '../../activities/records/reads/mail-pages.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { setContact } from '../../activities/records/registry/units.js';
import { portalApplication } from '../../client/portal/application.js';
import { addresses } from '../../client/portal/addresses.js';
import { Changes } from '../../client/portal/changes.js';
import { roleCookie } from '../../client/portal/rehearsal-visitor.js';
import { readConfiguration } from '../../worker/configuration.js';
import { MailHouse } from '../mail/house.js';
import { anOrder, from, sentAt } from '../mail/setup.js';
import type { Hono } from 'hono';

const homeAffairs = 'home-affairs:snv-cchc-2';
let house: MailHouse;
let application: Hono;
let sent = '';
let refused = '';

beforeAll(async () => {
  house = await MailHouse.open();
  const { records } = house;
  const post = await house.post();
  await setRehearsalClock(records, sentAt);
  const good = anOrder();
  const lost = anOrder({
    key: 'dossier/263/2023/so-y-te/xx',
    content: { code: 'dossier-rejected', campaign: '2023', reason: 'Sai <b>mẫu</b>.' },
  });
  await house.mailer(post.url).sendMails(good);
  await setContact(records, { recipient: 'unit:so-y-te', address: 'bounce@cantho.example', name: 'Sở Y tế' });
  await house.mailer(post.url).sendMails(lost);
  await setContact(records, { recipient: 'unit:so-y-te', address: 'moi@cantho.example', name: 'Sở Y tế' });
  [sent, refused] = [`${good.key}/unit:so-y-te`, `${lost.key}/unit:so-y-te`];
  const read = readConfiguration({ SMTP_URL: post.url, MAIL_FROM: from });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  application = portalApplication(
    {
      records,
      client: new Client({ connection: Connection.lazy() }),
      plan: '263',
      mode: 'rehearsal',
      configuration: read.configuration,
    },
    new Changes(() => Promise.resolve('')),
  );
});
afterAll(() => house.close());

const open = async (path: string, role?: string, form?: Record<string, string>) => {
  const response = await application.request(`http://localhost${path}`, {
    headers: { ...(role !== undefined && { cookie: `${roleCookie}=${role}` }), origin: 'http://localhost' },
    ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
  });
  return { status: response.status, text: await response.text(), location: response.headers.get('location') };
};

test('the list has each letter with how it stands', async () => {
  const { text } = await open(addresses.letters);
  expect(text).toContain(addresses.letter(sent));
  expect(text).toContain('bị từ chối');
  expect((await open(`${addresses.letters}?tinh-trang=lost`)).text).not.toContain(addresses.letter(sent));
});

test.each([
  [{}, 2],
  [{ state: 'lost' as const }, 1],
  [{ state: 'sent' as const }, 1],
  [{ unit: 'so-y-te' }, 2],
  [{ unit: 'so-tu-phap' }, 0],
  [{ campaign: '2022' }, 0],
  [{ search: 'SO Y TE' }, 2],
  [{ search: 'bounce@cantho' }, 1],
  [{ search: 'Đợt khen thưởng' }, 2],
  [{ search: '%' }, 2],
  [{ search: 'khong co dau' }, 0],
])('looked for by %j: %i', async (search, count) => {
  expect((await searchMails(house.records, { plan: '263', ...search }, 1)).count).toBe(count);
});

test('a letter is shown as it was sent, what people wrote as text', async () => {
  const { text } = await open(addresses.letter(refused));
  expect(text).toContain('Sai &lt;b&gt;mẫu&lt;/b&gt;.');
  expect(text).toContain('bounce@cantho.example');
  expect((await open(addresses.letter('none'))).status).toBe(404);
});

test('a unit sees what was sent to it, and nothing else', async () => {
  await house.records.db
    .insertInto('unit_official')
    .values({
      unit: 'so-tu-phap',
      person: 'stp-1',
      name: 'Bà Tư Pháp',
      valid_from: '2021-01-01',
      valid_to: null,
      invented: true,
    })
    .execute();
  const unit = 'unit:so-tu-phap:stp-1';
  expect((await open(addresses.letters, unit)).text).not.toContain(addresses.letter(sent));
  expect((await open(`${addresses.letters}?don-vi=so-y-te`, unit)).text).not.toContain(
    addresses.letter(sent),
  );
  expect((await open(addresses.letter(sent), unit)).status).toBe(403);
});

const again = { 'ly-do': 'Đã sửa hộp thư.', them: 'khong' };

test.each(['board:none', 'unit:so-tu-phap:stp-1', undefined])('%s sends nothing anew', async (role) => {
  const { status } = await open(addresses.letterAgain(refused), role, { ...again, viec: randomUUID() });
  expect(status).toBe(403);
});

test('Home Affairs says why, sends it anew, and it is one act though the form comes twice', async () => {
  const unexplained = await open(addresses.letterAgain(refused), homeAffairs, { viec: randomUUID() });
  expect([unexplained.status, unexplained.text]).toStrictEqual([
    422,
    expect.stringContaining('Phải nêu lý do'),
  ]);
  const form = { ...again, viec: randomUUID() };
  const [first, second] = [
    await open(addresses.letterAgain(refused), homeAffairs, form),
    await open(addresses.letterAgain(refused), homeAffairs, form),
  ];
  expect([first.status, second.location]).toStrictEqual([303, first.location]);
  const acts = (await auditRows(house.records, {})).filter(({ act }) => act === 'letter-resent');
  expect(acts).toMatchObject([
    { reason: 'Đã sửa hộp thư.', facts: { letter: refused, state: 'sent', again: false } },
  ]);
  expect(JSON.stringify(acts)).toContain('snv-cchc-2');
  expect((await open(first.location ?? '')).text).toContain('Đã ghi nhận');
});
