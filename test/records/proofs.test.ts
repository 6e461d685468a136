import { createPublicKey, randomUUID, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditRows, verifyAudit } from '../../activities/records/acts/audit.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { askForProofs, registerKey, revokeKey, signingKeys } from '../../activities/records/registry/keys.js';
import { verifyProofs } from '../../activities/records/acts/verify-proofs.js';
import type { Entry } from '../../workflows/api/acts.js';
import type { Refusal } from '../../workflows/api/refusals.js';
import { ActProof, receiptName, type SignedIn } from '../../workflows/api/proof.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { aContent, anEntry, chairman, dossierOf, homeAffairs, now, official, opened } from './builders.js';
import { makeOfficial, type Signing, TestKey } from './keys.js';
import { startTestServer, testInstance, type TestServer } from './setup.js';

let server: TestServer;
let records: Records;
let key: TestKey;
let other: TestKey;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  records = await server.openSeeded();
  key = await TestKey.registered(records, homeAffairs.person);
  other = await TestKey.registered(records, 'snv-giam-doc');
  await askForProofs(records);
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const workflow = 'campaign/263/2023';
const message = 'waiveCriterion';
const content = { actor: homeAffairs, kind: 'individual', criterion: 'ethics', reason: 'Miễn.' };
const signing: Signing = { workflow, message, content };
const act = (proof?: ActProof, over: Partial<Entry> = {}): Entry =>
  anEntry({ actor: homeAffairs, act: message, ...(proof !== undefined && { proof }), ...over });
const record = (entry: Entry) => createRecordsEffects({ records }).record(entry);
const proveWith = (it: TestKey, over: Partial<Signing> = {}): ActProof =>
  it.proveAct({ ...signing, ...over }, { message, content });
const minutes = 60_000;

describe('an act in service', () => {
  test.each([
    { what: 'unsigned', entry: () => act(), code: 'proof.missing' },
    { what: 'signed by another person', entry: () => act(proveWith(other)), code: 'proof.other-person' },
    {
      what: 'signed with a key that nobody registered',
      entry: () => act({ ...proveWith(key), key: 'f'.repeat(64) }),
      code: 'proof.unknown-key',
    },
    {
      what: 'signed for another campaign',
      entry: () => act(proveWith(key, { workflow: 'campaign/263/2022' })),
      code: 'proof.wrong-signature',
    },
    {
      what: 'signed as another message',
      entry: () => act(proveWith(key, { message: 'shortlist' })),
      code: 'proof.wrong-signature',
    },
    {
      what: 'altered since it was signed',
      entry: () => act(proveWith(key, { content: { ...content, reason: 'Khác.' } })),
      code: 'proof.wrong-signature',
    },
    {
      what: 'signed by another under the key of its person',
      entry: () => act({ ...proveWith(other), key: key.id }),
      code: 'proof.wrong-signature',
    },
    {
      what: 'its instant altered',
      entry: () => act({ ...proveWith(key), at: new Date(0).toISOString() }),
      code: 'proof.wrong-signature',
    },
    {
      what: 'eleven minutes old',
      entry: () => act(proveWith(key, { late: 11 * minutes })),
      code: 'proof.too-old',
    },
    {
      what: 'from the future',
      entry: () => act(proveWith(key, { late: -2 * minutes })),
      code: 'proof.in-future',
    },
  ])('$what is refused, and the refusal kept', async ({ entry, code }) => {
    const given = entry();
    expect((await record(given)).refusal?.code).toBe(code);
    const [row] = await auditRows(records, { act: message });
    expect(row).toMatchObject({ key: given.key, facts: { refusal: { code } } });
    expect(await verifyAudit(records)).toMatchObject({ ok: true });
  });

  test('signed by a key that was revoked before is refused; what it signed before stands', async () => {
    expect((await record(act(proveWith(key)))).refusal).toBeNull();
    expect(await revokeKey(records, key.id.slice(0, 12), 'Mất máy.')).toMatchObject({ person: key.person });
    expect((await record(act(proveWith(key)))).refusal).toMatchObject({
      code: 'proof.revoked-key',
      key: key.id,
    });
    expect(await auditRows(records, { act: 'key-revoked' })).toMatchObject([{ reason: 'Mất máy.' }]);
  });

  test('a proof is good for one act, though it be refused, and for a retry of that act', async () => {
    const proof = proveWith(key);
    const entry = act(proof);
    const outcome = await record(entry);
    expect(outcome.refusal).toBeNull();
    expect((await record(act(proof))).refusal).toStrictEqual({ code: 'proof.repeated', id: proof.id });
    expect(await record(entry)).toStrictEqual(outcome);
    const unable = proveWith(key);
    const change = opened(['xa-la']);
    expect((await record(act(unable, { change }))).refusal?.code).toBe('unit.unknown');
    expect((await record(act(unable))).refusal?.code).toBe('proof.repeated');
  });

  test('of many at once with one proof, one is done', async () => {
    const proof = proveWith(key);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => record(act(proof))));
    expect(outcomes.filter((it) => it.refusal === null)).toHaveLength(1);
  });

  test('by one who holds the office no longer is refused, rightly signed as it is', async () => {
    const at = Date.parse('2026-01-05T09:00:00.000+07:00');
    const theirs = await TestKey.registered(records, chairman.person);
    const entry = act(proveWith(theirs), { at, actor: chairman });
    expect((await record(entry)).refusal).toMatchObject({ code: 'actor.not-holder', on: '2026-01-05' });
  });

  test('what the database never takes uses its proof up', async () => {
    const proof = proveWith(key);
    const at = Number.MAX_SAFE_INTEGER;
    expect((await record(act(proof, { at }))).refusal?.code).toBe('records.refused');
    expect((await record(act(proof))).refusal?.code).toBe('proof.repeated');
  });

  test('years later the row, the public key and the id of the records are enough', async () => {
    await record(act(proveWith(key)));
    const [row] = await auditRows(records, { act: message });
    const { signature, digest, id, at, message: name } = ActProof.parse(row?.proof);
    expect(digest).toBe(digestOf(content));
    const signed = { at, digest, id, instance: testInstance, message: name, workflow: row?.workflow };
    const text = canonicalize(signed) ?? '';
    const [, registered] = (await signingKeys(records)).sort((one) => (one.id === key.id ? 1 : -1));
    const publicKey = createPublicKey(
      `-----BEGIN PUBLIC KEY-----\n${registered?.publicKey ?? ''}\n-----END PUBLIC KEY-----`,
    );
    expect(verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect(await verifyAudit(records)).toMatchObject({ ok: true });
  });

  test("the engine's own needs none", async () => {
    expect((await record(anEntry())).refusal).toBeNull();
  });
});

describe('an act that a portal signs', () => {
  const person = homeAffairs.person;
  const since = (milliseconds: number, over: Partial<SignedIn> = {}): SignedIn => {
    const at = new Date(Date.now() - milliseconds).toISOString();
    return { person, method: 'mail-link', at, ...over };
  };
  let portal: TestKey;
  beforeEach(async () => {
    portal = await TestKey.ofPortal(records, person);
  });

  test('says for whom, how and when he signed in, and is verified with that', async () => {
    const signedIn = since(30 * minutes, { method: 'oidc' });
    expect((await record(act(proveWith(portal, { signedIn })))).refusal).toBeNull();
    const [row] = await auditRows(records, { act: message });
    expect(row).toMatchObject({ person, proof: { key: portal.id, signedIn } });
    expect((await verifyProofs(records)).faults).toStrictEqual([]);
    await revokeKey(records, portal.id, 'Máy khác.');
    expect((await record(act(proveWith(portal)))).refusal?.code).toBe('proof.revoked-key');
    expect((await verifyProofs(records)).faults).toStrictEqual([]);
  });

  test.each<{ what: string; proof: () => ActProof; code: string }>([
    {
      what: 'by a portal that does not say for whom',
      proof: () => proveWith(portal, { signedIn: null }),
      code: 'proof.no-sign-in',
    },
    {
      what: 'by a portal for another',
      proof: () => proveWith(portal, { signedIn: since(0, { person: 'snv-giam-doc' }) }),
      code: 'proof.other-person',
    },
    {
      what: 'by a person who says to be a portal',
      proof: () => proveWith(key, { signedIn: since(0) }),
      code: 'proof.no-portal',
    },
    {
      what: 'with another sign-in than was signed',
      proof: () => ({ ...proveWith(portal), signedIn: since(0) }),
      code: 'proof.wrong-signature',
    },
    {
      what: 'whose sign-in was taken out',
      proof: () => {
        const { signedIn, ...rest } = proveWith(portal);
        expect(signedIn).toBeDefined();
        return rest;
      },
      code: 'proof.no-sign-in',
    },
    {
      what: 'thirteen hours after the sign-in',
      proof: () => proveWith(portal, { signedIn: since(13 * 60 * minutes) }),
      code: 'proof.old-sign-in',
    },
    {
      what: 'before the sign-in',
      proof: () => proveWith(portal, { signedIn: since(-5 * minutes) }),
      code: 'proof.old-sign-in',
    },
  ])('is refused where it is signed $what', async ({ proof, code }) => {
    expect((await record(act(proof()))).refusal?.code).toBe(code);
  });

  test('is no sign-off half an hour after the sign-in', async () => {
    const signed = { ...signing, message: 'signOff', signedIn: since(30 * minutes) };
    const proof = portal.proveAct(signed, { message: 'signOff', content });
    expect((await record(act(proof, { act: 'signOff' }))).refusal?.code).toBe('proof.old-sign-in');
  });
});

describe("a unit's act where proofs are asked", () => {
  const unit = 'so-y-te';
  const own = official(unit);
  const report = { actor: own, unit, text: 'Thiếu máy.' };
  const message = 'reportDifficulty';
  const reported = async (): Promise<Refusal | null> => {
    const signer = await TestKey.registered(records, own.person);
    const asked: Signing = { workflow, message, content: report };
    const proof = signer.proveAct(asked, { message, content: report });
    return (await record(anEntry({ actor: own, act: message, proof }))).refusal;
  };

  test.each([
    { what: 'nobody registered him', official: null },
    { what: 'he is another unit’s', official: { unit: 'so-tu-phap', person: own.person } },
    { what: 'the unit has another', official: { unit, person: 'nguoi-khac' } },
  ])('is refused and kept where $what', async ({ official: other }) => {
    if (other !== null) await makeOfficial(records, other);
    expect(await reported()).toStrictEqual({
      code: 'actor.not-official',
      unit,
      person: own.person,
      on: '2024-02-01',
    });
    expect(await auditRows(records, { act: message })).toMatchObject([
      { person: own.person, facts: { refusal: { code: 'actor.not-official' } } },
    ]);
  });

  test.each([
    { from: '2024-02-01', to: '2024-02-01', isTaken: true },
    { from: '2020-01-01', to: '2024-01-31', isTaken: false },
    { from: '2024-02-02', to: '2030-01-01', isTaken: false },
  ])('is done from $from to $to, both days counted: $isTaken', async ({ isTaken, ...days }) => {
    await makeOfficial(records, own, days);
    expect((await reported()) === null).toBe(isTaken);
  });

  test('is anybody’s where none are asked', async () => {
    await records.db.updateTable('instance').set({ proofs: 'not-asked' }).execute();
    expect(await reported()).toBeNull();
  });
});

test('in a rehearsal none is asked, and none kept', async () => {
  await setRehearsalClock(records, now);
  expect((await record(act())).refusal).toBeNull();
  expect((await record(act({ ...proveWith(other), key: 'f'.repeat(64) }))).refusal).toBeNull();
  const rows = await auditRows(records, { act: message });
  expect(rows.map((row) => row.proof)).toStrictEqual([undefined, undefined]);
});

test('records that ask for none take unsigned acts, but no forged one', async () => {
  await records.db.updateTable('instance').set({ proofs: 'not-asked' }).execute();
  expect((await record(act())).refusal).toBeNull();
  expect((await record(act(proveWith(other)))).refusal?.code).toBe('proof.other-person');
});

describe('a key', () => {
  test('is registered once, for one person', async () => {
    const again = { person: 'ai-do', publicKey: key.publicKey };
    expect(await registerKey(records, again)).toStrictEqual({
      problem: { code: 'key.registered', person: key.person },
    });
    expect(await auditRows(records, { act: 'key-registered' })).toHaveLength(2);
  });

  test.each(['', 'abc', Buffer.from('không phải khóa').toString('base64')])(
    'is none: %o',
    async (publicKey) => {
      expect(await registerKey(records, { person: 'a', publicKey })).toStrictEqual({
        problem: { code: 'key.malformed' },
      });
    },
  );

  test.each([
    { id: 'f'.repeat(64), code: 'key.unknown' },
    { id: '', code: 'key.unknown' },
    { id: '%%%%%%%%', code: 'key.unknown' },
  ])('that is revoked has to be there: $id', async ({ id, code }) => {
    expect(await revokeKey(records, id, 'Nhầm.')).toMatchObject({ problem: { code } });
  });

  test('is revoked once', async () => {
    await revokeKey(records, key.id, 'Mất máy.');
    expect(await revokeKey(records, key.id, 'Mất máy.')).toMatchObject({ problem: { code: 'key.revoked' } });
  });
});

describe('the receipt of a filing', () => {
  const unit = 'so-y-te';
  const actor = official(unit);
  const filed = aContent();
  const signed: Signing = {
    workflow: 'dossier/263/2023/so-y-te',
    message: receiptName,
    content: { actor, content: digestOf(filed) },
  };
  const filings = () => records.db.selectFrom('filing').selectAll().execute();
  beforeEach(() => makeOfficial(records, actor));
  const receive = (proof?: ReturnType<TestKey['prove']>) =>
    receiveFiling(records, { ...dossierOf(unit), actor, content: filed, proof });

  test.each([
    { what: 'unsigned', over: null, code: 'proof.missing' },
    {
      what: 'for another unit',
      over: { workflow: 'dossier/263/2023/so-tu-phap' },
      code: 'proof.wrong-signature',
    },
    {
      what: 'of another content',
      over: { content: { actor, content: digestOf({}) } },
      code: 'proof.wrong-signature',
    },
    { what: 'too old', over: { late: 11 * minutes }, code: 'proof.too-old' },
  ])('$what is not given, and the refusal kept', async ({ over, code }) => {
    const own = await TestKey.registered(records, actor.person);
    const answer = await receive(over === null ? undefined : own.prove({ ...signed, ...over }));
    expect(answer).toMatchObject({ refusal: { code } });
    expect(await filings()).toStrictEqual([]);
    expect(await auditRows(records, { act: receiptName })).toMatchObject([
      { unit, person: actor.person, facts: { refusal: { code } } },
    ]);
  });

  test('signed by one who is not the focal official that day is not given, and the refusal kept', async () => {
    await records.db.updateTable('unit_official').set({ valid_to: '2024-01-31' }).execute();
    const own = await TestKey.registered(records, actor.person);
    expect(await receive(own.prove(signed))).toMatchObject({
      refusal: { code: 'actor.not-official', unit, person: actor.person },
    });
    expect(await filings()).toStrictEqual([]);
    expect(await auditRows(records, { act: receiptName })).toMatchObject([
      { unit, person: actor.person, facts: { refusal: { code: 'actor.not-official' } } },
    ]);
    expect(await verifyAudit(records)).toMatchObject({ ok: true });
    expect(await verifyProofs(records)).toMatchObject({ faults: [] });
  });

  test('signed by its person is given, once, and keeps the proof', async () => {
    const own = await TestKey.registered(records, actor.person);
    const proof = own.prove({ ...signed, id: randomUUID() });
    expect(await receive(proof)).toMatchObject({ digest: digestOf(filed) });
    expect(await filings()).toMatchObject([{ proof: { ...proof, message: receiptName } }]);
    expect(await receive(proof)).toMatchObject({ refusal: { code: 'proof.repeated' } });
  });
});
