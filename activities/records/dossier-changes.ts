import { sql, type Transaction } from 'kysely';
import type { Change, Entry, FilingTaken } from '../../workflows/acts.js';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import type { ChangeOutcome } from './changes.js';
import { type DossierKey, keepFiling } from './filings.js';
import { checkReviewer } from './nominee-checks.js';
import { toInstant } from './open.js';
import { unknownUnits } from './registry.js';
import type { Database } from './schema.js';

type Trx = Transaction<Database>;
type ChangeOf<T extends Change['type']> = Extract<Change, { type: T }>;

const done: ChangeOutcome = { refusal: null, value: null };

/** The campaign of an act that only a campaign's workflows record. */
export function campaignOf(entry: Entry): CampaignKey {
  if (entry.campaign === null) throw new Error(`${entry.act} belongs to no campaign.`);
  return entry.campaign;
}

export async function openDossiers(trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossiers-opened'>) {
  const unknown = await unknownUnits(trx, change.units);
  if (unknown.length > 0) return refusedUnits(unknown);
  await sql`
    insert into dossier (plan, campaign, unit, status, cutoff, changed_at)
    select ${entry.plan}, ${campaignOf(entry)}, unit, 'open', ${toInstant(change.cutoff)}, ${toInstant(at)}
    from unnest(${change.units}::text[]) as unit order by unit
    on conflict (plan, campaign, unit) do nothing
  `.execute(trx);
  return done;
}

const refusedUnits = (units: string[]): ChangeOutcome => ({
  refusal: { code: 'unit.unknown', units },
  value: null,
});

/** A later cutoff for the dossiers of these units; it never becomes earlier. */
export async function extendDossiers(trx: Trx, entry: Entry, at: number, change: ChangeOf<'extension'>) {
  const unknown = await unknownUnits(trx, change.units);
  if (unknown.length > 0) return refusedUnits(unknown);
  await sql`
    with held as (
      select unit from dossier
      where plan = ${entry.plan} and campaign = ${campaignOf(entry)} and unit = any(${change.units}::text[])
        and cutoff < ${toInstant(change.cutoff)}
      order by unit for update
    )
    update dossier set cutoff = ${toInstant(change.cutoff)}, changed_at = ${toInstant(at)}
    from held where plan = ${entry.plan} and campaign = ${campaignOf(entry)} and dossier.unit = held.unit
  `.execute(trx);
  return done;
}

/** Takes a filing as the current version, when it was received before the cutoff and is not older than the current one. */
export async function takeFiling(trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossier-filed'>) {
  const key: DossierKey = { plan: entry.plan, campaign: campaignOf(entry), unit: change.unit };
  let { filing } = change;
  if ('content' in filing) {
    if (at >= change.cutoff) return lateness(change.cutoff, at);
    const kept = await keepFiling(trx, key, entry.actor ?? { person: '' }, filing.content, at);
    if ('refusal' in kept) return { refusal: kept.refusal, value: null };
    filing = kept;
  }
  const found = await findReceipt(trx, key, filing);
  if (found === undefined)
    return { refusal: { code: 'filing.unknown', receipt: filing.receipt } as const, value: null };
  if (found.received_at >= change.cutoff) return lateness(change.cutoff, found.received_at);
  const dossier = await lockDossier(trx, key);
  if (dossier === undefined) return refusedUnits([change.unit]);
  if (isFrozen(dossier.frozen, entry)) return frozen;
  if (found.seq <= dossier.seen) {
    if (dossier.receipt !== found.receipt) {
      return {
        refusal: { code: 'dossier.other-version', current: dossier.digest ?? '' } as const,
        value: null,
      };
    }
    if (dossier.status !== 'submitted') {
      return {
        refusal: { code: 'dossier.wrong-status', status: dossier.status, message: 'fileDossier' } as const,
        value: null,
      };
    }
  }
  await updateDossier(trx, key, at, {
    status: 'submitted',
    receipt: found.receipt,
    digest: found.digest,
    seen: found.seq,
  });
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

const lateness = (cutoff: number, receivedAt: number): ChangeOutcome => ({
  refusal: { code: 'dossier.late', cutoff, receivedAt },
  value: null,
});

const findReceipt = (trx: Trx, key: DossierKey, filing: { receipt: string; digest: string }) =>
  trx
    .selectFrom('filing')
    .select(['seq', 'receipt', 'digest', 'received_at', 'collectives', 'individuals', 'person'])
    .where('receipt', '=', filing.receipt)
    .where('digest', '=', filing.digest)
    .where('plan', '=', key.plan)
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .executeTakeFirst();

const frozen: ChangeOutcome = { refusal: { code: 'dossier.frozen' }, value: null };

/** While its list is with the Board or the Chairman, people change a dossier only with a reason; once signed, not at all. */
const isFrozen = (state: string | null, { actor, reason }: Entry): boolean =>
  actor !== null && (state === 'signed' || (state === 'forwarded' && reason === null));

const lockDossier = (trx: Trx, key: DossierKey) =>
  trx
    .selectFrom('dossier')
    .select((eb) => [
      'status',
      'receipt',
      'digest',
      'seen',
      eb
        .selectFrom('campaign_view as view')
        .select('view.frozen')
        .whereRef('view.plan', '=', 'dossier.plan')
        .whereRef('view.campaign', '=', 'dossier.campaign')
        .as('frozen'),
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
  values: { status: string; receipt?: string; digest?: string; seen?: number },
) =>
  trx
    .updateTable('dossier')
    .set({ ...values, changed_at: toInstant(at) })
    .where('plan', '=', key.plan)
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .execute();

/** A review, a withdrawal or a lapse. Nobody reviews what he filed or is nominated in. */
export async function changeStatus(trx: Trx, entry: Entry, at: number, change: ChangeOf<'dossier-status'>) {
  const key: DossierKey = { plan: entry.plan, campaign: campaignOf(entry), unit: change.unit };
  const dossier = await lockDossier(trx, key);
  if (dossier === undefined) return refusedUnits([change.unit]);
  if (isFrozen(dossier.frozen, entry)) return frozen;
  if (change.reviewed !== null) {
    if (change.reviewed !== dossier.digest || dossier.receipt === null) {
      return {
        refusal: { code: 'dossier.other-version', current: dossier.digest ?? '' } as const,
        value: null,
      };
    }
    const refusal = await checkReviewer(trx, dossier.receipt, entry.actor?.person ?? null);
    if (refusal !== null) return { refusal, value: null };
  }
  // What the unit filed before it withdrew went with the withdrawal: it is not taken up at the cutoff.
  const seen = change.status === 'withdrawn' ? { seen: await newestFiling(trx, key, at) } : {};
  await updateDossier(trx, key, at, { status: change.status, ...seen });
  return done;
}

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
