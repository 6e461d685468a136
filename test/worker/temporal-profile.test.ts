import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readConfiguration } from '../../worker/configuration.js';
import { readServersFile } from '../../worker/embedded/data/servers-file.js';
import { EmbeddedError } from '../../worker/embedded/problems.js';
import { startEmbedded } from '../../worker/embedded/start.js';
import { built, startDevelopmentServer } from '../environment/world.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { authority, certificate, certificateKey } from './certificate.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-profile-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, lines: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

describe('a profile of Temporal', () => {
  const read = (environment: Record<string, string>) => {
    const answer = readConfiguration({ THIDUA_DATA: folder, ...environment });
    if (!answer.ok) return answer.problems.map((it) => it.variable);
    const { temporal, temporalNamespace } = answer.configuration;
    return { temporal, temporalNamespace };
  };
  const file = () =>
    written('temporal.toml', [
      '[profile.default]',
      'address = "default.invalid:7233"',
      '[profile.city]',
      'address = "temporal.city.invalid:7233"',
      'namespace = "thi-dua"',
      'api_key = "secret"',
      '[profile.city.tls]',
      'server_name = "may-chu.invalid"',
      '[profile.city.grpc_meta]',
      'office = "so-noi-vu"',
      '[profile.nowhere]',
      'namespace = "thi-dua"',
    ]);

  test('gives address, namespace, TLS, API key and headers', async () => {
    const TEMPORAL_CONFIG_FILE = await file();
    expect(read({ TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'city' })).toMatchObject({
      temporal: {
        address: 'temporal.city.invalid:7233',
        apiKey: 'secret',
        tls: { serverNameOverride: 'may-chu.invalid' },
        metadata: { office: 'so-noi-vu' },
      },
      temporalNamespace: 'thi-dua',
    });
    expect(read({ TEMPORAL_CONFIG_FILE })).toStrictEqual({
      temporal: { address: 'default.invalid:7233' },
      temporalNamespace: 'default',
    });
  });

  test('variables win over it, and do without it', async () => {
    const TEMPORAL_CONFIG_FILE = await file();
    const own = { TEMPORAL_ADDRESS: 'other.invalid:7233', TEMPORAL_API_KEY: 'own', TEMPORAL_NAMESPACE: 'x' };
    expect(read({ ...own, TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'city' })).toMatchObject({
      temporal: { address: 'other.invalid:7233', apiKey: 'own' },
      temporalNamespace: 'x',
    });
    expect(read(own)).toStrictEqual({
      temporal: { address: 'other.invalid:7233', apiKey: 'own', tls: true },
      temporalNamespace: 'x',
    });
    expect(read({ TEMPORAL_ADDRESS: 'other.invalid:7233' })).toStrictEqual({
      temporal: { address: 'other.invalid:7233' },
      temporalNamespace: 'default',
    });
  });

  test("that nobody named isn't looked for", async () => {
    await file();
    expect(read({ HOME: folder, XDG_CONFIG_HOME: folder })).toStrictEqual({
      temporal: undefined,
      temporalNamespace: 'default',
    });
  });

  test('that is not there, says no address or has a strange key is refused, by its name', async () => {
    const TEMPORAL_CONFIG_FILE = await file();
    expect(read({ TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'none' })).toStrictEqual(['TEMPORAL_PROFILE']);
    expect(read({ TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'nowhere' })).toStrictEqual(['TEMPORAL_PROFILE']);
    const strange = await written('strange.toml', ['[profile.default]', 'adress = "a.invalid:7233"']);
    expect(read({ TEMPORAL_CONFIG_FILE: strange })).toStrictEqual(['TEMPORAL_CONFIG_FILE']);
    expect(read({ TEMPORAL_CONFIG_FILE: join(folder, 'gone') })).toStrictEqual(['TEMPORAL_CONFIG_FILE']);
  });
});

describe('a server that asks for a certificate', () => {
  let environment: TestWorkflowEnvironment;
  let postgres: TestServer;
  let front: Server;
  let profiles = '';

  beforeAll(async () => {
    environment = await startDevelopmentServer(inject('temporalCli'));
    postgres = await startTestServer();
    const [host = '', port = ''] = environment.address.split(':');
    const options = { key: certificateKey, cert: certificate, ca: authority, requestCert: true };
    front = createServer({ ...options, ALPNProtocols: ['h2'] }, (secure) => {
      const behind = connect(Number(port), host);
      behind.on('error', () => secure.destroy());
      secure.on('error', () => behind.destroy());
      secure.pipe(behind).pipe(secure);
    });
    await once(front.listen(0, '127.0.0.1'), 'listening');
    const address = front.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const server = [
      `address = "127.0.0.1:${address.port}"`,
      'tls.server_name = "may-chu.invalid"',
      `tls.server_ca_cert_path = "${await written('authority.pem', [authority])}"`,
    ];
    profiles = await written('tls.toml', [
      '[profile.stranger]',
      ...server,
      '[profile.city]',
      ...server,
      `tls.client_cert_path = "${await written('certificate.pem', [certificate])}"`,
      `tls.client_key_path = "${await written('key.pem', [certificateKey])}"`,
    ]);
  });
  afterAll(async () => {
    front.close();
    await postgres.stop();
    await environment.teardown();
  });

  const told = (profile: string, databaseUrl: string) => ({
    ...process.env,
    TEMPORAL_ADDRESS: '',
    TEMPORAL_CONFIG_FILE: profiles,
    TEMPORAL_PROFILE: profile,
    DATABASE_URL: databaseUrl,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'thi-dua@can-tho.invalid',
  });

  test('is reached by program and worker with the profile that has one, and by no other', async () => {
    const databaseUrl = await postgres.createDatabase();
    const dataFolder = await mkdtemp(join(folder, 'data-'));
    const start = (profile: string) =>
      startEmbedded({ dataFolder, environment: told(profile, databaseUrl), progress: () => undefined });
    await expect(start('stranger')).rejects.toThrow(EmbeddedError);
    const servers = await start('city');
    const noted = JSON.stringify(await readServersFile(dataFolder));
    expect(noted).not.toContain('PRIVATE KEY');
    await servers.stop();
    const worker = spawn(process.execPath, [built('worker/main.js')], { env: told('city', databaseUrl) });
    const said: Buffer[] = [];
    worker.stderr.on('data', (text: Buffer) => said.push(text));
    const isReady = once(worker.stdout, 'data').then(([text]) => String(text).startsWith('READY'));
    const ended = once(worker, 'close').then(() => Buffer.concat(said).toString());
    expect(await Promise.race([isReady, ended])).toBe(true);
    worker.kill('SIGTERM');
    await ended;
  });
});
