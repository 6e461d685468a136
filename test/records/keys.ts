import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { instanceOf } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import { registerKey } from '../../activities/records/registry/keys.js';
import {
  type ActProof,
  type Proof,
  proofOf,
  type Signable,
  type SignedIn,
  signedText,
} from '../../workflows/api/proof.js';
import { digestOf } from '../../workflows/rules/digest.js';

/** What is signed, and what of it is otherwise than it should be. */
export interface Signing {
  /** The instance whose records are meant; the key's own where it is left out. */
  instance?: string;
  workflow: string;
  message: string;
  content: unknown;
  /** By how much the instant is off, ms. */
  late?: number;
  id?: string;
  /** For whom a portal signs; null: it doesn't say. */
  signedIn?: SignedIn | null | undefined;
}

/** A person's key, registered in records, that signs whatever a test asks it to. */
export class TestKey {
  private constructor(
    readonly person: string,
    readonly id: string,
    readonly publicKey: string,
    private readonly instance: string,
    private readonly sign: (text: string) => string,
    private readonly signedIn?: () => SignedIn,
  ) {}

  static registered(records: Records, person: string): Promise<TestKey> {
    return TestKey.made(records, person, { person });
  }

  /** A portal's key, that signs for one person who signed in a minute ago. */
  static ofPortal(records: Records, person: string): Promise<TestKey> {
    const signedIn = (): SignedIn => {
      const at = new Date(Date.now() - 60_000).toISOString();
      return { person, method: 'mail-link', at };
    };
    return TestKey.made(records, person, { portal: 'may-thu' }, signedIn);
  }

  private static async made(
    records: Records,
    person: string,
    owner: { person: string } | { portal: string },
    signedIn?: () => SignedIn,
  ): Promise<TestKey> {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const added = await registerKey(records, { ...owner, publicKey: spki });
    if (!('key' in added)) throw new Error(added.problem.code);
    const signWith = (text: string) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64');
    return new TestKey(person, added.key, spki, await instanceOf(records), signWith, signedIn);
  }

  prove({
    instance = this.instance,
    workflow,
    message,
    content,
    late = 0,
    id = randomUUID(),
    signedIn = this.signedIn?.(),
  }: Signing): Proof {
    const at = new Date(Date.now() - late).toISOString();
    const portal = signedIn === undefined || signedIn === null ? {} : { signedIn };
    const signable: Signable = { instance, workflow, message, digest: digestOf(content), id, at, ...portal };
    return { key: this.id, id, at, ...portal, signature: this.sign(signedText(signable)) };
  }

  /** The proof as a workflow hands it on that got the message `got`, whatever was signed. */
  proveAct(signing: Signing, got: { message: string; content: object }): ActProof {
    const proof = proofOf(got.message, { ...got.content, proof: this.prove(signing) });
    if (proof === null) throw new Error('No proof.');
    return proof;
  }
}

/** Makes a person a focal official of a unit, as a set-up does. */
export async function makeOfficial(
  records: Records,
  { unit, person }: { unit?: string | undefined; person: string },
  over: { from?: string; to?: string } = {},
): Promise<void> {
  const { from = '2020-01-01', to = null } = over;
  const row = { unit: unit ?? '', person, name: `Cán bộ ${person}`, valid_from: from, valid_to: to };
  await records.db
    .insertInto('unit_official')
    .values({ ...row, invented: false })
    .execute();
}
