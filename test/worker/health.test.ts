import { hostname } from 'node:os';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { taskQueues } from '../../workflows/api/identity.js';
import { built, startDevelopmentServer } from '../environment/world.js';

let environment: TestWorkflowEnvironment;

beforeAll(async () => {
  environment = await startDevelopmentServer(inject('temporalCli'));
});
afterAll(async () => {
  await environment.teardown();
});

const health = async (address: string) => {
  const variables = { TEMPORAL_ADDRESS: address, DATABASE_URL: '', SMTP_URL: '' };
  const { exitCode, stderr } = await execa('node', [built('worker/health.js')], {
    env: variables,
    reject: false,
  });
  return [exitCode, stderr];
};

/** As a worker asks for work, on the queue of the service; the server takes no wait under two seconds. */
async function ask(identity: string): Promise<void> {
  const { connection } = environment;
  const request = { namespace: 'default', taskQueue: { name: taskQueues.service }, identity };
  await connection.withDeadline(Date.now() + 3_000, () =>
    connection.workflowService.pollWorkflowTaskQueue(request).catch(() => undefined),
  );
}

const unheard = 'Máy chủ Temporal không thấy worker của máy này trong hai phút qua.';

test('a container is well while the server hears its own worker', async () => {
  await ask('1@another-machine');
  expect(await health(environment.address)).toStrictEqual([1, unheard]);
  await ask(`7@${hostname()}`);
  expect(await health(environment.address)).toStrictEqual([0, '']);
});

test('a server out of reach, or none, is no health', async () => {
  const [code, why] = await health('127.0.0.1:1');
  expect([code, why]).toStrictEqual([1, expect.stringMatching(/\S/)]);
  expect(await health('')).toStrictEqual([1, 'Chưa đặt TEMPORAL_ADDRESS.']);
});
