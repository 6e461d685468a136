import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { plain } from '../../workflows/api/acts.js';
import {
  type Addressee,
  type Proof,
  type Signable,
  type SignedIn,
  signedText,
} from '../../workflows/api/proof.js';
import { digestOf } from '../../workflows/rules/digest.js';

/** Who signs: a person's private key, opened. It never leaves this process. */
export interface Signer {
  person: string;
  /** The key's fingerprint. */
  key: string;
  /** SPKI, base64. */
  publicKey: string;
  /** The proof of a message (without one) to a workflow; each has an id of its own and is good for ten minutes. */
  readonly prove: (to: Addressee, name: string, message: object) => Proof;
}

/** A signer that can ask for its key to be registered. */
export interface KeyHolder extends Signer {
  /** The key's signature on its own request. */
  readonly signRequest: () => string;
}

/** Why a key file can't be made or opened. */
export type KeyFileProblem =
  | { code: 'key-file.exists'; file: string }
  | { code: 'key-file.unreadable'; file: string; reason: string }
  | { code: 'key-file.no-key'; file: string }
  | { code: 'key-file.wrong-passphrase'; file: string }
  | { code: 'passphrase.short'; least: number };

/** A passphrase has at least so many characters. */
const shortestPassphrase = 12;

const onlyOwner = 0o600;

/**
 * Makes a key for a person and keeps it in a new file that only its owner can read: PKCS#8 PEM, encrypted with the
 * passphrase, the person's code in a line above. A file that is there already is left alone.
 */
export async function makeKeyFile(
  file: string,
  person: string,
  passphrase: string,
): Promise<KeyHolder | { problem: KeyFileProblem }> {
  if (passphrase.length < shortestPassphrase)
    return { problem: { code: 'passphrase.short', least: shortestPassphrase } };
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase });
  try {
    const handle = await open(file, 'wx', onlyOwner);
    try {
      await handle.writeFile(`Person: ${person}\n${pem.toString()}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { problem: fileProblem(file, error) };
  }
  return signerOf(person, privateKey);
}

/** Opens a key file with its passphrase. */
export async function openKeyFile(
  file: string,
  passphrase: string,
): Promise<KeyHolder | { problem: KeyFileProblem }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { problem: fileProblem(file, error) };
  }
  const person = /^Person: (\S+)$/m.exec(text)?.[1];
  const isEncrypted = text.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----');
  if (person === undefined || !isEncrypted) return { problem: { code: 'key-file.no-key', file } };
  try {
    return signerOf(person, createPrivateKey({ key: text, passphrase }));
  } catch {
    return { problem: { code: 'key-file.wrong-passphrase', file } };
  }
}

function fileProblem(file: string, error: unknown): KeyFileProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return code === 'EEXIST'
    ? { code: 'key-file.exists', file }
    : { code: 'key-file.unreadable', file, reason: code };
}

function signerOf(person: string, privateKey: KeyObject): KeyHolder {
  const { key, publicKey } = publicOf(privateKey);
  const signRequest = (): string => signRequestOf({ person, publicKey }, privateKey);
  return { person, key, publicKey, prove: proverOf(privateKey), signRequest };
}

/** The public key of a private one, and its fingerprint. */
export function publicOf(privateKey: KeyObject): { key: string; publicKey: string } {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { key: createHash('sha256').update(spki).digest('hex'), publicKey: spki.toString('base64') };
}

/** How a private key proves messages. @param signedIn for whom, where it is a portal's */
export function proverOf(privateKey: KeyObject, signedIn?: SignedIn): Signer['prove'] {
  const { key } = publicOf(privateKey);
  return ({ instance, workflow }, message, content) =>
    proofOf(key, privateKey, {
      instance,
      workflow,
      message,
      digest: digestOf(plain(content)),
      id: randomUUID(),
      at: new Date().toISOString(),
      ...(signedIn !== undefined && { signedIn }),
    });
}

function proofOf(key: string, privateKey: KeyObject, signable: Signable): Proof {
  const { id, at, signedIn } = signable;
  const signature = sign(null, Buffer.from(signedText(signable), 'utf8'), privateKey).toString('base64');
  return { key, id, at, ...(signedIn !== undefined && { signedIn }), signature };
}

/** A key's signature on the request that it be registered. */
export const signRequestOf = (
  request: RegisteredOwner & { publicKey: string },
  privateKey: KeyObject,
): string => sign(null, Buffer.from(requestDigest(request)), privateKey).toString('base64');

/** Whose key is to be registered: a person's, or a portal's. */
export type RegisteredOwner = { person: string } | { portal: string };

/** What an operator registers of a key: that its holder asks for it, the key's own signature shows. */
export type KeyRequest = RegisteredOwner & { publicKey: string; fingerprint: string; signature: string };

const requestDigest = (request: RegisteredOwner & { publicKey: string }): string => {
  const { publicKey } = request;
  return 'person' in request
    ? digestOf({ message: 'registerKey', person: request.person, publicKey })
    : digestOf({ message: 'registerPortalKey', portal: request.portal, publicKey });
};

/** The request that the key be registered for its person. */
export const keyRequest = ({ person, publicKey, key, signRequest }: KeyHolder): KeyRequest => ({
  person,
  publicKey,
  fingerprint: key,
  signature: signRequest(),
});

/** Whether a request was signed by the very key that it is for, and says the key's own fingerprint. */
export function isOwnKey({ signature, fingerprint, ...request }: KeyRequest): boolean {
  try {
    const spki = Buffer.from(request.publicKey, 'base64');
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const isSigned = verify(null, Buffer.from(requestDigest(request)), key, Buffer.from(signature, 'base64'));
    return isSigned && createHash('sha256').update(spki).digest('hex') === fingerprint;
  } catch {
    return false;
  }
}
