import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { resendMail } from '../../activities/letters/delivery/resend.js';
import { messageIdOf } from '../../activities/letters/delivery/thread.js';
import { findMail, startAnew } from '../../activities/records/acts/mail-log.js';
import { setContact } from '../../activities/records/registry/units.js';
import type { MailOrder } from '../../workflows/api/letters.js';
import { embeddedMailbox } from '../../worker/embedded/mail/mailbox.js';
import { MailHouse, recipientsOf } from './house.js';
import { anOrder, openCutter, type Post } from './setup.js';

let house: MailHouse;
beforeAll(async () => {
  house = await MailHouse.open();
});
afterEach(async () => {
  await house.closeAll();
  await mailboxIs('so-y-te@cantho.example');
});
afterAll(() => house.close());

const mailboxIs = (address: string) =>
  setContact(house.records, { recipient: 'unit:so-y-te', address, name: 'Sở Y tế' });
const keyOf = ({ key }: MailOrder): string => `${key}/unit:so-y-te`;
const addressesOf = async ({ key }: MailOrder) => {
  const rows = await house.records.db
    .selectFrom('mail_attempt')
    .select(['address', 'outcome'])
    .where('mail_key', 'like', `${key}/%`)
    .orderBy('id')
    .execute();
  return rows.map(({ address, outcome }) => [address, outcome]);
};

/** An order whose one letter was refused; its mailbox is mended since. */
async function refusedAt(post: Post): Promise<MailOrder> {
  await mailboxIs('bounce@cantho.example');
  const order = anOrder({ content: { code: 'dossier-rejected', campaign: '2023', reason: 'Sai \0 mẫu.' } });
  expect(await house.mailer(post.url).sendMails(order)).toMatchObject({ refused: 1 });
  await mailboxIs('moi@cantho.example');
  return order;
}

/** An order whose one letter may or may not have come: the connection was lost. */
async function uncertainOf(): Promise<MailOrder> {
  const { url } = await house.opening(openCutter('after-data'));
  const order = anOrder();
  expect(await house.mailer(url).sendMails(order)).toMatchObject({ uncertain: 1 });
  return order;
}

test('refused, its mailbox mended: the same letter goes out once, and only once', async () => {
  const post = await house.post();
  const order = await refusedAt(post);
  const before = await findMail(house.records, keyOf(order));
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ state: 'sent' });
  expect(await recipientsOf(post)).toStrictEqual(['moi@cantho.example']);
  const [received] = await post.received();
  expect(received?.mail.messageId).toBe(messageIdOf(keyOf(order)));
  expect(received?.mail.subject).toBe(before?.subject);
  expect(received?.mail.date?.getTime()).toBe(order.at);
  expect(received?.mail.text).toMatch(/Sai .? ?mẫu\./);
  expect(await addressesOf(order)).toStrictEqual([
    ['bounce@cantho.example', 'refused'],
    ['moi@cantho.example', 'sent'],
  ]);
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ refusal: 'sent' });
  expect(await house.mailer(post.url).sendMails(order)).toMatchObject({ sent: 1 });
  expect(await recipientsOf(post)).toHaveLength(1);
});

test('twenty at once send it once', async () => {
  const post = await house.post();
  const order = await refusedAt(post);
  const tools = house.tools(post.url, { patience: 20_000 });
  const ends = await Promise.all(Array.from({ length: 20 }, () => resendMail(tools, keyOf(order))));
  expect(ends.filter((it) => 'state' in it && it.state !== 'sent')).toStrictEqual([]);
  expect(await recipientsOf(post)).toStrictEqual(['moi@cantho.example']);
});

test('uncertain: under another Message-ID, so that no server drops it as the first one again', async () => {
  const order = await uncertainOf();
  const post = await house.post();
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ state: 'sent' });
  const [received, ...more] = await post.received();
  expect(more).toStrictEqual([]);
  expect(received?.mail.messageId).not.toBe(messageIdOf(keyOf(order)));
  expect((await findMail(house.records, keyOf(order)))?.messageId).toBe(received?.mail.messageId);
});

test('left over by a server that was down', async () => {
  const post = await house.post();
  await post.stop();
  const order = anOrder();
  await expect(house.mailer(post.url).sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ state: 'pending' });
  await post.start();
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ state: 'sent' });
  expect(await recipientsOf(post)).toStrictEqual(['so-y-te@cantho.example']);
});

test('still refused', async () => {
  const post = await house.post();
  const order = await refusedAt(post);
  await mailboxIs('bounce-2@cantho.example');
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ state: 'refused' });
  expect(await recipientsOf(post)).toStrictEqual([]);
});

/** As a kill leaves it after the attempt began: nobody knows whether the message was sent. */
const killed = (order: MailOrder, otherId: string) =>
  startAnew(house.records, keyOf(order), { address: 'moi@cantho.example', otherId });

test.each([{ hadArrived: true }, { hadArrived: false }])(
  'killed in the middle, with a mailbox to look into (had arrived: $hadArrived): there once',
  async ({ hadArrived }) => {
    const post = await house.post();
    const order = await refusedAt(post);
    if (hadArrived) await resendMail(house.tools(post.url), keyOf(order));
    if (hadArrived)
      await house.records.db
        .updateTable('mail')
        .set({ state: 'sending' })
        .where('key', '=', keyOf(order))
        .execute();
    else await killed(order, '<unused@thidua.example>');
    const tools = house.tools(post.url, { mailbox: embeddedMailbox(post.folder) });
    expect(await resendMail(tools, keyOf(order))).toStrictEqual({ state: 'sent' });
    expect(await recipientsOf(post)).toStrictEqual(['moi@cantho.example']);
  },
);

test('killed in the middle, with none: uncertain, and not sent until somebody asks again', async () => {
  const post = await house.post();
  const order = await refusedAt(post);
  await killed(order, '<unused@thidua.example>');
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ state: 'uncertain' });
  expect(await house.mailer(post.url).sendMails(order)).toMatchObject({ uncertain: 1 });
  expect(await recipientsOf(post)).toStrictEqual([]);
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ state: 'sent' });
  expect(await recipientsOf(post)).toStrictEqual(['moi@cantho.example']);
});

test('what cannot be sent anew', async () => {
  const post = await house.post();
  expect(await resendMail(house.tools(post.url), 'khong/co')).toStrictEqual({ refusal: 'unknown' });
  const order = anOrder();
  await house.mailer(post.url).sendMails(order);
  expect(await resendMail(house.tools(post.url), keyOf(order))).toStrictEqual({ refusal: 'sent' });
});
