import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLettersEffects } from '../../activities/letters/effects.js';
import { messageIdOf } from '../../activities/letters/delivery/thread.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import type { Records } from '../../activities/records/database/open.js';
import type { MailContent } from '../../workflows/api/letters.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { contents } from './contents.js';
import { anOrderOf, from, openPost, type Post, type Received, sentAt } from './setup.js';

let server: TestServer;
let records: Records;
let post: Post;

beforeAll(async () => {
  [server, post] = await Promise.all([startTestServer(), openPost()]);
  records = await server.openSeeded();
});
afterAll(async () => {
  await server.stop();
  await post.remove();
});

const sendMails = (order: Parameters<ReturnType<typeof createLettersEffects>['sendMails']>[0]) =>
  createLettersEffects({ records, smtpUrl: post.url, from }).sendMails(order);

/** The one message that the order brought. */
async function send(order: ReturnType<typeof anOrderOf>): Promise<Received> {
  const before = (await post.received()).length;
  expect(await sendMails(order)).toStrictEqual({ sent: 1, refused: 0, uncertain: 0 });
  const [received, ...more] = (await post.received()).slice(before);
  expect(more).toStrictEqual([]);
  if (received === undefined) throw new Error('no message came');
  return received;
}

const unfolded = (raw: string): string => raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');
const textOf = ({ mail }: Received): string => mail.text ?? '';
const htmlOf = ({ mail }: Received): string => (typeof mail.html === 'string' ? mail.html : '');
const words = (html: string): string =>
  html
    .replace(/<(title|style)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

describe('each mail by its code', () => {
  test.each(Object.values(contents))('$content.code', async ({ content, begins }) => {
    const received = await send(anOrderOf(content));
    const { subject = '' } = received.mail;
    // A mail that asks for an act begins with it and its last day; one that only tells has nothing bracketed.
    if (begins === null) expect(subject).not.toMatch(/^\[|Cần /);
    else expect(subject.slice(0, begins.length)).toBe(begins);
    expect(textOf(received).startsWith(begins === null ? 'THÔNG BÁO\n' : 'VIỆC CẦN LÀM: ')).toBe(true);
    expect(htmlOf(received).includes('THÔNG BÁO')).toBe(begins === null);
    // Every mail names a clause of the plan, and whoever it goes to.
    expect(textOf(received)).toMatch(/\(mục [IVX]+\.\d/);
    expect(textOf(received)).toContain('Kính gửi: Đơn vị so-y-te');
    expect(textOf(received)).not.toMatch(/undefined|null|NaN|\[object/);
    // The text part carries all that the HTML says.
    const inHtml = words(htmlOf(received));
    const lines = textOf(received)
      .split('\n')
      .map((line) => line.replace(/^[- ]+/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('VIỆC CẦN LÀM'));
    for (const line of lines)
      for (const part of line.split(/ (?=\(mục)|: /)) expect(inHtml).toContain(part.trim());
  });
});

describe('headers', () => {
  test('RFC 5322 and 2047, in the order of business time', async () => {
    const order = anOrderOf({ code: 'dossier-accepted', campaign: '2023' });
    const { raw, mail, to } = await send(order);
    const head = unfolded(raw);
    const messageId = messageIdOf(`${order.key}/unit:so-y-te`);
    expect(to).toStrictEqual(['so-y-te@cantho.example']);
    expect(head).toMatch(/^Date: Fri, 05 Jan 2024 01:00:00 \+0000$/m);
    expect(mail.date?.getTime()).toBe(sentAt);
    expect(mail.messageId).toBe(messageId);
    expect(mail.from?.value).toStrictEqual([
      { name: 'Thi đua cải cách hành chính', address: 'thi-dua@can-tho.invalid' },
    ]);
    expect(head).toMatch(/^From: =\?UTF-8\?/im);
    expect(head).toMatch(/^Subject: =\?UTF-8\?/im);
    expect(head).toMatch(/^To: =\?UTF-8\?.* <so-y-te@cantho\.example>$/im);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(head).toMatch(/^X-Thidua-Campaign: 263\/2023$/m);
    expect(head).toMatch(/^Content-Type: multipart\/alternative;/m);
    expect(head).toMatch(/^MIME-Version: 1\.0$/m);
    expect(head).toMatch(/^[\x00-\x7f]*$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(mail.subject).toBe('Hồ sơ đã được chấp nhận, đợt khen thưởng năm 2023 – Đơn vị so-y-te');
  });

  test('one thread a dossier, which its opening mail begins', async () => {
    const root = messageIdOf('dossier/263/2023/so-tu-phap/open/unit:so-tu-phap');
    const ofDossier = (event: string, content: Parameters<typeof anOrderOf>[0]) =>
      send(
        anOrderOf(content, {
          key: `dossier/263/2023/so-tu-phap/${event}`,
          recipients: [{ unit: 'so-tu-phap' }],
        }),
      );
    const { 'dossier-open': open, 'dossier-reminder': reminder } = contents;
    const first = await ofDossier('open', open.content);
    const second = await ofDossier('reminder/2024-01-26', reminder.content);
    const result = await send(
      anOrderOf(contents.result.content, {
        key: 'campaign/263/2023/result',
        recipients: [{ unit: 'so-tu-phap' }],
      }),
    );
    expect(first.mail.messageId).toBe(root);
    expect(first.mail.references).toBeUndefined();
    expect(first.mail.inReplyTo).toBeUndefined();
    expect([second.mail.inReplyTo, second.mail.references]).toStrictEqual([root, root]);
    expect([result.mail.inReplyTo, result.mail.references]).toStrictEqual([root, root]);
  });

  test('a unit that files for one that has ended hears of that dossier in its thread', async () => {
    const { mail } = await send(
      anOrderOf(contents['dossier-open'].content, {
        key: 'dossier/263/2023/xa-cu/open',
        recipients: [{ unit: 'xa-moi' }],
      }),
    );
    expect(mail.subject).toContain('Đơn vị xa-cu');
    expect(mail.text).toContain('Kính gửi: Đơn vị xa-moi');
    expect(mail.text).toContain('dossier/263/2023/xa-cu');
  });

  test('an office has one thread a campaign, another than a unit', async () => {
    const toBoard = (key: string, content: Parameters<typeof anOrderOf>[0]) =>
      send(anOrderOf(content, { key, recipients: [{ office: 'board' }] }));
    const one = await toBoard('campaign/263/2023/appraise-request/1', contents['appraise-request'].content);
    const two = await toBoard('campaign/263/2023/announce-reminder/1', contents['appraise-reminder'].content);
    const other = await toBoard('campaign/263/2022/appraise-request/1', {
      code: 'appraise-request',
      campaign: '2022',
      digest: 'c'.repeat(64),
      input: 'd'.repeat(64),
      announceBy: sentAt,
    });
    expect(one.mail.references).toBe(two.mail.references);
    expect(other.mail.references).not.toBe(one.mail.references);
  });

  test('the last day that has passed is said to have passed', async () => {
    const { mail } = await send(
      anOrderOf(contents.question.content, { at: Date.parse('2024-02-28T09:00:00+07:00') }),
    );
    expect(mail.subject?.startsWith('[Cần quyết định ngay, hạn trước 25/02/2024 đã qua] ')).toBe(true);
  });

  test('a cutoff in the middle of a day is told with its hour', async () => {
    const { mail } = await send(
      anOrderOf({ code: 'dossier-open', campaign: '2023', cutoff: Date.parse('2024-02-15T17:00:00+07:00') }),
    );
    expect(mail.subject?.startsWith('[Cần nộp hồ sơ trước 17:00 ngày 15/02/2024] ')).toBe(true);
  });
});

describe('what people wrote stays text', () => {
  const evil =
    'Dòng một\r\nBcc: ke-gian@example.com\r\n\r\n<script>alert("1")</script>\u2028X: y\u202e & <b>đậm</b>\0';

  test.each([
    { code: 'dossier-returned', campaign: '2023', reason: evil, completeBy: '2024-02-20' },
    { code: 'dossier-rejected', campaign: '2023', reason: evil },
    { code: 'list-returned', campaign: '2023', by: 'chairman', reason: evil },
    { code: 'difficulty', campaign: '2023', unit: 'so-y-te', text: evil },
    {
      code: 'question',
      campaign: '2023',
      questions: [evil, `2023/communes/highest-rank/${evil}`],
      input: 'b'.repeat(64),
      cutoff: sentAt,
    },
    { code: 'weekly-digest', campaign: '2023', items: [{ what: evil, count: 1 }] },
    {
      code: 'weekly-digest',
      campaign: '2023',
      items: [],
      failing: [{ effect: evil, since: sentAt, why: evil }],
      undelivered: [{ recipient: evil, address: evil, count: 1, answer: evil }],
    },
    { code: 'list-superseded', campaign: '2023', digest: 'a', by: 'review', reason: evil },
    { code: 'choices-dropped', campaign: '2023', questions: [evil], shortlists: [] },
    { code: 'dossier-shortened', campaign: '2023', cutoff: sentAt, reason: evil },
    { code: 'dossier-restarted', campaign: '2023', units: [evil] },
    { code: 'certificate-revoked', campaign: '2023', unit: 'so-y-te', seat: evil, reason: evil },
    { code: 'sign-refused', campaign: '2023', refusal: { code: 'strike.unknown', nominees: [evil] } },
  ] satisfies MailContent[])('$code', async (content) => {
    const received = await send(anOrderOf(content));
    expect(received.to).toStrictEqual(['so-y-te@cantho.example']);
    expect(unfolded(received.raw)).not.toMatch(/^(Bcc|X):/im);
    expect(htmlOf(received)).not.toMatch(/<script|<b>|\u202e|\0/);
    expect(textOf(received)).not.toMatch(/\u202e|\0/);
    expect(htmlOf(received)).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(received.mail.attachments).toStrictEqual([]);
  });

  test('a unit name, a subject and an address cannot add headers', async () => {
    await records.db
      .insertInto('contact')
      .values({
        recipient: 'unit:la',
        address: 'la@cantho.example',
        name: `Xã "Lạ"\r\nBcc: x@example.com <y@example.com>`,
      })
      .execute();
    const received = await send(
      anOrderOf(contents['dossier-accepted'].content, {
        key: 'dossier/263/2023/la/x',
        recipients: [{ unit: 'la' }],
      }),
    );
    expect(unfolded(received.raw)).not.toMatch(/^Bcc:/im);
    expect(received.to).toStrictEqual(['la@cantho.example']);
  });
});

test('the records name each message, its code, unit and subject', async () => {
  const order = anOrderOf(contents['dossier-open'].content);
  await send(order);
  const row = (await mailRows(records)).find((it) => it.key.startsWith(order.key));
  expect(row).toStrictEqual({
    key: `${order.key}/unit:so-y-te`,
    messageId: messageIdOf(`${order.key}/unit:so-y-te`),
    recipient: 'unit:so-y-te',
    address: 'so-y-te@cantho.example',
    code: 'dossier-open',
    campaign: '2023',
    unit: 'so-y-te',
    subject:
      '[Cần nộp hồ sơ trước 10/02/2024] Hồ sơ đề nghị khen thưởng cải cách hành chính, đợt khen thưởng năm 2023 – Đơn vị so-y-te',
    at: sentAt,
    state: 'sent',
  });
});
