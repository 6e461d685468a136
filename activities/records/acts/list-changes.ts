import { sql } from 'kysely';
import type { Entry, ShownList } from '../../../workflows/api/acts.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { freeList, type ListInHand, lockCampaign, lockFacts, moveList, pendingUnits } from './campaigns.js';
import { checkNotFuture } from './day-checks.js';
import { campaignOf } from './dossier-changes.js';
import { toInstant } from '../database/open.js';
import { type ChangeOf, type ChangeOutcome, done, refused, type Trx } from './outcome.js';
import { selectNow } from '../selection/compute.js';
import type { CampaignOf } from '../../../workflows/api/effects.js';

/** What an act on the list finds: the list in hand, held, or why the act is refused. */
type Held = { list: ListInHand } | { refusal: Refusal };

/**
 * Whatever was missed elsewhere, no stale list passes: the list in hand must be the one shown, nothing may be pending,
 * and the selection, made anew from the records within the act's own transaction, must give the same list. Before the
 * signature it must rest on the very same facts, too. Nobody acts on a list that he is on.
 */
export async function holdList(
  trx: Trx,
  entry: Entry,
  at: number,
  shown: ShownList,
  expected: ListInHand['frozen'],
): Promise<Held> {
  const of: CampaignOf = { plan: entry.plan, campaign: campaignOf(entry) };
  await lockFacts(trx);
  const list = await lockCampaign(trx, of, 'update');
  const isInHand = expected === 'free' || list.input === shown.input;
  if (list.frozen !== expected || !isInHand) return stale(list.frozen === 'free' ? null : list.digest, shown);
  const units = await pendingUnits(trx, of, at);
  if (units.length > 0) return { refusal: { code: 'list.pending', units } };
  const now = await selectNow(trx, shown.request);
  const isSame =
    now.answer.digest === shown.digest && (expected === 'signed' || now.inputDigest === shown.input);
  if (!isSame) return stale(now.answer.digest, shown);
  const own = now.answer.winners.find(
    (it) => it.personId !== undefined && it.personId === entry.actor?.person,
  );
  return own === undefined ? { list } : { refusal: { code: 'actor.is-nominee', nominee: own.nominee } };
}

const stale = (current: string | null, { digest }: ShownList): Held => ({
  refusal: { code: 'list.stale', current, shown: digest },
});

/** IV.1.b: the list goes to the Board; frozen by this very transaction. */
export async function forwardList(trx: Trx, entry: Entry, at: number, { list }: ChangeOf<'list-forwarded'>) {
  const held = await holdList(trx, entry, at, list, 'free');
  if ('refusal' in held) return refused(held.refusal);
  await moveList(
    trx,
    { plan: entry.plan, campaign: campaignOf(entry) },
    {
      frozen: 'forwarded',
      round: sql<number>`round + 1`,
      list_digest: list.digest,
      list_input: list.input,
      is_appraised: false,
    },
  );
  return done;
}

/** The Board's appraisal: the list stays frozen, or is given back. */
export async function appraiseList(trx: Trx, entry: Entry, at: number, change: ChangeOf<'list-appraised'>) {
  const future = checkNotFuture([change.meeting], at);
  if (future !== null) return refused(future);
  const held = await holdList(trx, entry, at, change.list, 'forwarded');
  if ('refusal' in held) return refused(held.refusal);
  const of = { plan: entry.plan, campaign: campaignOf(entry) };
  await moveList(trx, of, { frozen: change.approves ? 'forwarded' : 'free', is_appraised: change.approves });
  return done;
}

/** The Chairman's signature, or his return. */
export async function signList(trx: Trx, entry: Entry, at: number, change: ChangeOf<'list-signed'>) {
  const held = await holdList(trx, entry, at, change.list, 'forwarded');
  if ('refusal' in held) return refused(held.refusal);
  if (!held.list.isAppraised) return refused({ code: 'stage.wrong', stage: 'appraise', message: 'signOff' });
  const of = { plan: entry.plan, campaign: campaignOf(entry) };
  const { approves } = change;
  await moveList(trx, of, {
    frozen: approves ? 'signed' : 'free',
    signed_at: approves ? toInstant(at) : null,
    ...(!approves && { is_appraised: false }),
  });
  return done;
}

/** The list in hand, signed or not, is no more to be acted on; one whose awards are written stays. */
export async function supersedeList(trx: Trx, entry: Entry): Promise<ChangeOutcome> {
  const of = { plan: entry.plan, campaign: campaignOf(entry) };
  const { frozen } = await lockCampaign(trx, of, 'update');
  if (frozen !== 'decided') await freeList(trx, of);
  return done;
}

export async function closeCampaign(trx: Trx, entry: Entry, at: number): Promise<ChangeOutcome> {
  const campaign = campaignOf(entry);
  await lockCampaign(trx, { plan: entry.plan, campaign }, 'update');
  await trx
    .updateTable('campaign')
    .set({ closed_at: toInstant(at) })
    .where('plan', '=', entry.plan)
    .where('campaign', '=', campaign)
    .execute();
  return done;
}
