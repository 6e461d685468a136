import type { SignedIn } from '../../../workflows/api/proof.js';
import { appendAudit } from '../acts/audit.js';
import { businessNow } from '../database/business-time.js';
import { instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';

/** An act that a portal refused before any workflow heard of it: the office was another's. */
export interface RefusedAct {
  key: string;
  office: string;
  unit: string | null;
  /** The address in the portal. */
  address: string;
  signedIn: SignedIn;
}

/** The audit row of an act that somebody signed in tried in the portal, and that is not his office's. */
export async function noteRefusedAct(
  records: Records,
  plan: string,
  { key, office, unit, address, signedIn }: RefusedAct,
): Promise<void> {
  const at = await businessNow(records);
  const entry = {
    key,
    instance: await instanceOf(records),
    workflow: 'portal',
    plan,
    campaign: null,
    unit: null,
    act: 'portal-refused',
    // Nobody's proof stands for it: who he was is the portal's word, among the facts.
    actor: null,
    at,
    reason: null,
    facts: { office, unit, address, signedIn: { ...signedIn } },
    change: { type: 'none' },
  } as const;
  const refusal = { code: 'actor.wrong-office', office } as const;
  await records.db
    .transaction()
    .execute((trx) => appendAudit(trx, entry, { at, holder: null, refusal, value: null }));
}
