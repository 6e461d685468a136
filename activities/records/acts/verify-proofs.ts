import { z } from 'zod';
import { Actor } from '../../../workflows/api/messages.js';
import { ActProof, type Addressee, receiptDigest } from '../../../workflows/api/proof.js';
import { dossierId } from '../../../workflows/api/identity.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';
import { signingKeys } from '../registry/keys.js';
import { type AuditRow, auditRows } from './audit.js';
import { isSignedBy } from './proof-check.js';

/** What is wrong with a proof that was taken, by the act's key, a filing's receipt or a key's fingerprint. */
interface ProofFault {
  of: string;
  fault:
    | 'no-proof'
    | 'malformed'
    | 'unknown-key'
    | 'revoked-key'
    | 'other-person'
    | 'wrong-signature'
    | 'other-key';
}

export interface ProofVerdict {
  /** How many acts, and receipts of filings, carry a proof that was looked at. */
  acts: number;
  receipts: number;
  faults: ProofFault[];
}

interface ChainKey {
  person: string;
  publicKey: string;
  isRevoked: boolean;
}

const Registered = z.object({ key: z.string(), person: z.string(), publicKey: z.string() });
const Revoked = z.object({ key: z.string() });
const Outcome = z.object({ refusal: z.object({ code: z.string() }).nullable() });

/**
 * Checks every proof that was taken, with the keys as the audit chain registered and revoked them: a key counts from its
 * row to the row that revoked it. From the row on that asked for proofs no act of a person may stand without one.
 */
export async function verifyProofs(records: Records): Promise<ProofVerdict> {
  const chain = new Chain(await instanceOf(records));
  for (const row of await auditRows(records)) chain.read(row);
  const receipts = await verifyReceipts(records, chain);
  const altered = (await signingKeys(records)).flatMap(({ id, person, publicKey }): ProofFault[] => {
    const known = chain.keys.get(id);
    const isSame = known?.person === person && known.publicKey === publicKey;
    return isSame ? [] : [{ of: id, fault: 'other-key' }];
  });
  return {
    acts: chain.proofs,
    receipts: receipts.count,
    faults: [...chain.faults, ...receipts.faults, ...altered],
  };
}

/** The audit rows as they follow each other. */
class Chain {
  readonly keys = new Map<string, ChainKey>();
  readonly faults: ProofFault[] = [];
  proofs = 0;
  private isAsked = false;

  constructor(readonly instance: string) {}

  read(row: AuditRow): void {
    if (row.workflow === 'keys') return this.readKeys(row);
    if (row.office === null) return;
    const code = Outcome.safeParse(row.outcome).data?.refusal?.code ?? '';
    if (code.startsWith('proof.')) return;
    if (row.proof !== undefined) this.proofs += 1;
    const fault = row.proof === undefined ? this.missing() : this.faultOf(row);
    if (fault !== null) this.faults.push({ of: row.key, fault });
  }

  private readKeys({ act, facts }: AuditRow): void {
    if (act === 'proofs-asked') this.isAsked = true;
    if (act === 'key-registered') {
      const { key, person, publicKey } = Registered.parse(facts);
      this.keys.set(key, { person, publicKey, isRevoked: false });
    }
    if (act !== 'key-revoked') return;
    const known = this.keys.get(Revoked.parse(facts).key);
    if (known !== undefined) known.isRevoked = true;
  }

  private missing(): ProofFault['fault'] | null {
    return this.isAsked ? 'no-proof' : null;
  }

  private faultOf({ proof, workflow, person }: AuditRow): ProofFault['fault'] | null {
    const parsed = ActProof.safeParse(proof);
    if (!parsed.success) return 'malformed';
    const key = this.keys.get(parsed.data.key);
    if (key?.isRevoked === true) return 'revoked-key';
    return faultOf(key, person, { ...parsed.data, instance: this.instance, workflow });
  }
}

/** A revoked key's receipts of before stand: their place in the chain is not known. */
async function verifyReceipts(
  records: Records,
  { keys, instance }: Chain,
): Promise<{ count: number; faults: ProofFault[] }> {
  const filings = await records.db
    .selectFrom('filing')
    .select(['receipt', 'plan', 'campaign', 'unit', 'content', 'actor_unit', 'person', 'proof'])
    .where('proof', 'is not', null)
    .orderBy('seq')
    .execute();
  const faults = filings.flatMap((filing): ProofFault[] => {
    const { plan, campaign, unit, person, content } = filing;
    const parsed = ActProof.safeParse(filing.proof);
    if (!parsed.success) return [{ of: filing.receipt, fault: 'malformed' }];
    const actor = Actor.safeParse({ office: 'unit', unit: filing.actor_unit, person }).data ?? {};
    const digest = receiptDigest(actor, digestOf(content));
    const signed = { ...parsed.data, digest, instance, workflow: dossierId(plan, campaign, unit) };
    const fault = faultOf(keys.get(signed.key), person, signed);
    return fault === null ? [] : [{ of: filing.receipt, fault }];
  });
  return { count: filings.length, faults };
}

function faultOf(
  key: ChainKey | undefined,
  person: string | null,
  signed: ActProof & Addressee,
): ProofFault['fault'] | null {
  if (key === undefined) return 'unknown-key';
  if (key.person !== person) return 'other-person';
  return isSignedBy(key.publicKey, signed) ? null : 'wrong-signature';
}
