import { randomUUID } from 'node:crypto';
import type { DossierKey } from '../../../workflows/api/effects.js';
import { dossierId } from '../../../workflows/api/identity.js';
import type { Actor } from '../../../workflows/api/messages.js';
import { type Proof, receiptDigest, receiptName } from '../../../workflows/api/proof.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { appendAudit } from '../acts/audit.js';
import type { ProvedAct } from '../acts/proof-check.js';
import { businessNow } from '../database/business-time.js';
import { instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';

/** Who asks for a receipt, for which dossier, with which proof. */
export type ReceiptAsked = DossierKey & { actor: Actor; proof?: Proof | undefined };

/** What a receipt's proof has to show. @param digest of the content */
export function receiptAct({ plan, campaign, unit, actor, proof }: ReceiptAsked, digest: string): ProvedAct {
  return {
    workflow: dossierId(plan, campaign, unit),
    actor,
    proof: proof && { ...proof, message: receiptName, digest: receiptDigest(actor, digest) },
  };
}

/** The audit row of a receipt that was refused for its proof: no workflow hears of it, so the records say so themselves. */
export async function recordUnproved(
  records: Records,
  asked: ReceiptAsked,
  { workflow, actor, proof }: ProvedAct,
  refusal: Refusal,
): Promise<void> {
  const at = await businessNow(records);
  const entry = {
    key: `${workflow}/${receiptName}/${randomUUID()}`,
    instance: await instanceOf(records),
    workflow,
    plan: asked.plan,
    campaign: asked.campaign,
    unit: asked.unit,
    act: receiptName,
    actor,
    at,
    reason: null,
    facts: {},
    change: { type: 'none' },
    ...(proof !== undefined && { proof }),
  } as const;
  await records.db
    .transaction()
    .execute((trx) => appendAudit(trx, entry, { at, holder: null, refusal, value: null }));
}
