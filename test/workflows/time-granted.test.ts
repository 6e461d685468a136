import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { sendToDossier, type Answer } from '../../client/officials/send.js';
import { campaignId, dossierId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { formatInstant } from '../../workflows/rules/calendar.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { CampaignHands, must } from './campaigns.js';
import { at, DossierHands } from './dossiers.js';
import { homeAffairs } from './people.js';

const reason = 'Trụ sở mất điện nhiều ngày; đơn vị đã có văn bản.';
const everyone = { of: 'all' } as const;
const ba = { of: 'unit', unit: 'xa-ba' } as const;

/** One campaign from its opening to the day on which nobody has time any more, told in order. */
describe('time granted, and taken back', () => {
  let world: World;
  let hands: CampaignHands;
  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    hands = new CampaignHands(world, '2023');
    hands.absent = ['xa-ba', 'xa-mot'];
    await hands.start();
    await hands.walkTo('01-15T09:00:00');
  });
  afterAll(() => world.stop());

  const extend = (scope: typeof everyone | typeof ba, lastDay: string, beyond?: string): Promise<Answer> =>
    hands.send(messages.grantExtension, {
      actor: homeAffairs,
      scope,
      lastDay,
      reason,
      ...(beyond !== undefined && { beyond }),
    });
  const shorten = (scope: typeof everyone | typeof ba, lastDay: string): Promise<Answer> =>
    hands.send(messages.shortenExtension, { actor: homeAffairs, scope, lastDay, reason });
  const answer = (about: 'cutoff' | 'forward-cutoff', choice: string): Promise<Answer> =>
    hands.send(messages.answerQuestion, {
      actor: homeAffairs,
      question: `2023/${about}/last-day-not-working`,
      choices: [choice],
      reason,
    });
  const letters = async (code: string): Promise<string[]> =>
    (await mailRows(world.records))
      .filter((row) => row.code === code)
      .map((row) => `${row.recipient} ${formatInstant(row.at).slice(0, 16)}`);
  const acts = async (act: string): Promise<string[]> =>
    (await auditRows(world.records, { act })).map((row) => row.businessTime.slice(0, 16));
  const recordedCutoff = async (unit: string) =>
    (
      await world.records.db
        .selectFrom('dossier')
        .select('cutoff')
        .where('unit', '=', unit)
        .executeTakeFirstOrThrow()
    ).cutoff;

  test('the campaign went on in a new run once its dossiers were started', async () => {
    const { raw } = await world.client.workflow.getHandle(campaignId('263', '2023')).describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(raw.workflowExecutionInfo?.execution?.runId);
  });

  test('IV.1.b: a day beyond the quarter is a slip, unless a reason says why', async () => {
    expect(await extend(ba, '2024-12-20')).toMatchObject({
      refusal: { code: 'date.beyond-quarter', last: '2024-03-31' },
    });
    const hai = new DossierHands(world, '2023', 'xa-hai');
    await hai.file();
    expect(await hai.review('return', '2024-12-20')).toMatchObject({
      refusal: { code: 'date.beyond-quarter' },
    });
    const { current } = await hai.state();
    const message = {
      actor: homeAffairs,
      digest: current?.digest ?? '',
      decision: 'return' as const,
      reason,
      completeBy: '2024-04-05',
      beyond: 'Chờ kết luận thanh tra.',
    };
    const dossier = { campaign: '2023', unit: 'xa-hai' };
    must(await sendToDossier(world.services, dossier, messages.reviewDossier, message));
    // A slip all the same: it is reviewed again, and the time is what the last word says.
    must(await hai.review('return', '2024-02-08'));
    expect(await hai.state()).toMatchObject({ completeBy: '2024-02-08' });
  });

  test('an answer about the last day never moves a cutoff back that a longer extension has moved', async () => {
    must(await extend(everyone, '2024-02-20'));
    must(await answer('cutoff', 'extend:2024-02-15'));
    expect((await hands.state()).cutoff).toBe(at('2024-02-21T00:00:00'));
    expect(await recordedCutoff('xa-ba')).toBe(at('2024-02-21T00:00:00'));
  });

  test('an extension is shortened to a future day, not to before the plan’s own', async () => {
    expect(await shorten(everyone, '2024-02-08')).toMatchObject({
      refusal: { code: 'extension.not-shorter', earliest: '2024-02-09' },
    });
    must(await shorten(everyone, '2024-02-16'));
    await world.stepper.settle();
    expect((await hands.state()).cutoff).toBe(at('2024-02-17T00:00:00'));
    expect(await recordedCutoff('xa-ba')).toBe(at('2024-02-17T00:00:00'));
    expect(await new DossierHands(world, '2023', 'xa-ba').state()).toMatchObject({
      cutoff: at('2024-02-17T00:00:00'),
    });
    expect(await letters('dossier-shortened')).toContain('unit:xa-ba 2024-01-15T09:00');
  });

  test('one unit has until the leap day; the forwarding until the 26th: all reminders go by the new days', async () => {
    must(await extend(ba, '2024-02-29'));
    must(await answer('forward-cutoff', 'extend:2024-02-26'));
    await hands.collect();
    // Ended before its time, whoever did it: its unit would wait for ever.
    await world.client.workflow.getHandle(dossierId('263', '2023', 'xa-mot')).terminate('by mistake');
    await hands.walkTo('02-26T23:00:00');
    expect(await acts('forward-cutoff-passed')).toStrictEqual([]);
    await hands.walkTo('02-27T09:00:00');
    expect(await acts('forward-cutoff-passed')).toStrictEqual(['2024-02-27T00:00']);
    expect(await letters('forward-reminder')).toContain('office:home-affairs 2024-02-26T08:00');
    expect(
      (await letters('dossier-reminder')).filter((it) => it.startsWith('unit:xa-ba 2024-02-2')),
    ).toStrictEqual(['unit:xa-ba 2024-02-23T08:00']);
  });

  test('a dossier that had ended before its time goes on from the records, and Home Affairs is told', async () => {
    expect(await letters('dossier-restarted')).toStrictEqual(['office:home-affairs 2024-02-17T01:00']);
    expect(await new DossierHands(world, '2023', 'xa-mot').state()).toMatchObject({ status: 'lapsed' });
  });

  test('the campaign waits for whoever has time, and wakes when it is over', async () => {
    await hands.rank();
    expect(await hands.state()).toMatchObject({ pending: { filing: 1, review: 0 }, selection: null });
    const stage = await world.client.workflow.getHandle(campaignId('263', '2023')).query('state');
    expect(stage).toMatchObject({ stage: 'collect', awaiting: [{ from: 'unit', count: 1 }] });
    await hands.walkTo('03-01T00:00:00');
    expect(await hands.state()).toMatchObject({ pending: { filing: 0 } });
    expect((await hands.state()).selection?.winners.map((it) => it.unit)).toContain('so-noi-vu');
  });
});
