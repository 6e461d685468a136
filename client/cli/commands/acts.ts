import { type AuditRow, auditRows } from '../../../activities/records/acts/audit.js';
import { isSignedBy } from '../../../activities/records/acts/proof-check.js';
import { signerFault } from '../../../activities/records/acts/signers.js';
import { instanceOf } from '../../../activities/records/database/instance.js';
import { type SigningKey, signingKeys } from '../../../activities/records/registry/keys.js';
import { ActProof, type SignedIn, signedText } from '../../../workflows/api/proof.js';
import { formatMoment } from '../../language/amounts.js';
import { say } from '../../language/language.js';
import { actName } from '../../language/names.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';

const pretty = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** `thidua act show`: one act, by its key or its number, as the audit table has it, what was signed for it, and whether the signature holds. */
export function runActShow(
  key: string,
  { json }: { json?: boolean },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const [row] = await auditRows(records, isSeq(key) ? { seq: Number(key) } : { key });
    if (row === undefined)
      return {
        sentence: say(
          `Không có việc nào có mã hoặc số “${key}”.`,
          `There is no act with the id or number “${key}”.`,
        ),
        status: atFault,
      };
    const instance = await instanceOf(records);
    const proof = proofOf(row, { instance, keys: await signingKeys(records) });
    if (json === true) return { text: pretty({ ...row, ...(proof !== null && { signed: proof }) }) };
    return { text: [...linesOf(row), ...proofLines(proof)].map((line) => `${line}\n`).join('') };
  });
}

/** A row's number in the audit table instead of its key. */
const isSeq = (key: string): boolean => /^\d{1,15}$/.test(key);

interface Signed {
  text: string;
  signature: string;
  key: string;
  /** Where a portal signed: for whom, how and when he signed in. */
  signedIn: SignedIn | null;
  isValid: boolean;
}

interface Known {
  instance: string;
  keys: readonly SigningKey[];
}

function proofOf(row: AuditRow, { instance, keys }: Known): Signed | null {
  const parsed = ActProof.safeParse(row.proof);
  if (!parsed.success) return null;
  const signed = { ...parsed.data, instance, workflow: row.workflow };
  const known = keys.find((it) => it.id === signed.key);
  const isValid =
    known !== undefined &&
    signerFault(known, signed, row.person) === null &&
    isSignedBy(known.publicKey, signed);
  const { signature, key, signedIn = null } = signed;
  return { text: signedText(signed), signature, key, signedIn, isValid };
}

function linesOf(row: AuditRow): string[] {
  const { office, actorUnit, person, holder } = row;
  const who =
    office === null
      ? say('hệ thống', 'the system')
      : [office, actorUnit, person, holder].filter(Boolean).join(', ');
  return [
    say(
      `Việc số ${row.seq}: ${actName(row.act)} (${row.key})`,
      `Act no. ${row.seq}: ${actName(row.act)} (${row.key})`,
    ),
    say(`Luồng việc: ${row.workflow}`, `Workflow: ${row.workflow}`),
    say(
      `Thời điểm: ${row.businessTime}; ghi lúc ${row.wallTime}`,
      `Moment: ${row.businessTime}; recorded at ${row.wallTime}`,
    ),
    say(`Người thực hiện: ${who}`, `Who: ${who}`),
    ...(row.reason === null ? [] : [say(`Lý do: ${row.reason}`, `Reason: ${row.reason}`)]),
    say(`Nội dung: ${JSON.stringify(row.facts)}`, `Content: ${JSON.stringify(row.facts)}`),
    say(`Kết quả: ${JSON.stringify(row.outcome)}`, `Outcome: ${JSON.stringify(row.outcome)}`),
    ...(row.changes === null
      ? []
      : [
          say(
            `Mã băm của những gì việc này thay đổi: ${row.changes}`,
            `Digest of what this act changed: ${row.changes}`,
          ),
        ]),
    say(`Mã băm: ${row.hash} (sau ${row.previous})`, `Digest: ${row.hash} (after ${row.previous})`),
  ];
}

function proofLines(proof: Signed | null): string[] {
  if (proof === null) return [say('Chữ ký: không có', 'Signature: none')];
  return [
    say(
      `Chữ ký: ${proof.isValid ? 'đúng' : 'KHÔNG ĐÚNG'}, khóa ${proof.key}`,
      `Signature: ${proof.isValid ? 'valid' : 'NOT VALID'}, key ${proof.key}`,
    ),
    ...(proof.signedIn === null ? [] : [signedInLine(proof.signedIn)]),
    say(`Nội dung đã ký: ${proof.text}`, `What was signed: ${proof.text}`),
    say(`Chữ ký Ed25519 (base64): ${proof.signature}`, `Ed25519 signature (base64): ${proof.signature}`),
  ];
}

/** When by the wall clock, also in a trial. */
const signedInLine = ({ person, method, at }: SignedIn): string =>
  say(
    `Cổng thông tin ký thay “${person}”, đăng nhập bằng ${methods[method]} ${formatMoment(Date.parse(at))}`,
    `The portal signs for “${person}”, signed in by ${methods[method]} at ${formatMoment(Date.parse(at))}`,
  );

const methods: Record<SignedIn['method'], string> = {
  'mail-link': say('đường dẫn gửi qua thư', 'a mailed link'),
  oidc: say('tài khoản của thành phố', "the city's own sign-in"),
};
