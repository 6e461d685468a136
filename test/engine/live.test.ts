import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import {
  clockMode,
  setRehearsalClock,
  setTrialClock,
  trialOffset,
} from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { auditRows } from '../../activities/records/acts/audit.js';
import { registerKey } from '../../activities/records/registry/keys.js';
import { findPlan } from '../../activities/records/registry/plans.js';
import { loadOffices, seedReference } from '../../activities/records/registry/setup.js';
import { type Prepared, prepareLive, type Trial } from '../../client/engine/live.js';
import { type MovementClock, startMovement } from '../../client/engine/movement.js';
import { runningMovement } from '../../worker/embedded/temporal/running-movement.js';
import { ClockMode } from '../../workflows/api/clock-mode.js';
import { movementId } from '../../workflows/api/identity.js';
import { startDevelopmentServer } from '../environment/world.js';
import { plan263, samplePlan } from '../plan/plans.js';
import { anEntry, homeAffairs } from '../records/builders.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { seedForTest, startTestServer, type TestServer, units } from '../records/setup.js';

let environment: TestWorkflowEnvironment;
let postgres: TestServer;
let client: Client;
const patience = { timeout: 30_000 };
const databases: Records[] = [];

beforeAll(async () => {
  environment = await startDevelopmentServer(inject('temporalCli'));
  postgres = await startTestServer();
});
// A trial shares its namespace with no movement, ended ones neither.
beforeEach(async () => {
  const { connection } = environment;
  const namespace = randomUUID();
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  client = new Client({ connection, namespace });
});
afterEach(async () => {
  await Promise.all(databases.splice(0).map((it) => it.close()));
});
afterAll(async () => {
  await postgres.stop();
  await environment.teardown();
});

async function isListed(workflowId: string, status: string): Promise<boolean> {
  const query = `WorkflowId = '${workflowId}' and ExecutionStatus = '${status}'`;
  const found = client.workflow.list({ query });
  return (await found[Symbol.asyncIterator]().next()).done !== true;
}

async function aDatabase(): Promise<Records> {
  const records = await openRecords(await postgres.createDatabase());
  databases.push(records);
  await records.migrate();
  return records;
}

const at = Date.parse('2022-02-09T23:58:00+07:00');
const offset = at - Date.now();

/** Records as they may be found, by what was done to them. */
const found: Record<string, (records: Records) => Promise<void>> = {
  empty: () => Promise.resolve(),
  'set up': (records) => seedForTest(records),
  'a rehearsal': (records) => setRehearsalClock(records, at),
  'a trial without a set-up': (records) => setTrialClock(records, offset),
  async 'a trial with a sample'(records) {
    await setTrialClock(records, offset);
    await sample(records);
  },
  async 'a trial that has begun'(records) {
    await setTrialClock(records, offset);
    await sample(records);
    await createRecordsEffects({ records }).record(anEntry());
  },
};

async function sample(records: Records): Promise<void> {
  await seedForTest(records);
  await seedReference(records, { offices: loadOffices() });
}

async function recordsAs(name: string): Promise<Records> {
  const records = await aDatabase();
  await found[name]?.(records);
  return records;
}

const prepare = (records: Records, trial: Trial | null = null): Promise<Prepared> =>
  prepareLive({ client, records }, { plan: '263', trial });

const codeOf = (prepared: Prepared): string =>
  'problem' in prepared ? prepared.problem.code : prepared.clock.mode;

describe('records as they are found', () => {
  test.each([
    { records: 'empty', asked: 'service', answer: 'setup.none' },
    { records: 'set up', asked: 'service', answer: 'service' },
    { records: 'empty', asked: 'trial', answer: 'trial.no-instant' },
    { records: 'empty', asked: 'trial at', answer: 'setup.none' },
    { records: 'a trial without a set-up', asked: 'trial', answer: 'setup.none' },
    { records: 'a trial with a sample', asked: 'trial', answer: 'trial' },
    { records: 'a trial with a sample', asked: 'trial at', answer: 'trial' },
    { records: 'a trial that has begun', asked: 'trial', answer: 'trial' },
    { records: 'a trial that has begun', asked: 'trial at', answer: 'trial.runs' },
  ])('$records, $asked: $answer', async ({ records, asked, answer }) => {
    const own = await recordsAs(records);
    const trials: Record<string, Trial | null> = { service: null, trial: { at: null }, 'trial at': { at } };
    expect(codeOf(await prepare(own, trials[asked]))).toBe(answer);
  });

  test.each([
    { records: 'a rehearsal', trial: null, words: 'đang diễn tập, không chạy phong trào thật' },
    { records: 'a trial with a sample', trial: null, words: 'đang chạy thử, không chạy phong trào thật' },
    { records: 'set up', trial: { at }, words: 'đang phục vụ phong trào thật, không chạy thử' },
    { records: 'a rehearsal', trial: { at }, words: 'đang diễn tập, không chạy thử' },
  ])('$records, refused: $words', async ({ records, trial, words }) => {
    const own = await recordsAs(records);
    const clock = await clockMode(own);
    await expect(prepare(own, trial)).rejects.toThrow(words);
    expect(await clockMode(own)).toStrictEqual(clock);
  });

  test('a trial that has not begun may begin at another time; one that has keeps its own', async () => {
    const other = Date.parse('2023-02-09T23:58:00+07:00');
    const young = await recordsAs('a trial with a sample');
    await prepare(young, { at: other });
    expect(Math.abs(((await trialOffset(young)) ?? 0) - (other - Date.now()))).toBeLessThan(60_000);
    const old = await recordsAs('a trial that has begun');
    await prepare(old, { at: other });
    expect(await trialOffset(old)).toBe(offset);
  });
});

describe('records made ready', () => {
  test.each(['service', 'trial'] as const)(
    'in %s: they keep the plan, and refuse unsigned acts from then on',
    async (mode) => {
      const own = await aDatabase();
      if (mode === 'trial') await setTrialClock(own, offset);
      await seedReference(own, {
        units,
        offices: loadOffices().map((it) => ({ ...it, invented: mode === 'trial' })),
      });
      const trial = mode === 'trial' ? { at: null } : null;
      await prepare(own, trial);
      await prepare(own, trial);
      expect(await findPlan(own, '263')).toStrictEqual(plan263);
      const act = anEntry({ actor: homeAffairs, instance: await instanceOf(own) });
      const outcome = await createRecordsEffects({ records: own }).record(act);
      expect(outcome.refusal).toStrictEqual({ code: 'proof.missing' });
      expect(await auditRows(own, { act: 'proofs-asked' })).toHaveLength(1);
    },
  );

  test('keys may be registered before a trial begins', async () => {
    const own = await recordsAs('a trial with a sample');
    await registerKey(own, { person: 'snv-cchc-1', publicKey: aPublicKey() });
    expect(codeOf(await prepare(own, { at }))).toBe('trial');
    expect(codeOf(await prepare(own, { at: at + 60_000 }))).toBe('trial');
  });
});

const aPublicKey = (): string =>
  generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

describe("the server's movement", () => {
  const clocks: Record<ClockMode, MovementClock> = {
    service: { mode: 'service', now: at },
    rehearsal: { mode: 'rehearsal', now: at },
    trial: { mode: 'trial', now: at, offset },
  };

  test.each(
    ClockMode.options.flatMap((runs) =>
      (['service', 'trial'] as const).filter((asked) => asked !== runs).map((asked) => ({ runs, asked })),
    ),
  )('a $runs runs: no $asked beside it', async ({ runs, asked }) => {
    const other = await aDatabase();
    await startMovement({ client, records: other }, plan263, clocks[runs]);
    const own = await recordsAs(asked === 'service' ? 'set up' : 'a trial with a sample');
    await expect(prepare(own, asked === 'service' ? null : { at: null })).rejects.toThrow(
      /^Máy chủ Temporal này đang .* trên đó được/,
    );
  });

  test.each([
    { movement: 'of another plan, in service', plan: samplePlan, isEnded: false },
    { movement: 'of the same plan, a trial too, that has ended', plan: plan263, isEnded: true },
  ])('no trial in a namespace with another’s movement: $movement', async ({ plan, isEnded }) => {
    const clock = plan === plan263 ? clocks.trial : clocks.service;
    await startMovement({ client, records: await aDatabase() }, plan, clock);
    const id = movementId(plan.plan);
    if (isEnded) await client.workflow.getHandle(id).terminate();
    await expect.poll(() => isListed(id, isEnded ? 'Terminated' : 'Running'), patience).toBe(true);
    const own = await recordsAs('empty');
    await expect(prepare(own, { at })).rejects.toThrow(`đã có phong trào của một cơ sở dữ liệu khác (${id})`);
    expect(await clockMode(own)).toStrictEqual({ mode: 'service', at: null });
  });

  test('it is started once and then joined, with its clock and its records named', async () => {
    const records = await recordsAs('a trial with a sample');
    const prepared = await prepare(records, { at: null });
    if ('problem' in prepared) throw new Error(prepared.problem.code);
    const { plan, clock } = prepared;
    expect(clock).toMatchObject({ mode: 'trial', offset });
    expect(await startMovement({ client, records }, plan, clock)).toBe(true);
    expect(await startMovement({ client, records }, plan, clock)).toBe(false);
    expect(await runningMovement(client, '263')).toStrictEqual({
      instance: await instanceOf(records),
      mode: 'trial',
    });
    expect(codeOf(await prepare(records, { at: null }))).toBe('trial');
  });
});
