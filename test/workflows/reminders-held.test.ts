import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { remindersPause } from '../../activities/records/reads/letters.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { messages } from '../../workflows/api/messages.js';
import { lettersDelivered } from '../environment/post.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { CampaignHands, must } from './campaigns.js';
import { homeAffairs } from './people.js';

let world: World;
let hands: CampaignHands;
beforeAll(async () => {
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
  hands = new CampaignHands(world, '2023');
  await hands.start();
  await hands.walkTo('01-15T09:00:00');
}, 120_000);
afterAll(() => world.stop());

const reason = 'Theo văn bản số 12.';
const reminded = async (): Promise<string[]> => {
  await lettersDelivered(world.records);
  const mails = await mailRows(world.records);
  return mails.filter(({ code }) => code === 'dossier-reminder').map(({ recipient }) => recipient);
};

test(
  'held reminders pass unsent, those of one unit alone too, and are not sent late',
  { timeout: 120_000 },
  async () => {
    const resume = { actor: homeAffairs, reason };
    expect(await hands.send(messages.resumeReminders, resume)).toMatchObject({ done: false });
    must(await hands.send(messages.pauseReminders, { actor: homeAffairs, reason }));
    expect(await hands.send(messages.pauseReminders, resume)).toMatchObject({ done: false });
    expect(await remindersPause(world.records, { plan: '263', campaign: '2023' })).toMatchObject({ reason });
    // Ten and five working days before the cutoff of 10 February.
    await hands.walkTo('02-03T09:00:00');
    expect(await reminded()).toStrictEqual([]);
    const resumed = await hands.send(messages.resumeReminders, resume);
    expect(resumed).toMatchObject({ done: true, value: { paused: false, skipped: 2 } });
    expect(await remindersPause(world.records, { plan: '263', campaign: '2023' })).toBeNull();
    await world.stepper.settle();
    expect(await reminded()).toStrictEqual([]);
    const unit = 'xa-mot';
    must(await hands.send(messages.pauseReminders, { actor: homeAffairs, reason, unit }));
    expect(
      await hands.send(messages.pauseReminders, { actor: homeAffairs, reason, unit: 'khong-co' }),
    ).toMatchObject({ refusal: { code: 'unit.unknown' } });
    await hands.walkTo('02-09T09:00:00');
    const recipients = new Set(await reminded());
    expect(recipients.has('unit:xa-hai')).toBe(true);
    expect(recipients.has('unit:xa-mot')).toBe(false);
    const acts = await auditRows(world.records, { act: 'resumeReminders' });
    expect(acts.map(({ facts }) => facts)).toStrictEqual([{ skipped: 2 }]);
  },
);
