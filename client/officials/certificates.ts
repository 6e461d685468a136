import { instanceOf } from '../../activities/records/database/instance.js';
import type { Records } from '../../activities/records/database/open.js';
import { certificateCode } from '../../activities/records/reads/certificate-code.js';
import { type LedgerRow, ledgerRows } from '../../activities/records/reads/ledger.js';

/** A certificate and the short code by which anyone can look it up. */
export interface Certificate extends LedgerRow {
  /** `7Q3M-…`, see {@link certificateCode} */
  code: string;
}

/** The award ledger with the code of each certificate; of one campaign where it is named. */
export async function certificates(
  records: Records,
  filter: { plan: string; campaign?: string },
): Promise<Certificate[]> {
  const instance = await instanceOf(records);
  const rows = await ledgerRows(records, filter);
  return rows.map((row) => ({ ...row, code: certificateCode(instance, row) }));
}
