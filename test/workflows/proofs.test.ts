import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows, verifyAudit } from '../../activities/records/acts/audit.js';
import { setServiceClock } from '../../activities/records/database/business-time.js';
import { askForProofs, revokeKey } from '../../activities/records/registry/keys.js';
import { type Answer, dossierState, fileDossier, send, signOff } from '../../client/officials/send.js';
import type { Signer } from '../../client/officials/identity.js';
import { campaignId, dossierId } from '../../workflows/api/identity.js';
import { type Actor, messages } from '../../workflows/api/messages.js';
import { ActProof } from '../../workflows/api/proof.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { startTimeSkipping } from '../environment/time-skipping.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { makeOfficial, type Signing, TestKey } from '../records/keys.js';
import { startDossier } from './dossiers.js';
import { aDossier, chairman, homeAffairs, unitOfficial } from './people.js';
import { WallClockHands } from './wall-clock-hands.js';

const minutes = 60_000;

/** Whoever signs with a key: as it should be, or with what a test makes otherwise. */
const signerWith = (key: TestKey, over: Partial<Signing> = {}): Signer => ({
  person: key.person,
  key: key.id,
  publicKey: key.publicKey,
  prove: (to, message, content) => key.prove({ ...to, message, content, ...over }),
});

/** What is wrong with a proof, and how it is refused. */
const wrongs: { what: string; signer: (keys: Keys) => Signer | undefined; code: string }[] = [
  { what: 'unsigned', signer: () => undefined, code: 'proof.missing' },
  { what: 'signed by another person', signer: ({ other }) => signerWith(other), code: 'proof.other-person' },
  {
    what: 'signed by a revoked key',
    signer: ({ revoked }) => signerWith(revoked),
    code: 'proof.revoked-key',
  },
  {
    what: 'signed for another workflow',
    signer: ({ own }) => signerWith(own, { workflow: campaignId('263', '2019') }),
    code: 'proof.wrong-signature',
  },
  {
    what: 'signed for other records',
    signer: ({ own }) => signerWith(own, { instance: '00000000-0000-0000-0000-000000000000' }),
    code: 'proof.wrong-signature',
  },
  {
    what: 'altered after it was signed',
    signer: ({ own }) => signerWith(own, { content: { actor: homeAffairs } }),
    code: 'proof.wrong-signature',
  },
  {
    what: 'eleven minutes old',
    signer: ({ own }) => signerWith(own, { late: 11 * minutes }),
    code: 'proof.too-old',
  },
  {
    what: 'from the future',
    signer: ({ own }) => signerWith(own, { late: -2 * minutes }),
    code: 'proof.in-future',
  },
];

interface Keys {
  own: TestKey;
  other: TestKey;
  revoked: TestKey;
}

async function keysOf({ records }: World, person: string): Promise<Keys> {
  const [own, other, revoked] = await Promise.all([
    TestKey.registered(records, person),
    TestKey.registered(records, 'nguoi-khac'),
    TestKey.registered(records, person),
  ]);
  await revokeKey(records, revoked.id, 'Mất máy.');
  return { own, other, revoked };
}

describe('a dossier in service', () => {
  const campaign = '2023';
  const unit = 'so-y-te';
  const workflowId = dossierId('263', campaign, unit);
  let world: World;
  let officials: Keys;
  let reviewers: Keys;
  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    const now = Date.now();
    await startDossier(world, { campaign, unit, cutoff: now + 60 * minutes, now, mode: 'service' });
    await setServiceClock(world.records);
    officials = await keysOf(world, unitOfficial(unit).person);
    reviewers = await keysOf(world, homeAffairs.person);
    await makeOfficial(world.records, unitOfficial(unit));
    await askForProofs(world.records);
  });
  afterAll(() => world.stop());

  const state = () => dossierState(world.services, { campaign, unit });
  const file = (signer: Signer | undefined): Promise<Answer> => {
    const filing = { campaign, unit, actor: unitOfficial(unit), content: aDossier(campaign, unit) };
    return fileDossier({ ...world.services, signer }, filing);
  };
  const review = async (signer: Signer | undefined, actor: Actor = homeAffairs): Promise<Answer> => {
    const digest = (await state()).current?.digest ?? '0'.repeat(64);
    const message = { actor, digest, decision: 'accept' as const };
    return send({ ...world.services, signer }, workflowId, messages.reviewDossier, message);
  };
  const lastRow = async () => (await auditRows(world.records)).at(-1);

  test.each(wrongs)('a filing $what gets no receipt', async ({ signer, code }) => {
    expect(await file(signer(officials))).toMatchObject({ done: false, refusal: { code } });
    expect(await lastRow()).toMatchObject({ act: 'receiveFiling', facts: { refusal: { code } } });
    expect(await state()).toMatchObject({ status: 'open', current: null });
  });

  test('a filing rightly signed is taken', async () => {
    expect(await file(signerWith(officials.own))).toMatchObject({ done: true });
    expect(await lastRow()).toMatchObject({ act: 'fileDossier', proof: { key: officials.own.id } });
  });

  test.each(wrongs)('a review $what is refused, and the dossier goes on', async ({ signer, code }) => {
    const before = await state();
    const answer = await review(signer(reviewers));
    expect(answer).toMatchObject({ done: false, refusal: { code } });
    expect(answer.done ? '' : answer.sentence).toMatch(/ký/);
    expect(await lastRow()).toMatchObject({ act: 'reviewDossier', facts: { refusal: { code } } });
    expect({ ...(await state()), acts: before.acts }).toStrictEqual(before);
  });

  test('a review by one who holds no office is refused, rightly signed as it is', async () => {
    const actor = { ...homeAffairs, person: 'nguoi-khac' };
    expect(await review(signerWith(reviewers.other), actor)).toMatchObject({
      refusal: { code: 'actor.not-holder' },
    });
  });

  test('a proof of a wrong shape is refused before anything is done', async () => {
    const message = { actor: homeAffairs, digest: '0'.repeat(64), decision: 'accept', proof: { key: 'x' } };
    const handle = world.client.workflow.getHandle(workflowId);
    await expect(
      handle.executeUpdate(messages.reviewDossier.name, { args: [message] }),
    ).rejects.toMatchObject({ cause: { details: [{ code: 'message.malformed' }] } });
  });

  test('a review rightly signed is done; its proof is good for nothing else', async () => {
    const id = crypto.randomUUID();
    const signer = signerWith(reviewers.own, { id });
    expect(await review(signer)).toMatchObject({ done: true });
    expect(await review(signer)).toMatchObject({ refusal: { code: 'proof.repeated', id } });
    const [row] = (await auditRows(world.records, { act: 'reviewDossier' })).filter(
      (it) => it.proof !== undefined && JSON.stringify(it.outcome).includes('"refusal":null'),
    );
    const { current } = await state();
    const signed = { actor: homeAffairs, digest: current?.digest, decision: 'accept' };
    expect(ActProof.parse(row?.proof)).toMatchObject({ id, digest: digestOf(signed) });
    expect(await state()).toMatchObject({ status: 'accepted' });
    expect(await verifyAudit(world.records)).toMatchObject({ ok: true });
  });
});

const launcher = inject('timeSkipping');

describe.skipIf(launcher === null)('the signal signOff in service', () => {
  let opened: World | undefined;
  let hands: WallClockHands;
  let keys: Keys;
  const world = (): World => {
    if (opened === undefined) throw new Error('The servers did not start.');
    return opened;
  };
  beforeAll(async () => {
    opened = await openWorld(await startTimeSkipping(launcher ?? '', '2023-12-20T09:00:00+07:00'));
    hands = new WallClockHands(opened, '2023');
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
    await hands.keepDays();
    await hands.collect();
    await hands.walkTo('02-20T09:00:00');
    await hands.rank();
    await hands.choose();
    await hands.forward();
    await hands.appraise();
    keys = await keysOf(opened, chairman.person);
    await askForProofs(opened.records);
  });
  afterAll(() => opened?.stop());

  const sign = async (signer: Signer | undefined, actor: Actor = chairman) => {
    const digest = await hands.digest();
    const approval = { actor, digest, decision: 'approve' as const, strikes: [] };
    await signOff({ ...world().services, signer }, '2023', approval);
    return hands.state();
  };

  test.each(wrongs)(
    '$what is refused, shown and kept; the campaign goes on waiting',
    async ({ signer, code }) => {
      const { signals } = await hands.state();
      await sign(signer(keys));
      await expect.poll(async () => (await hands.state()).refusals.length).toBe(signals + 1);
      const state = await hands.state();
      expect(state.signed).toBeNull();
      expect(state.refusals.at(-1)).toMatchObject({ actor: chairman, refusal: { code } });
      const rows = await auditRows(world().records, { act: 'signOff' });
      expect(rows.at(-1)).toMatchObject({ person: chairman.person, facts: { refusal: { code } } });
    },
  );

  test('by a chairman of another day it is refused, rightly signed as it is', async () => {
    const actor = { ...chairman, person: 'ct-chu-tich-2025-07' };
    const { signals } = await hands.state();
    await sign(signerWith(await TestKey.registered(world().records, actor.person)), actor);
    await expect.poll(async () => (await hands.state()).refusals.length).toBe(signals + 1);
    expect((await hands.state()).refusals.at(-1)?.refusal.code).toBe('actor.not-holder');
  });

  test("rightly signed it is the Chairman's decision", async () => {
    await sign(signerWith(keys.own));
    await expect.poll(async () => (await hands.state()).signed?.person).toBe(chairman.person);
    const rows = await auditRows(world().records, { act: 'signOff' });
    expect(rows.at(-1)).toMatchObject({ proof: { key: keys.own.id, message: 'signOff' } });
    const { events } = await world().client.workflow.getHandle(campaignId('263', '2023')).fetchHistory();
    expect(events?.filter((event) => event.workflowTaskFailedEventAttributes != null)).toStrictEqual([]);
  });
});
