import type { Transaction } from 'kysely';
import type { Change, Entry, RecordOutcome } from '../../../workflows/api/acts.js';
import type { UnitCode } from '../../../workflows/plan/schema.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import type { Database } from '../database/schema.js';

export type Trx = Transaction<Database>;
export type ChangeOf<T extends Change['type']> = Extract<Change, { type: T }>;

/** What became of a change: refused, with nothing changed, or done, with its value; and what the audit row shows beside. */
export type ChangeOutcome = Pick<RecordOutcome, 'refusal' | 'value'> & {
  facts?: Entry['facts'];
  /** The dossiers that it opened, moved or reminds: each has the letter that its act leaves for each. */
  dossiers?: DossierTold[];
};

export interface DossierTold {
  unit: UnitCode;
  filer: UnitCode;
}

export const done: ChangeOutcome = { refusal: null, value: null };
export const refused = (refusal: Refusal): ChangeOutcome => ({ refusal, value: null });
