import { ApplicationFailure } from '@temporalio/activity';
import { sql } from 'kysely';
import type { Records } from './open.js';

/** The id that these records and their movement carry: what names another is not theirs. */
export async function instanceOf(records: Pick<Records, 'db'>): Promise<string> {
  const { id } = await records.db.selectFrom('instance').select('id').executeTakeFirstOrThrow();
  return id;
}

/** Whether nothing stands in them yet: no act, and nothing that a service was set up with. */
export async function areEmpty(records: Pick<Records, 'db'>): Promise<boolean> {
  const { rows } = await sql<{ isEmpty: boolean }>`
    select not (exists (select from audit) or exists (select from filing) or exists (select from unit)
      or exists (select from office_holder) or exists (select from contact)) as "isEmpty"
  `.execute(records.db);
  return rows[0]?.isEmpty === true;
}

/**
 * Throws where a workflow's instance isn't that of the records. It may be tried again: the workflow waits with these words,
 * undone by nothing, until a worker of its own records takes it up.
 */
export function checkInstance(own: string, named: string): void {
  if (named === own) return;
  throw ApplicationFailure.retryable(
    `these records belong to another movement (theirs: ${own}; asked for: ${named === '' ? 'none' : named})`,
    'ForeignRecords',
  );
}
