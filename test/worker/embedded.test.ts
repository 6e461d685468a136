import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clearData, prepareDataFolder } from '../../worker/embedded/data/folder.js';
import { readMails } from '../../worker/embedded/mail/mailbox.js';
import { EmbeddedError, type Problem } from '../../worker/embedded/problems.js';
import type { ProcessIdentity } from '../../worker/embedded/processes/identity.js';
import { searchAttributeNames } from '../../worker/embedded/temporal/namespace.js';
import { findServers, readServersFile } from '../../worker/embedded/data/servers-file.js';
import { type Servers, startEmbedded } from '../../worker/embedded/start.js';

const environment = { ...process.env, TEMPORAL_ADDRESS: '', DATABASE_URL: '', SMTP_URL: '' };

let folder: string;
let servers: Servers | undefined;
let lines: string[] = [];

const start = async (over: NodeJS.ProcessEnv = {}, dataFolder = folder): Promise<Servers> => {
  lines = [];
  const progress = (line: string) => void lines.push(line);
  servers = await startEmbedded({ dataFolder, environment: { ...environment, ...over }, progress });
  return servers;
};

const problemOf = (starting: Promise<unknown>): Promise<Problem> =>
  starting.then(
    () => {
      throw new Error('it was to fail');
    },
    (error: unknown) => {
      if (error instanceof EmbeddedError) return error.problem;
      throw error;
    },
  );

async function sql(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows }: { rows: unknown[] } = await client.query(text);
    return rows;
  } finally {
    await client.end();
  }
}

async function onTemporal<T>(it: Servers, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: it.temporal.address });
  try {
    return await work(new Client({ connection, namespace: it.temporal.namespace }));
  } finally {
    await connection.close();
  }
}

const startWorkflow = (it: Servers, workflowId: string) =>
  onTemporal(it, (client) => client.workflow.start('waiting', { workflowId, taskQueue: 'no-worker' }));

const stateOf = (it: Servers, workflowId: string) =>
  onTemporal(it, async (client) => (await client.workflow.getHandle(workflowId).describe()).status.name);

const send = (it: Servers, to: string, messageId: string) => {
  const mailer = createTransport(it.smtpUrl);
  return mailer
    .sendMail({ from: 'a@can-tho.invalid', to, messageId, subject: 'Đôn đốc nộp hồ sơ', text: 'Kính gửi' })
    .finally(() => {
      mailer.close();
    });
};

const processOf = async (name: 'temporal' | 'postgres'): Promise<ProcessIdentity> => {
  const identity = (await readServersFile(folder))?.processes[name];
  if (identity === undefined) throw new Error(`${name} is not noted`);
  return identity;
};

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await check().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error('it did not come to pass in 20 seconds');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-embedded-'));
});

afterEach(async () => {
  await servers?.stop();
});

afterAll(async () => {
  const home = (await readServersFile(folder))?.postgresHome;
  if (home !== undefined) await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

describe('the embedded servers', () => {
  test('start with nothing configured, and are found from outside', async () => {
    await chmod(folder, 0o755);
    const it = await start();
    expect((await stat(folder)).mode & 0o027).toBe(0);
    expect(await sql(it.databaseUrl, 'SHOW server_encoding')).toStrictEqual([{ server_encoding: 'UTF8' }]);
    const collation = 'SELECT datcollate FROM pg_database WHERE datname = current_database()';
    expect(await sql(it.databaseUrl, collation)).toStrictEqual([{ datcollate: 'C' }]);
    const found = await findServers(folder);
    expect(found).toMatchObject({
      ready: true,
      temporal: it.temporal,
      databaseUrl: it.databaseUrl,
      smtpUrl: it.smtpUrl,
    });
    const { attributes, retention } = await onTemporal(it, async ({ connection }) => {
      const namespace = it.temporal.namespace;
      const { config } = await connection.workflowService.describeNamespace({ namespace });
      const listed = await connection.workflowService.listWorkflowExecutions({
        namespace,
        query: searchAttributeNames.map((name) => `${name} = 'x'`).join(' OR '),
      });
      return {
        attributes: listed.executions,
        retention: Number(config?.workflowExecutionRetentionTtl?.seconds),
      };
    });
    expect(attributes).toStrictEqual([]);
    expect(retention).toBeGreaterThanOrEqual(30 * 86_400);
    const page = await fetch(it.temporal.uiUrl ?? '');
    expect(page.status).toBe(200);
  });

  test('refuse a second start on the same folder, naming the process', async () => {
    const it = await start();
    const second = startEmbedded({ dataFolder: folder, environment, progress: () => undefined });
    expect(await problemOf(second)).toStrictEqual({ code: 'data.in-use', folder, pid: process.pid });
    expect(await problemOf(clearData(folder))).toMatchObject({ code: 'data.in-use' });
    expect(await sql(it.databaseUrl, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
  });

  test('keep rows, workflows, mails and ports over a stop and a start', async () => {
    const before = await start();
    await sql(before.databaseUrl, "CREATE TABLE kept AS SELECT 'hồ sơ' AS what");
    await startWorkflow(before, 'kept/1');
    await send(before, 'so-noi-vu@can-tho.invalid', '<kept-1@thidua>');
    await before.stop();
    expect(await findServers(folder)).toBeUndefined();

    const after = await start();
    expect(await sql(after.databaseUrl, 'SELECT * FROM kept')).toStrictEqual([{ what: 'hồ sơ' }]);
    expect(await stateOf(after, 'kept/1')).toBe('RUNNING');
    expect((await readMails(after.mailFolder ?? '')).map((mail) => mail.subject)).toContain(
      'Đôn đốc nộp hồ sơ',
    );
    expect({ ...after, stop: 0 }).toStrictEqual({ ...before, stop: 0 });
  });

  test('are started again when killed, with nothing lost that was acknowledged', async () => {
    const it = await start();
    await sql(it.databaseUrl, 'CREATE TABLE survived AS SELECT 7 AS n');
    await startWorkflow(it, 'survived/1');
    const [temporal, postgres] = [await processOf('temporal'), await processOf('postgres')];
    process.kill(temporal.pid, 'SIGKILL');
    process.kill(postgres.pid, 'SIGKILL');
    await eventually(async () => (await stateOf(it, 'survived/1')) === 'RUNNING');
    await eventually(async () => (await sql(it.databaseUrl, 'SELECT n FROM survived')).length === 1);
    expect((await processOf('temporal')).pid).not.toBe(temporal.pid);
    expect((await processOf('postgres')).pid).not.toBe(postgres.pid);
  });

  test('take another port when the last one is taken, and say so', async () => {
    const before = await start();
    await before.stop();
    const port = Number(new URL(before.databaseUrl).port);
    const stranger = createServer().listen(port, '127.0.0.1');
    try {
      const after = await start();
      expect(Number(new URL(after.databaseUrl).port)).not.toBe(port);
      expect(after.temporal).toStrictEqual(before.temporal);
      expect(lines.filter((line) => line.includes(String(port)))).toHaveLength(1);
      expect(await sql(after.databaseUrl, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
    } finally {
      stranger.close();
    }
  });

  test('are not started when the environment gives them', async () => {
    const given = await start();
    const other = await mkdtemp(join(tmpdir(), 'thidua-given-'));
    const second = await startEmbedded({
      dataFolder: other,
      environment: {
        ...environment,
        TEMPORAL_ADDRESS: given.temporal.address,
        DATABASE_URL: given.databaseUrl,
        SMTP_URL: given.smtpUrl,
        MAIL_FROM: 'a@can-tho.invalid',
      },
      progress: () => undefined,
    });
    expect((await readServersFile(other))?.processes).toStrictEqual({});
    expect(second.mailFolder).toBeUndefined();
    await second.stop();
    expect(await sql(given.databaseUrl, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
    await rm(other, { recursive: true });
  });
});

describe('special starts', () => {
  const fresh = () => mkdtemp(join(tmpdir(), 'thidua-special-'));
  const quiet = { environment, progress: () => undefined };

  test('two at once get servers of their own', async () => {
    const folders = [await fresh(), await fresh()];
    const both = await Promise.all(folders.map((dataFolder) => startEmbedded({ dataFolder, ...quiet })));
    const addresses = both.flatMap((it) => [
      it.temporal.address,
      it.temporal.uiUrl,
      it.databaseUrl,
      it.smtpUrl,
    ]);
    expect(new Set(addresses).size).toBe(8);
    const [first, second] = both;
    if (first === undefined || second === undefined) throw new Error('two were started');
    await startWorkflow(first, 'own/1');
    await expect(stateOf(second, 'own/1')).rejects.toThrow('not found');
    for (const it of both) await it.stop();
    for (const dataFolder of folders) await rm(dataFolder, { recursive: true });
  });

  test('a state file that was never completed is made anew', async () => {
    const dataFolder = await fresh();
    await prepareDataFolder(dataFolder);
    await writeFile(join(dataFolder, 'temporal.db'), '');
    const given = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/x', SMTP_URL: 'smtp://127.0.0.1:9' };
    const it = await startEmbedded({
      ...quiet,
      dataFolder,
      environment: { ...environment, ...given, MAIL_FROM: 'a@can-tho.invalid' },
    });
    await startWorkflow(it, 'anew/1');
    await it.stop();
    await rm(dataFolder, { recursive: true });
  });

  test('an address of Temporal where nothing answers is an error that names it', async () => {
    const dataFolder = await fresh();
    const starting = startEmbedded({
      ...quiet,
      dataFolder,
      environment: { ...environment, TEMPORAL_ADDRESS: '127.0.0.1:9' },
    });
    expect(await problemOf(starting)).toMatchObject({ code: 'temporal.unreachable', address: '127.0.0.1:9' });
    const again = await problemOf(
      startEmbedded({ ...quiet, dataFolder, environment: { TEMPORAL_ADDRESS: '?' } }),
    );
    expect(again.code).toBe('configuration.invalid');
    await rm(dataFolder, { recursive: true });
  });
});
