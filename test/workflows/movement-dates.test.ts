import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/audit.js';
import { mailRows } from '../../activities/records/mail-rows.js';
import { fileDossier, sendToDossier } from '../../client/officials.js';
import { messages } from '../../workflows/messages.js';
import { movementId } from '../../workflows/identity.js';
import { sleepUntil, startTimeSkipping } from '../environment/time-skipping.js';
import { openWorld, type World } from '../environment/world.js';
import { aDossier, unitOfficial } from './people.js';

const launcher = inject('timeSkipping');
const at = (instant: string): number => Date.parse(`${instant}+07:00`);

describe.skipIf(launcher === null)('the wall clock, 2021 to 2026', () => {
  let world: World;

  beforeAll(async () => {
    const environment = await startTimeSkipping(launcher ?? '', '2021-12-29T00:00:00+07:00');
    world = await openWorld(environment);
    await world.client.workflow.start('movement', {
      workflowId: movementId('263'),
      taskQueue: world.taskQueue,
      args: [{ plan: '263', clock: { mode: 'service', now: 0 }, state: {} }],
    });
    console.time('period');
    for (let year = 2022; year <= 2026; year += 1) {
      await sleepUntil(world.environment, at(`${year}-01-15T12:00:00`));
      console.timeLog('period', year);
      await sleepUntil(world.environment, at(`${year}-02-09T12:00:00`));
      console.timeLog('period', year);
    }
    await sleepUntil(world.environment, at('2026-05-02T00:00:00'));
    console.timeLog('period');
  });
  afterAll(() => world.stop());

  test('dates', async () => {
    const rows = await auditRows(world.records);
    console.log(rows.map((row) => `${row.businessTime} ${row.act} ${row.workflow}`).join('\n'));
    const mails = await mailRows(world.records);
    console.log(mails.length, mails.slice(0, 100).map((row) => `${new Date(row.at+7*3600e3).toISOString()} ${row.code} ${row.recipient} ${row.state}`).join('\n'));
  });
});
void [fileDossier, sendToDossier, messages, aDossier, unitOfficial, expect];
