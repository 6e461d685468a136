import { z } from 'zod';
import { Actor } from '../../../workflows/api/messages.js';
import { ActProof, type Addressee, receiptDigest } from '../../../workflows/api/proof.js';
import { dossierId } from '../../../workflows/api/identity.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import { clockMode } from '../database/business-time.js';
import { instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';
import type { ProofFaultCode } from '../evidence/fault.js';
import { signingKeys } from '../registry/keys.js';
import { auditPages, type AuditRow } from './audit.js';
import { isSignedBy } from './proof-check.js';
import { type KeyOwner, signerFault } from './signers.js';

type Readable = Pick<Records, 'db'>;

/** What is wrong with a proof that was taken, by the act's key, a filing's receipt or a key's fingerprint. */
interface ProofFault {
  of: string;
  fault: ProofFaultCode;
}

export interface ProofVerdict {
  /** How many acts, and receipts of filings, carry a proof that was looked at. */
  acts: number;
  receipts: number;
  faults: ProofFault[];
}

interface ChainKey extends KeyOwner {
  publicKey: string;
  isRevoked: boolean;
}

const Registered = z.object({
  key: z.string(),
  person: z.string().nullable().default(null),
  portal: z.string().nullable().default(null),
  publicKey: z.string(),
});
const Revoked = z.object({ key: z.string() });
const Outcome = z.object({ refusal: z.object({ code: z.string() }).nullable() });

/**
 * Checks every proof that was taken, with the keys as the audit chain registered and revoked them: a key counts from its
 * row to the row that revoked it. From the row on that asked for proofs no act of a person may stand without one.
 */
export async function verifyProofs(records: Readable): Promise<ProofVerdict> {
  const chain = new Chain(await instanceOf(records));
  for await (const rows of auditPages(records)) for (const row of rows) chain.read(row);
  const receipts = await verifyReceipts(records, chain);
  const altered = (await signingKeys(records)).flatMap(
    ({ id, person, portal, publicKey, revokedAt }): ProofFault[] => {
      const known = chain.keys.get(id);
      const isSame =
        known?.person === person &&
        known.portal === portal &&
        known.publicKey === publicKey &&
        known.isRevoked === (revokedAt !== null);
      return isSame ? [] : [{ of: id, fault: 'other-key' }];
    },
  );
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
  /** Wall time from which proofs were asked for, epoch ms. */
  askedAt = Infinity;

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

  private readKeys({ act, facts, wallTime }: AuditRow): void {
    if (act === 'proofs-asked') this.askedAt = Math.min(this.askedAt, Date.parse(wallTime));
    if (act === 'key-registered') {
      const { key, ...registered } = Registered.parse(facts);
      this.keys.set(key, { ...registered, isRevoked: false });
    }
    if (act !== 'key-revoked') return;
    const known = this.keys.get(Revoked.parse(facts).key);
    if (known !== undefined) known.isRevoked = true;
  }

  private missing(): ProofFault['fault'] | null {
    return this.askedAt === Infinity ? null : 'no-proof';
  }

  private faultOf({ proof, workflow, person }: AuditRow): ProofFault['fault'] | null {
    const parsed = ActProof.safeParse(proof);
    if (!parsed.success) return 'malformed';
    const key = this.keys.get(parsed.data.key);
    if (key?.isRevoked === true) return 'revoked-key';
    return faultOf(key, person, { ...parsed.data, instance: this.instance, workflow });
  }
}

const page = 500;
/** The audit row's instant is the program's, the filing's the database's. */
const clocksApart = 60_000;

/** A revoked key's receipts of before stand: their place in the chain is not known. */
async function verifyReceipts(
  records: Readable,
  chain: Chain,
): Promise<{ count: number; faults: ProofFault[] }> {
  const { mode } = await clockMode(records);
  const askedAt = mode === 'rehearsal' ? Infinity : chain.askedAt + clocksApart;
  const faults: ProofFault[] = [];
  let count = 0;
  for (let seq = 0, isMore = true; isMore;) {
    const filings = await filingsAfter(records, seq);
    for (const filing of filings) {
      seq = filing.seq;
      if (filing.proof !== null) count += 1;
      const isMissing = filing.proof === null && filing.wall_time > askedAt;
      const fault = filing.proof === null ? (isMissing ? 'no-proof' : null) : faultOfReceipt(filing, chain);
      if (fault !== null) faults.push({ of: filing.receipt, fault });
    }
    isMore = filings.length === page;
  }
  return { count, faults };
}

const filingsAfter = ({ db }: Readable, seq: number) =>
  db
    .selectFrom('filing')
    .select([
      'seq',
      'receipt',
      'plan',
      'campaign',
      'unit',
      'content',
      'actor_unit',
      'person',
      'proof',
      'wall_time',
    ])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(page)
    .execute();
type Filing = Awaited<ReturnType<typeof filingsAfter>>[number];

function faultOfReceipt(filing: Filing, { keys, instance }: Chain): ProofFault['fault'] | null {
  const { plan, campaign, unit, person, content } = filing;
  const parsed = ActProof.safeParse(filing.proof);
  if (!parsed.success) return 'malformed';
  const actor = Actor.safeParse({ office: 'unit', unit: filing.actor_unit, person }).data ?? {};
  const digest = receiptDigest(actor, digestOf(content));
  const signed = { ...parsed.data, digest, instance, workflow: dossierId(plan, campaign, unit) };
  return faultOf(keys.get(signed.key), person, signed);
}

function faultOf(
  key: ChainKey | undefined,
  person: string | null,
  signed: ActProof & Addressee,
): ProofFault['fault'] | null {
  if (key === undefined) return 'unknown-key';
  return signerFault(key, signed, person) ?? (isSignedBy(key.publicKey, signed) ? null : 'wrong-signature');
}
