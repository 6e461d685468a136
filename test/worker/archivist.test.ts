import type { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { archiveStanding, findArchive } from '../../activities/records/reads/archive.js';
import { findHistory } from '../../activities/records/reads/histories.js';
import { type Records, toInstant } from '../../activities/records/database/open.js';
import { taskQueues } from '../../workflows/api/identity.js';
import { keepClosedHistories, startArchivist } from '../../worker/archivist.js';
import { startDevelopmentServer } from '../environment/world.js';
import { startTestServer, type TestServer } from '../records/setup.js';

const day = 86_400_000;
const taskQueue = taskQueues.service;

/** A real server whose closed runs are many: more than one page of a look. */
describe('the archivist', () => {
  let environment: TestWorkflowEnvironment;
  let server: TestServer;
  let client: Client;
  let records: Records;
  let closed = 0;

  const closeRuns = async (count: number, queue: string = taskQueue): Promise<void> => {
    const one = async (): Promise<void> => {
      const handle = await client.workflow.start('none', {
        workflowId: `run-${String(++closed)}`,
        taskQueue: queue,
      });
      await handle.terminate();
    };
    for (let left = count; left > 0; left -= 20)
      await Promise.all(Array.from({ length: Math.min(20, left) }, one));
    await visible(queue);
  };
  /** The server shows a closed run a moment after it closed. */
  const visible = async (queue: string): Promise<void> => {
    const query = `TaskQueue = '${queue}' and ExecutionStatus = 'Running'`;
    while ((await client.workflow.count(query)).count > 0) await new Promise((go) => setTimeout(go, 100));
  };
  const keptRuns = async (): Promise<number> => {
    const { kept } = await records.db
      .selectFrom('history')
      .select((it) => it.fn.countAll<number>().as('kept'))
      .executeTakeFirstOrThrow();
    return kept;
  };
  const setArchive = (values: { closed_until?: string | null; complete_at?: string }) =>
    records.db.updateTable('archive').set(values).execute();

  beforeAll(async () => {
    environment = await startDevelopmentServer(inject('temporalCli'));
    server = await startTestServer();
    client = environment.client;
    await closeRuns(3, 'another-queue');
    await closeRuns(300);
  });
  beforeEach(async () => {
    records = await server.openSeeded();
    return () => server.closeAll();
  });
  afterAll(async () => {
    await server.stop();
    await environment.teardown();
  });

  test('keeps every closed run of its queue, pages of them, and lists them no second time', async () => {
    expect(await keepClosedHistories(client, records, taskQueue, { pageSize: 70 })).toMatchObject({
      listed: 300,
      kept: 300,
    });
    expect(await keptRuns()).toBe(300);
    expect(await findHistory(records, { workflowId: 'run-4' })).toMatchObject([{ status: 'TERMINATED' }]);
    const again = await keepClosedHistories(client, records, taskQueue, { margin: 0 });
    expect(again).toMatchObject({ kept: 0 });
    expect(again.listed).toBeLessThan(300);
  });

  test('what closed while no worker ran is kept by the next, from where the last one came to', async () => {
    await keepClosedHistories(client, records, taskQueue);
    const before = await findArchive(records, taskQueue);
    const known = closed - 3;
    await closeRuns(5);
    const look = await keepClosedHistories(client, records, taskQueue, { margin: 0 });
    expect(look.kept).toBe(5);
    expect(look.listed).toBeLessThan(known);
    const after = await findArchive(records, taskQueue);
    expect(after?.closedUntil).toBeGreaterThan(before?.closedUntil ?? Infinity);
    expect(after?.completeAt).toBeGreaterThanOrEqual(before?.completeAt ?? Infinity);
  });

  test('a cursor of long ago is caught up with, oldest first; one of the future is not believed', async () => {
    await keepClosedHistories(client, records, taskQueue);
    await records.db.deleteFrom('history').execute();
    await setArchive({ closed_until: toInstant(Date.now() - 60 * day) });
    expect(await keepClosedHistories(client, records, taskQueue)).toMatchObject({ kept: closed - 3 });
    await records.db.deleteFrom('history').execute();
    await setArchive({ closed_until: toInstant(Date.now() + 60 * day) });
    expect(await keepClosedHistories(client, records, taskQueue)).toMatchObject({ kept: closed - 3 });
  });

  test('it is asked to stop in the midst: the cursor stays where all before it is kept', async () => {
    await keepClosedHistories(client, records, taskQueue);
    const before = await findArchive(records, taskQueue);
    await records.db.deleteFrom('history').execute();
    await closeRuns(1);
    await keepClosedHistories(client, records, taskQueue, { signal: AbortSignal.abort() });
    expect(await findArchive(records, taskQueue)).toStrictEqual(before);
  });

  test('a lag of more than half the retention is a danger that is said', async () => {
    expect(await archiveStanding(records)).toBeNull();
    await keepClosedHistories(client, records, taskQueue);
    const whole = await archiveStanding(records);
    expect(whole).toMatchObject({ retentionDays: 1, isInDanger: false });
    await setArchive({ complete_at: toInstant(Date.now() - 0.6 * day) });
    expect(await archiveStanding(records)).toMatchObject({ retentionDays: 1, isInDanger: true });
  });

  test('looks again and again, says the danger once, and a last time at its stop', async () => {
    await keepClosedHistories(client, records, taskQueue);
    await setArchive({ complete_at: toInstant(Date.now() - 0.6 * day) });
    const said: string[] = [];
    const archivist = startArchivist(client, records, taskQueue, (line) => said.push(line));
    await closeRuns(2);
    await archivist.stop();
    expect(await keptRuns()).toBe(closed - 3);
    expect(said).toStrictEqual([expect.stringContaining('Lịch sử các luồng việc mới được lưu đến')]);
    expect(await archiveStanding(records)).toMatchObject({ isInDanger: false });
  });
});
