import { z } from 'zod';
import { type AuditVerdict, verifyAudit } from '../acts/audit.js';
import { type ProofVerdict, verifyProofs } from '../acts/verify-proofs.js';
import type { Records } from '../database/open.js';
import { awardFaults } from './awards.js';
import { contentFaults } from './contents.js';
import type { Fault } from './fault.js';
import { fileFaults } from './files.js';
import { historyFaults } from './histories.js';
import { sealFaults, settingsOfSeals } from './seals.js';

export interface Verdict {
  chain: AuditVerdict;
  proofs: ProofVerdict;
  /** All that is otherwise than it was written or signed; empty: nothing. */
  faults: Fault[];
}

type Readable = Pick<Records, 'db'>;

/**
 * Verifies the whole of the records as they stand at one moment: audit chain, proofs, seals of rows, digests of contents
 * and of stored files, kept histories, and the ledger as it follows from the acts. The service may work on meanwhile.
 */
export async function verifyRecords({ db }: Readable): Promise<Verdict> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => verifyIn({ db: trx }));
}

/** As {@link verifyRecords}, in a transaction that is open already. */
export async function verifyIn(records: Readable): Promise<Verdict> {
  await settingsOfSeals.execute(records.db);
  const chain = await verifyAudit(records);
  const faults: Fault[] = chain.ok ? [] : [{ table: 'audit', row: chain.key, fault: chain.fault }];
  const look = async <R>(of: string, work: Promise<R>, none: R): Promise<R> => {
    try {
      return await work;
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      faults.push({ table: of, row: String(error).split('\n', 1)[0] ?? '', fault: 'unreadable' });
      return none;
    }
  };
  const proofs = await look('audit', verifyProofs(records), { acts: 0, receipts: 0, faults: [] });
  faults.push(
    ...proofs.faults.map(({ of, fault }) => ({ table: tableOf(of, fault), row: of, fault })),
    ...(await sealFaults(records)),
    ...(await look('filing, plan, selection, unit', contentFaults(records), [])),
    ...(await fileFaults(records)),
    ...(await historyFaults(records)),
    ...(await look('ledger', awardFaults(records), [])),
  );
  return { chain, proofs, faults };
}

/** The database's own errors, and those of the way to it, carry a code; what was altered out of its shape gives others. */
const isOfDatabase = (error: unknown): boolean => z.object({ code: z.string() }).safeParse(error).success;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A proof's fault names an act's key, a filing's receipt or a key's fingerprint. */
function tableOf(of: string, fault: Fault['fault']): string {
  if (fault === 'other-key') return 'signing_key';
  return uuid.test(of) ? 'filing' : 'audit';
}
