import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { sendToDossier } from '../../client/officials/send.js';
import { messages } from '../../workflows/api/messages.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { at, DossierHands, startDossier } from './dossiers.js';
import { aDossier, unitOfficial } from './people.js';

let world: World;
beforeAll(async () => {
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
});
afterAll(() => world.stop());

/** The cutoff of each campaign, and what day the one before it is. */
const cutoffs = [
  { campaign: '2021', cutoff: '2022-02-10T00:00:00.000', lastDay: 'a Wednesday' },
  { campaign: '2022', cutoff: '2023-02-10T00:00:00.000', lastDay: 'a Thursday' },
  { campaign: '2023', cutoff: '2024-02-10T00:00:00.000', lastDay: 'the eve of Tết' },
  { campaign: '2024', cutoff: '2025-02-10T00:00:00.000', lastDay: 'a Sunday' },
  { campaign: 'summary', cutoff: '2026-02-10T00:00:00.000', lastDay: 'a Monday' },
];

describe.each(cutoffs)(
  'IV.1.a $campaign: before $cutoff, the last day being $lastDay',
  ({ campaign, cutoff }) => {
    const instant = at(cutoff);
    const start = async (unit: string): Promise<DossierHands> => {
      await startDossier(world, { campaign, unit, cutoff: instant, now: instant - 60_000 });
      return new DossierHands(world, campaign, unit);
    };
    const passCutoff = async (): Promise<void> => {
      await world.stepper.settle();
      await world.stepper.moveTo(instant);
      await world.stepper.settle();
    };

    test('the last millisecond is in time', async () => {
      const hands = await start('xa-mot');
      await setRehearsalClock(world.records, instant - 1);
      expect(await hands.file()).toMatchObject({ done: true, value: { receivedAt: instant - 1 } });
      await passCutoff();
      expect(await hands.state()).toMatchObject({ status: 'submitted' });
    });

    test('the first millisecond of the day is late', async () => {
      const hands = await start('xa-hai');
      await setRehearsalClock(world.records, instant);
      expect(await hands.file()).toMatchObject({
        refusal: { code: 'dossier.late', cutoff: instant, receivedAt: instant },
      });
      await passCutoff();
      expect(await hands.state()).toMatchObject({ status: 'lapsed', current: null });
      expect(await hands.file()).toMatchObject({ refusal: { code: 'dossier.late' } });
    });

    test('received in time and heard of too late: in time', async () => {
      const hands = await start('xa-ba');
      await setRehearsalClock(world.records, instant - 1);
      const actor = unitOfficial('xa-ba');
      const content = aDossier(campaign, 'xa-ba');
      const received = await receiveFiling(world.records, {
        plan: '263',
        campaign,
        unit: 'xa-ba',
        actor,
        content,
      });
      if ('refusal' in received) throw new Error(received.refusal.code);
      await passCutoff();
      expect(await hands.state()).toMatchObject({
        status: 'submitted',
        current: { receivedAt: instant - 1 },
      });
      const { receipt, digest } = received;
      const again = { actor, filing: { receipt, digest } };
      expect(await sendToDossier(world.services, hands, messages.fileDossier, again)).toMatchObject({
        done: true,
      });
    });
  },
);
