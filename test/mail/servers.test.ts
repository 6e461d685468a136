import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { undelivered } from '../../activities/records/reads/mails.js';
import { setContact } from '../../activities/records/registry/units.js';
import { everyone, MailHouse, recipientsOf } from './house.js';
import { anOrder, openCutter, openServer } from './setup.js';

let house: MailHouse;
beforeAll(async () => {
  house = await MailHouse.open();
});
afterEach(() => house.closeAll());
afterAll(() => house.close());

describe('an address that is refused', () => {
  test('stops nothing else and is not tried again', async () => {
    const post = await house.post();
    await setContact(house.records, {
      recipient: 'unit:cong-an',
      address: 'bounce@cantho.example',
      name: 'Công an',
    });
    const order = anOrder({ recipients: everyone });
    const { sendMails } = house.mailer(post.url);
    const first = await sendMails(order);
    expect(first).toMatchObject({ refused: 1, uncertain: 0 });
    expect(await sendMails(order)).toStrictEqual(first);
    const to = await recipientsOf(post);
    expect(to).toHaveLength(first.sent);
    expect(to).not.toContain('bounce@cantho.example');
    const [seen, ...more] = (await undelivered(house.records)).filter((it) => it.key.startsWith(order.key));
    expect(more).toStrictEqual([]);
    expect(seen).toMatchObject({ recipient: 'unit:cong-an', state: 'refused', attempts: 1 });
    expect(seen?.answer).toContain('550 5.1.1');
    await setContact(house.records, {
      recipient: 'unit:cong-an',
      address: 'cong-an@cantho.example',
      name: 'Công an',
    });
  });

  test.each(['', 'khong phai dia chi', 'a@b\r\nRCPT TO:<x@y>'])('no address at all: %j', async (address) => {
    const post = await house.post();
    await setContact(house.records, { recipient: 'unit:quan-mot', address, name: 'Quận Một' });
    const order = anOrder({ recipients: [{ unit: 'quan-mot' }, { unit: 'so-y-te' }] });
    const outcome = await house.mailer(post.url).sendMails(order);
    expect(outcome).toStrictEqual({ sent: 1, refused: 1, uncertain: 0 });
    expect(await recipientsOf(post)).toStrictEqual(['so-y-te@cantho.example']);
    await setContact(house.records, {
      recipient: 'unit:quan-mot',
      address: 'quan-mot@cantho.example',
      name: 'Quận Một',
    });
  });
});

/** An answer of the server, such as `550 5.1.1 User unknown`. */
const saying = (reply: string): Error =>
  Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });

const refused = { states: ['refused'], attempts: ['refused'] };
const triedAgain = { states: ['pending'], attempts: ['failed'] };

/** How one message stands after one try. */
async function triedOver(url: string) {
  const order = anOrder();
  await house
    .mailer(url)
    .sendMails(order)
    .catch(() => undefined);
  return { states: await house.statesOf(order), attempts: await house.attemptsOf(order) };
}

describe('a server that does not take the message', () => {
  test('down, then up: nothing is lost, nothing doubled', async () => {
    const post = await house.post();
    const { sendMails } = house.mailer(post.url);
    await post.stop();
    const order = anOrder({ recipients: everyone });
    for (let day = 1; day <= 2; day += 1)
      await expect(sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft', nonRetryable: false });
    const states = await house.statesOf(order);
    expect(new Set(states)).toStrictEqual(new Set(['pending']));
    await post.start();
    expect(await sendMails(order)).toStrictEqual({ sent: states.length, refused: 0, uncertain: 0 });
    expect(new Set(await recipientsOf(post)).size).toBe(states.length);
    expect((await post.received()).length).toBe(states.length);
  });

  test('restarted while connections were idle', async () => {
    const post = await house.post();
    const { sendMails } = house.mailer(post.url);
    await sendMails(anOrder({ recipients: everyone }));
    await post.stop();
    await post.start();
    expect(await sendMails(anOrder())).toStrictEqual({ sent: 1, refused: 0, uncertain: 0 });
  });

  test('«later» for one recipient: the others have theirs', async () => {
    let isBusy = true;
    const to: string[] = [];
    const { url } = await house.opening(
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
    const { sendMails } = house.mailer(url);
    const order = anOrder({ recipients: everyone });
    await expect(sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
    const rows = await house.rowsOf(order);
    expect(rows.filter((it) => it.state !== 'sent').map((it) => it.recipient)).toStrictEqual([
      'unit:so-y-te',
    ]);
    isBusy = false;
    expect(await sendMails(order)).toStrictEqual({ sent: rows.length, refused: 0, uncertain: 0 });
    expect([...to].sort()).toStrictEqual(rows.map((it) => it.address).sort());
  });

  test.each([
    { reply: '451 4.3.0 Later', isFinal: false },
    { reply: '554 No', isFinal: false },
    { reply: '550 5.7.1 Message content rejected', isFinal: false },
    { reply: '552 5.3.4 Message too big', isFinal: false },
    { reply: '550 No', isFinal: false },
    { reply: '550 5.1.1 No such user', isFinal: true },
    { reply: '552 5.2.2 Mailbox full', isFinal: true },
  ])('after the message: $reply', async ({ reply, isFinal }) => {
    const { url } = await house.opening(
      openServer({
        onData(stream, _session, answer) {
          stream.on('end', () => {
            answer(saying(reply));
          });
          stream.resume();
        },
      }),
    );
    expect(await triedOver(url)).toStrictEqual(isFinal ? refused : triedAgain);
  });

  test.each([
    { reply: '550 5.1.1 User unknown', isFinal: true },
    { reply: '550 5.1.1 <x>: User unknown in relay recipient table', isFinal: true },
    { reply: '550 5.1.10 Null MX', isFinal: true },
    { reply: '550 5.2.1 Mailbox disabled', isFinal: true },
    { reply: '550 No such user here', isFinal: true },
    { reply: '501 Bad recipient address syntax', isFinal: true },
    { reply: '551 User not local', isFinal: true },
    { reply: '552 Mailbox full', isFinal: true },
    { reply: '553 Mailbox name not allowed', isFinal: true },
    { reply: '554 5.7.1 <x>: Relay access denied', isFinal: false },
    { reply: '550 5.7.1 Relaying denied', isFinal: false },
    { reply: '550 relay not permitted', isFinal: false },
    { reply: '550 5.1.8 Sender address rejected: Domain not found', isFinal: false },
    { reply: '530 5.7.0 Authentication required', isFinal: false },
    { reply: '554 Policy', isFinal: false },
    { reply: '503 5.5.1 Bad sequence', isFinal: false },
    { reply: '450 4.2.1 Busy', isFinal: false },
  ])('at the recipient: $reply', async ({ reply, isFinal }) => {
    const { url } = await house.opening(
      openServer({
        onRcptTo(_address, _session, answer) {
          answer(saying(reply));
        },
      }),
    );
    expect(await triedOver(url)).toStrictEqual(isFinal ? refused : triedAgain);
  });

  test('a relay that refused all, mended within the week: each has one; until then each stands with the answer', async () => {
    let isMended = false;
    const to: string[] = [];
    const { url } = await house.opening(
      openServer({
        onRcptTo(_address, _session, answer) {
          answer(isMended ? null : saying('554 5.7.1 Relay access denied'));
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
    const { sendMails } = house.mailer(url);
    const order = anOrder({ recipients: everyone });
    for (let day = 1; day <= 3; day += 1)
      await expect(sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft', nonRetryable: false });
    const left = (await undelivered(house.records)).filter((it) => it.key.startsWith(`${order.key}/`));
    expect(left.length).toBeGreaterThan(5);
    for (const { state, attempts, answer } of left)
      expect({ state, attempts, answer }).toStrictEqual({
        state: 'pending',
        attempts: 3,
        answer: '554 5.7.1 Relay access denied',
      });
    isMended = true;
    expect(await sendMails(order)).toStrictEqual({ sent: left.length, refused: 0, uncertain: 0 });
    expect(to.sort()).toStrictEqual(left.map((it) => it.address).sort());
  });

  test.each([
    ['the greeting', { onConnect: (_session, answer) => answer(saying('554 5.7.1 Not you')) }],
    ['the sender', { onMailFrom: (_from, _session, answer) => answer(saying('550 5.1.0 Not you')) }],
  ] satisfies [string, SMTPServerOptions][])('a permanent answer to %s', async (_what, options) => {
    const { url } = await house.opening(openServer(options));
    const order = anOrder();
    await expect(house.mailer(url).sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
    expect(await house.statesOf(order)).toStrictEqual(['pending']);
  });

  test('a sender that it refuses is no fault of the recipient', async () => {
    const { url } = await house.opening(
      openServer({
        onMailFrom(_address, _session, answer) {
          answer(Object.assign(new Error('5.7.1 Not you'), { responseCode: 550 }));
        },
      }),
    );
    const order = anOrder();
    await expect(house.mailer(url).sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
    expect(await house.statesOf(order)).toStrictEqual(['pending']);
  });

  test('the connection is lost before the message: it may be tried again', async () => {
    const { url } = await house.opening(openCutter('at-data'));
    const order = anOrder();
    await expect(house.mailer(url).sendMails(order)).rejects.toMatchObject({ type: 'MailsLeft' });
    expect(await house.statesOf(order)).toStrictEqual(['pending']);
  });

  test('the connection is lost after the message: uncertain, never sent again', async () => {
    const { url } = await house.opening(openCutter('after-data'));
    const order = anOrder();
    expect(await house.mailer(url).sendMails(order)).toStrictEqual({ sent: 0, refused: 0, uncertain: 1 });
    const post = await house.post();
    expect(await house.mailer(post.url).sendMails(order)).toStrictEqual({
      sent: 0,
      refused: 0,
      uncertain: 1,
    });
    expect(await recipientsOf(post)).toStrictEqual([]);
  });

  test.each([
    { held: true, states: ['sent'] },
    { held: false, states: ['pending'] },
  ])(
    'the connection is lost after the message, a mailbox can be asked (held: $held)',
    async ({ held, states }) => {
      const { url } = await house.opening(openCutter('after-data'));
      const order = anOrder();
      const mailbox = { has: () => Promise.resolve(held) };
      await house
        .mailer(url, { mailbox })
        .sendMails(order)
        .catch(() => undefined);
      expect(await house.statesOf(order)).toStrictEqual(states);
    },
  );
});

describe('a connection that took a message is lost over the next one', () => {
  const sendingOver = async (cut: 'at-mail' | 'at-data' | 'after-data') => {
    const { url, taken } = await house.opening(openCutter(cut, 1));
    const order = anOrder({ recipients: everyone });
    await house
      .mailer(url)
      .sendMails(order)
      .catch(() => undefined);
    const states = await house.statesOf(order);
    expect(states.length).toBeGreaterThan(5);
    const count = (state: string): number => states.filter((it) => it === state).length;
    return { taken: taken(), all: states.length, count };
  };

  test.each(['at-mail', 'at-data'] as const)('%s: it goes over another, once', async (cut) => {
    const { taken, all, count } = await sendingOver(cut);
    expect(taken).toBe(all);
    expect(count('sent')).toBe(all);
  });

  test('after it was whole: uncertain, and not sent again', async () => {
    const { taken, all, count } = await sendingOver('after-data');
    expect(count('sent')).toBe(taken);
    expect(count('uncertain')).toBe(all - taken);
  });
});

test('a server that asks for a password gets it', async () => {
  const names: (string | undefined)[] = [];
  const { url } = await house.opening(
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
  expect(await house.mailer(secured.href).sendMails(anOrder())).toStrictEqual({
    sent: 1,
    refused: 0,
    uncertain: 0,
  });
  expect(names).toStrictEqual(['thidua']);
  secured.password = 'sai';
  await expect(house.mailer(secured.href).sendMails(anOrder())).rejects.toMatchObject({ type: 'MailsLeft' });
});

test('in a rehearsal a mail without an instant bears the business clock', async () => {
  const post = await house.post();
  const at = Date.parse('2022-01-04T08:00:00+07:00');
  await setRehearsalClock(house.records, at);
  await house.mailer(post.url).sendMails(anOrder({ at: null }));
  expect((await post.received())[0]?.mail.date?.getTime()).toBe(at);
});
