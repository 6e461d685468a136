import { z } from 'zod';

const DatabaseError = z.object({
  code: z.string().regex(/^[0-9A-Z]{5}$/),
  constraint: z.string().optional(),
});

/** These duplicate keys mean that the act is recorded already. */
const keysOfActs = ['audit_key_key', 'difficulty_pkey'];

export function isDuplicateKey(error: unknown): boolean {
  const { data } = DatabaseError.safeParse(error);
  return data?.code === '23505' && keysOfActs.includes(data.constraint ?? '');
}

/**
 * The SQLSTATE of an error that no retry heals: a value that the database can't keep (class 22), a rule of its tables
 * (23) or a limit of its rows and indexes (54); null for every other. What a server, a connection or a newer migration
 * can heal (08, 40, 42, 53, 57, …) is to be tried again: refused, a lawful act would be lost.
 */
export function lastingSqlState(error: unknown): string | null {
  // An instant out of any calendar fails on its way to the database, as it would there.
  if (error instanceof RangeError) return '22008';
  const { data } = DatabaseError.safeParse(error);
  return data !== undefined && ['22', '23', '54'].includes(data.code.slice(0, 2)) ? data.code : null;
}
