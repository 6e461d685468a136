import { campaignId, movementId } from '../../workflows/api/identity.js';
import { dayOf } from '../../workflows/rules/days.js';
import { sleepUntil } from '../environment/time-skipping.js';
import { plan263 } from '../plan/plans.js';
import { CampaignHands, courseInput } from './campaigns.js';
import { at } from './dossiers.js';

/** The same hands on the wall clock: days pass by sleeping until they come. */
export class WallClockHands extends CampaignHands {
  /** Beside it those that it tells of its course: this server's time stands still after a signal to nobody. */
  override async start(): Promise<void> {
    const clock = { mode: 'service', now: 0, told: {} } as const;
    const { taskQueue, client } = this.world;
    const started = ['2021', '2022', '2023', '2024', 'summary'];
    await client.workflow.start('movement', {
      workflowId: movementId('263'),
      taskQueue,
      args: [{ plan: plan263, clock, state: { started } }],
    });
    await client.workflow.start('periodSummary', {
      workflowId: campaignId('263', 'summary'),
      taskQueue,
      args: [courseInput('summary', 0, { clock })],
    });
    await client.workflow.start('annualCampaign', {
      workflowId: campaignId('263', this.campaign),
      taskQueue,
      args: [courseInput(this.campaign, 0, { clock })],
    });
  }

  override async walkTo(day: string): Promise<void> {
    await sleepUntil(this.world.environment, at(`${this.year}-${day}`));
    await this.world.stepper.settle();
  }

  override collect(): Promise<void> {
    return this.world.atItsTime(() => super.collect());
  }

  protected override async decision() {
    return { number: '512/QĐ-UBND', date: dayOf(await this.world.environment.currentTimeMs()) };
  }
}
