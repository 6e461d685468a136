import { afterEach, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { courseStanding } from '../../activities/records/restoring/course.js';
import { loadHolidays } from '../../activities/reference/tables.js';
import { restoreWorkflow } from '../../client/engine/restore.js';
import { campaignId, dossierId, postId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';
import { lettersDelivered } from '../environment/post.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { plan263 } from '../plan/plans.js';
import { CampaignHands, must } from '../workflows/campaigns.js';
import { DossierHands } from '../workflows/dossiers.js';
import { homeAffairs } from '../workflows/people.js';

const minutes = 60_000;
const workflowId = campaignId('263', '2023');

let world: World;
afterEach(() => world.stop());

/** Ends a workflow before its time, and starts it again from what the records hold. */
async function lose(id: string): Promise<void> {
  const reason = 'Bị chấm dứt nhầm.';
  const restoring = { ...world, plan: plan263, reason, operator: 'kiem-thu' };
  expect(await restoreWorkflow(restoring, id)).toStrictEqual({ problem: { code: 'restore.runs' } });
  await world.client.workflow.getHandle(id).terminate('test');
  expect(await restoreWorkflow(restoring, id)).toMatchObject({ restored: { workflowId: id } });
  await world.stepper.settle();
}

/** Computed anew at the first turn, or decided by the clock alone. */
const derived = new Set([
  'selection',
  'pending',
  'isLookDue',
  'isSelectionDue',
  'nextLook',
  'nextDigest',
  'doneUntil',
  'reminders',
]);

/** What a state is compared by. Of a refused signature the records keep no office. */
const comparable = (state: CourseState): unknown => ({
  ...Object.fromEntries(Object.entries(state).filter(([key]) => !derived.has(key))),
  units: state.units.map(({ code }) => code).sort(),
  refusals: state.refusals.map((it) => ({ ...it, actor: null })),
  paused: [state.reminders.paused, state.reminders.pausedUnits],
});

async function expectRebuilt(campaign: CampaignHands): Promise<void> {
  const holidays = loadHolidays('263');
  const rebuilt = await courseStanding(world.records, { plan: plan263, campaign: '2023', holidays });
  if (rebuilt === null) throw new Error('nothing to rebuild');
  expect(comparable(rebuilt)).toStrictEqual(comparable(await campaign.state()));
}

/** A year to its announcement; `meddle` is called in the middle of the review, with the list at the Board, and once it is signed. */
async function aYear(meddle: (campaign: CampaignHands) => Promise<void>) {
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
  const campaign = new CampaignHands(world, '2023');
  await campaign.start();
  await campaign.walkTo('01-15T09:00:00');
  const scope = { of: 'unit', unit: 'so-y-te' } as const;
  const extension = { actor: homeAffairs, scope, lastDay: '2024-02-12', reason: 'Mất điện.' };
  must(await campaign.send(messages.grantExtension, extension));
  await meddle(campaign);
  await campaign.collect();
  const hands = new DossierHands(world, '2023', 'xa-mot');
  must(await hands.review('return'));
  await meddle(campaign);
  must(await hands.review('accept'));
  await campaign.walkTo('02-20T09:00:00');
  await campaign.rank();
  await meddle(campaign);
  await campaign.choose();
  await campaign.leaveVacant();
  await campaign.forward();
  await meddle(campaign);
  await campaign.appraise();
  await campaign.sign({ digest: '1'.repeat(64) });
  await campaign.sign();
  await meddle(campaign);
  await campaign.decide();
  await lettersDelivered(world.records);
  const { list, awards, decision } = await campaign.state();
  const letters = await world.records.db.selectFrom('letter').select('key').execute();
  const mails = await world.records.db.selectFrom('mail').select(['key', 'state']).execute();
  return {
    digest: list?.digest,
    awards,
    decision,
    letters: letters.map(({ key }) => withoutNumbers(key)).sort(),
    mails: mails.map(({ key, state }) => `${withoutNumbers(key)} ${state}`).sort(),
  };
}

/** Messages have other ids in each play, and a selection that is made anew after a loss has another number. */
const withoutNumbers = (key: string): string =>
  key.replace(/[0-9a-f-]{36}/, 'id').replace(/(question|shortlist)\/\d+/, '$1/n');

describe('a workflow that ended before its time', () => {
  test(
    'a campaign, its post and a dossier go on to the same list, and no letter is doubled or lost',
    { timeout: 5 * minutes },
    async () => {
      const undisturbed = await aYear(expectRebuilt);
      await world.stop();
      const disturbed = await aYear(async () => {
        await lose(workflowId);
        await lose(dossierId('263', '2023', 'xa-mot'));
        await lose(postId('263'));
      });
      expect(disturbed).toStrictEqual(undisturbed);
      expect(disturbed.awards?.rows).toBeGreaterThan(0);
      const acts = await auditRows(world.records, { act: 'workflow-restored' });
      expect(acts.filter((it) => it.workflow === workflowId)).toHaveLength(5);
      expect(acts[0]).toMatchObject({
        reason: 'Bị chấm dứt nhầm.',
        facts: { operator: 'kiem-thu', ended: 'TERMINATED' },
      });
      const gone = await restoreWorkflow(
        { ...world, plan: plan263, reason: 'x', operator: 'x' },
        dossierId('263', '2023', 'xa-mot'),
      );
      expect(gone).toMatchObject({ problem: { code: 'restore.nothing' } });
    },
  );
});
