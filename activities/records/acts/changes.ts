import { sql } from 'kysely';
import type { Entry } from '../../../workflows/api/acts.js';
import type { RewardTables } from '../../../workflows/rules/reward.js';
import { revokeCertificate, writeAwards } from './award-changes.js';
import { freeList, lockCampaign, lockFacts } from './campaigns.js';
import { checkNotFuture } from './day-checks.js';
import {
  campaignOf,
  checkUnits,
  extendDossiers,
  lapseDossier,
  openDossiers,
  remindDossiers,
  reviewDossier,
  shortenDossiers,
  takeFiling,
  withdrawDossier,
} from './dossier-changes.js';
import { appraiseList, closeCampaign, forwardList, signList, supersedeList } from './list-changes.js';
import { checkNominees } from './nominee-checks.js';
import { amendPlan } from './plan-amendments.js';
import { skipCampaign } from './past-campaigns.js';
import { toInstant } from '../database/open.js';
import { type ChangeOf, type ChangeOutcome, done, type Trx } from './outcome.js';

/** Does an entry's change at the business instant `at`. Whatever it refuses it refuses before it writes. */
export async function applyChange(
  trx: Trx,
  entry: Entry,
  at: number,
  rewards: () => RewardTables,
): Promise<ChangeOutcome> {
  const { change } = entry;
  switch (change.type) {
    case 'none':
      return done;
    case 'dossiers-opened':
      return openDossiers(trx, entry, at, change);
    case 'dossiers-reminded':
      return remindDossiers(trx, entry, change);
    case 'dossier-filed':
      return takeFiling(trx, entry, at, change);
    case 'dossier-reviewed':
      return reviewDossier(trx, entry, at, change);
    case 'dossier-withdrawn':
      return withdrawDossier(trx, entry, at, change);
    case 'dossier-lapsed':
      return lapseDossier(trx, entry, at, change);
    case 'extension':
      return extendDossiers(trx, entry, at, change);
    case 'shortening':
      return shortenDossiers(trx, entry, at, change);
    case 'ranking':
      return keepRanking(trx, entry, at, change);
    case 'launch-plans':
      return keepLaunchPlans(trx, entry, at, change);
    case 'nominees-checked':
      return checkNominees(trx, entry, change);
    case 'list-forwarded':
      return forwardList(trx, entry, at, change);
    case 'list-appraised':
      return appraiseList(trx, entry, at, change);
    case 'list-signed':
      return signList(trx, entry, at, change);
    case 'list-superseded':
      return supersedeList(trx, entry);
    case 'ceremony':
      return { refusal: checkNotFuture([change.date], at), value: null };
    case 'campaign-closed':
      return closeCampaign(trx, entry, at);
    case 'campaign-skipped':
      return skipCampaign(trx, entry, at, change);
    case 'awards':
      return writeAwards(trx, entry, at, change, rewards());
    case 'revocation':
      return revokeCertificate(trx, entry, at, change);
    case 'plan-amended':
      return amendPlan(trx, entry, at, change);
    case 'commendations':
      return keepCommendations(trx, entry, at, change);
    case 'difficulty':
      return keepDifficulty(trx, entry, at, change);
  }
}

/**
 * A ranking replaces the one before; earlier ones stay. Each unit must be one of the bloc, living or ended. A list that
 * is with the Board or the Chairman is set aside, for a reason; after the signature no ranking is taken.
 */
async function keepRanking(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'ranking'>,
): Promise<ChangeOutcome> {
  const future = checkNotFuture([change.decision.date], at);
  if (future !== null) return { refusal: future, value: null };
  const of = { plan: entry.plan, campaign: campaignOf(entry) };
  await lockFacts(trx);
  const { frozen } = await lockCampaign(trx, of, 'update');
  const isFree = frozen === 'free' || (frozen === 'forwarded' && entry.reason !== null);
  if (!isFree) return { refusal: { code: 'list.frozen', message: entry.act }, value: null };
  const units = change.rows.map((it) => it.unit);
  const known = await sql<{ code: string }>`
    select code from unit where bloc = ${change.bloc} and code = any(${units}::text[])
  `.execute(trx);
  const codes = new Set(known.rows.map((it) => it.code));
  const rows = change.rows.flatMap(({ unit }, index) => (codes.has(unit) ? [] : [{ row: index + 1, unit }]));
  if (rows.length > 0) return { refusal: { code: 'ranking.unknown-unit', rows }, value: null };
  await trx
    .insertInto('ranking')
    .values({
      plan: entry.plan,
      campaign: campaignOf(entry),
      bloc: change.bloc,
      period: change.period,
      decision_number: change.decision.number,
      decision_date: change.decision.date,
      rows: JSON.stringify(change.rows),
      recorded_at: toInstant(at),
    })
    .execute();
  if (frozen === 'forwarded') await freeList(trx, of);
  return done;
}

async function keepLaunchPlans(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'launch-plans'>,
): Promise<ChangeOutcome> {
  const future = checkNotFuture(
    change.plans.map((it) => it.document.date),
    at,
  );
  if (future !== null) return { refusal: future, value: null };
  const refused = await checkUnits(
    trx,
    change.plans.map((it) => it.unit),
  );
  if (refused !== null || change.plans.length === 0) return refused ?? done;
  const newest = new Map(change.plans.map((it) => [it.unit, it]));
  await trx
    .insertInto('launch_plan')
    .values(
      [...newest.values()].map(({ unit, document }) => ({
        plan: entry.plan,
        campaign: campaignOf(entry),
        unit,
        document_number: document.number,
        document_date: document.date,
        recorded_at: toInstant(at),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['plan', 'campaign', 'unit']).doUpdateSet((eb) => ({
        document_number: eb.ref('excluded.document_number'),
        document_date: eb.ref('excluded.document_date'),
        recorded_at: eb.ref('excluded.recorded_at'),
      })),
    )
    .execute();
  return done;
}

async function keepCommendations(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'commendations'>,
): Promise<ChangeOutcome> {
  const future = checkNotFuture([change.document?.date], at);
  if (future !== null) return { refusal: future, value: null };
  const refused = await checkUnits(trx, [change.unit]);
  if (refused !== null) return refused;
  const report = {
    collectives: change.collectives,
    individuals: change.individuals,
    document_number: change.document?.number ?? null,
    document_date: change.document?.date ?? null,
    recorded_at: toInstant(at),
  };
  await trx
    .insertInto('commendation')
    .values({ plan: entry.plan, campaign: campaignOf(entry), unit: change.unit, ...report })
    .onConflict((conflict) => conflict.columns(['plan', 'campaign', 'unit']).doUpdateSet(report))
    .execute();
  return done;
}

async function keepDifficulty(
  trx: Trx,
  entry: Entry,
  at: number,
  change: ChangeOf<'difficulty'>,
): Promise<ChangeOutcome> {
  const refused = await checkUnits(trx, [change.unit]);
  if (refused !== null) return refused;
  await trx
    .insertInto('difficulty')
    .values({
      key: entry.key,
      plan: entry.plan,
      campaign: campaignOf(entry),
      unit: change.unit,
      text: change.text,
      reported_at: toInstant(at),
    })
    .execute();
  return done;
}
