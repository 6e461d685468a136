import { plan263 } from '../plan/plans.js';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { loadHolidays } from '../../activities/reference/tables.js';
import { movementId } from '../../workflows/api/identity.js';
import { formatInstant } from '../../workflows/rules/calendar.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { at } from './dossiers.js';

let world: World;

/** The real table as it stood before the days off of 2023 were decided. */
function tableOf2022() {
  const table = loadHolidays();
  return { ...table, lastDay: '2022-12-31', days: table.days.filter((it) => it.date <= '2022-12-31') };
}

beforeAll(async () => {
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')), [], tableOf2022);
  const now = at('2021-12-29T00:00:00');
  await setRehearsalClock(world.records, now);
  await world.client.workflow.start('movement', {
    workflowId: movementId('263'),
    taskQueue: world.taskQueue,
    args: [{ plan: plan263, clock: { mode: 'rehearsal', now }, state: {} }],
  });
  const end = at('2022-10-02T00:00:00');
  for (;;) {
    await world.stepper.settle();
    const next = world.stepper.nextMoment();
    if (next === null || next > end) break;
    await world.stepper.moveTo(next);
  }
});
afterAll(() => world.stop());

test('a table that ends before the next first quarter does: Home Affairs is warned on 1 October, once', async () => {
  const warnings = (await mailRows(world.records)).filter((mail) => mail.code === 'holidays-ending');
  expect(warnings).toMatchObject([{ recipient: 'office:home-affairs', state: 'sent' }]);
  expect(warnings.map((mail) => formatInstant(mail.at))).toEqual(['2022-10-01T08:00:00+07:00']);
});
