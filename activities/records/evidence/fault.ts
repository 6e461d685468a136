import type { SignerFault } from '../acts/signers.js';

/** What is otherwise than it was written, and where: the table, and the row as its key names it. */
export interface Fault {
  table: string;
  row: string;
  fault: FaultCode;
  /** Which column, where it is known. */
  column?: string;
}

export type FaultCode =
  /** Of the audit chain. */
  | 'missing-row'
  | 'other-previous'
  | 'other-hash'
  | 'other-content'
  /** Of seals. */
  | 'altered'
  | 'unsealed'
  | 'removed'
  | 'other-changes'
  | 'no-act'
  /** Of digests. */
  | 'other-digest'
  | 'other-receipt'
  | 'unreadable'
  | 'no-file'
  /** Of what follows from acts. */
  | 'not-as-acted'
  | 'no-decision'
  | 'no-selection'
  | 'no-list'
  | ProofFaultCode;

export type ProofFaultCode =
  'no-proof' | 'malformed' | 'unknown-key' | 'revoked-key' | 'wrong-signature' | 'other-key' | SignerFault;
