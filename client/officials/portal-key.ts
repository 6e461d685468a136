import { createPrivateKey, generateKeyPairSync, hkdfSync, type KeyObject, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../../worker/configuration.js';
import type { SignedIn } from '../../workflows/api/proof.js';
import { type KeyRequest, proverOf, publicOf, type Signer, signRequestOf } from './identity.js';

/** A portal's own key, opened: it signs for whom the portal has signed in, and never without saying so. */
export interface PortalKey {
  /** The fingerprint. */
  key: string;
  /** SPKI, base64. */
  publicKey: string;
  /** The portal's name: the machine that it runs on. */
  portal: string;
  signerFor: (signedIn: SignedIn) => Signer;
  /** The request that it be registered. */
  request: () => KeyRequest;
  /** A secret that goes with the key: portals with the same key take each other's sessions. */
  secret: (purpose: string) => string;
}

const onlyOwner = 0o600;
const fileName = 'portal.key.pem';

/** Opens the key that is configured, else the data folder's, which is made the first time; or a sentence why there is none. */
export async function openPortalKey({
  portal,
  dataFolder,
}: Pick<Configuration, 'portal' | 'dataFolder'>): Promise<PortalKey | { problem: string }> {
  const file = join(dataFolder, fileName);
  try {
    const pem = portal.key ?? (await readOrMake(dataFolder, file));
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType === 'ed25519') return keyOf(privateKey);
  } catch (error) {
    if (portal.key === undefined) return { problem: unusable(`tệp ${file}`, error) };
  }
  return { problem: unusable(portal.key === undefined ? `tệp ${file}` : 'biến PORTAL_KEY') };
}

const unusable = (where: string, error?: unknown): string => {
  const reason = error instanceof Error ? ` (${error.message})` : '';
  return `Không dùng được khóa của cổng thông tin trong ${where}${reason}: phải là khóa riêng Ed25519 dạng PEM.`;
};

async function readOrMake(folder: string, file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (known !== null) return known;
  await mkdir(folder, { recursive: true });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, pem, { mode: onlyOwner, flag: 'wx', flush: true });
  // Another may have made it meanwhile: what stands there counts.
  await link(draft, file).catch(() => undefined);
  await unlink(draft);
  return readFile(file, 'utf8');
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

function keyOf(privateKey: KeyObject): PortalKey {
  const { key, publicKey } = publicOf(privateKey);
  const portal = hostname().replace(/\s+/g, '-').slice(0, 64) || 'portal';
  return {
    key,
    publicKey,
    portal,
    signerFor: (signedIn) => ({
      person: signedIn.person,
      key,
      publicKey,
      prove: proverOf(privateKey, signedIn),
    }),
    request: () => {
      const asked = { portal, publicKey };
      return { ...asked, fingerprint: key, signature: signRequestOf(asked, privateKey) };
    },
    secret: (purpose) =>
      Buffer.from(
        hkdfSync('sha256', privateKey.export({ type: 'pkcs8', format: 'der' }), '', purpose, 32),
      ).toString('hex'),
  };
}
