import { sql } from 'kysely';
import type { Entry, FilingTaken } from '../../../workflows/api/acts.js';
import type { CampaignKey, UnitCode } from '../../../workflows/plan/schema.js';
import type { Refusal } from '../../../workflows/api/refusals.js';
import { freeList, type ListInHand, lockCampaign } from './campaigns.js';
import { checkReviewer } from './nominee-checks.js';
import { toInstant } from '../database/open.js';
import { type ChangeOf, type ChangeOutcome, done, type DossierTold, refused, type Trx } from './outcome.js';
import { unknownUnits } from '../registry/units.js';
import type { DossierKey } from '../../../workflows/api/effects.js';
import { dayOf } from '../../../workflows/rules/days.js';

/** The campaign of an act that only a campaign's workflows record. */
export function campaignOf(entry: Entry): CampaignKey {
  if (entry.campaign === null) throw new Error(`${entry.act} belongs to no campaign.`);
  return entry.campaign;
}

export async function openDossiers(trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossiers-opened'>) {
  const units = change.dossiers.map((it) => it.unit);
  const filers = change.dossiers.map((it) => it.filer);
  const unknown = await unknownUnits(trx, [...units, ...filers]);
  if (unknown.length > 0) return refusedUnits(unknown);
  const opened = await sql<DossierTold>`
    insert into dossier (plan, campaign, unit, filer, status, cutoff, changed_at)
    select ${entry.plan}, ${campaignOf(entry)}, unit, filer, 'open', ${toInstant(change.cutoff)}, ${toInstant(at)}
    from unnest(${units}::text[], ${filers}::text[]) as opened (unit, filer) order by unit
    on conflict (plan, campaign, unit) do nothing
    returning unit, filer
  `.execute(trx);
  return { ...done, dossiers: opened.rows };
}

const refusedUnits = (units: string[]): ChangeOutcome => ({
  refusal: { code: 'unit.unknown', units },
  value: null,
});

/** A later cutoff for the dossiers of these units; it never becomes earlier. What had lapsed may be filed again. */
export async function extendDossiers(trx: Trx, entry: Entry, at: number, change: ChangeOf<'extension'>) {
  const unknown = await unknownUnits(trx, change.units);
  if (unknown.length > 0) return refusedUnits(unknown);
  const cutoff = toInstant(change.cutoff);
  const extended = await sql<DossierTold>`
    with held as (
      select unit from dossier
      where plan = ${entry.plan} and campaign = ${campaignOf(entry)} and unit = any(${change.units}::text[]) and cutoff < ${cutoff}
      order by unit for update
    )
    update dossier set cutoff = ${cutoff}, cutoff_reason = ${entry.reason}, changed_at = ${toInstant(at)},
      status = case when status = 'lapsed' then 'open' else status end
    from held where plan = ${entry.plan} and campaign = ${campaignOf(entry)} and dossier.unit = held.unit
    returning dossier.unit, filer
  `.execute(trx);
  return { ...done, dossiers: extended.rows };
}

/** The dossiers with this cutoff that nobody has filed yet: each is reminded. */
export async function remindDossiers(trx: Trx, entry: Entry, change: ChangeOf<'dossiers-reminded'>) {
  const { rows } = await sql<DossierTold>`
    select unit, filer from dossier
    where plan = ${entry.plan} and campaign = ${campaignOf(entry)} and status = 'open' and cutoff = ${toInstant(change.cutoff)}
      and not (unit = any(${change.except ?? []}::text[]))
  `.execute(trx);
  return { ...done, dossiers: rows, facts: { units: rows.length } };
}

/** A part of the time granted is taken back, wherever the cutoff is later than this one. */
export async function shortenDossiers(trx: Trx, entry: Entry, at: number, change: ChangeOf<'shortening'>) {
  const cutoff = toInstant(change.cutoff);
  const shortened = await sql<DossierTold>`
    with held as (
      select unit from dossier
      where plan = ${entry.plan} and campaign = ${campaignOf(entry)} and unit = any(${change.units}::text[]) and cutoff > ${cutoff}
      order by unit for update
    )
    update dossier set cutoff = ${cutoff}, cutoff_reason = ${entry.reason}, changed_at = ${toInstant(at)}
    from held where plan = ${entry.plan} and campaign = ${campaignOf(entry)} and dossier.unit = held.unit
    returning dossier.unit, filer
  `.execute(trx);
  const lastDay = dayOf(change.cutoff - 1);
  return shortened.rows.length > 0
    ? { ...done, dossiers: shortened.rows }
    : ({ refusal: { code: 'extension.not-shorter', lastDay, earliest: lastDay }, value: null } as const);
}

/** Takes a filing as the current version; one that is refused is marked, so that no deadline takes it up later. */
export async function takeFiling(trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossier-filed'>) {
  const key: DossierKey = { plan: entry.plan, campaign: campaignOf(entry), unit: change.unit };
  const { filing } = change;
  const found = await findReceipt(trx, key, filing);
  if (found === undefined)
    return { refusal: { code: 'filing.unknown', receipt: filing.receipt } as const, value: null };
  const list = await lockCampaign(trx, key, 'share');
  const dossier = await lockDossier(trx, key);
  if (dossier === undefined) return refusedUnits([change.unit]);
  const refusal = refusalOfFiling(entry, list, dossier, found);
  if (refusal !== null) {
    if (found.seq > dossier.seen) await markRefused(trx, filing.receipt, refusal.code);
    return { refusal, value: null };
  }
  if (found.seq > dossier.seen) {
    if (list.frozen === 'forwarded') await freeList(trx, key);
    await updateDossier(trx, key, at, {
      status: 'submitted',
      receipt: found.receipt,
      digest: found.digest,
      seen: found.seq,
    });
  }
  const value: FilingTaken = {
    type: 'filing-taken',
    receipt: found.receipt,
    digest: found.digest,
    receivedAt: found.received_at,
    collectives: found.collectives,
    individuals: found.individuals,
    filedBy: found.person,
  };
  return { refusal: null, value };
}

type FoundFiling = NonNullable<Awaited<ReturnType<typeof findReceipt>>>;
type LockedDossier = NonNullable<Awaited<ReturnType<typeof lockDossier>>>;

function refusalOfFiling(
  entry: Entry,
  list: ListInHand,
  dossier: LockedDossier,
  found: FoundFiling,
): Refusal | null {
  if (found.actor_unit !== dossier.filer) return { code: 'actor.wrong-unit', unit: found.actor_unit ?? '' };
  const { deadline, status } = dossier;
  if (found.received_at >= deadline)
    return { code: 'dossier.late', cutoff: deadline, receivedAt: found.received_at };
  if (found.seq > dossier.seen) return isFrozen(list.frozen, entry) ? { code: 'dossier.frozen' } : null;
  // A receipt that was taken before changes nothing, whatever the list.
  if (dossier.receipt !== found.receipt)
    return { code: 'dossier.other-version', current: dossier.digest ?? '' };
  return status === 'submitted' ? null : { code: 'dossier.wrong-status', status, message: 'fileDossier' };
}

const markRefused = (trx: Trx, receipt: string, code: string) =>
  trx.updateTable('filing').set({ refused: code }).where('receipt', '=', receipt).execute();

const findReceipt = (trx: Trx, key: DossierKey, filing: { receipt: string; digest: string }) =>
  trx
    .selectFrom('filing')
    .select(['seq', 'receipt', 'digest', 'received_at', 'collectives', 'individuals', 'actor_unit', 'person'])
    .where('receipt', '=', filing.receipt)
    .where('digest', '=', filing.digest)
    .where('plan', '=', key.plan)
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .executeTakeFirst();

const frozen: ChangeOutcome = { refusal: { code: 'dossier.frozen' }, value: null };

/**
 * While its list is with the Board or the Chairman, people change a dossier only with a reason, and the list is then
 * superseded; once signed, not at all.
 */
const isFrozen = (state: ListInHand['frozen'], { actor, reason }: Entry): boolean =>
  state === 'signed' || state === 'decided' || (state === 'forwarded' && actor !== null && reason === null);

const lockDossier = (trx: Trx, key: DossierKey) =>
  trx
    .selectFrom('dossier')
    .select([
      'status',
      'receipt',
      'digest',
      'seen',
      'filer',
      sql<number>`deadline_of(cutoff, complete_by)`.as('deadline'),
    ])
    .where('plan', '=', key.plan)
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .forUpdate()
    .executeTakeFirst();

const updateDossier = (
  trx: Trx,
  key: DossierKey,
  at: number,
  values: { status: string; receipt?: string; digest?: string; seen?: number; complete_by?: string | null },
) =>
  trx
    .updateTable('dossier')
    .set({ ...values, changed_at: toInstant(at) })
    .where('plan', '=', key.plan)
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .execute();

/** Holds a dossier for a change of its status; refused while its list is frozen, which a reason sets aside. */
async function changeDossier(
  trx: Trx,
  entry: Entry,
  unit: UnitCode,
  change: (key: DossierKey, dossier: LockedDossier) => Promise<ChangeOutcome>,
): Promise<ChangeOutcome> {
  const key: DossierKey = { plan: entry.plan, campaign: campaignOf(entry), unit };
  const list = await lockCampaign(trx, key, 'share');
  const dossier = await lockDossier(trx, key);
  if (dossier === undefined) return refusedUnits([unit]);
  if (isFrozen(list.frozen, entry)) return frozen;
  const outcome = await change(key, dossier);
  if (outcome.refusal === null && list.frozen === 'forwarded') await freeList(trx, key);
  return outcome;
}

/** A review. Nobody reviews what he filed or is nominated in. A return grants time; reviewing it again takes that back. */
export const reviewDossier = (trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossier-reviewed'>) =>
  changeDossier(trx, entry, change.unit, async (key, dossier) => {
    if (change.reviewed !== dossier.digest || dossier.receipt === null) {
      return refused({ code: 'dossier.other-version', current: dossier.digest ?? '' });
    }
    const refusal = await checkReviewer(trx, dossier.receipt, entry.actor?.person ?? null);
    if (refusal !== null) return refused(refusal);
    const { status, completeBy } = change;
    const granted = status === 'returned' || dossier.status === 'returned' ? { complete_by: completeBy } : {};
    await updateDossier(trx, key, at, { status, ...granted });
    // What stood beside the unit's own tick of criterion 3 when it was reviewed (V.1).
    const plan = await launchPlanOf(trx, key);
    return { ...done, facts: { launchPlan: plan === undefined ? null : { ...plan } } };
  });

/** What the unit filed before it withdrew goes with the withdrawal: it is not taken up at the deadline. */
export const withdrawDossier = (trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossier-withdrawn'>) =>
  changeDossier(trx, entry, change.unit, async (key, dossier) => {
    if (at >= dossier.deadline)
      return refused({ code: 'dossier.late', cutoff: dossier.deadline, receivedAt: at });
    await updateDossier(trx, key, at, { status: 'withdrawn', seen: await newestFiling(trx, key, at) });
    return done;
  });

export const lapseDossier = (trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossier-lapsed'>) =>
  changeDossier(trx, entry, change.unit, async (key) => {
    await updateDossier(trx, key, at, { status: 'lapsed', complete_by: null });
    return done;
  });

/** The launch plan that the records have of the unit for this campaign. */
const launchPlanOf = (trx: Trx, key: DossierKey) =>
  trx
    .selectFrom('launch_plan')
    .select(['document_number as number', 'document_date as date'])
    .where('plan', '=', key.plan)
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .executeTakeFirst();

async function newestFiling(trx: Trx, key: DossierKey, at: number): Promise<number> {
  const { seq } = await trx
    .selectFrom('filing')
    .select(sql<number>`coalesce(max(seq), 0)`.as('seq'))
    .where('plan', '=', key.plan)
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .where('received_at', '<=', sql<number>`${toInstant(at)}::timestamptz`)
    .executeTakeFirstOrThrow();
  return seq;
}

/** The units named that don't exist, as a refusal; null when all do. */
export async function checkUnits(trx: Trx, units: readonly UnitCode[]): Promise<ChangeOutcome | null> {
  const unknown = await unknownUnits(trx, units);
  return unknown.length === 0 ? null : refusedUnits(unknown);
}
