import { readFile } from 'node:fs/promises';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runDoctor } from '../../client/cli/commands/doctor.js';
import { judgeWorker, type WorkerFacts } from '../../client/engine/doctor/worker-check.js';
import { clockOf, startMovement } from '../../client/engine/movement.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { taskQueues } from '../../workflows/api/identity.js';
import { collected } from '../cli/collected.js';
import { built, openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { plan263 } from '../plan/plans.js';
import { at } from '../workflows/dossiers.js';

const [old, today, other] = ['sdk@1+01d01d01d', 'sdk@1+70da7000', 'sdk@1+07be5000'];
const own = '70da7000';

describe('a worker’s age against the code that wrote the histories', () => {
  const facts = (worker: string[], wrote: string[], mine: string | null = own): WorkerFacts => ({
    taskQueue: 'thidua',
    pollers: worker.map((build, index) => ({ identity: `worker-${index + 1}`, build })),
    writings: wrote.map((build, index) => ({ build, at: at('2024-01-15T09:00:00') - index })),
    own: mine,
  });

  test.each([
    { name: 'nobody there', given: facts([], [today]), state: 'fault', says: 'không có worker nào' },
    { name: 'the build that wrote last', given: facts([today], [today, old]), state: 'ok', says: 'cùng bản' },
    { name: 'nothing written yet', given: facts([today], []), state: 'ok', says: 'chưa ghi lịch sử nào' },
    {
      name: 'older than this program, which wrote last',
      given: facts([old], [today]),
      state: 'fault',
      says: 'bằng bản 01d01d01, cũ hơn bản 70da7000 đã ghi lịch sử lúc 09:00 ngày 15/01/2024',
    },
    {
      name: 'put back to one that wrote before',
      given: facts([old], [other, old], 'unheard-of'),
      state: 'fault',
      says: 'bằng bản 01d01d01, cũ hơn bản 07be5000',
    },
    {
      name: 'put back together with its program',
      given: facts([today], [other, today]),
      state: 'fault',
      says: 'bằng bản 70da7000, cũ hơn bản 07be5000',
    },
    {
      name: 'just upgraded',
      given: facts([today], [old]),
      state: 'warning',
      says: 'bằng bản 70da7000, khác bản 01d01d01',
    },
    {
      name: 'this program upgraded, the worker not yet',
      given: facts([old], [old]),
      state: 'warning',
      says: 'bằng bản 01d01d01; lệnh này là bản 70da7000',
    },
    {
      name: 'two builds at once',
      given: facts([old, today], [today]),
      state: 'warning',
      says: 'bằng 2 bản khác nhau: 01d01d01, 70da7000',
    },
    { name: 'one that does not say', given: facts([''], [today]), state: 'ok', says: 'worker-1' },
  ])('$name: $state', ({ given, state, says }) => {
    const finding = judgeWorker(given);
    expect(finding.text).toContain(says);
    expect(finding.state).toBe(state);
    expect(finding.mend === null).toBe(state === 'ok');
  });
});

describe('doctor, while a worker of another build takes the work', () => {
  let world: World;
  let stop = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    await setRehearsalClock(world.records, at('2026-05-04T09:00:00'));
    const { client, records, taskQueue } = world;
    await startMovement({ client, records }, plan263, await clockOf(records), taskQueue);
    await world.stepper.settle();
  });
  afterAll(async () => {
    await stop();
    await world.stop();
  });

  /** A worker of this code with a line before it, on the queue of the records' clock. */
  async function startOther(): Promise<void> {
    const code = `// before\n${await readFile(built('workflow-bundle.js'), 'utf8')}`;
    const worker = await Worker.create({
      connection: world.environment.nativeConnection,
      taskQueue: taskQueues.rehearsal,
      identity: 'worker-before',
      workflowBundle: { code },
    });
    const running = worker.run();
    stop = () => {
      worker.shutdown();
      return running;
    };
  }

  async function doctor(): Promise<{ status: number; text: string }> {
    const { surroundings, written } = collected({
      TEMPORAL_ADDRESS: world.environment.address,
      DATABASE_URL: world.databaseUrl,
      SMTP_URL: world.smtpUrl,
      MAIL_FROM: 'thi-dua@can-tho.invalid',
    });
    return { status: await runDoctor({}, surroundings), text: written.out.replace(/\s+/g, ' ') };
  }

  test('it is told by its build, with the build that wrote the histories and what to do', async () => {
    await startOther();
    await expect.poll(async () => (await doctor()).text).toContain('cũ hơn bản');
    const { status, text } = await doctor();
    expect(status).toBe(3);
    expect(text).toMatch(/bằng bản ([0-9a-f]{8}), cũ hơn bản ([0-9a-f]{8}) đã ghi lịch sử lúc/);
    expect(text).toMatch(/→ Dừng worker bản [0-9a-f]{8} và chạy worker của bản [0-9a-f]{8}/);
  });
});
