import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { undelivered } from '../../activities/records/reads/mails.js';
import { embeddedMailbox } from '../../worker/embedded/mail/mailbox.js';
import { everyone, MailHouse, recipientsOf } from './house.js';
import { testInstance } from '../records/setup.js';
import { anOrder } from './setup.js';

let house: MailHouse;
beforeAll(async () => {
  house = await MailHouse.open();
});
afterEach(() => house.closeAll());
afterAll(() => house.close());

describe('at most one message a recipient and event', () => {
  test('20 calls at once in one worker', async () => {
    const post = await house.post();
    const { sendMails } = house.mailer(post.url);
    const order = anOrder();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sendMails(order)));
    expect(new Set(outcomes.map((it) => JSON.stringify(it)))).toStrictEqual(
      new Set([JSON.stringify({ sent: 1, refused: 0, uncertain: 0 })]),
    );
    expect(await recipientsOf(post)).toStrictEqual(['so-y-te@cantho.example']);
    expect(await house.attemptsOf(order)).toStrictEqual(['sent']);
  });

  test('20 calls at once in five workers, to many, without a mailbox to look into', async () => {
    const post = await house.post();
    const workers = Array.from({ length: 5 }, () => house.mailer(post.url, { patience: 20_000 }));
    const order = anOrder({ recipients: everyone });
    await Promise.all(workers.flatMap(({ sendMails }) => [1, 2, 3, 4].map(() => sendMails(order))));
    const to = await recipientsOf(post);
    expect(to.length).toBeGreaterThan(5);
    expect(new Set(to).size).toBe(to.length);
    expect(await house.attemptsOf(order)).toStrictEqual(to.map(() => 'sent'));
  });

  test('told from other records: nothing is sent, and the reason is given', async () => {
    const post = await house.post();
    const { sendMails } = house.mailer(post.url);
    const foreign = anOrder({ instance: '11111111-1111-4111-8111-111111111111' });
    await expect(sendMails(foreign)).rejects.toThrow('these records belong to another movement');
    expect(await recipientsOf(post)).toStrictEqual([]);
    expect(await sendMails(anOrder({ instance: testInstance }))).toMatchObject({ sent: 1 });
  });

  test('a recipient named twice gets one', async () => {
    const post = await house.post();
    const order = anOrder({ recipients: [{ unit: 'so-y-te' }, ...everyone, { unit: 'so-y-te' }] });
    await house.mailer(post.url).sendMails(order);
    const to = await recipientsOf(post);
    expect(to.filter((it) => it.startsWith('so-y-te'))).toHaveLength(1);
  });

  test('the press is three, an office one', async () => {
    const post = await house.post();
    const { sendMails } = house.mailer(post.url);
    await sendMails(anOrder({ recipients: [{ press: true }] }));
    await sendMails(anOrder({ recipients: [{ office: 'chairman' }] }));
    expect(await recipientsOf(post)).toStrictEqual([
      'bao-can-tho@cantho.example',
      'chu-tich-ubnd@cantho.example',
      'dai-ptth-can-tho@cantho.example',
      'so-thong-tin-va-truyen-thong@cantho.example',
    ]);
  });
});

describe('a crash between sending and noting it', () => {
  test('the mailbox holds the message: it was sent', async () => {
    const post = await house.post();
    const order = anOrder();
    const { messageId } = await house.crashedOver(order);
    const other = anOrder({ key: `${order.key}-other` });
    const mailbox = { has: (id: string) => Promise.resolve(id === messageId) };
    expect(await house.mailer(post.url, { mailbox }).sendMails(order)).toStrictEqual({
      sent: 1,
      refused: 0,
      uncertain: 0,
    });
    expect(await recipientsOf(post)).toStrictEqual([]);
    expect([
      await house.statesOf(order),
      await house.attemptsOf(order),
      await house.statesOf(other),
    ]).toStrictEqual([['sent'], ['sent'], []]);
  });

  test('the mailbox lacks it: it is sent, once', async () => {
    const post = await house.post();
    const order = anOrder();
    await house.crashedOver(order);
    const mailbox = embeddedMailbox(post.folder);
    const workers = [house.mailer(post.url, { mailbox }), house.mailer(post.url, { mailbox })];
    await Promise.all(workers.map(({ sendMails }) => sendMails(order)));
    expect(await recipientsOf(post)).toStrictEqual(['so-y-te@cantho.example']);
    // What was first claimed is what is sent.
    expect((await post.received())[0]?.mail.subject).toBe('Chủ đề lần đầu');
    expect(await house.statesOf(order)).toStrictEqual(['sent']);
  });

  test('the mailbox lacks it and its address is refused: that is certain', async () => {
    const post = await house.post();
    const order = anOrder();
    await house.crashedOver(order, 'bounce@cantho.example');
    const mailbox = embeddedMailbox(post.folder);
    const { sendMails } = house.mailer(post.url, { mailbox });
    expect(await sendMails(order)).toStrictEqual({ sent: 0, refused: 1, uncertain: 0 });
    expect([await house.statesOf(order), await house.attemptsOf(order)]).toStrictEqual([
      ['refused'],
      ['refused'],
    ]);
  });

  test('with no mailbox to ask it is uncertain, not sent again, and Home Affairs sees it', async () => {
    const post = await house.post();
    const order = anOrder();
    await house.crashedOver(order);
    const { sendMails } = house.mailer(post.url);
    const uncertain = { sent: 0, refused: 0, uncertain: 1 };
    expect(await sendMails(order)).toStrictEqual(uncertain);
    expect(await sendMails(order)).toStrictEqual(uncertain);
    expect(await recipientsOf(post)).toStrictEqual([]);
    const seen = (await undelivered(house.records)).filter((it) => it.key.startsWith(order.key));
    expect(seen.map(({ state, attempts }) => ({ state, attempts }))).toStrictEqual([
      { state: 'uncertain', attempts: 1 },
    ]);
  });

  test('another worker is only slow: its end counts', async () => {
    const post = await house.post();
    const order = anOrder();
    const { finish } = await house.crashedOver(order);
    const sending = house.mailer(post.url, { patience: 10_000 }).sendMails(order);
    await finish();
    expect(await sending).toStrictEqual({ sent: 1, refused: 0, uncertain: 0 });
    expect(await recipientsOf(post)).toStrictEqual([]);
  });
});

describe('as an activity', () => {
  test('it is alive while it sends', async () => {
    const post = await house.post();
    const activity = new MockActivityEnvironment();
    let beats = 0;
    activity.on('heartbeat', () => (beats += 1));
    await activity.run(house.mailer(post.url).sendMails, anOrder({ recipients: everyone }));
    expect(beats).toBeGreaterThanOrEqual((await post.received()).length);
  });

  test('cancelled, it ends between two mails, and another call sends the rest', async () => {
    const post = await house.post();
    const { sendMails } = house.mailer(post.url);
    const activity = new MockActivityEnvironment();
    activity.once('heartbeat', () => {
      activity.cancel();
    });
    const order = anOrder({ recipients: everyone });
    await expect(activity.run(sendMails, order)).rejects.toThrow(/CANCEL/i);
    const { sent } = await sendMails(order);
    const to = await recipientsOf(post);
    expect([to.length, new Set(to).size]).toStrictEqual([sent, sent]);
  });
});
