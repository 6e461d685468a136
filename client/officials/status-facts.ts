import { z } from 'zod';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import { auditRows } from '../../activities/records/acts/audit.js';
import { type ArchiveStanding, archiveStanding } from '../../activities/records/reads/archive.js';
import { businessNow, clockMode } from '../../activities/records/database/business-time.js';
import { type FailingEffect, failingEffects } from '../../activities/records/reads/failing.js';
import {
  type Pause,
  postPause,
  remindersPause,
  unitReminderPauses,
} from '../../activities/records/reads/letters.js';
import { byMailbox, undelivered, type UndeliveredMailbox } from '../../activities/records/reads/mails.js';
import type { Records } from '../../activities/records/database/open.js';
import { statusRows, type StatusRow } from '../../activities/records/reads/status.js';
import { allUnits } from '../../activities/records/registry/units.js';
import { findSelection } from '../../activities/records/selection/kept.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { Refusal } from '../../workflows/api/refusals.js';
import { refusalSentence } from '../language/refusals.js';

/** A signature that was not taken. `at` is epoch ms of business time. */
interface RefusedSignature {
  at: number;
  person: string | null;
  code: string;
  sentence: string;
}

/** A point that waits for Home Affairs; `explanation` is null where the records hold none. */
interface OpenQuestion {
  key: string;
  options: string[];
  explanation: string | null;
}

/** All that `status` shows of one campaign. */
export interface CampaignFacts {
  row: StatusRow;
  questions: OpenQuestion[];
  refusedSignatures: RefusedSignature[];
  undelivered: UndeliveredMailbox[];
  /** Why its reminders are held; null: they are not. */
  remindersHeld: Pause | null;
  /** The single units whose reminders are held. */
  unitsHeld: (Pause & { unit: string; unitName: string })[];
}

/** Where business time stands, and every campaign that began. Instants in epoch ms. */
export interface StatusFacts {
  business: { mode: ClockMode; at: number };
  /** What fails for longer than a minute, in any workflow; its instants are of wall time. */
  failing: FailingEffect[];
  /** How far the histories of what has ended are kept; null where no worker has run. Wall time. */
  archive: ArchiveStanding | null;
  /** Why no letters are delivered; null: they are. */
  lettersHeld: Pause | null;
  campaigns: CampaignFacts[];
}

/** Reads what `status` shows; of one campaign where it is named. */
export async function readStatus(
  records: Records,
  plan: Plan,
  campaign: CampaignKey | undefined,
): Promise<StatusFacts> {
  const rows = await statusRows(records, { plan: plan.plan, ...(campaign !== undefined && { campaign }) });
  const { mode } = await clockMode(records);
  const campaigns: CampaignFacts[] = [];
  for (const row of rows) campaigns.push(await campaignFacts(records, plan, row));
  const failing = await failingEffects(records);
  const archive = await archiveStanding(records);
  const lettersHeld = await postPause(records, plan.plan);
  return { business: { mode, at: await businessNow(records) }, failing, archive, lettersHeld, campaigns };
}

async function campaignFacts(records: Records, plan: Plan, row: StatusRow): Promise<CampaignFacts> {
  const { campaign, signOffs } = row;
  return {
    row,
    questions: row.openQuestions.length === 0 ? [] : await openQuestions(records, row),
    refusedSignatures: signOffs.refused === 0 ? [] : await refusedSignatures(records, plan, campaign),
    undelivered: byMailbox(await undelivered(records, { campaign })),
    remindersHeld: await remindersPause(records, { plan: plan.plan, campaign }),
    unitsHeld: await unitsHeld(records, { plan: plan.plan, campaign }),
  };
}

async function unitsHeld(
  records: Records,
  of: { plan: string; campaign: CampaignKey },
): Promise<CampaignFacts['unitsHeld']> {
  const pauses = await unitReminderPauses(records, of);
  if (pauses.length === 0) return [];
  const names = new Map((await allUnits(records.db)).map(({ code, name }) => [code, name]));
  return pauses.map((it) => ({ ...it, unitName: names.get(it.unit) ?? it.unit }));
}

/** The points that wait for Home Affairs, as they were asked. */
export async function openQuestions(records: Records, row: StatusRow): Promise<OpenQuestion[]> {
  const { plan, campaign, digest } = row;
  const found = digest === null ? null : await findSelection(records.db, { plan, campaign, digest });
  return row.openQuestions.map((key) => {
    const question = found?.answer.questions.find((it) => it.key === key);
    return { key, options: question?.options ?? [], explanation: question?.explanation ?? null };
  });
}

const RefusedFacts = z.object({ refusal: Refusal, sender: z.string().nullish() });

async function refusedSignatures(
  records: Records,
  plan: Plan,
  campaign: CampaignKey,
): Promise<RefusedSignature[]> {
  const rows = await auditRows(records, { campaign });
  return rows.flatMap(({ act, facts, person, businessTime }) => {
    if (act !== 'signOff' && act !== 'signOff-refused') return [];
    const refused = RefusedFacts.safeParse(facts);
    if (!refused.success) return [];
    const { refusal, sender } = refused.data;
    const at = Date.parse(businessTime);
    return [
      { at, person: person ?? sender ?? null, code: refusal.code, sentence: refusalSentence(plan, refusal) },
    ];
  });
}
