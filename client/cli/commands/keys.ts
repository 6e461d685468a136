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
import { openPortalKey } from '../../officials/portal-key.js';
import { readConfiguration } from '../../../worker/configuration.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { configurationSentences } from '../../language/part-problems.js';
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

/** `thidua key request`: what an operator registers, signed by the key itself; without a file the portal's. @returns the exit status */
export async function runKeyRequest(
  { file, passphraseFile }: { file?: string | undefined; passphraseFile?: string },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  if (file === undefined) return end(await portalRequest(surroundings), surroundings);
  const signer = await openSigner(file, passphraseFile, surroundings.environment);
  return end('key' in signer ? { text: pretty(keyRequest(signer)) } : signer, surroundings);
}

async function portalRequest({ environment }: Surroundings): Promise<Ending> {
  const read = readConfiguration(environment);
  if (!read.ok) return { sentence: configurationSentences(read.problems).join('\n'), status: atFault };
  const opened = await openPortalKey(read.configuration);
  if ('problem' in opened) return { sentence: opened.problem, status: atFault };
  return { text: pretty(opened.request()) };
}

const ofKey = { publicKey: z.string(), fingerprint: z.string(), signature: z.string() };
const code = z.string().regex(/^\S{1,64}$/);
const KeyRequest = z.strictObject({ person: code, ...ofKey }).or(z.strictObject({ portal: code, ...ofKey }));

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
    const { data } = request;
    const { publicKey } = data;
    const asked = 'person' in data ? { person: data.person, publicKey } : { portal: data.portal, publicKey };
    const added = await registerKey(records, asked);
    if ('problem' in added) return { sentence: keySentence(added.problem), status: refusedByRules };
    return {
      text:
        'person' in asked
          ? say(
              `Đã đăng ký khóa ${added.key} cho ${asked.person}. Đề nghị đối chiếu mã khóa với chính người đó.\n`,
              `The key ${added.key} was registered for ${asked.person}. Compare the key's id with that person.\n`,
            )
          : say(
              `Đã đăng ký khóa ${added.key} của cổng thông tin ${asked.portal}: cổng ký được cho những người đã đăng nhập. Đề nghị đối chiếu mã khóa với máy chạy cổng.\n`,
              `The key ${added.key} of the portal ${asked.portal} was registered: it signs for people who signed in. Compare the key's id with the machine that runs the portal.\n`,
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
    const widest = Math.max(...keys.map((it) => textWidth(ownerOf(it))));
    return { text: keys.map((key) => line(key, widest)).join('') };
  });
}

const instant = (at: number): string => new Date(at).toISOString();
const shown = ({ registeredAt, revokedAt, ...key }: SigningKey) => ({
  ...key,
  registeredAt: instant(registeredAt),
  revokedAt: revokedAt === null ? null : instant(revokedAt),
});

const ownerOf = ({ person, portal }: SigningKey): string =>
  person ?? say(`cổng ${portal ?? ''}`, `portal ${portal ?? ''}`);

function line(key: SigningKey, widest: number): string {
  const { id, registeredAt, revokedAt, reason } = key;
  const end =
    revokedAt === null
      ? say('đang dùng', 'in use')
      : say(
          `thu hồi ${formatMoment(revokedAt)}: ${reason ?? ''}`,
          `revoked at ${formatMoment(revokedAt)}: ${reason ?? ''}`,
        );
  return say(
    `${id}  ${fit(ownerOf(key), widest)}  đăng ký ${formatMoment(registeredAt)}  ${end}\n`,
    `${id}  ${fit(ownerOf(key), widest)}  registered at ${formatMoment(registeredAt)}  ${end}\n`,
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
