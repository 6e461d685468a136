import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createMailActivities, type MailDependencies } from '../../activities/mail/activities.js';
import { messageIdOf } from '../../activities/mail/thread.js';
import { setRehearsalClock } from '../../activities/records/clock.js';
import { mailRows, undelivered } from '../../activities/records/mail-rows.js';
import { claimMail, finishAttempt, startAttempt } from '../../activities/records/mails.js';
import type { Records } from '../../activities/records/open.js';
import { setContact } from '../../activities/records/registry.js';
import type { MailOrder } from '../../workflows/mails.js';
import { embeddedMailbox } from '../../worker/embedded/mailbox.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { anOrder, from, openCutter, openPost, openServer, type Post, sentAt } from './setup.js';

let server: TestServer;
let records: Records;
const opened: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  server = await startTestServer();
  records = await server.openSeeded();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.stop()));
});
afterAll(() => server.stop());

async function aPost(): Promise<Post> {
  const post = await openPost();
  opened.push({ stop: () => post.remove() });
  return post;
}
async function opening<S extends { stop(): Promise<void> }>(server: Promise<S>): Promise<S> {
  const it = await server;
  opened.push(it);
  return it;
}
const mailer = (url: string, over: Partial<MailDependencies> = {}) =>
  createMailActivities({ records, smtpUrl: url, from, patience: 400, ...over });

const everyone = [{ unitsInForceOn: '2023-12-31' }];
const recipientsOf = (post: Post) => post.received().then((all) => all.flatMap((it) => it.to).sort());
const rowsOf = async ({ key }: MailOrder) =>
  (await mailRows(records)).filter((it) => it.key.startsWith(`${key}/`));
const statesOf = async (order: MailOrder) => (await rowsOf(order)).map((it) => it.state);
const attemptsOf = async ({ key }: MailOrder) => {
  const rows = await records.db
    .selectFrom('mail_attempt')
    .selectAll()
    .where('mail_key', 'like', `${key}/%`)
    .execute();
  return rows.map((it) => it.outcome);
};

/** The row of an order's one message, left as a crash between sending and noting leaves it. */
async function crashedOver(order: MailOrder): Promise<{ messageId: string; finish: () => Promise<void> }> {
  const key = `${order.key}/unit:so-y-te`;
  const { messageId } = await claimMail(records, {
    key,
    messageId: messageIdOf(key),
    recipient: 'unit:so-y-te',
    address: 'so-y-te@cantho.example',
    code: order.content.code,
    plan: '263',
    campaign: '2023',
    unit: 'so-y-te',
    thread: null,
    subject: 'Chủ đề lần đầu',
    at: sentAt,
  });
  const attempt = await startAttempt(records, key);
  if (attempt === null) throw new Error('no attempt');
  return { messageId, finish: () => finishAttempt(records, attempt, { outcome: 'sent', answer: '250' }) };
}

describe('at most one message a recipient and event', () => {
  test('20 calls at once in one worker', async () => {
    const post = await aPost();
    const { sendMails } = mailer(post.url);
    const order = anOrder();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sendMails(order)));
    expect(new Set(outcomes.map((it) => JSON.stringify(it)))).toStrictEqual(
      new Set([JSON.stringify({ sent: 1, refused: 0, uncertain: 0 })]),
    );
    expect(await recipientsOf(post)).toStrictEqual(['so-y-te@cantho.example']);
    expect(await attemptsOf(order)).toStrictEqual(['sent']);
  });

  test('20 calls at once in five workers, to many, without a mailbox to look into', async () => {
    const post = await aPost();
    const workers = Array.from({ length: 5 }, () => mailer(post.url, { patience: 20_000 }));
    const order = anOrder({ recipients: everyone });
    await Promise.all(workers.flatMap(({ sendMails }) => [1, 2, 3, 4].map(() => sendMails(order))));
    const to = await recipientsOf(post);
    expect(to.length).toBeGreaterThan(5);
    expect(new Set(to).size).toBe(to.length);
    expect(await attemptsOf(order)).toStrictEqual(to.map(() => 'sent'));
  });

  test('a recipient named twice gets one', async () => {
    const post = await aPost();
    const order = anOrder({ recipients: [{ unit: 'so-y-te' }, ...everyone, { unit: 'so-y-te' }] });
    await mailer(post.url).sendMails(order);
    const to = await recipientsOf(post);
    expect(to.filter((it) => it.startsWith('so-y-te'))).toHaveLength(1);
  });

  test('the press is three, an office one, a stranger none', async () => {
    const post = await aPost();
    const { sendMails } = mailer(post.url);
    await sendMails(anOrder({ recipients: [{ press: true }] }));
    await sendMails(anOrder({ recipients: [{ office: 'chairman' }] }));
    expect(await sendMails(anOrder({ recipients: [{ unit: 'khong-co' }] }))).toStrictEqual({
      sent: 0,
      refused: 0,
      uncertain: 0,
    });
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
    const post = await aPost();
    const order = anOrder();
    const { messageId } = await crashedOver(order);
    const other = anOrder({ key: `${order.key}-other` });
    const mailbox = { has: (id: string) => Promise.resolve(id === messageId) };
    expect(await mailer(post.url, { mailbox }).sendMails(order)).toStrictEqual({
      sent: 1,
      refused: 0,
      uncertain: 0,
    });
    expect(await recipientsOf(post)).toStrictEqual([]);
    expect([await statesOf(order), await attemptsOf(order), await statesOf(other)]).toStrictEqual([
      ['sent'],
      ['sent'],
      [],
    ]);
  });

  test('the mailbox lacks it: it is sent, once', async () => {
    const post = await aPost();
    const order = anOrder();
    await crashedOver(order);
    const mailbox = embeddedMailbox(post.folder);
    const workers = [mailer(post.url, { mailbox }), mailer(post.url, { mailbox })];
    await Promise.all(workers.map(({ sendMails }) => sendMails(order)));
    expect(await recipientsOf(post)).toStrictEqual(['so-y-te@cantho.example']);
    // What was first claimed is what is sent.
    expect((await post.received())[0]?.mail.subject).toBe('Chủ đề lần đầu');
    expect(await statesOf(order)).toStrictEqual(['sent']);
  });

  test('with no mailbox to ask it is uncertain, not sent again, and Home Affairs sees it', async () => {
    const post = await aPost();
    const order = anOrder();
    await crashedOver(order);
    const { sendMails } = mailer(post.url);
    const uncertain = { sent: 0, refused: 0, uncertain: 1 };
    expect(await sendMails(order)).toStrictEqual(uncertain);
    expect(await sendMails(order)).toStrictEqual(uncertain);
    expect(await recipientsOf(post)).toStrictEqual([]);
    const seen = (await undelivered(records)).filter((it) => it.key.startsWith(order.key));
    expect(seen.map(({ state, attempts }) => ({ state, attempts }))).toStrictEqual([
      { state: 'uncertain', attempts: 1 },
    ]);
  });

  test('another worker is only slow: its end counts', async () => {
    const post = await aPost();
    const order = anOrder();
    const { finish } = await crashedOver(order);
    const sending = mailer(post.url, { patience: 10_000 }).sendMails(order);
    await finish();
    expect(await sending).toStrictEqual({ sent: 1, refused: 0, uncertain: 0 });
    expect(await recipientsOf(post)).toStrictEqual([]);
  });
});

describe('an address that is refused', () => {
  test('stops nothing else and is not tried again', async () => {
    const post = await aPost();
    await setContact(records, {
      recipient: 'unit:cong-an',
      address: 'bounce@cantho.example',
      name: 'Công an',
    });
    const order = anOrder({ recipients: everyone });
    const { sendMails } = mailer(post.url);
    const first = await sendMails(order);
    expect(first).toMatchObject({ refused: 1, uncertain: 0 });
    expect(await sendMails(order)).toStrictEqual(first);
    const to = await recipientsOf(post);
    expect(to).toHaveLength(first.sent);
    expect(to).not.toContain('bounce@cantho.example');
    const [seen, ...more] = (await undelivered(records)).filter((it) => it.key.startsWith(order.key));
    expect(more).toStrictEqual([]);
    expect(seen).toMatchObject({ recipient: 'unit:cong-an', state: 'refused', attempts: 1 });
    expect(seen?.answer).toContain('550 5.1.1');
    await setContact(records, {
      recipient: 'unit:cong-an',
      address: 'cong-an@cantho.example',
      name: 'Công an',
    });
  });

  test.each(['', 'khong phai dia chi', 'a@b\r\nRCPT TO:<x@y>'])('no address at all: %j', async (address) => {
    const post = await aPost();
    await setContact(records, { recipient: 'unit:quan-mot', address, name: 'Quận Một' });
    const order = anOrder({ recipients: [{ unit: 'quan-mot' }, { unit: 'so-y-te' }] });
    const outcome = await mailer(post.url).sendMails(order);
    expect(outcome).toStrictEqual({ sent: 1, refused: 1, uncertain: 0 });
    expect(await recipientsOf(post)).toStrictEqual(['so-y-te@cantho.example']);
    await setContact(records, {
      recipient: 'unit:quan-mot',
      address: 'quan-mot@cantho.example',
      name: 'Quận Một',
    });
  });
});

describe('a server that does not take the message', () => {
  test('down, then up: nothing is lost, nothing doubled', async () => {
    const post = await aPost();
    const { sendMails } = mailer(post.url);
    await post.stop();
    const order = anOrder({ recipients: everyone });
    for (let day = 1; day <= 2; day += 1)
      await expect(sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft', nonRetryable: false });
    const states = await statesOf(order);
    expect(new Set(states)).toStrictEqual(new Set(['pending']));
    await post.start();
    expect(await sendMails(order)).toStrictEqual({ sent: states.length, refused: 0, uncertain: 0 });
    expect(new Set(await recipientsOf(post)).size).toBe(states.length);
    expect((await post.received()).length).toBe(states.length);
  });

  test('restarted while connections were idle', async () => {
    const post = await aPost();
    const { sendMails } = mailer(post.url);
    await sendMails(anOrder({ recipients: everyone }));
    await post.stop();
    await post.start();
    expect(await sendMails(anOrder())).toStrictEqual({ sent: 1, refused: 0, uncertain: 0 });
  });

  test('«later» for one recipient: the others have theirs', async () => {
    let isBusy = true;
    const to: string[] = [];
    const { url } = await opening(
      openServer({
        onRcptTo({ address }, _session, answer) {
          const isLater = isBusy && address.startsWith('so-y-te');
          answer(isLater ? Object.assign(new Error('4.2.1 Busy'), { responseCode: 450 }) : null);
        },
        onData(stream, { envelope }, answer) {
          stream.on('end', () => {
            to.push(...envelope.rcptTo.map((it) => it.address));
            answer();
          });
          stream.resume();
        },
      }),
    );
    const { sendMails } = mailer(url);
    const order = anOrder({ recipients: everyone });
    await expect(sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
    const rows = await rowsOf(order);
    expect(rows.filter((it) => it.state !== 'sent').map((it) => it.recipient)).toStrictEqual([
      'unit:so-y-te',
    ]);
    isBusy = false;
    expect(await sendMails(order)).toStrictEqual({ sent: rows.length, refused: 0, uncertain: 0 });
    expect([...to].sort()).toStrictEqual(rows.map((it) => it.address).sort());
  });

  test.each([
    { answer: 451, states: ['pending'], attempt: 'failed' },
    { answer: 554, states: ['refused'], attempt: 'refused' },
  ])('$answer after the message', async ({ answer: responseCode, states, attempt }) => {
    const { url } = await opening(
      openServer({
        onData(stream, _session, answer) {
          stream.on('end', () => {
            answer(Object.assign(new Error('no'), { responseCode }));
          });
          stream.resume();
        },
      }),
    );
    const order = anOrder();
    await mailer(url)
      .sendMails(order)
      .catch(() => undefined);
    expect([await statesOf(order), await attemptsOf(order)]).toStrictEqual([states, [attempt]]);
  });

  test('a sender that it refuses is no fault of the recipient', async () => {
    const { url } = await opening(
      openServer({
        onMailFrom(_address, _session, answer) {
          answer(Object.assign(new Error('5.7.1 Not you'), { responseCode: 550 }));
        },
      }),
    );
    const order = anOrder();
    await expect(mailer(url).sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
    expect(await statesOf(order)).toStrictEqual(['pending']);
  });

  test('the connection is lost before the message: it may be tried again', async () => {
    const { url } = await opening(openCutter('at-data'));
    const order = anOrder();
    await expect(mailer(url).sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
    expect(await statesOf(order)).toStrictEqual(['pending']);
  });

  test('the connection is lost after the message: uncertain, never sent again', async () => {
    const { url } = await opening(openCutter('after-data'));
    const order = anOrder();
    expect(await mailer(url).sendMails(order)).toStrictEqual({ sent: 0, refused: 0, uncertain: 1 });
    const post = await aPost();
    expect(await mailer(post.url).sendMails(order)).toStrictEqual({ sent: 0, refused: 0, uncertain: 1 });
    expect(await recipientsOf(post)).toStrictEqual([]);
  });

  test.each([
    { held: true, states: ['sent'] },
    { held: false, states: ['pending'] },
  ])(
    'the connection is lost after the message, a mailbox can be asked (held: $held)',
    async ({ held, states }) => {
      const { url } = await opening(openCutter('after-data'));
      const order = anOrder();
      const mailbox = { has: () => Promise.resolve(held) };
      await mailer(url, { mailbox })
        .sendMails(order)
        .catch(() => undefined);
      expect(await statesOf(order)).toStrictEqual(states);
    },
  );
});

test('a server that asks for a password gets it', async () => {
  const names: (string | undefined)[] = [];
  const { url } = await opening(
    openServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, answer) {
        names.push(username);
        if (password === 'bí mật') answer(null, { user: username });
        else answer(new Error('no'));
      },
    }),
  );
  const secured = new URL(url);
  secured.username = 'thidua';
  secured.password = 'bí mật';
  expect(await mailer(secured.href).sendMails(anOrder())).toStrictEqual({
    sent: 1,
    refused: 0,
    uncertain: 0,
  });
  expect(names).toStrictEqual(['thidua']);
  secured.password = 'sai';
  await expect(mailer(secured.href).sendMails(anOrder())).rejects.toMatchObject({ type: 'MailsLeft' });
});

test('in a rehearsal a mail without an instant bears the business clock', async () => {
  const post = await aPost();
  const at = Date.parse('2022-01-04T08:00:00+07:00');
  await setRehearsalClock(records, at);
  await mailer(post.url).sendMails(anOrder({ at: null }));
  expect((await post.received())[0]?.mail.date?.getTime()).toBe(at);
});

describe('as an activity', () => {
  test('it is alive while it sends', async () => {
    const post = await aPost();
    const activity = new MockActivityEnvironment();
    let beats = 0;
    activity.on('heartbeat', () => (beats += 1));
    const { sent } = await activity.run(mailer(post.url).sendMails, anOrder({ recipients: everyone }));
    expect(beats).toBeGreaterThanOrEqual(sent);
  });

  test('cancelled, it ends between two mails, and another call sends the rest', async () => {
    const post = await aPost();
    const { sendMails } = mailer(post.url);
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
