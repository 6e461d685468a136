import { verify } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKeyFile, openKeyFile, type Signer } from '../../client/officials/identity.js';
import { signedText } from '../../workflows/api/proof.js';
import { digestOf } from '../../workflows/rules/digest.js';

const passphrase = 'một câu đủ dài';
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-key-'));
  file = join(folder, 'khoa.pem');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const opened = async (given = passphrase): Promise<Signer> => {
  const signer = await openKeyFile(file, given);
  if ('problem' in signer) throw new Error(signer.problem.code);
  return signer;
};

test('a key file is its owner’s alone, holds no plain key, and opens with its passphrase', async () => {
  const made = await makeKeyFile(file, 'snv-cchc-1', passphrase);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(text).not.toContain('BEGIN PRIVATE KEY');
  const { person, key, publicKey } = await opened();
  expect(made).toMatchObject({ person, key, publicKey });
  expect(person).toBe('snv-cchc-1');
});

test('what it signs the public key confirms, for this workflow, message and instant alone', async () => {
  await makeKeyFile(file, 'snv-cchc-1', passphrase);
  const { prove, publicKey } = await opened();
  const to = { instance: 'hồ sơ thật', workflow: 'campaign/263/2023' };
  const content = { reason: 'Lý do', beyond: undefined };
  const { signature, id, at } = prove(to, 'forward', content);
  const signed = {
    ...to,
    message: 'forward',
    digest: digestOf({ reason: 'Lý do' }),
    id,
    at,
  };
  const pem = `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----`;
  const holds = (of: typeof signed) =>
    verify(null, Buffer.from(signedText(of)), pem, Buffer.from(signature, 'base64'));
  expect(holds(signed)).toBe(true);
  expect(holds({ ...signed, workflow: 'campaign/263/2022' })).toBe(false);
  expect(holds({ ...signed, instance: 'chạy thử' })).toBe(false);
  expect(prove(to, 'forward', content).id).not.toBe(id);
});

test('a wrong passphrase, a short one, a file that is there or is no key', async () => {
  expect(await makeKeyFile(file, 'a', 'ngắn')).toMatchObject({ problem: { code: 'passphrase.short' } });
  await makeKeyFile(file, 'a', passphrase);
  const before = await readFile(file, 'utf8');
  expect(await makeKeyFile(file, 'b', passphrase)).toMatchObject({ problem: { code: 'key-file.exists' } });
  expect(await readFile(file, 'utf8')).toBe(before);
  expect(await openKeyFile(file, 'không phải câu này')).toMatchObject({
    problem: { code: 'key-file.wrong-passphrase' },
  });
  expect(await openKeyFile(join(folder, 'khong-co'), passphrase)).toMatchObject({
    problem: { code: 'key-file.unreadable', reason: 'ENOENT' },
  });
  await writeFile(file, 'không phải khóa');
  expect(await openKeyFile(file, passphrase)).toMatchObject({ problem: { code: 'key-file.no-key' } });
});
