import type { Records } from '../../../../activities/records/database/open.js';
import type { DraftContent } from '../../../../activities/records/filings/draft-content.js';
import { type Draft, findDraft } from '../../../../activities/records/filings/drafts.js';
import { type KeptFile, keptFiles } from '../../../../activities/records/filings/files.js';
import { digestsOf } from '../../../../activities/records/filings/problems.js';
import { findFiling } from '../../../../activities/records/filings/receive.js';
import {
  type DossierAct,
  dossierActs,
  type DossierVersion,
  dossierVersions,
} from '../../../../activities/records/reads/dossier-history.js';
import { dossierStandings } from '../../../../activities/records/reads/dossier-standings.js';
import {
  type CommendationRow,
  commendationRows,
  type DifficultyRow,
  difficultyRows,
  launchPlanOf,
} from '../../../../activities/records/reads/reports.js';
import { allUnits } from '../../../../activities/records/registry/units.js';
import type { DossierKey, DossierStanding, ReceivedFiling } from '../../../../workflows/api/effects.js';
import { campaignsOf } from '../../../../workflows/plan/names.js';
import type { CampaignKey, Day, Plan } from '../../../../workflows/plan/schema.js';
import { noSuchPage, notAllowed } from '../problems.js';
import type { Page, Visit } from '../../visit.js';

/** Whose dossier it is, and how the visitor stands to it: the unit's own official, or one who only reads. */
export interface Dossier {
  plan: Plan;
  campaign: CampaignKey;
  unit: { code: string; name: string };
  isOwn: boolean;
  /** null: filing is not open to the unit. */
  standing: DossierStanding | null;
  /** Every filing that was received, the oldest first. */
  versions: readonly DossierVersion[];
  /** null: nothing is prepared, or it isn't the reader's to see. */
  draft: Draft | null;
}

/** All that the dossier's page shows. */
export interface DossierShown extends Dossier {
  /** Business now, epoch ms. */
  now: number;
  acts: readonly DossierAct[];
  /** Received, and not yet taken by the dossier. */
  pending: ReceivedFiling | null;
  launchPlan: { number: string; date: Day } | null;
  commendations: CommendationRow | null;
  difficulties: readonly DifficultyRow[];
  /** By digest. */
  files: ReadonlyMap<string, KeptFile>;
}

export const keyOf = ({ plan, campaign, unit }: Pick<Dossier, 'plan' | 'campaign' | 'unit'>): DossierKey => ({
  plan: plan.plan,
  campaign,
  unit: unit.code,
});

/** The version that counts; null: none does. */
export const currentVersion = ({ standing, versions }: Dossier): DossierVersion | null =>
  standing?.status === 'withdrawn'
    ? null
    : (versions.find(({ receipt }) => receipt === standing?.current?.receipt) ?? null);

const nothing: DraftContent = { nominees: [], documents: [] };

/** What a draft begins with: what was filed last, so that it is completed and not made anew. */
export const startOf = ({ versions }: Dossier): DraftContent => versions.at(-1)?.content ?? nothing;

/** What the unit has in hand; to others what counts. */
export const contentOf = (dossier: Dossier): DraftContent =>
  dossier.isOwn
    ? (dossier.draft?.content ?? startOf(dossier))
    : (currentVersion(dossier)?.content ?? dossier.versions.at(-1)?.content ?? nothing);

/** The dossier of an address; or the page that is shown instead: there is none, it is another unit's. */
export async function dossierOf(visit: Visit): Promise<Dossier | Page> {
  const { portal, plan, parameters, visitor } = visit;
  const { records } = portal;
  const campaign = campaignsOf(plan).find((it) => it === parameters['campaign']);
  const unit = (await allUnits(records.db)).find(({ code }) => code === parameters['unit']);
  if (campaign === undefined || unit === undefined || visitor.kind === 'guest') return noSuchPage();
  const key = { plan: plan.plan, campaign, unit: unit.code };
  const [standing = null] = await dossierStandings(records, { ...key, units: [unit.code] });
  const { office, unit: own } = visitor.actor;
  const isOwn = office === 'unit' && own === (standing?.filer ?? unit.code);
  if (office === 'unit' && !isOwn) return notAllowed(visit, ['unit']);
  const versions = await dossierVersions(records, key);
  const draft = isOwn ? await findDraft(records, key) : null;
  return { plan, campaign, unit, isOwn, standing, versions, draft };
}

/** The same for those who change it: the unit's own official. */
export async function ownDossier(visit: Visit): Promise<Dossier | Page> {
  const dossier = await dossierOf(visit);
  return 'isOwn' in dossier && !dossier.isOwn ? notAllowed(visit, ['unit']) : dossier;
}

/** What is shown of a dossier beside itself. */
export async function shownOf(records: Records, dossier: Dossier, now: number): Promise<DossierShown> {
  const key = keyOf(dossier);
  const of = { plan: key.plan, campaign: key.campaign };
  const isUnits = (it: { unit: string }): boolean => it.unit === key.unit;
  const contents = [contentOf(dossier), ...dossier.versions.map(({ content }) => content)];
  const [acts, launchPlan, commendations, difficulties, files, pending] = await Promise.all([
    dossierActs(records, key),
    launchPlanOf(records, key),
    commendationRows(records, of),
    difficultyRows(records, of),
    keptFiles(records, contents.flatMap(digestsOf)),
    dossier.versions.length === 0 ? null : findFiling(records, { ...key, before: now + 1 }),
  ]);
  return {
    ...dossier,
    now,
    acts,
    launchPlan,
    commendations: commendations.find(isUnits) ?? null,
    difficulties: difficulties.filter(isUnits),
    files,
    pending,
  };
}
