import { hostname } from 'node:os';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { execa } from 'execa';
import { afterEach, expect, inject, test } from 'vitest';
import { taskQueues } from '../../workflows/api/identity.js';
import { built, startDevelopmentServer } from '../environment/world.js';

const servers: TestWorkflowEnvironment[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.teardown();
});

const health = async (address: string) => {
  const variables = { TEMPORAL_ADDRESS: address, DATABASE_URL: '', SMTP_URL: '' };
  const { exitCode, stderr } = await execa('node', [built('worker/health.js')], {
    env: variables,
    reject: false,
  });
  return [exitCode, stderr];
};

/** As a worker asks for work; the server takes no wait under two seconds. */
async function ask(
  { connection }: TestWorkflowEnvironment,
  clock: 'service' | 'trial',
  identity: string,
): Promise<void> {
  const request = { namespace: 'default', taskQueue: { name: taskQueues[clock] }, identity };
  await connection.withDeadline(Date.now() + 3_000, () =>
    connection.workflowService.pollWorkflowTaskQueue(request).catch(() => undefined),
  );
}

const unheard = 'Máy chủ Temporal không thấy worker của máy này trong hai phút qua.';

test.each(['service', 'trial'] as const)(
  'a container is well while the server hears its own worker: in %s',
  async (clock) => {
    const server = await startDevelopmentServer(inject('temporalCli'));
    servers.push(server);
    await ask(server, clock, '1@another-machine');
    expect(await health(server.address)).toStrictEqual([1, unheard]);
    await ask(server, clock, `7@${hostname()}`);
    expect(await health(server.address)).toStrictEqual([0, '']);
  },
);

test('a server out of reach, or none, is no health', async () => {
  const [code, why] = await health('127.0.0.1:1');
  expect([code, why]).toStrictEqual([1, expect.stringMatching(/\S/)]);
  expect(await health('')).toStrictEqual([1, 'Chưa đặt TEMPORAL_ADDRESS.']);
});
