import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedMailbox, mailFile, readMails } from '../../worker/embedded/mail/mailbox.js';
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
  const [mail] = await readMails(folder);
  expect(mail).toMatchObject({
    from: 'gui@can-tho.invalid',
    to: unit,
    subject: '[Cần nộp trước 10/02/2024] Hồ sơ',
    messageId: '<1@thidua>',
  });
  expect(mail?.file).toMatch(/^so-noi-vu-[0-9a-f]{32}\.eml$/);
  expect(await readFile(join(folder, mail?.file ?? ''), 'utf8')).toContain('Message-ID: <1@thidua>');
  const mailbox = embeddedMailbox(folder);
  expect(await mailbox.has('<1@thidua>', unit.toUpperCase())).toBe(true);
  expect(await mailbox.has('<1@thidua>', 'khac@can-tho.invalid')).toBe(false);
  expect(await mailbox.has('<2@thidua>', unit)).toBe(false);
});

test('the same message is kept once a recipient, however often and however fast it comes', async () => {
  await Promise.all(Array.from({ length: 5 }, () => send(unit, '<1@thidua>')));
  await send([unit, 'khac@can-tho.invalid'], '<1@thidua>');
  expect((await readMails(folder)).map((mail) => mail.to)).toStrictEqual([unit, 'khac@can-tho.invalid']);
  expect(await emlFiles()).toHaveLength(2);
});

test('headers of its own that look like the trace change nothing', async () => {
  const mailer = createTransport(server.url);
  const headers = { 'Delivered-To': 'khac@can-tho.invalid', 'X-Kept-At': '1999' };
  await mailer.sendMail({
    from: 'gui@can-tho.invalid',
    to: unit,
    messageId: '<3@thidua>',
    headers,
    text: 'x',
  });
  mailer.close();
  const [mail] = await readMails(folder);
  expect(mail).toMatchObject({ to: unit });
  expect(mail?.time).toMatch(/^20/);
});

test.each(['ai-do@khong-ton-tai.invalid', 'bounce@can-tho.invalid', 'Bounce.1@can-tho.invalid'])(
  '%s is refused for good',
  async (address) => {
    await expect(send(address, '<1@thidua>')).rejects.toMatchObject({
      responseCode: 550,
      response: '550 5.1.1 User unknown',
    });
    expect(await readMails(folder)).toStrictEqual([]);
  },
);

test('a full disk: the sender is told to try later, nothing torn is left, and it goes on when there is room', async (context) => {
  await server.stop();
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
  if (status !== 0) return context.skip(`no file system can be mounted here: ${String(stderr)}`);
  try {
    server = await startSmtpServer(await freePort(0), folder);
    await send(unit, '<1@thidua>');
    await writeFile(join(folder, 'filler'), Buffer.alloc(1_000_000)).catch(() => undefined);
    await expect(send(unit, '<2@thidua>')).rejects.toMatchObject({ responseCode: 452 });
    expect(await emlFiles()).toStrictEqual([mailFile('<1@thidua>', unit)]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toStrictEqual([]);
    await rm(join(folder, 'filler'));
    await send(unit, '<2@thidua>');
    expect((await readMails(folder)).map((mail) => mail.messageId)).toStrictEqual([
      '<1@thidua>',
      '<2@thidua>',
    ]);
    await server.stop();
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
});

test('what was not acknowledged before a crash is gone after it; what was is there', async () => {
  await send(unit, '<1@thidua>');
  await server.stop();
  await writeFile(join(folder, `${mailFile('<2@thidua>', unit)}.half.tmp`), 'half');
  server = await startSmtpServer(await freePort(0), folder);
  expect(await readdir(folder)).toStrictEqual([mailFile('<1@thidua>', unit)]);
  expect(await embeddedMailbox(folder).has('<2@thidua>', unit)).toBe(false);
  expect(await embeddedMailbox(folder).has('<1@thidua>', unit)).toBe(true);
  await send(unit, '<1@thidua>');
  await send(unit, '<2@thidua>');
  expect((await readMails(folder)).map((mail) => mail.messageId)).toStrictEqual(['<1@thidua>', '<2@thidua>']);
});
