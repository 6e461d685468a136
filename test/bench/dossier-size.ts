import { setTimeout as pause } from 'node:timers/promises';
import { dossierState, sendToDossier } from '../../client/officials/send.js';
import { messages } from '../../workflows/api/messages.js';
import { at } from '../workflows/dossiers.js';
import { homeAffairs } from '../workflows/people.js';
import { Dossiers, must } from './dossiers.js';
import type { Measurement } from './figures.js';
import { Site } from './site.js';
import { manyUnits } from './units.js';

/** One dossier in stepped time: opened, reminded once, filed, accepted, closed; the server says how long its history is. */
export const dossierSize: Measurement = {
  rows: [
    { name: 'dossier.events', unit: 'events', goal: { atMost: 26 } },
    { name: 'dossier.bytes', unit: 'bytes', goal: { atMost: 10_000 } },
  ],
  async measure() {
    const units = manyUnits(1);
    const now = at('2025-01-15T09:00:00');
    const site = await Site.open({ units, now });
    try {
      return await sizeOf(site, now);
    } finally {
      await site.close();
    }
  },
};

async function sizeOf(site: Site, now: number): Promise<Record<string, number>> {
  const { services, stepper } = site;
  const reminder = { at: at('2025-02-03T08:00:00'), workingDays: 5 };
  const dossiers = new Dossiers(site, { mode: 'rehearsal', now }, at('2025-02-10T00:00:00'), [reminder]);
  const unit = 'don-vi-0';
  const key = { campaign: dossiers.campaign, unit };
  await dossiers.open([unit]);
  const { workflowId } = await dossiers.start(unit);
  await stepper.settle();
  await stepper.moveTo(reminder.at);
  await stepper.settle();
  await dossiers.file(unit);
  await stepper.settle();
  const digest = (await dossierState(services, key)).current?.digest ?? '';
  const accept = { actor: homeAffairs, digest, decision: 'accept' as const, reason: 'Xét hồ sơ.' };
  must(await sendToDossier(services, key, messages.reviewDossier, accept));
  await stepper.settle();
  await endCampaign(site, dossiers.campaign);
  const handle = site.client.workflow.getHandle(workflowId);
  await handle.signal(messages.look.name);
  await Promise.race([handle.result(), pause(60_000, undefined, { ref: false }).then(refuseToWait)]);
  const { historyLength, historySize } = await handle.describe();
  return { 'dossier.events': historyLength, 'dossier.bytes': historySize ?? Number.NaN };
}

async function endCampaign({ records, services: { plan } }: Site, campaign: '2024'): Promise<void> {
  await records.db
    .insertInto('campaign')
    .values({ plan, campaign, frozen: 'decided' })
    .onConflict((conflict) => conflict.columns(['plan', 'campaign']).doUpdateSet({ frozen: 'decided' }))
    .execute();
}

function refuseToWait(): never {
  throw new Error('The dossier does not end.');
}
