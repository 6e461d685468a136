import { FiledStatus } from '../../../workflows/rules/selection/input.js';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { DossierContent, RankingRow } from '../../../workflows/api/messages.js';
import { blocCodes } from '../../../workflows/plan/names.js';
import { type CampaignKey, NomineeKind, type Plan } from '../../../workflows/plan/schema.js';
import { successions } from '../../../workflows/rules/registry.js';
import { allUnits, type UnitDetails } from '../registry/units.js';
import type { Database } from '../database/schema.js';
import type { SelectionRequest } from '../../../workflows/api/acts.js';

type Db = Kysely<Database>;

/**
 * The input of `select` (its contract, version 1) as the records have it now, for one campaign, but for the answers, which
 * fit or don't; lists are ordered by code, so that the same facts have the same digest.
 */
export async function buildSelectionInput(db: Db, document: Plan, request: SelectionRequest) {
  const { plan, campaign } = request;
  const registry = await allUnits(db);
  const rankings = await loadRankings(db, document, campaign);
  const { units, dossiers } = await loadDossiers(db, plan, campaign);
  const common = {
    contract: 1 as const,
    plan,
    units: participants(registry, units, rankings.current),
    dossiers,
    waivers: request.waivers,
    decisions: [],
  };
  if (campaign === 'summary') {
    return {
      ...common,
      kind: 'summary' as const,
      rankings: { current: rankings.current },
      ledger: await loadLedger(db, plan),
      successions: successions(endedIn(registry, document)),
      shortlist: { individuals: request.shortlist.individuals, collectives: request.shortlist.collectives },
    };
  }
  return {
    ...common,
    kind: 'annual' as const,
    year: Number(campaign),
    rankings: { current: rankings.current, previous: rankings.previous },
    shortlist: { individuals: request.shortlist.individuals },
  };
}

/** A unit that ends after the period takes part in it itself: it is nobody's predecessor there. */
const endedIn = (registry: UnitDetails[], { period }: Plan): UnitDetails[] =>
  registry.filter(({ validTo }) => validTo !== null && validTo <= period.to);

/**
 * The campaign's units, and those that its ranking names without their taking part (ended meanwhile): without them
 * the published ranks would have gaps. They have no dossier, so they can't win.
 */
function participants(registry: UnitDetails[], units: readonly string[], current: RankingRow[]) {
  const codes = new Set([...units, ...current.map((it) => it.unit)]);
  return registry.filter((it) => codes.has(it.code)).map(({ code, name, bloc }) => ({ code, name, bloc }));
}

/** This campaign's newest rankings; `previous` is what was recorded here for the year before, else that year's own. */
async function loadRankings(db: Db, document: Plan, campaign: CampaignKey) {
  const { plan } = document;
  const inOrder = (rankings: Map<string, RankingRow[]>): RankingRow[] =>
    blocCodes(document).flatMap((bloc) =>
      [...(rankings.get(bloc) ?? [])].sort((a, b) => a.rank - b.rank || compare(a.unit, b.unit)),
    );
  const current = await newestRankings(db, plan, campaign, 'current');
  if (campaign === 'summary') return { current: inOrder(current), previous: [] };
  const lastYear = await newestRankings(db, plan, yearBefore(campaign), 'current');
  const corrected = await newestRankings(db, plan, campaign, 'previous');
  return { current: inOrder(current), previous: inOrder(new Map([...lastYear, ...corrected])) };
}

const yearBefore = (campaign: CampaignKey): string => String(Number(campaign) - 1);

async function newestRankings(db: Db, plan: string, campaign: string, period: 'current' | 'previous') {
  const rows = await db
    .selectFrom('ranking')
    .distinctOn('bloc')
    .select(['bloc', 'rows'])
    .where('plan', '=', plan)
    .where('campaign', '=', campaign)
    .where('period', '=', period)
    .orderBy('bloc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((it) => [it.bloc, z.array(RankingRow).parse(it.rows)]));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The campaign's units, each of which has a dossier, and the dossiers that are more than open with their nominees. */
async function loadDossiers(db: Db, plan: string, campaign: CampaignKey) {
  const rows = await db
    .selectFrom('dossier')
    .leftJoin('filing', 'filing.receipt', 'dossier.receipt')
    .select(['dossier.unit', 'dossier.status', 'filing.content'])
    .where('dossier.plan', '=', plan)
    .where('dossier.campaign', '=', campaign)
    .orderBy(sql`dossier.unit collate "C"`)
    .execute();
  const dossiers = rows
    .filter((it) => it.status !== 'open')
    .map((it) => ({
      unit: it.unit,
      status: FiledStatus.parse(it.status),
      nominees: it.content === null ? [] : DossierContent.parse(it.content).nominees,
    }));
  return { units: rows.map((it) => it.unit), dossiers };
}

/** The certificates of all years (III.1.b); the revoked are marked. */
async function loadLedger(db: Db, plan: string) {
  const rows = await db
    .selectFrom('ledger')
    .select(['campaign', 'kind', 'unit', 'person_id', 'revoked_at'])
    .where('plan', '=', plan)
    .where('campaign', '<>', 'summary')
    .orderBy('campaign')
    .orderBy('bloc')
    .orderBy('kind')
    .orderBy('seat')
    .execute();
  return rows.map((it) => {
    const row = { year: Number(it.campaign), unit: it.unit, revoked: it.revoked_at !== null };
    return NomineeKind.parse(it.kind) === 'collective'
      ? { ...row, kind: 'collective' as const }
      : { ...row, kind: 'individual' as const, personId: it.person_id ?? '' };
  });
}
