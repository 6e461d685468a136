import { sql } from 'kysely';
import { type Records, toInstant } from '../database/open.js';
import type { Invited } from '../registry/people.js';

type Readable = Pick<Records, 'db'>;

/** Makes sure that an invited person has an account under his address of today; another's who had it has it no more. */
export async function keepAccount({ db }: Readable, { person, name, email }: Invited): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(263000022)`.execute(trx);
    await trx
      .updateTable('auth.user')
      .set({ email: sql<string>`id || '@thidua.invalid'` })
      .where('email', '=', email)
      .where('id', '<>', person)
      .execute();
    await trx
      .insertInto('auth.user')
      .values({ id: person, name, email, emailVerified: true, updatedAt: toInstant(Date.now()) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, email }))
      .execute();
  });
}

/** How many links mailed to an address could still be used. */
export async function linksUnderWay({ db }: Readable, email: string): Promise<number> {
  const { links } = await db
    .selectFrom('auth.verification')
    .select((it) => it.fn.countAll<number>().as('links'))
    .where(sql<boolean>`"expiresAt" > clock_timestamp() and value like '{"type":"magic-link"%'`)
    .where(sql<boolean>`value::jsonb ->> 'email' = ${email}`)
    .executeTakeFirstOrThrow();
  return links;
}

/** Notes that a session was used now. */
export async function touchSession({ db }: Readable, token: string): Promise<void> {
  await db
    .updateTable('auth.session')
    .set({ updatedAt: toInstant(Date.now()) })
    .where('token', '=', token)
    .execute();
}

/** Ends one session, or all of a person. */
export async function endSessions(
  { db }: Readable,
  of: { token: string } | { person: string },
): Promise<void> {
  const ending = db.deleteFrom('auth.session');
  await (
    'token' in of ? ending.where('token', '=', of.token) : ending.where('userId', '=', of.person)
  ).execute();
}

/** Forgets for whom an account of the city's signed in, but for this person; null: for anybody. */
export async function forgetSubject({ db }: Readable, subject: string, person: string | null): Promise<void> {
  await db
    .deleteFrom('auth.account')
    .where('accountId', '=', subject)
    .where((it) => it.or([it('userId', '<>', person ?? ''), it.val(person === null)]))
    .execute();
}
