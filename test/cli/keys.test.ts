import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { setServiceClock } from '../../activities/records/database/business-time.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { askForProofs, registerKey } from '../../activities/records/registry/keys.js';
import { runActShow } from '../../client/cli/commands/acts.js';
import {
  runKeyList,
  runKeyNew,
  runKeyRegister,
  runKeyRequest,
  runKeyRevoke,
} from '../../client/cli/commands/keys.js';
import { runSign } from '../../client/cli/commands/sign.js';
import { runVerify } from '../../client/cli/commands/verify.js';
import { makeKeyFile, openKeyFile, type Signer } from '../../client/officials/identity.js';
import { dossierState, fileDossier } from '../../client/officials/send.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { proofOf } from '../../workflows/api/proof.js';
import { dossierId } from '../../workflows/api/identity.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { anEntry } from '../records/builders.js';
import { makeOfficial } from '../records/keys.js';
import { seedForTest, startTestServer, type TestServer } from '../records/setup.js';
import { startDossier } from '../workflows/dossiers.js';
import { aDossier, homeAffairs, unitOfficial } from '../workflows/people.js';
import { collected } from './collected.js';

let folder: string;
let passphraseFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-keys-'));
  passphraseFile = join(folder, 'mat-khau');
  await writeFile(passphraseFile, 'một câu đủ dài\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const signerOf = async (file: string): Promise<Signer> => {
  const signer = await openKeyFile(file, 'một câu đủ dài');
  if ('problem' in signer) throw new Error(signer.problem.code);
  return signer;
};

describe('thidua key, act and verify', () => {
  let server: TestServer;
  let records: Records;
  let environment: { DATABASE_URL: string };
  const file = (name: string): string => join(folder, name);
  beforeAll(async () => {
    server = await startTestServer();
    environment = { DATABASE_URL: await server.createDatabase() };
    records = await openRecords(environment.DATABASE_URL);
    await records.migrate();
    await seedForTest(records);
    await askForProofs(records);
  });
  afterAll(async () => {
    await records.close();
    await server.stop();
  });

  const run = async (
    work: (surroundings: ReturnType<typeof collected>['surroundings']) => Promise<number>,
  ) => {
    const { surroundings, written } = collected(environment);
    return { status: await work(surroundings), ...written };
  };
  const request = async (name: string): Promise<string> => {
    const { out } = await run((it) => runKeyRequest({ file: file(name), passphraseFile }, it));
    await writeFile(file(`${name}.json`), out);
    return file(`${name}.json`);
  };

  test('a key is made, asked for, registered, listed and revoked', async () => {
    const person = homeAffairs.person;
    const options = { person, out: file('a.pem'), passphraseFile };
    expect(await run((it) => runKeyNew(options, it))).toMatchObject({ status: 0 });
    expect(await run((it) => runKeyNew(options, it))).toMatchObject({ status: 2 });
    const asked = await request('a.pem');
    expect(await run((it) => runKeyRegister(asked, it))).toMatchObject({ status: 0 });
    expect(await run((it) => runKeyRegister(asked, it))).toMatchObject({ status: 3 });
    const { key, publicKey } = await signerOf(file('a.pem'));
    const { out } = await run((it) => runKeyList({ json: true }, it));
    expect(JSON.parse(out)).toMatchObject([{ id: key, person, publicKey, revokedAt: null }]);
    expect(await run((it) => runKeyRevoke(key.slice(0, 8), { reason: ' ' }, it))).toMatchObject({
      status: 2,
    });
    expect(await run((it) => runKeyRevoke(key.slice(0, 8), { reason: 'Mất máy' }, it))).toMatchObject({
      status: 0,
    });
    expect((await run((it) => runKeyList({}, it))).out).toContain('Mất máy');
  });

  test('a request for another person than its key signed for is not taken', async () => {
    await makeKeyFile(file('b.pem'), 'ke-gian', 'một câu đủ dài');
    const asked = await request('b.pem');
    await writeFile(asked, (await readFile(asked, 'utf8')).replace('ke-gian', 'tran-viet-truong'));
    const { status, errors } = await run((it) => runKeyRegister(asked, it));
    expect(status).toBe(2);
    expect(errors).toContain('bị sửa');
  });

  test('an act is shown with its signature, and all are verified', async () => {
    await makeKeyFile(file('c.pem'), homeAffairs.person, 'một câu đủ dài');
    const signer = await signerOf(file('c.pem'));
    await registerKey(records, signer);
    const message = { actor: homeAffairs, reason: 'Miễn.' };
    const entry = anEntry({ key: 'viec-1', actor: homeAffairs, act: 'waiveCriterion' });
    const proof = proofOf('waiveCriterion', {
      ...message,
      proof: signer.prove(
        { instance: await instanceOf(records), workflow: entry.workflow },
        'waiveCriterion',
        message,
      ),
    });
    const { record } = createRecordsEffects({ records });
    expect((await record({ ...entry, ...(proof !== null && { proof }) })).refusal).toBeNull();
    expect((await record(anEntry({ actor: homeAffairs }))).refusal?.code).toBe('proof.missing');
    const shown = await run((it) => runActShow('viec-1', {}, it));
    expect(shown.out).toContain(`Chữ ký: đúng, khóa ${signer.key}`);
    expect(await run((it) => runActShow('viec-la', {}, it))).toMatchObject({ status: 2 });
    expect(await run((it) => runVerify({}, it))).toMatchObject({ status: 0 });
    const { out } = await run((it) => runVerify({ json: true }, it));
    expect(JSON.parse(out)).toMatchObject({ chain: { ok: true }, proofs: { acts: 1, faults: [] } });
  });

  test.each([
    {
      what: 'the register of keys',
      statement: `update signing_key set person = 'ai-do' where reason is null`,
      fault: 'other-key',
    },
    {
      what: 'an act added without a proof',
      statement: `insert into audit (key, wall_time, business_time, workflow, plan, act, office, person, facts, outcome, content)
        values ('gia', now(), now(), 'w', '263', 'forward', 'home-affairs', 'snv-cchc-1', '{}', '{"refusal": null}', '{}')`,
      fault: 'no-proof',
    },
  ])('what somebody changed is found: $what', async ({ statement, fault }) => {
    await sql.raw(statement).execute(records.db);
    const { status, out } = await run((it) => runVerify({ json: true }, it));
    const { proofs } = z
      .object({ proofs: z.object({ faults: z.array(z.object({ fault: z.string() })) }) })
      .parse(JSON.parse(out));
    expect(status).toBe(3);
    expect(proofs.faults.map((it) => it.fault)).toContain(fault);
  });
});

describe('thidua sign, and the bare temporal command', () => {
  const campaign = '2023';
  const unit = 'so-y-te';
  const workflow = dossierId('263', campaign, unit);
  const person = unitOfficial(unit).person;
  let world: World;
  let key: string;
  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    const now = Date.now();
    await startDossier(world, { campaign, unit, cutoff: now + 3_600_000, now, mode: 'service' });
    await setServiceClock(world.records);
    await makeOfficial(world.records, unitOfficial(unit));
    await askForProofs(world.records);
    key = join(folder, 'don-vi.pem');
    await makeKeyFile(key, person, 'một câu đủ dài');
    await registerKey(world.records, await signerOf(key));
    const signer = await signerOf(key);
    const filing = { campaign, unit, actor: unitOfficial(unit), content: aDossier(campaign, unit) };
    expect(await fileDossier({ ...world.services, signer }, filing)).toMatchObject({ done: true });
  });
  afterAll(() => world.stop());

  const sign = async (input: object, over: Partial<Parameters<typeof runSign>[0]> = {}) => {
    const file = join(folder, 'noi-dung.json');
    const out = join(folder, 'da-ky.json');
    await writeFile(file, JSON.stringify(input));
    const { surroundings, written } = collected({});
    const options = {
      message: 'withdrawDossier',
      workflow,
      as: `unit:${unit}`,
      key,
      input: file,
      out,
      passphraseFile,
      instance: await instanceOf(world.records),
    };
    return {
      status: await runSign({ ...options, ...over }, surroundings),
      out,
      ...{ errors: written.errors },
    };
  };
  const send = (file: string) =>
    promisify(execFile)(inject('temporalCli'), [
      ...['workflow', 'update', 'execute', '--address', world.environment.address],
      ...['--workflow-id', workflow, '--name', 'withdrawDossier', '--input-file', file],
    ]);

  test.each([
    {
      what: 'another office',
      input: { reason: 'Rút.' },
      over: { as: 'chairman' },
      says: 'không có thẩm quyền',
    },
    { what: 'no office', input: { reason: 'Rút.' }, over: { as: 'ong-a' }, says: 'không phải chức trách' },
    { what: 'a field that is missing', input: {}, over: {}, says: 'reason' },
    {
      what: 'another workflow',
      input: { reason: 'Rút.' },
      over: { workflow: 'movement/263' },
      says: 'dossier/',
    },
    { what: 'an unknown message', input: {}, over: { message: 'look' }, says: 'withdrawDossier' },
    {
      what: "another's name",
      input: { reason: 'Rút.', actor: { office: 'unit', unit, person: 'khac' } },
      over: {},
      says: 'actor',
    },
  ])('is not signed: $what', async ({ input, over, says }) => {
    const { status, errors } = await sign(input, over);
    expect(status).toBe(2);
    expect(errors).toContain(says);
  });

  test('what was signed is taken as the temporal command sends it, and altered it is not', async () => {
    const { status, out } = await sign({ reason: 'Rút để rà soát.' });
    expect(status).toBe(0);
    const altered = join(folder, 'da-sua.json');
    await writeFile(altered, (await readFile(out, 'utf8')).replace('rà soát', 'sửa'));
    await expect(send(altered)).rejects.toThrow('không khớp');
    expect(await dossierState(world.services, { campaign, unit })).toMatchObject({ status: 'submitted' });
    await send(out);
    expect(await dossierState(world.services, { campaign, unit })).toMatchObject({ status: 'withdrawn' });
  });
});
