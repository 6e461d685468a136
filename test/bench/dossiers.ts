import { namesFor } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import { record } from '../../activities/records/acts/record.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { type Answer, fileDossier } from '../../client/officials/send.js';
import { DossierInput } from '../../workflows/dossier/state.js';
import { dossierId, taskQueues } from '../../workflows/api/identity.js';
import type { UnitCode } from '../../workflows/plan/schema.js';
import { aDossier, unitOfficial } from '../workflows/people.js';
import type { Site } from './site.js';

/** Dossiers without a campaign, as a campaign would open and start them. */
export class Dossiers {
  readonly campaign = '2024';

  constructor(
    readonly site: Site,
    private readonly clock: { mode: 'service' | 'rehearsal'; now: number },
    private readonly cutoff: number,
    private readonly reminders: readonly { at: number; workingDays: number }[] = [],
  ) {}

  /** Their rows in the records, in one act. */
  async open(units: readonly UnitCode[]): Promise<void> {
    const { services, instance } = this.site;
    await record(services.records, loadRewardTables, {
      key: `opened-by-bench/${units[0] ?? ''}`,
      instance,
      workflow: 'bench',
      plan: services.plan,
      campaign: this.campaign,
      unit: null,
      act: 'dossiers-opened',
      actor: null,
      at: null,
      reason: null,
      facts: {},
      change: {
        type: 'dossiers-opened',
        dossiers: units.map((unit) => ({ unit, filer: unit })),
        cutoff: this.cutoff,
      },
    });
  }

  async start(unit: UnitCode) {
    const { client, services } = this.site;
    return client.workflow.start('dossier', {
      workflowId: this.id(unit),
      taskQueue: taskQueues[this.clock.mode],
      args: [
        DossierInput.parse({
          plan: services.plan,
          campaign: this.campaign,
          unit,
          bloc: 'communes',
          names: namesFor(plan263, 'communes'),
          filer: unit,
          clock: { ...this.clock, told: {} },
          instance: this.site.instance,
          state: { status: 'open', cutoff: this.cutoff, reminders: this.reminders },
        }),
      ],
    });
  }

  async file(unit: UnitCode): Promise<void> {
    const { campaign } = this;
    const content = aDossier(campaign, unit);
    must(await fileDossier(this.site.services, { campaign, unit, actor: unitOfficial(unit), content }));
  }

  id(unit: UnitCode): string {
    return dossierId(this.site.services.plan, this.campaign, unit);
  }
}

export function must(answer: Answer): unknown {
  if (!answer.done) throw new Error(`Refused: ${JSON.stringify(answer.refusal)} ${answer.sentence}`);
  return answer.value;
}
