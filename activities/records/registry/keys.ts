import { createHash, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Json } from '../../../workflows/api/acts.js';
import { appendAudit } from '../acts/audit.js';
import type { Trx } from '../acts/outcome.js';
import { areAsked } from '../acts/proof-check.js';
import type { Records } from '../database/open.js';

/** A key with which a person signs, or a portal for whom it has signed in. Instants in epoch ms. */
export interface SigningKey {
  /** The public key's fingerprint. */
  id: string;
  /** null: a portal's */
  person: string | null;
  /** The portal's name; null: a person's */
  portal: string | null;
  /** SPKI, base64. */
  publicKey: string;
  registeredAt: number;
  revokedAt: number | null;
  reason: string | null;
}

/** Why a key was not registered or revoked. */
export type KeyProblem =
  | { code: 'key.malformed' }
  | { code: 'key.registered'; person: string }
  | { code: 'key.unknown'; given: string }
  | { code: 'key.ambiguous'; given: string }
  | { code: 'key.revoked'; revokedAt: number };

/** SHA-256 of a public key's SPKI form, as 64 hex digits; null where it is no Ed25519 key. */
function fingerprintOf(publicKey: string): string | null {
  const key = readPublicKey(publicKey);
  if (key?.asymmetricKeyType !== 'ed25519') return null;
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function readPublicKey(publicKey: string): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** From now on the key signs for its person, or as a portal's; an audit row says so. The same key is registered once, and for one. */
export async function registerKey(
  records: Records,
  { publicKey, ...asked }: { publicKey: string } & ({ person: string } | { portal: string }),
): Promise<{ key: string } | { problem: KeyProblem }> {
  const id = fingerprintOf(publicKey);
  if (id === null) return { problem: { code: 'key.malformed' } };
  const owner = 'person' in asked ? { person: asked.person } : { portal: asked.portal };
  return records.db.transaction().execute(async (trx) => {
    const added = await trx
      .insertInto('signing_key')
      .values({ id, ...owner, public_key: publicKey })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) return { problem: await knownAlready(trx, id) };
    await note(trx, 'key-registered', null, { key: id, ...owner, publicKey });
    return { key: id };
  });
}

async function knownAlready(trx: Trx, id: string): Promise<KeyProblem> {
  const { owner } = await trx
    .selectFrom('signing_key')
    .select((it) => it.fn.coalesce('person', 'portal').as('owner'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { code: 'key.registered', person: owner ?? '' };
}

const shortestPrefix = 8;

/** The key signs nothing from now on; what it signed before stands. @param id the fingerprint, or how it begins */
export async function revokeKey(
  records: Records,
  id: string,
  reason: string,
): Promise<{ key: string; person: string } | { problem: KeyProblem }> {
  if (!/^[0-9a-f]+$/.test(id) || id.length < shortestPrefix)
    return { problem: { code: 'key.unknown', given: id } };
  return records.db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('signing_key')
      .select(['id', 'person', 'portal', 'revoked_at'])
      .where('id', 'like', `${id}%`)
      .forUpdate()
      .execute();
    const [key, other] = found;
    if (key === undefined) return { problem: { code: 'key.unknown', given: id } };
    if (other !== undefined) return { problem: { code: 'key.ambiguous', given: id } };
    if (key.revoked_at !== null) return { problem: { code: 'key.revoked', revokedAt: key.revoked_at } };
    await trx
      .updateTable('signing_key')
      .set({ revoked_at: sql<string>`clock_timestamp()`, reason })
      .where('id', '=', key.id)
      .execute();
    const { person, portal } = key;
    await note(trx, 'key-revoked', reason, { key: key.id, ...(portal === null ? { person } : { portal }) });
    return { key: key.id, person: person ?? portal ?? '' };
  });
}

/** Every key, by person, the oldest first. */
export async function signingKeys(records: Pick<Records, 'db'>): Promise<SigningKey[]> {
  const rows = await records.db
    .selectFrom('signing_key')
    .selectAll()
    .orderBy(sql`person collate "C"`)
    .orderBy('registered_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    person: row.person,
    portal: row.portal,
    publicKey: row.public_key,
    registeredAt: row.registered_at,
    revokedAt: row.revoked_at,
    reason: row.reason,
  }));
}

/** From now on no act of a person is done without a proof, but in a rehearsal. Asked again, nothing changes. */
export async function askForProofs(records: Records): Promise<void> {
  await records.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('instance')
      .set({ proofs: 'asked' })
      .where('proofs', '=', 'not-asked')
      .executeTakeFirst();
    if (changed.numUpdatedRows > 0n) await note(trx, 'proofs-asked', null, {});
  });
}

/** Whether a person's act needs a proof here and now. */
export async function areProofsAsked(records: Records): Promise<boolean> {
  const asking = await records.db
    .selectFrom('instance')
    .innerJoin('clock', (join) => join.onTrue())
    .select(['instance.proofs', 'clock.mode'])
    .executeTakeFirstOrThrow();
  return areAsked(asking);
}

/** An operator's own act on the keys: it belongs to no workflow. */
async function note(
  trx: Trx,
  act: string,
  reason: string | null,
  facts: Record<string, Json>,
): Promise<void> {
  const { at, instance } = await trx
    .selectFrom('instance')
    .select([sql<number>`business_now()`.as('at'), 'id as instance'])
    .executeTakeFirstOrThrow();
  const entry = {
    key: `${act}/${randomUUID()}`,
    instance,
    workflow: 'keys',
    plan: '',
    campaign: null,
    unit: null,
    act,
    actor: null,
    at,
    reason,
    facts,
    change: { type: 'none' },
  } as const;
  await appendAudit(trx, entry, { at, holder: null, refusal: null, value: null });
}
