import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { resendMail } from '../../activities/letters/delivery/resend.js';
import { byMailbox, undelivered } from '../../activities/records/reads/mails.js';
import { noteFailing } from '../../activities/records/reads/failing.js';
import { setContact } from '../../activities/records/registry/units.js';
import type { MailContent, Recipient } from '../../workflows/api/letters.js';
import { undeliveredLabel } from '../../client/officials/words.js';
import { anEntryOf } from '../records/builders.js';
import { MailHouse, recipientsOf } from './house.js';
import { anOrder, anOrderOf, type Post, sentAt } from './setup.js';

let house: MailHouse;
beforeAll(async () => {
  house = await MailHouse.open();
});
afterEach(() => house.closeAll());
afterAll(() => house.close());

const lastText = async (post: Post): Promise<string> =>
  ((await post.received()).at(-1)?.mail.text ?? '').replace(/\s+/g, ' ');

test('V.1: of the units in force, those without a launch plan recorded for the campaign are reminded', async () => {
  const post = await house.post();
  const { record } = createRecordsEffects({ records: house.records });
  const document = { number: '01/KH', date: '2024-01-15' };
  const plans = ['so-y-te', 'xa-mot'].map((unit) => ({ unit, document }));
  await record(anEntryOf({ type: 'launch-plans', plans }, { campaign: '2024' }));
  const recipients: Recipient[] = [{ unitsWithoutLaunchPlan: '2024', on: '2024-12-01' }];
  await house
    .mailer(post.url)
    .sendMails(anOrderOf({ code: 'launch-reminder', campaign: '2024' }, { recipients }));
  expect(await recipientsOf(post)).toStrictEqual(
    ['cong-an', 'quan-mot', 'so-noi-vu', 'so-tu-phap', 'xa-ba', 'xa-hai', 'xa-moi'].map(
      (it) => `${it}@cantho.example`,
    ),
  );
  const other = anOrderOf(
    { code: 'launch-reminder', campaign: '2023' },
    { recipients: [{ unitsWithoutLaunchPlan: '2023', on: '2022-06-30' }] },
  );
  await house.mailer(post.url).sendMails(other);
  const rows = (await house.rowsOf(other)).map((it) => it.recipient);
  expect(rows).toHaveLength(9);
  expect(rows).toContain('unit:xa-cu');
});

describe("Home Affairs' digest names what letters did not reach", () => {
  const digest: MailContent = {
    code: 'weekly-digest',
    campaign: '2023',
    items: [{ what: 'reviews', count: 1 }],
  };
  const monday = Date.parse('2024-01-08T08:00:00+07:00');
  const digestTo = (office: 'home-affairs' | 'board', content = digest) =>
    anOrderOf(content, {
      at: monday,
      key: `digest/${office}/${content.code}/${post.url}`,
      recipients: [{ office }],
    });
  let post: Post;

  test('one line a mailbox, with count and last answer, of its campaign; the Board has none of it', async () => {
    post = await house.post();
    const { sendMails } = house.mailer(post.url);
    await setContact(house.records, {
      recipient: 'unit:xa-ba',
      address: 'bounce@cantho.example',
      name: 'Xã Ba',
    });
    const order = { at: sentAt, recipients: [{ unit: 'xa-ba' }] };
    for (const campaign of ['2023', '2023', '2024'] as const)
      expect(await sendMails(anOrderOf({ code: 'dossier-accepted', campaign }, order))).toMatchObject({
        refused: 1,
      });
    // Of the same morning: it is told in the next week's.
    await sendMails(anOrder({ ...order, at: monday }));
    await sendMails(digestTo('home-affairs'));
    expect(await lastText(post)).toMatch(
      /Hộp thư chưa nhận được thư: - Đơn vị xa-ba, bounce@cantho\.example: 2 thư Lý do: 550 5\.1\.1/,
    );
    await sendMails(digestTo('board'));
    expect(await lastText(post)).not.toContain('Hộp thư');
  });

  test('and what the engine tries in vain, in any workflow; the Board has none of it', async () => {
    post = await house.post();
    const { sendMails } = house.mailer(post.url);
    const since = Date.parse('2024-01-07T23:00:00+07:00');
    await noteFailing(house.records, {
      workflow: 'movement/263',
      effect: 'loadHolidays',
      since,
      triedAt: Date.now(),
      why: 'The table of holidays ends on 2022-12-31.',
    });
    await sendMails(digestTo('home-affairs'));
    expect(await lastText(post)).toContain(
      'đọc bảng ngày nghỉ: chưa thực hiện được, từ 23:00 ngày 07/01/2024 The table of holidays ends',
    );
    await sendMails(digestTo('board'));
    expect(await lastText(post)).not.toContain('chưa thực hiện được');
  });

  test('a letter that is on the way counts after an hour', async () => {
    post = await house.post();
    const down = anOrder({ recipients: [{ unit: 'xa-mot' }] });
    const lost = 'Đơn vị xa-mot, xa-mot@cantho.example: 1 thư';
    await post.stop();
    await expect(house.mailer(post.url).sendMails(down)).rejects.toMatchObject({ type: 'MailsLeft' });
    await post.start();
    await house.mailer(post.url).sendMails(digestTo('home-affairs'));
    expect(await lastText(post)).not.toContain(lost);
    await sql`update mail set claimed_at = claimed_at - interval '61 minutes' where key like ${`${down.key}/%`}`.execute(
      house.records.db,
    );
    post = await house.post();
    await house.mailer(post.url).sendMails(digestTo('home-affairs'));
    expect(await lastText(post)).toContain(lost);
  });
});

describe('a recipient without a mailbox', () => {
  const without = async (recipient: string) => {
    await house.records.db.deleteFrom('contact').where('recipient', '=', recipient).execute();
  };

  test.each<[Recipient, string, string | null]>([
    [{ unit: 'khong-co' }, 'unit:khong-co', null],
    [{ unit: 'xa-hai' }, 'unit:xa-hai', 'unit:xa-hai'],
    [{ office: 'board' }, 'office:board', 'office:board'],
    [{ press: true }, 'press:bao-can-tho', 'press:bao-can-tho'],
    [{ unitsInForceOn: '2024-01-01' }, 'unit:so-tu-phap', 'unit:so-tu-phap'],
  ])('%j: a row that is not delivered, and says so', async (recipient, code, removed) => {
    if (removed !== null) await without(removed);
    const post = await house.post();
    const order = anOrder({ recipients: [recipient] });
    const { sendMails } = house.mailer(post.url);
    for (let time = 1; time <= 2; time += 1) expect(await sendMails(order)).toMatchObject({ uncertain: 0 });
    const rows = (await undelivered(house.records)).filter((it) => it.key.startsWith(`${order.key}/`));
    expect(rows.find((it) => it.recipient === code)).toMatchObject({
      address: '',
      state: 'refused',
      attempts: 1,
      answer: 'Người nhận chưa có hộp thư.',
    });
    const labels = byMailbox(rows).map(undeliveredLabel);
    expect(labels).toContainEqual(expect.stringContaining(`05/01/2024 ${code}: chưa có hộp thư – `));
    expect(await recipientsOf(post)).toHaveLength((await house.rowsOf(order)).length - rows.length);
    await setContact(house.records, {
      recipient: code,
      address: `${code.split(':')[1]}@cantho.example`,
      name: code,
    });
  });

  test('given one, it is sent anew', async () => {
    const post = await house.post();
    const order = anOrder({ recipients: [{ unit: 'moi' }] });
    await house.mailer(post.url).sendMails(order);
    const key = `${order.key}/unit:moi`;
    expect(await resendMail(house.tools(post.url), key)).toStrictEqual({ refusal: 'no-mailbox' });
    await setContact(house.records, { recipient: 'unit:moi', address: 'moi@cantho.example', name: 'Xã Mới' });
    expect(await resendMail(house.tools(post.url), key)).toStrictEqual({ state: 'sent' });
    expect(await recipientsOf(post)).toStrictEqual(['moi@cantho.example']);
    expect(await lastText(post)).toContain('Kính gửi: Xã Mới');
  });
});
