import { createPublicKey, verify } from 'node:crypto';
import { sql } from 'kysely';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import type { Actor } from '../../../workflows/api/messages.js';
import { type ActProof, type Addressee, signedText } from '../../../workflows/api/proof.js';
import { signerFault } from './signers.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import type { Trx } from './outcome.js';

/** An act of a person as its proof has to show it. */
export interface ProvedAct {
  workflow: string;
  actor: Actor;
  proof: ActProof | undefined;
}

const longestAge = 10 * 60_000;
const longestLead = 60_000;

/** How these records stand to proofs; in a rehearsal none is asked, nor looked at. */
export interface Asking {
  /** Whose records these are. */
  instance: string;
  proofs: 'asked' | 'not-asked';
  mode: ClockMode;
}

/** Whether a person's act needs a proof here and now. */
export const areAsked = ({ proofs, mode }: Pick<Asking, 'proofs' | 'mode'>): boolean =>
  proofs === 'asked' && mode !== 'rehearsal';

interface Known {
  person: string | null;
  portal: string | null;
  public_key: string | null;
  revoked_at: number | null;
  now: number;
}

/**
 * Whether a person's act is proved: in service it is signed by a key of its person, for this very message to this
 * workflow, not more than ten minutes ago by the records' real clock, and never before. Null: it is, or nothing is asked.
 * A proof that holds is used up, whatever becomes of the act; the key stays as it is until the transaction ends.
 */
export async function checkProof(
  trx: Trx,
  { instance, mode, proofs }: Asking,
  { workflow, actor, proof }: ProvedAct,
): Promise<Refusal | null> {
  if (mode === 'rehearsal') return null;
  if (proof === undefined) return proofs === 'asked' ? { code: 'proof.missing' } : null;
  const known = await readKey(trx, proof.key);
  return faultOf({ instance, workflow, actor, proof }, known) ?? (await use(trx, proof));
}

/** The key, held as it is: one that is being revoked is waited for, and is not revoked before the act is done. */
async function readKey(trx: Trx, id: string): Promise<Known> {
  const key = await trx
    .selectFrom('signing_key')
    .select(['person', 'portal', 'public_key', 'revoked_at'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  const { now } = await trx
    .selectNoFrom(sql<number>`date_trunc('milliseconds', clock_timestamp())`.as('now'))
    .executeTakeFirstOrThrow();
  return { ...(key ?? { person: null, portal: null, public_key: null, revoked_at: null }), now };
}

function faultOf(act: ProvedAct & Addressee & { proof: ActProof }, known: Known): Refusal | null {
  const { proof, actor, instance, workflow } = act;
  const { key } = proof;
  const { public_key: publicKey, revoked_at: revokedAt, now } = known;
  const signedAt = Date.parse(proof.at);
  if (publicKey === null) return { code: 'proof.unknown-key', key };
  if (revokedAt !== null) return { code: 'proof.revoked-key', key, revokedAt };
  const notHis = refusalOfSigner(proof, known, actor.person);
  if (notHis !== null) return notHis;
  if (!isSignedBy(publicKey, { ...proof, instance, workflow })) return { code: 'proof.wrong-signature', key };
  if (now - signedAt > longestAge) return { code: 'proof.too-old', signedAt, now };
  return signedAt - now > longestLead ? { code: 'proof.in-future', signedAt, now } : null;
}

/** Why a key doesn't sign for this person, or not any more. */
function refusalOfSigner(proof: ActProof, known: Known, person: string): Refusal | null {
  const { key, signedIn } = proof;
  switch (signerFault(known, proof, person)) {
    case null:
      return null;
    case 'other-person':
      return { code: 'proof.other-person', key, person };
    case 'no-sign-in':
      return { code: 'proof.no-sign-in', key };
    case 'no-portal':
      return { code: 'proof.no-portal', key };
    case 'old-sign-in':
      return { code: 'proof.old-sign-in', signedInAt: Date.parse(signedIn?.at ?? ''), now: known.now };
  }
}

async function use(trx: Trx, { key, id }: ActProof): Promise<Refusal | null> {
  const used = await trx
    .insertInto('used_proof')
    .values({ key, id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return used === undefined ? { code: 'proof.repeated', id } : null;
}

/** Whether a signature is this key's. @param publicKey in SPKI form, base64 */
export function isSignedBy(publicKey: string, signed: ActProof & Addressee): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const signature = Buffer.from(signed.signature, 'base64');
  return verify(null, Buffer.from(signedText(signed), 'utf8'), key, signature);
}
