import canonicalize from 'canonicalize';
import { z } from 'zod';
import { digestOf } from '../rules/digest.js';

/** For whom a portal signs: whom it has signed in, how, and when by the wall clock. */
export const SignedIn = z.strictObject({
  person: z.string(),
  method: z.enum(['mail-link', 'oidc']),
  at: z.iso.datetime({ precision: 3 }),
});
export type SignedIn = z.infer<typeof SignedIn>;

/** What a person's message carries beside its own fields: who signed it, once, and when. */
export const Proof = z.strictObject({
  /** The key's fingerprint: SHA-256 of the public key's SPKI form, 64 hex digits. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of this act alone. */
  id: z.uuid(),
  /** When it was signed, by the wall clock: `2026-02-09T16:59:00.000Z`. */
  at: z.iso.datetime({ precision: 3 }),
  /** Where a portal signed, and only there: for whom. */
  signedIn: SignedIn.optional(),
  /** Ed25519 over {@link signedText}, base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type Proof = z.infer<typeof Proof>;

/** A proof with what it was given for, as the audit row keeps it: with the row's workflow it is the text that was signed. */
export const ActProof = Proof.extend({
  /** The message's name. */
  message: z.string(),
  /** SHA-256 of the RFC 8785 form of the message without its proof. */
  digest: z.string(),
});
export type ActProof = z.infer<typeof ActProof>;

/** To whom a message is sent: a workflow of these records (their instance's id), and of no others. */
export interface Addressee {
  instance: string;
  workflow: string;
}

/** What is signed of a message: it stands for one workflow of one instance, one message, one act, one instant. */
export type Signable = Pick<ActProof, 'message' | 'digest' | 'id' | 'at' | 'signedIn'> & Addressee;

/**
 * The text that is signed: the RFC 8785 form of these six, and of whom a portal signs for. The message stands in it by its
 * digest, so that what a ranking of five thousand rows was signed with is kept in two hundred bytes.
 */
export function signedText({ instance, workflow, message, digest, id, at, signedIn }: Signable): string {
  const text = canonicalize({
    instance,
    workflow,
    message,
    digest,
    id,
    at,
    ...(signedIn !== undefined && { signedIn }),
  });
  if (text === undefined) throw new TypeError('Nothing to sign.');
  return text;
}

/** The name under which the receipt of a filing is signed, which the records give before any workflow hears of it. */
export const receiptName = 'receiveFiling';

/** What is signed for a receipt: who files, and the digest of the content. */
export const receiptDigest = (actor: object, content: string): string => digestOf({ actor, content });

/** A message's own fields, and the proof that came with them; undefined where none did. */
export function splitProof(input: unknown): { message: unknown; proof?: unknown } {
  if (typeof input !== 'object' || input === null || !('proof' in input)) return { message: input };
  const { proof, ...message } = input;
  return { message, proof };
}

/** The proof of a message that was read, for the act that it asks for; null where it has none. */
export function proofOf(name: string, input: unknown): ActProof | null {
  const { message, proof } = splitProof(input);
  const parsed = Proof.safeParse(proof);
  return parsed.success ? { ...parsed.data, message: name, digest: digestOf(message) } : null;
}
