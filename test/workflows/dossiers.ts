import { namesFor } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { record } from '../../activities/records/acts/record.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { dossierState, fileDossier, sendToDossier, type Answer } from '../../client/officials/send.js';
import type { DossierInput } from '../../workflows/dossier/state.js';
import { dossierId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import type { CampaignKey, UnitCode } from '../../workflows/plan/schema.js';
import type { World } from '../environment/world.js';
import { testInstance } from '../records/setup.js';
import { aDossier, homeAffairs, unitOfficial } from './people.js';

/** The instant of `2024-02-10T00:00:00.000` in Cần Thơ, epoch ms. */
export const at = (local: string): number => Date.parse(`${local}+07:00`);

export interface DossierStart {
  campaign: CampaignKey;
  unit: UnitCode;
  cutoff: number;
  /** The stepped clock's instant, epoch ms. */
  now: number;
  maximumEvents?: number;
  /** Where business time comes from: stepped unless it is said otherwise. */
  mode?: 'service' | 'rehearsal';
}

/** Starts one dossier in stepped time, its row in the records beside it, as a campaign would. */
export async function startDossier(world: World, start: DossierStart): Promise<string> {
  const { campaign, unit, cutoff, now, maximumEvents, mode = 'rehearsal' } = start;
  const { plan } = world.services;
  const workflowId = dossierId(plan, campaign, unit);
  await setRehearsalClock(world.records, now);
  await record(world.records, loadRewardTables, {
    key: `${workflowId}/opened-by-test`,
    instance: testInstance,
    workflow: workflowId,
    plan,
    campaign,
    unit: null,
    act: 'dossiers-opened',
    actor: null,
    at: null,
    reason: null,
    facts: {},
    change: { type: 'dossiers-opened', dossiers: [{ unit, filer: unit }], cutoff },
  });
  const input: DossierInput = {
    plan,
    names: namesFor(plan263, 'communes'),
    campaign,
    unit,
    bloc: 'communes',
    filer: unit,
    announceBy: null,
    clock: { mode, now, told: {} },
    instance: testInstance,
    state: {
      status: 'open',
      cutoff,
      current: null,
      completeBy: null,
      decidedUntil: 0,
      acts: 0,
    },
    ...(maximumEvents !== undefined && { maximumEvents }),
  };
  await world.client.workflow.start('dossier', { workflowId, taskQueue: world.taskQueue, args: [input] });
  return workflowId;
}

/** Moves a dossier's cutoff in the records, as a campaign's extension does, and nudges it. */
export async function grantTime(world: World, hands: DossierHands, cutoff: number): Promise<void> {
  const { plan } = world.services;
  const workflow = dossierId(plan, hands.campaign, hands.unit);
  await record(world.records, loadRewardTables, {
    key: `${workflow}/extended-by-test/${String(cutoff)}`,
    instance: testInstance,
    workflow,
    plan,
    campaign: hands.campaign,
    unit: null,
    act: 'grantExtension',
    actor: null,
    at: null,
    reason: 'Gia hạn.',
    facts: {},
    change: { type: 'extension', units: [hands.unit], cutoff },
    letters: [
      {
        key: `${workflow}/cutoff-moved/${String(cutoff)}`,
        recipients: 'each-dossier',
        content: { code: 'dossier-extended', campaign: hands.campaign, cutoff, reason: 'Gia hạn.' },
      },
    ],
  });
  await nudge(world, hands);
}

/** The awards of the campaign are written, by the records; the dossier is nudged. */
export async function endCampaign(world: World, hands: DossierHands): Promise<void> {
  const { plan } = world.services;
  await world.records.db
    .insertInto('campaign')
    .values({ plan, campaign: hands.campaign, frozen: 'decided' })
    .onConflict((conflict) => conflict.columns(['plan', 'campaign']).doUpdateSet({ frozen: 'decided' }))
    .execute();
  await nudge(world, hands);
}

async function nudge(world: World, hands: DossierHands): Promise<void> {
  const workflowId = dossierId(world.services.plan, hands.campaign, hands.unit);
  await world.client.workflow.getHandle(workflowId).signal(messages.look.name);
  await world.stepper.settle();
}

/** What one unit's official and Home Affairs send about its dossier. */
export class DossierHands {
  constructor(
    readonly world: World,
    readonly campaign: CampaignKey,
    readonly unit: UnitCode,
  ) {}

  async file(edition = '1'): Promise<Answer> {
    const { campaign, unit } = this;
    const content = aDossier(campaign, unit, { edition });
    return fileDossier(this.world.services, { campaign, unit, actor: unitOfficial(unit), content });
  }

  async withdraw(): Promise<Answer> {
    return this.send(messages.withdrawDossier, { actor: unitOfficial(this.unit), reason: 'Xin rút.' });
  }

  async review(decision: 'accept' | 'reject' | 'return', completeBy = '2024-02-20'): Promise<Answer> {
    const digest = (await this.state()).current?.digest ?? '0'.repeat(64);
    const reason = 'Xét hồ sơ.';
    return this.send(
      messages.reviewDossier,
      decision === 'return'
        ? { actor: homeAffairs, digest, decision, reason, completeBy }
        : { actor: homeAffairs, digest, decision, reason },
    );
  }

  state() {
    return dossierState(this.world.services, this);
  }

  private send<M>(definition: Parameters<typeof sendToDossier<M>>[2], message: M): Promise<Answer> {
    return sendToDossier(this.world.services, this, definition, message);
  }
}
