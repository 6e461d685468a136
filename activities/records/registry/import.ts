import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { plain } from '../../../workflows/api/acts.js';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import { CampaignKey, type Day, type Plan } from '../../../workflows/plan/schema.js';
import { compareText } from '../../../workflows/rules/code-points.js';
import { dayOf } from '../../../workflows/rules/days.js';
import { digestOf } from '../../../workflows/rules/digest.js';
import type { Unit } from '../../../workflows/rules/registry.js';
import { type PastCampaign, pastDigest } from '../../reference/import/past.js';
import type { KnownHere } from '../../reference/import/read.js';
import { appendAudit } from '../acts/audit.js';
import { lockFacts } from '../acts/campaigns.js';
import { writePastCampaign } from '../acts/past-campaigns.js';
import { businessNow, clockMode } from '../database/business-time.js';
import { instanceOf } from '../database/instance.js';
import type { Records } from '../database/open.js';
import type { Database } from '../database/schema.js';
import { keepPlan } from './plans.js';
import { allUnits } from './units.js';

/** What an import meets in the records, on their business day. */
export interface ImportGround extends KnownHere {
  units: Unit[];
  mode: ClockMode;
  on: Day;
}

/** Reads what an import meets. The tables are of this program's version. */
export async function importGround(records: Records, plan: Plan): Promise<ImportGround> {
  return {
    ...(await knownHere(records.db, plan.plan)),
    units: await allUnits(records.db),
    mode: (await clockMode(records)).mode,
    on: dayOf(await businessNow(records)),
  };
}

type Db = Records['db'] | Transaction<Database>;
const Act = z.object({ act: z.string(), campaign: CampaignKey, digest: z.string().nullable() });
const actsOfInterest = ['campaign-started', 'campaign-skipped', 'imported'];

/** A campaign that was begun and then left (its cutoff was past) was not held here. */
async function knownHere(db: Db, plan: string): Promise<KnownHere> {
  const { rows } = await sql`
    select act, coalesce(campaign, facts ->> 'campaign') as campaign, facts ->> 'digest' as digest from audit
    where plan = ${plan} and act = any(${actsOfInterest}::text[]) and outcome -> 'refusal' = 'null'::jsonb
      and coalesce(campaign, facts ->> 'campaign') is not null
    order by seq
  `.execute(db);
  const acts = z.array(Act).parse(rows);
  const of = (act: string) => acts.filter((it) => it.act === act).map(({ campaign }) => campaign);
  const skipped = of('campaign-skipped');
  return {
    held: of('campaign-started').filter((campaign) => !skipped.includes(campaign)),
    imported: new Map(
      acts.flatMap(({ act, campaign, digest }) =>
        act === 'imported' && digest !== null ? [[campaign, digest]] : [],
      ),
    ),
    hasBegun: acts.some(({ act }) => act !== 'imported'),
  };
}

/** What of an import the records don't hold so already. */
export const importChanges = (here: KnownHere, campaigns: readonly PastCampaign[]): PastCampaign[] =>
  campaigns.filter((it) => here.imported.get(it.campaign) !== pastDigest(it));

/** SHA-256 of what an import is checked against: another by the time that it is applied is another import. */
export const groundDigest = ({ held, imported, hasBegun }: KnownHere): string =>
  digestOf({
    held: [...held].sort(compareText),
    imported: [...imported.entries()].map((it) => it.join(' ')).sort(compareText),
    hasBegun,
  });

/** Who imports, why, and what it was checked against. */
export interface Import {
  plan: Plan;
  campaigns: readonly PastCampaign[];
  /** {@link groundDigest} of what was there when it was shown. */
  shown: string;
  operator: string;
  reason: string | null;
}

export type Imported = { ok: true } | { ok: false; code: 'stale' | 'rehearsal' | 'summary-frozen' };

/** Writes checked campaigns, all or nothing, with an audit row for each; those that stand so already are left. */
export async function applyImport(records: Records, given: Import): Promise<Imported> {
  const { plan, campaigns, shown } = given;
  await keepPlan(records, plan);
  return records.db.transaction().execute(async (trx): Promise<Imported> => {
    await sql`select pg_advisory_xact_lock(263000003)`.execute(trx);
    await lockFacts(trx);
    if ((await clockMode({ db: trx })).mode === 'rehearsal') return { ok: false, code: 'rehearsal' };
    const here = await knownHere(trx, plan.plan);
    if (groundDigest(here) !== shown) return { ok: false, code: 'stale' };
    if (await isSummaryFrozen(trx, plan.plan)) return { ok: false, code: 'summary-frozen' };
    const at = await businessNow({ db: trx });
    for (const past of importChanges(here, campaigns)) {
      await writePastCampaign(trx, plan, past, at);
      await note(trx, given, past, at);
    }
    return { ok: true };
  });
}

/** The certificates of all years are what the summary rests on (III.1.b): once forwarded it rests on those it had. */
async function isSummaryFrozen(trx: Transaction<Database>, plan: string): Promise<boolean> {
  const row = await trx
    .selectFrom('campaign')
    .select('frozen')
    .where('plan', '=', plan)
    .where('campaign', '=', 'summary')
    .executeTakeFirst();
  return row !== undefined && row.frozen !== 'free';
}

async function note(
  trx: Transaction<Database>,
  { plan, operator, reason }: Import,
  past: PastCampaign,
  at: number,
): Promise<void> {
  const entry = {
    key: `imported/${past.campaign}/${randomUUID()}`,
    instance: await instanceOf({ db: trx }),
    workflow: 'import',
    plan: plan.plan,
    campaign: past.campaign,
    unit: null,
    act: 'imported',
    actor: null,
    at: null,
    reason,
    facts: { operator, digest: pastDigest(past), content: plain(past) },
    change: { type: 'none' } as const,
  };
  await appendAudit(trx, entry, { at, holder: null, refusal: null, value: null });
}
