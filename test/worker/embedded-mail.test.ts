import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedMailbox, readMailIndex } from '../../worker/embedded/mail/mailbox.js';
import { freePort } from '../../worker/embedded/ports.js';
import { type EmbeddedSmtp, startSmtpServer } from '../../worker/embedded/mail/smtp-server.js';

let folder: string;
let server: EmbeddedSmtp;
const unit = 'so-noi-vu@can-tho.invalid';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-mail-'));
  server = await startSmtpServer(await freePort(0), folder);
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function send(to: string | string[], messageId: string, subject = '[Cần nộp trước 10/02/2024] Hồ sơ') {
  const mailer = createTransport(server.url);
  try {
    return await mailer.sendMail({ from: 'gui@can-tho.invalid', to, messageId, subject, text: 'Kính gửi…' });
  } finally {
    mailer.close();
  }
}

const emlFiles = async () => (await readdir(folder)).filter((name) => name.endsWith('.eml'));

test('a message is kept as it came, listed, and known by its Message-ID and recipient', async () => {
  await send(unit, '<1@thidua>');
  const [mail] = await readMailIndex(folder);
  expect(mail).toMatchObject({
    from: 'gui@can-tho.invalid',
    to: [unit],
    subject: '[Cần nộp trước 10/02/2024] Hồ sơ',
    messageId: '<1@thidua>',
  });
  expect(mail?.file).toMatch(/^\d{8}-000001-so-noi-vu-can-nop-truoc-10-02-2024-ho-so\.eml$/);
  expect(await readFile(join(folder, mail?.file ?? ''), 'utf8')).toContain('Message-ID: <1@thidua>');
  const mailbox = embeddedMailbox(folder);
  expect(await mailbox.has('<1@thidua>', unit.toUpperCase())).toBe(true);
  expect(await mailbox.has('<1@thidua>', 'khac@can-tho.invalid')).toBe(false);
  expect(await mailbox.has('<2@thidua>', unit)).toBe(false);
});

test('the same message is kept once a recipient, however often and however fast it comes', async () => {
  await Promise.all(Array.from({ length: 5 }, () => send(unit, '<1@thidua>')));
  await send([unit, 'khac@can-tho.invalid'], '<1@thidua>');
  expect((await readMailIndex(folder)).map((mail) => mail.to)).toStrictEqual([
    [unit],
    ['khac@can-tho.invalid'],
  ]);
  expect(await emlFiles()).toHaveLength(2);
});

test.each(['ai-do@khong-ton-tai.invalid', 'bounce@can-tho.invalid', 'Bounce.1@can-tho.invalid'])(
  '%s is refused for good',
  async (address) => {
    await expect(send(address, '<1@thidua>')).rejects.toMatchObject({
      responseCode: 550,
      response: '550 5.1.1 User unknown',
    });
    expect(await readMailIndex(folder)).toStrictEqual([]);
  },
);

test('what was not acknowledged before a crash is gone after it; what was is there', async () => {
  await send(unit, '<1@thidua>');
  await server.stop();
  await writeFile(join(folder, '20240210-000002-half.eml'), 'half');
  await appendFile(join(folder, 'index.jsonl'), '{"time":"2024');
  await rm(join(folder, 'by-id'), { recursive: true });
  server = await startSmtpServer(await freePort(0), folder);
  expect(await emlFiles()).toHaveLength(1);
  expect(await embeddedMailbox(folder).has('<1@thidua>', unit)).toBe(true);
  await send(unit, '<1@thidua>');
  await send(unit, '<2@thidua>');
  expect((await readMailIndex(folder)).map((mail) => mail.messageId)).toStrictEqual([
    '<1@thidua>',
    '<2@thidua>',
  ]);
});
