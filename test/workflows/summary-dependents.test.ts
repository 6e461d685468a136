import { plan263 } from '../plan/plans.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { toInstant } from '../../activities/records/database/open.js';
import { sendToMovement, type Answer } from '../../client/officials/send.js';
import { movementId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { testInstance } from '../records/setup.js';
import { CampaignHands, must } from './campaigns.js';
import { at, DossierHands } from './dossiers.js';
import { homeAffairs, homeAffairsHead } from './people.js';

const reason = 'Theo biên bản họp của Sở Nội vụ.';
const participants = 'summary/participants';

/** The summary of a period in which one department got two certificates: what others do reaches it. */
describe('III.1.b: what the summary rests on', () => {
  let world: World;
  let hands: CampaignHands;

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    hands = new CampaignHands(world, 'summary');
    for (const campaign of ['2021', '2022']) await certificateOf(campaign);
    const now = at('2025-12-20T09:00:00');
    await setRehearsalClock(world.records, now);
    await world.client.workflow.start('movement', {
      workflowId: movementId('263'),
      taskQueue: world.taskQueue,
      args: [
        {
          plan: plan263,
          instance: testInstance,
          clock: { mode: 'rehearsal', now },
          state: { started: ['2021', '2022', '2023', '2024'] },
        },
      ],
    });
    await hands.walkTo('01-05T09:00:00');
    await hands.collect();
    await hands.walkTo('02-20T09:00:00');
    const rows = ['so-noi-vu', 'so-y-te', 'so-tu-phap'].map((unit, index) => ({ unit, rank: index + 1 }));
    const decision = { number: '250/QĐ-UBND', date: '2026-02-20' };
    const ranking = { actor: homeAffairs, period: 'current' as const, decision };
    must(await hands.send(messages.recordRanking, { ...ranking, bloc: 'departments', rows }));
    await world.stepper.settle();
    for (const bloc of ['vertical', 'communes'] as const) {
      const question = `summary/${bloc}/top-three/no-ranking`;
      must(
        await hands.send(messages.answerQuestion, {
          actor: homeAffairs,
          question,
          choices: ['vacant'],
          reason,
        }),
      );
    }
    await world.stepper.settle();
  });
  afterAll(() => world.stop());

  const certificateOf = (campaign: string) =>
    world.records.db
      .insertInto('ledger')
      .values({
        plan: '263',
        campaign,
        bloc: 'departments',
        kind: 'collective',
        seat: 'highest-rank',
        unit: 'so-noi-vu',
        nominee: `${campaign}-tt`,
        person_id: null,
        name: 'Sở Nội vụ',
        clause: 'III.3.a',
        decided_by: null,
        list_digest: 'a'.repeat(64),
        decision_number: '1/QĐ-UBND',
        decision_date: `${Number(campaign) + 1}-03-10`,
        signed_by: 'Trần Việt Trường',
        signs_as: 'CHỦ TỊCH',
        money: 1,
        reward: '{}',
        written_at: toInstant(at(`${Number(campaign) + 1}-03-10T09:00:00`)),
      })
      .execute();
  const takePart = (choices: string[]): Promise<Answer> =>
    hands.send(messages.answerQuestion, { actor: homeAffairs, question: participants, choices, reason });
  const forward = async (because: string): Promise<Answer> => {
    await world.stepper.settle();
    const digest = (await hands.state()).selection?.digest ?? '';
    return hands.send(messages.forward, { actor: homeAffairsHead, digest, reason: because });
  };

  test('it is not forwarded while nobody has said which ended units take part', async () => {
    await leaveBlocsVacant();
    expect(await forward('Lần một.')).toMatchObject({
      refusal: { code: 'list.incomplete', open: [participants] },
    });
  });

  /** Whatever the selection asks of blocs without ranks, so that only the question of this test is open. */
  const leaveBlocsVacant = async (): Promise<void> => {
    for (const { key, options } of (await hands.state()).selection?.questions ?? []) {
      must(
        await hands.send(messages.answerQuestion, {
          actor: homeAffairs,
          question: key,
          choices: options.slice(-1),
          reason,
        }),
      );
    }
    await world.stepper.settle();
  };

  test('a second answer counts where it lets in more, and is refused where it would put one out again', async () => {
    must(await takePart(['xa-cu>xa-moi']));
    expect(await takePart(['quan-mot>so-noi-vu'])).toMatchObject({ refusal: { code: 'question.answered' } });
    expect(await takePart(['xa-cu', 'quan-mot'])).toMatchObject({ refusal: { code: 'question.answered' } });
    must(await takePart(['xa-cu>xa-moi', 'quan-mot>so-noi-vu']));
    await world.stepper.settle();
  });

  test('ended units let in after the cutoff have a cutoff of their own: ten working days', async () => {
    const state = await new DossierHands(world, 'summary', 'quan-mot').state();
    expect(state).toMatchObject({ status: 'open', cutoff: at('2026-03-07T00:00:00') });
    expect(await hands.state()).toMatchObject({ pending: { filing: 2 } });
    await hands.walkTo('03-09T09:00:00');
    expect(await hands.state()).toMatchObject({ pending: { filing: 0 } });
  });

  test('a certificate revoked while the list is with the Chairman: the unit no longer wins, the list is superseded', async () => {
    await leaveBlocsVacant();
    must(await forward('Lần hai.'));
    await hands.appraise();
    const digest = await hands.digest();
    expect((await hands.state()).selection?.winners.map((it) => it.unit)).toStrictEqual(['so-noi-vu']);
    must(
      await sendToMovement(world.services, messages.revokeCertificate, {
        actor: homeAffairs,
        campaign: '2021',
        bloc: 'departments',
        kind: 'collective',
        seat: 'highest-rank',
        decision: { number: '9/QĐ-UBND', date: '2026-03-09' },
        reason: 'Kê khai thành tích không đúng.',
      }),
    );
    await world.stepper.settle();
    expect(await hands.sign({ actor: chairmanOfDay(), digest })).toMatchObject({
      signed: null,
      list: null,
    });
    expect((await hands.state()).selection?.winners).toStrictEqual([]);
    expect(await auditRows(world.records, { act: 'list-superseded' })).toHaveLength(1);
    const told = (await mailRows(world.records)).filter((row) => row.code === 'list-superseded');
    expect(told.map((row) => row.recipient)).toContain('office:chairman');
  });

  /** Who holds the Chairman's office in March 2026. */
  const chairmanOfDay = () => ({ office: 'chairman' as const, person: 'ct-chu-tich-2025-10' });
});
