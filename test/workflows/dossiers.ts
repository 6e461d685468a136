import { setRehearsalClock } from '../../activities/records/clock.js';
import { record } from '../../activities/records/record.js';
import { loadRewardTables } from '../../activities/records/reference.js';
import { type Answer, dossierState, sendToDossier } from '../../client/officials.js';
import type { DossierInput } from '../../workflows/dossier-state.js';
import { dossierId } from '../../workflows/identity.js';
import { messages } from '../../workflows/messages.js';
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
}

/** Starts one dossier in stepped time, its row in the records beside it, as a campaign would. */
export async function startDossier(world: World, start: DossierStart): Promise<string> {
  const { campaign, unit, cutoff, now, maximumEvents } = start;
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
    change: { type: 'dossiers-opened', units: [unit], cutoff },
  });
  const input: DossierInput = {
    plan,
    campaign,
    unit,
    bloc: 'communes',
    filer: unit,
    clock: { mode: 'rehearsal', now, told: {} },
    instance: testInstance,
    state: {
      status: 'open',
      cutoff,
      reminders: [],
      remindedUntil: 0,
      current: null,
      completeBy: null,
      acts: 0,
      isSettled: false,
    },
    ...(maximumEvents !== undefined && { maximumEvents }),
  };
  await world.client.workflow.start('dossier', { workflowId, taskQueue: world.taskQueue, args: [input] });
  return workflowId;
}

/** What one unit's official and Home Affairs send about its dossier. */
export class DossierHands {
  constructor(
    readonly world: World,
    readonly campaign: CampaignKey,
    readonly unit: UnitCode,
  ) {}

  async file(edition = '1'): Promise<Answer> {
    const filing = { content: aDossier(this.campaign, this.unit, { edition }) };
    return this.send(messages.fileDossier, { actor: unitOfficial(this.unit), filing });
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
