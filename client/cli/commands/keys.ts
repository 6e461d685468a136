import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { z } from 'zod';
import {
  registerKey,
  revokeKey,
  type SigningKey,
  signingKeys,
} from '../../../activities/records/registry/keys.js';
import { isOwnKey, keyRequest, makeKeyFile, type KeyHolder, openKeyFile } from '../../officials/identity.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { keySentence } from '../key-problems.js';
import { askPassphrase } from '../passphrase.js';
import { fit, textWidth } from '../terminal/tables.js';
import { atFault, end, type Ending, refusedByRules, withRecords } from '../records-at-hand.js';

const pretty = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** `thidua key new`: makes a person's key in a file of its own. @returns the exit status */
export async function runKeyNew(
  { person, out, passphraseFile }: { person: string; out?: string; passphraseFile?: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  if (!/^\S{1,64}$/.test(person)) {
    const sentence = say(
      `Mã người “${person}” phải có 1 đến 64 ký tự và không có khoảng trắng.`,
      `The person's code “${person}” must have 1 to 64 characters and no spaces.`,
    );
    return end({ sentence, status: atFault }, surroundings);
  }
  const asked = await askPassphrase(passphraseFile, { again: true, environment: surroundings.environment });
  if ('sentence' in asked) return end({ ...asked, status: atFault }, surroundings);
  const file = out ?? `${person}.key.pem`;
  const made = await makeKeyFile(file, person, asked.passphrase);
  if ('problem' in made) return end({ sentence: keySentence(made.problem), status: atFault }, surroundings);
  const lines = [
    say(
      `Đã tạo khóa ${made.key} của ${person} trong tệp ${file} (chỉ chủ tệp đọc được).`,
      `The key ${made.key} of ${person} was made in the file ${file} (only its owner reads it).`,
    ),
    say(
      `Tiếp theo: thidua key request ${file} rồi gửi kết quả cho người vận hành hệ thống đăng ký.`,
      `What comes next: thidua key request ${file}, and send what it prints to the operator for registration.`,
    ),
  ];
  return end({ text: `${lines.join('\n')}\n` }, surroundings);
}

/** Opens a key file, asking for its passphrase; or how the command ends. */
export async function openSigner(
  file: string,
  passphraseFile?: string,
  environment = process.env,
): Promise<KeyHolder | Ending> {
  const asked = await askPassphrase(passphraseFile, { environment });
  if ('sentence' in asked) return { ...asked, status: atFault };
  const opened = await openKeyFile(file, asked.passphrase);
  return 'problem' in opened ? { sentence: keySentence(opened.problem), status: atFault } : opened;
}

/** `thidua key request`: what an operator registers, signed by the key itself. @returns the exit status */
export async function runKeyRequest(
  { file, passphraseFile }: { file: string; passphraseFile?: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const signer = await openSigner(file, passphraseFile, surroundings.environment);
  return end('key' in signer ? { text: pretty(keyRequest(signer)) } : signer, surroundings);
}

const KeyRequest = z.strictObject({
  person: z.string().regex(/^\S{1,64}$/),
  publicKey: z.string(),
  fingerprint: z.string(),
  signature: z.string(),
});

/** `thidua key register`: takes a request up, from a file or from the standard input (`-`). @returns the exit status */
export async function runKeyRegister(
  file: string,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const wrong = (sentence: string) => end({ sentence, status: atFault }, surroundings);
  const read = await readJson(file);
  if ('sentence' in read) return wrong(read.sentence);
  const request = KeyRequest.safeParse(read.value);
  if (!request.success) {
    const problems = request.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`);
    return wrong(
      say(
        `Yêu cầu đăng ký khóa không đúng mẫu: ${problems.join('; ')}.`,
        `The request for registration is malformed: ${problems.join('; ')}.`,
      ),
    );
  }
  if (!isOwnKey(request.data))
    return wrong(
      say(
        'Yêu cầu đăng ký khóa không do chính khóa đó ký, hoặc đã bị sửa; đề nghị tạo lại yêu cầu.',
        'The request was not signed by the key itself, or was altered; make it again.',
      ),
    );
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const { person, publicKey } = request.data;
    const added = await registerKey(records, { person, publicKey });
    if ('problem' in added) return { sentence: keySentence(added.problem), status: refusedByRules };
    return {
      text: say(
        `Đã đăng ký khóa ${added.key} cho ${person}. Đề nghị đối chiếu mã khóa với chính người đó.\n`,
        `The key ${added.key} was registered for ${person}. Compare the key's id with that person.\n`,
      ),
    };
  });
}

/** JSON of a file, or of the standard input; a sentence where there is none. */
export async function readJson(file: string): Promise<{ value: unknown } | { sentence: string }> {
  try {
    const content = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
    const value: unknown = JSON.parse(content);
    return { value };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      sentence: say(
        `Không đọc được JSON từ ${file === '-' ? 'đầu vào chuẩn' : `tệp ${file}`}: ${reason}.`,
        `JSON cannot be read from ${file === '-' ? 'standard input' : `the file ${file}`}: ${reason}.`,
      ),
    };
  }
}

/** `thidua key list`. @returns the exit status */
export function runKeyList(
  { json }: { json?: boolean },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return withRecords(surroundings, async (records) => {
    const keys = await signingKeys(records);
    if (json === true) return { text: pretty(keys.map(shown)) };
    if (keys.length === 0)
      return { text: say('Chưa có khóa nào được đăng ký.\n', 'No key is registered.\n') };
    const widest = Math.max(...keys.map(({ person }) => textWidth(person)));
    return { text: keys.map((key) => line(key, widest)).join('') };
  });
}

const instant = (at: number): string => new Date(at).toISOString();
const shown = ({ registeredAt, revokedAt, ...key }: SigningKey) => ({
  ...key,
  registeredAt: instant(registeredAt),
  revokedAt: revokedAt === null ? null : instant(revokedAt),
});

function line({ id, person, registeredAt, revokedAt, reason }: SigningKey, widest: number): string {
  const end =
    revokedAt === null
      ? say('đang dùng', 'in use')
      : say(
          `thu hồi ${formatMoment(revokedAt)}: ${reason ?? ''}`,
          `revoked at ${formatMoment(revokedAt)}: ${reason ?? ''}`,
        );
  return say(
    `${id}  ${fit(person, widest)}  đăng ký ${formatMoment(registeredAt)}  ${end}\n`,
    `${id}  ${fit(person, widest)}  registered at ${formatMoment(registeredAt)}  ${end}\n`,
  );
}

/** `thidua key revoke`. @returns the exit status */
export function runKeyRevoke(
  id: string,
  { reason }: { reason: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  if (reason.trim() === '') {
    return Promise.resolve(
      end(
        {
          sentence: say('Phải nêu lý do thu hồi khóa.', 'A reason for revoking the key is needed.'),
          status: atFault,
        },
        surroundings,
      ),
    );
  }
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const revoked = await revokeKey(records, id, reason.trim());
    if ('problem' in revoked) return { sentence: keySentence(revoked.problem), status: refusedByRules };
    return {
      text: say(
        `Đã thu hồi khóa ${revoked.key} của ${revoked.person}.\n`,
        `The key ${revoked.key} of ${revoked.person} was revoked.\n`,
      ),
    };
  });
}
