import { sql } from 'kysely';
import type { Records } from '../database/open.js';

/** What records were set up with, and whether anything was done on them since. */
export interface Readiness {
  /** An act, a filing or a mail stands in them; a set-up, an import and what is done with keys before the start are none. */
  hasBegun: boolean;
  hasUnits: boolean;
  /** Somebody real holds an office in them. */
  hasRealPeople: boolean;
  hasInventedPeople: boolean;
}

/** What is done on records before their movement starts. */
const preparing = ['set-up', 'imported', 'key-registered', 'key-revoked', 'proofs-asked'];

/** Reads how far records are ready to run a movement. */
export async function readinessOf(records: Pick<Records, 'db'>): Promise<Readiness> {
  const { rows } = await sql<Readiness>`
    select exists (select from audit where act <> all(${preparing}::text[])) or exists (select from filing)
        or exists (select from mail) as "hasBegun",
      exists (select from unit) as "hasUnits",
      exists (select from office_holder where not invented) as "hasRealPeople",
      exists (select from office_holder where invented) as "hasInventedPeople"
  `.execute(records.db);
  const [readiness] = rows;
  if (readiness === undefined) throw new Error('The records gave no answer.');
  return readiness;
}
