import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { oldestServer } from '../../worker/embedded/temporal/cli.js';

/** What is read of a service; the rest is Docker Compose's own affair. */
const Service = z.looseObject({
  image: z.string(),
  restart: z.string(),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  secrets: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  environment: z.record(z.string(), z.string()).default({}),
  security_opt: z.array(z.string()),
  read_only: z.boolean().default(false),
});
const Compose = z.looseObject({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  volumes: z.record(z.string(), z.null()),
});

const beside = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
let services: z.infer<typeof Compose>['services'] = {};
let compose: z.infer<typeof Compose>;
let dockerfile = '';

beforeAll(async () => {
  compose = Compose.parse(parse(await beside('docker-compose.yml'), { merge: true }));
  ({ services } = compose);
  dockerfile = await beside('worker/Dockerfile');
});

const tagOf = (name: string): string => {
  const tags = Object.values(services)
    .map(({ image }) => image.split(':'))
    .filter(([image]) => image === name)
    .map(([, tag = '']) => tag);
  expect(new Set(tags).size, name).toBe(1);
  return tags[0] ?? '';
};

test('nothing is published but pages, on loopback unless told otherwise; the servers reach nothing outside', () => {
  const published = Object.entries(services).flatMap(([name, { ports }]) =>
    ports.map((port) => [name, port]),
  );
  expect(published).toStrictEqual([
    ['temporal-ui', '${THIDUA_UI:-127.0.0.1:8233}:8080'],
    ['portal', '${THIDUA_PORTAL:-127.0.0.1:8263}:8263'],
    ['mail', '127.0.0.1:8025:8025'],
  ]);
  expect(compose.networks['inside']).toStrictEqual({ internal: true });
  for (const name of ['postgres', 'temporal']) expect(services[name]?.networks).toStrictEqual(['inside']);
});

test('what stays running is restarted and looked after; a step is repeated until it succeeds', () => {
  const awaited = Object.values(services).flatMap((it) => Object.entries(it.depends_on));
  const steps = awaited
    .filter(([, { condition }]) => condition === 'service_completed_successfully')
    .map(([name]) => name);
  expect(new Set(steps)).toStrictEqual(new Set(['temporal-schema', 'temporal-namespace']));
  for (const [name, { restart, healthcheck, profiles }] of Object.entries(services)) {
    if (profiles.includes('setup')) continue;
    if (steps.includes(name)) expect(restart, name).toMatch(/^on-failure:\d+$/);
    else expect([restart, healthcheck?.test[0]], name).toStrictEqual(['unless-stopped', 'CMD']);
  }
});

test('secrets are files, and no variable holds one', async () => {
  expect(Object.values(compose.secrets).map(({ file }) => file)).toStrictEqual([
    '.secrets/database-password',
    '.secrets/smtp-url',
    '.secrets/portal-key.pem',
  ]);
  for (const { environment } of Object.values(services))
    for (const [variable, value] of Object.entries(environment))
      if (/PASSWORD|PWD|SMTP|API_KEY|PORTAL_KEY|CLIENT_SECRET/.test(variable))
        expect(`${variable}=${value}`).toMatch(/^[A-Z_]+_FILE=\/run\/secrets\/[a-z-]+$/);
  expect((await beside('.gitignore')).split('\n')).toEqual(expect.arrayContaining(['.secrets/', '.env']));
  expect((await beside('.dockerignore')).split('\n')).toContain('*');
});

test('the versions are pinned, and Temporal’s is that of the embedded server', () => {
  for (const { image } of Object.values(services))
    expect(image).toMatch(/^[a-z/-]+:v?\d+(\.\d+)*(-[a-z0-9.-]+)?$/);
  const server = oldestServer.join('.');
  expect(tagOf('temporalio/server')).toBe(server);
  expect(tagOf('temporalio/admin-tools').split('-')[0]).toBe(server);
});

test('the program runs as nobody special and can’t change itself', async () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await beside('package.json')));
  expect(tagOf('thidua')).toBe(version);
  expect(services['thidua']?.read_only).toBe(true);
  for (const [name, { security_opt }] of Object.entries(services))
    expect(security_opt, name).toContain('no-new-privileges:true');
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile.match(/^FROM \S+/gm)).toStrictEqual(Array(3).fill('FROM node:20-bookworm-slim'));
});
