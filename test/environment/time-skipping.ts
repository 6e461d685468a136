import { execFile } from 'node:child_process';
import { access, chmod, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { freePort } from '../../worker/embedded/ports.js';
import { searchAttributeNames } from '../../worker/embedded/temporal/namespace.js';

/**
 * All that is specific to Temporal's time-skipping test server, until the real server skips time itself. It comes from
 * Maven, and not by the SDK's own download: that one always begins today, and this plan's days are 2021 to 2026.
 */
const version = '1.38.0';
const source = fileURLToPath(new URL('DatedTestServer.java', import.meta.url));
const run = promisify(execFile);
const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** The launcher of the test server in the cache, made at the first call; rejects where Java or Maven is missing. */
export async function prepareTimeSkipping(cacheFolder: string): Promise<string> {
  const folder = join(cacheFolder, `test-server-${version}`);
  const launcher = join(folder, 'test-server');
  if (await exists(launcher)) return launcher;
  const making = join(cacheFolder, `test-server-${version}.${process.pid}`);
  try {
    await make(making);
    await rm(folder, { recursive: true, force: true });
    await rename(making, folder);
    await archiveClasses(folder);
    await writeLauncher(folder, launcher);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return launcher;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function make(folder: string): Promise<void> {
  const libraries = join(folder, 'lib');
  await mkdir(libraries, { recursive: true });
  await writeFile(join(folder, 'pom.xml'), pom);
  await run('mvn', [
    ...['-q', '-B', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies'],
    ...['-DincludeScope=runtime', `-DoutputDirectory=${libraries}`],
  ]);
  const sources = join(folder, 'DatedTestServer.java');
  await cp(source, sources);
  await run('javac', ['-cp', join(libraries, '*'), '-d', join(folder, 'classes'), sources]);
  await run('jar', ['cf', join(libraries, 'dated-test-server.jar'), '-C', join(folder, 'classes'), '.']);
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>thidua</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${version}</version>
  </dependency></dependencies>
</project>
`;

async function classPath(folder: string): Promise<string> {
  const jars = (await readdir(join(folder, 'lib'))).filter((name) => name.endsWith('.jar')).sort();
  return jars.map((name) => join(folder, 'lib', name)).join(delimiter);
}

/** The SDK gives the server five seconds to start: with its classes read beforehand it takes half a one. */
async function archiveClasses(folder: string): Promise<void> {
  const port = await freePort(0);
  const archiving = [`-XX:ArchiveClassesAtExit=${join(folder, 'classes.jsa')}`, ...quick];
  const server = run('java', [...archiving, '-cp', await classPath(folder), ...serverArguments(port)]);
  server.catch(() => undefined);
  await listening(port);
  server.child.kill('SIGTERM');
  await server.catch(() => undefined);
}

const serverArguments = (port: number): string[] => [
  'DatedTestServer',
  String(port),
  '2021-12-29T00:00:00+07:00',
];

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      const end = (answer: boolean) => {
        socket.destroy();
        resolve(answer);
      };
      socket.on('connect', () => {
        end(true);
      });
      socket.on('error', () => {
        end(false);
      });
    });
    if (isThere) return;
    await sleep(100);
  }
  throw new Error('The test server does not start.');
}

async function writeLauncher(folder: string, launcher: string): Promise<void> {
  const archive = `-XX:SharedArchiveFile='${join(folder, 'classes.jsa')}'`;
  const command = `exec java ${archive} -Xshare:auto ${quick.join(' ')} -cp '${await classPath(folder)}' DatedTestServer "$@"`;
  await writeFile(`${launcher}.new`, `#!/bin/sh\n${command} 2>/dev/null\n`);
  await chmod(`${launcher}.new`, 0o755);
  await rename(`${launcher}.new`, launcher);
}

/** A time-skipping server whose clock begins at `start`, an instant such as `2021-12-29T00:00:00+07:00`. */
export async function startTimeSkipping(launcher: string, start: string): Promise<TestWorkflowEnvironment> {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: launcher }, extraArgs: [start] },
  });
  // The server can't list what it has, as `ensureSearchAttributes` asks, but takes what it is given.
  await environment.connection.operatorService.addSearchAttributes({
    searchAttributes: Object.fromEntries(searchAttributeNames.map((name) => [name, keyword])),
  });
  return environment;
}

/** `INDEXED_VALUE_TYPE_KEYWORD` of Temporal's API. */
const keyword = 2;

/** Lets the server's time pass until `at` (epoch ms); it goes on by itself from there, as real time does. */
export async function sleepUntil(environment: TestWorkflowEnvironment, at: number): Promise<void> {
  const left = at - (await environment.currentTimeMs());
  if (left > 0) await environment.sleep(left);
}
