import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { campaignId } from '../../workflows/api/identity.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { CampaignHands } from './campaigns.js';
import { chairman, collectiveOf, deputy, homeAffairs, personOf } from './people.js';

const reason = 'Chưa đủ thành tích.';
const parsed = (text: string): unknown => JSON.parse(text);
const workflowId = campaignId('263', '2023');

/** One campaign whose list waits for the Chairman; each signal is refused and leaves its trace, then one is right. */
describe('the signal signOff', () => {
  let world: World;
  let hands: CampaignHands;

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    hands = new CampaignHands(world, '2023');
    hands.people = { 'so-y-te': deputy.person };
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
    await hands.collect();
    await hands.walkTo('03-01T09:00:00');
    await hands.rank();
    await hands.choose();
  });
  afterAll(() => world.stop());

  const raw = async (name: string, payloads: Payload[]) => {
    world.stepper.stir(workflowId);
    await world.environment.connection.workflowService.signalWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId },
      signalName: name,
      input: { payloads },
    });
    await world.stepper.settle();
    return hands.state();
  };
  const signal = (message: unknown) => raw('signOff', [defaultPayloadConverter.toPayload(message)]);
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const approval = async () => ({ actor: chairman, digest: await hands.digest(), decision: 'approve' });

  test('before the appraisal: the wrong stage', async () => {
    await hands.forward();
    expect((await signal(await approval())).refusals.at(-1)).toMatchObject({
      actor: chairman,
      refusal: { code: 'stage.wrong', stage: 'appraise' },
    });
    await hands.appraise();
  });

  describe('refused', () => {
    let traces = 0;
    beforeEach(async () => {
      traces = (await hands.state()).signals;
    });
    const expectRefusal = async (state: Awaited<ReturnType<typeof signal>>, code: string): Promise<void> => {
      expect(state.signed).toBeNull();
      expect(state.signals).toBe(traces + 1);
      const trace = state.refusals.at(-1);
      expect(trace?.refusal.code).toBe(code);
      expect(trace?.sentence).toMatch(/\p{L}/u);
      const audit = (await auditRows(world.records)).filter((row) => row.act.startsWith('signOff'));
      expect(audit.at(-1)).toMatchObject({ workflow: workflowId });
      expect(JSON.stringify(audit.at(-1)?.facts)).toContain(code);
    };

    test.each([
      {
        name: 'JSON cut short',
        payloads: [{ metadata: { encoding: bytes('json/plain') }, data: bytes('{"actor":') }],
      },
      {
        name: 'an unknown encoding',
        payloads: [{ metadata: { encoding: bytes('binary/unheard-of') }, data: bytes('x') }],
      },
      { name: 'no encoding at all', payloads: [{ data: bytes('{}') }] },
      { name: 'bytes', payloads: [{ metadata: { encoding: bytes('binary/plain') }, data: bytes('{}') }] },
      { name: 'no payload', payloads: [] },
    ])('a payload of $name', async ({ payloads }) => {
      await expectRefusal(await raw('signOff', payloads), 'message.malformed');
    });

    test.each([
      { name: 'null', message: null },
      { name: 'a number', message: 7 },
      { name: 'a list', message: [] },
      { name: 'an empty object', message: {} },
      {
        name: 'an unknown office',
        message: { actor: { office: 'mayor', person: 'x' }, decision: 'approve' },
      },
      {
        name: 'an unknown decision',
        message: { actor: chairman, digest: '0'.repeat(64), decision: 'perhaps' },
      },
      {
        name: 'a field too many',
        message: { actor: chairman, digest: '0'.repeat(64), decision: 'approve', and: 1 },
      },
      {
        name: 'a return without a reason',
        message: { actor: chairman, digest: '0'.repeat(64), decision: 'return' },
      },
      { name: 'a digest that is none', message: { actor: chairman, digest: 'xyz', decision: 'approve' } },
      { name: 'a prototype', message: parsed('{"__proto__": {"actor": 1}}') },
    ])('of a wrong shape: $name', async ({ message }) => {
      await expectRefusal(await signal(message), 'message.malformed');
    });

    test('by another office', async () => {
      await expectRefusal(await signal({ ...(await approval()), actor: homeAffairs }), 'actor.wrong-office');
    });

    test('on a list that is not the one shown', async () => {
      await expectRefusal(await signal({ ...(await approval()), digest: 'a'.repeat(64) }), 'list.stale');
    });

    test('striking one who is not on the list', async () => {
      const strikes = [{ nominee: 'khong-co', reason }];
      await expectRefusal(await signal({ ...(await approval()), strikes }), 'strike.unknown');
    });

    test('by one who does not hold the office on the day', async () => {
      const actor = { ...chairman, person: 'ct-chu-tich-2025-07' };
      await expectRefusal(await signal({ ...(await approval()), actor }), 'actor.not-holder');
    });

    test('by one who is on the list himself', async () => {
      await expectRefusal(await signal({ ...(await approval()), actor: deputy }), 'actor.is-nominee');
    });

    test('at most the last twenty are kept in the state', async () => {
      for (let count = 0; count < 5; count += 1) await signal({ count });
      expect((await hands.state()).refusals).toHaveLength(20);
    });
  });

  test('the Chairman is told once a day, and how many they were', async () => {
    const told = async () =>
      (await auditRows(world.records))
        .filter((row) => row.act === 'sign-refusals-told')
        .map((row) => row.facts);
    const { signals } = await hands.state();
    expect(signals).toBeGreaterThan(20);
    expect(await told()).toStrictEqual([{ count: 1 }]);
    await hands.walkTo('03-02T09:00:00');
    expect(await told()).toStrictEqual([{ count: 1 }, { count: signals - 1 }]);
    await hands.walkTo('03-04T09:00:00');
    expect(await told()).toHaveLength(2);
    const letters = async () => (await mailRows(world.records)).filter((it) => it.code === 'sign-refused');
    await expect.poll(letters, { timeout: 20_000 }).toHaveLength(2);
  });

  test('signals of an unknown name, or a malformed one of a dossier, leave the campaign as it is', async () => {
    const before = await hands.state();
    expect(await raw('kyDuyet', [{ data: bytes('{') }])).toStrictEqual(before);
    expect(await raw('__temporal_unknown', [])).toStrictEqual(before);
    expect(await raw('look', [{ data: bytes('{') }])).toStrictEqual(before);
  });

  test('the right one is taken then, with its strike', async () => {
    const strikes = [{ nominee: personOf('xa-hai'), reason }];
    const state = await signal({ ...(await approval()), strikes });
    expect(state.signed).toMatchObject({ struck: strikes, person: chairman.person, signsAs: 'CHỦ TỊCH' });
    expect(
      (await signal({ ...(await approval()), digest: state.signed?.digest })).refusals.at(-1),
    ).toMatchObject({
      refusal: { code: 'stage.wrong', stage: 'announce' },
    });
  });

  test('no signal failed a workflow task, and the awards are those signed', async () => {
    const { events } = await world.client.workflow.getHandle(workflowId).fetchHistory();
    const failed = events?.filter((event) => event.workflowTaskFailedEventAttributes != null);
    expect(failed).toStrictEqual([]);
    await hands.decide();
    const { awards, selection } = await hands.state();
    expect(awards?.rows).toBe((selection?.winners.length ?? 0) - 1);
    expect(selection?.winners.map((winner) => winner.nominee)).toContain(collectiveOf('so-noi-vu'));
  });
});
