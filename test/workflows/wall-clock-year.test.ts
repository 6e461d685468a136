import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { campaignId } from '../../workflows/api/identity.js';
import { startTimeSkipping } from '../environment/time-skipping.js';
import { openWorld, type World } from '../environment/world.js';
import { WallClockHands } from './wall-clock-hands.js';

const launcher = inject('timeSkipping');

describe.skipIf(launcher === null)('a whole campaign on the wall clock', () => {
  let world: World | undefined;
  const the = (): World => {
    if (world === undefined) throw new Error('The servers did not start.');
    return world;
  };
  beforeAll(async () => {
    world = await openWorld(await startTimeSkipping(launcher ?? '', '2023-12-20T09:00:00+07:00'));
  });
  afterAll(() => world?.stop());

  test('IV.1, V: from the launch over the sign-off to the ceremony, each act on its day', async () => {
    const hands = new WallClockHands(the(), '2023');
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
    await hands.keepDays();
    await hands.collect();
    await hands.walkTo('02-20T09:00:00');
    await hands.rank();
    await hands.choose();
    await hands.forward();
    await hands.walkTo('02-23T09:00:00');
    await hands.appraise();
    await hands.walkTo('03-01T09:00:00');
    expect((await hands.sign()).signed?.person).toBe('tran-viet-truong');
    await hands.walkTo('03-04T09:00:00');
    await hands.decide();
    await hands.celebrate();
    const handle = the().client.workflow.getHandle(campaignId('263', '2023'));
    const result: unknown = await handle.result();
    const ledger = await ledgerRows(the().records);
    const total = ledger.reduce((sum, row) => sum + row.money, 0);
    expect(result).toStrictEqual({ campaign: '2023', awards: ledger.length, total });
    expect(ledger.length).toBeGreaterThan(10);
    expect(new Set(ledger.map((row) => row.decision.date))).toStrictEqual(new Set(['2024-03-04']));
    const days: Record<string, string> = {};
    for (const { act, businessTime } of await auditRows(the().records)) days[act] = businessTime.slice(0, 10);
    expect(days).toMatchObject({
      'dossiers-opened': '2024-01-01',
      'cutoff-reached': '2024-02-10',
      recordRanking: '2024-02-20',
      forward: '2024-02-20',
      appraise: '2024-02-23',
      signOff: '2024-03-01',
      recordDecision: '2024-03-04',
      recordCeremony: '2024-03-04',
      'campaign-closed': '2024-03-04',
    });
    const results = (await mailRows(the().records)).filter((row) => row.code === 'result');
    expect(results.length).toBe((await hands.units()).length);
  });
});
