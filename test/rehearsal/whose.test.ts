import { plan263 } from '../plan/plans.js';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import {
  clockMode,
  setRehearsalClock,
  setTrialClock,
} from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { Rehearsal } from '../../client/rehearsal/rehearse.js';
import { readMails } from '../../worker/embedded/mail/mailbox.js';
import { freePort } from '../../worker/embedded/ports.js';
import { NotOurs, runningMovement } from '../../worker/embedded/temporal/running-movement.js';
import { type EmbeddedSmtp, startSmtpServer } from '../../worker/embedded/mail/smtp-server.js';
import { campaignId, movementId, taskQueues } from '../../workflows/api/identity.js';
import { built, startDevelopmentServer } from '../environment/world.js';
import { seedForTest, startTestServer, type TestServer } from '../records/setup.js';
import { at } from '../workflows/dossiers.js';

/** A worker's process as the program starts it: `code` once it has ended, `ready` once it works. */
interface RunningWorker {
  pid: number;
  said: string[];
  ready: Promise<boolean>;
  code: Promise<number | null>;
  stop(): Promise<number | null>;
}

let environment: TestWorkflowEnvironment;
let postgres: TestServer;
let smtp: EmbeddedSmtp;
let mailFolder = '';
let client: Client;
const begun = at('2021-12-29T00:00:00');
const workers: RunningWorker[] = [];
const opened: Rehearsal[] = [];
const databases: Records[] = [];

beforeAll(async () => {
  environment = await startDevelopmentServer(inject('temporalCli'));
  client = new Client({ connection: environment.connection });
  postgres = await startTestServer();
  mailFolder = await mkdtemp(join(tmpdir(), 'thidua-whose-'));
  smtp = await startSmtpServer(await freePort(0), mailFolder);
});
afterEach(async () => {
  for (const workflowId of [movementId('263'), campaignId('263', '2021')]) {
    await client.workflow
      .getHandle(workflowId)
      .terminate()
      .catch(() => undefined);
  }
  await Promise.all(workers.splice(0).map((it) => it.stop()));
  await Promise.all(opened.splice(0).map((it) => it.close()));
  await Promise.all(databases.splice(0).map((it) => it.close()));
});
afterAll(async () => {
  await smtp.stop();
  await postgres.stop();
  await environment.teardown();
  await rm(mailFolder, { recursive: true, force: true });
});

async function aDatabase(): Promise<{ url: string; records: Records }> {
  const url = await postgres.createDatabase();
  const records = await openRecords(url);
  databases.push(records);
  return { url, records };
}

async function rehearse(databaseUrl: string): Promise<Rehearsal> {
  const settings = { temporal: { address: environment.address }, namespace: 'default', databaseUrl };
  const view = { moved: () => undefined, say: () => undefined, alert: () => undefined };
  const rehearsal = await Rehearsal.open(settings, view, new AbortController().signal);
  opened.push(rehearsal);
  return rehearsal;
}

const startMovement = (instance: string, mode: 'service' | 'rehearsal') =>
  client.workflow.start('movement', {
    workflowId: movementId('263'),
    taskQueue: taskQueues[mode],
    args: [{ plan: plan263, clock: { mode, now: begun }, instance, state: {} }],
  });

function startWorker(databaseUrl: string, more: Record<string, string> = {}): RunningWorker {
  const child = spawn(process.execPath, [built('worker/main.js')], {
    env: {
      ...process.env,
      TEMPORAL_ADDRESS: environment.address,
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtp.url,
      MAIL_FROM: 'thi-dua@can-tho.invalid',
      ...more,
    },
  });
  const said: string[] = [];
  const code = new Promise<number | null>((resolve) => child.once('close', (it) => resolve(it)));
  const ready = new Promise<boolean>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      said.push(String(text));
      if (String(text).startsWith('READY')) resolve(true);
    });
    child.stderr.on('data', (text: Buffer) => said.push(String(text)));
    void code.then(() => resolve(false));
  });
  const stop = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return code;
  };
  const worker = { pid: child.pid ?? 0, said, ready, code, stop };
  workers.push(worker);
  return worker;
}

/** Whether a worker's process asks this queue for work. */
async function polls({ pid }: RunningWorker, queue: string): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: 'default',
    taskQueue: { name: queue },
  });
  return pollers.some((it) => it.identity?.startsWith(`${pid}@`) === true);
}

const tablesOf = async ({ db }: Records): Promise<string[]> =>
  (await db.introspection.getTables()).map((table) => table.name);
const rowsOf = async ({ db }: Records): Promise<number[]> =>
  Promise.all(
    (['unit', 'office_holder', 'contact', 'audit', 'mail'] as const).map(
      async (table) => (await db.selectFrom(table).selectAll().execute()).length,
    ),
  );

describe('a rehearsal', () => {
  test.each(['of other records', 'of the same records', 'without a named instance'])(
    'leaves a movement on the wall clock alone: %s',
    async (which) => {
      const [live, other] = [await aDatabase(), await aDatabase()];
      await live.records.migrate();
      await seedForTest(live.records);
      const instance = which === 'without a named instance' ? '' : await instanceOf(live.records);
      const movement = await startMovement(instance, 'service');
      const { historyLength } = await movement.describe();
      const rows = await rowsOf(live.records);

      const { url } = which === 'of the same records' ? live : other;
      await expect(rehearse(url)).rejects.toThrow(/đang chạy phong trào thật/);

      expect((await movement.describe()).historyLength).toBe(historyLength);
      expect(await tablesOf(other.records)).toStrictEqual([]);
      expect(await rowsOf(live.records)).toStrictEqual(rows);
      expect(await clockMode(live.records)).toStrictEqual({ mode: 'service', at: null });
      expect(await readMails(mailFolder)).toStrictEqual([]);
    },
  );

  test('takes no records in service, though no act stands in them yet', async () => {
    const { url, records } = await aDatabase();
    await records.migrate();
    await seedForTest(records);
    const before = await rowsOf(records);
    await expect(rehearse(url)).rejects.toThrow(NotOurs);
    expect(await clockMode(records)).toStrictEqual({ mode: 'service', at: null });
    expect(await rowsOf(records)).toStrictEqual(before);
  });

  test("doesn't play on another rehearsal's movement; its own it takes up again", async () => {
    const [own, other] = [await aDatabase(), await aDatabase()];
    const first = await rehearse(own.url);
    await startMovement(await instanceOf(own.records), 'rehearsal');
    await expect(rehearse(other.url)).rejects.toThrow(/của một cơ sở dữ liệu khác/);
    expect(await rowsOf(other.records)).toStrictEqual([0, 0, 0, 0, 0]);
    expect(await clockMode(other.records)).toStrictEqual({ mode: 'service', at: null });
    expect(await (await rehearse(own.url)).now()).toBe(await first.now());
  });
});

describe('a worker', () => {
  test("sets nothing up: a service's units, mailboxes and offices are not its to write", async () => {
    const { url, records } = await aDatabase();
    const worker = startWorker(url);
    expect(await worker.ready).toBe(true);
    expect(await rowsOf(records)).toStrictEqual([0, 0, 0, 0, 0]);
    expect(await clockMode(records)).toStrictEqual({ mode: 'service', at: null });
    expect(await worker.stop()).toBe(0);
  });

  test.each(['service', 'rehearsal'] as const)(
    "refuses to start where another's movement runs, in %s, and says what to do",
    async (mode) => {
      const [own, other] = [await aDatabase(), await aDatabase()];
      await own.records.migrate();
      const movement = await startMovement(await instanceOf(own.records), mode);
      const { historyLength } = await movement.describe();
      const worker = startWorker(other.url);
      expect(await worker.code).toBe(2);
      expect(worker.said.join('')).toMatch(/Hãy đặt DATABASE_URL là cơ sở dữ liệu của phong trào ấy/);
      expect(await rowsOf(other.records)).toStrictEqual([0, 0, 0, 0, 0]);
      expect((await movement.describe()).historyLength).toBe(historyLength);
    },
  );

  test("of a trial's records takes no mail server but one that is named as keeping all mails", async () => {
    const { url, records } = await aDatabase();
    await records.migrate();
    await setTrialClock(records, begun - Date.now());
    const refused = startWorker(url);
    expect(await refused.code).toBe(2);
    expect(refused.said.join('')).toContain('Chạy thử không được gửi thư đến người thật');
    const taken = startWorker(url, { THIDUA_TRIAL_MAIL: new URL(smtp.url).host });
    expect(await taken.ready).toBe(true);
    await expect.poll(() => polls(taken, taskQueues.trial)).toBe(true);
  });

  test("of a rehearsal's records works on the rehearsal's queue, again after a restart, and not on the service's", async () => {
    const { url, records } = await aDatabase();
    const rehearsal = await rehearse(url);
    const first = startWorker(url);
    expect(await first.ready).toBe(true);
    await rehearsal.begin();
    expect((await auditRows(records)).map((row) => row.act)).toContain('campaign-started');
    expect(await runningMovement(client, '263')).toStrictEqual({
      instance: await instanceOf(records),
      mode: 'rehearsal',
    });
    expect(await first.stop()).toBe(0);
    const second = startWorker(url);
    expect(await second.ready).toBe(true);
    await rehearsal.begin();
    expect(await rehearsal.step(at('2022-01-10T00:00:00'))).not.toBeNull();
    expect(await polls(second, taskQueues.rehearsal)).toBe(true);
    expect(await polls(second, taskQueues.service)).toBe(false);
  });

  test('whose records are switched to another instance while it works writes nothing more, and says why', async () => {
    const { url, records } = await aDatabase();
    await records.migrate();
    await seedForTest(records);
    await setRehearsalClock(records, begun);
    const worker = startWorker(url);
    expect(await worker.ready).toBe(true);
    await startMovement('22222222-2222-4222-8222-222222222222', 'rehearsal');
    await expect
      .poll(
        async () => {
          const { raw } = await client.workflow.getHandle(movementId('263')).describe();
          return raw.pendingActivities?.[0]?.lastFailure?.message ?? '';
        },
        { timeout: 50_000 },
      )
      .toContain('these records belong to another movement');
    expect((await rowsOf(records)).slice(3)).toStrictEqual([0, 0]);
  });
});
