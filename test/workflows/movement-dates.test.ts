import { plan263 } from '../plan/plans.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import {
  campaignState,
  dossierState,
  fileDossier,
  sendToCampaign,
  sendToDossier,
  type Answer,
} from '../../client/officials/send.js';
import { movementId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { lettersDelivered } from '../environment/post.js';
import { sleepUntil, startTimeSkipping } from '../environment/time-skipping.js';
import { openWorld, type World } from '../environment/world.js';
import { keepHistory } from '../histories/keep.js';
import { aDossier, homeAffairs, unitOfficial } from './people.js';

const launcher = inject('timeSkipping');
const at = (instant: string): number => Date.parse(`${instant}+07:00`);
const done = { done: true };
const refused = (code: string) => ({ done: false, refusal: { code } });
const reason = 'Theo đề nghị của đơn vị.';

/** One movement from the plan's day to the spring after its end, its updates sent at the edges of its days. */
describe.skipIf(launcher === null)('the wall clock, 2021 to 2026', () => {
  let world: World | undefined;
  const the = (): World => {
    if (world === undefined) throw new Error('The servers did not start.');
    return world;
  };
  const until = (instant: string): Promise<void> => sleepUntil(the().environment, at(instant));
  const file = (campaign: string, unit: string, edition = '1', filer = unit): Promise<Answer> =>
    the().atItsTime(() => {
      const content = aDossier(campaign, unit, { edition });
      return fileDossier(the().services, { campaign, unit, actor: unitOfficial(filer), content });
    });
  const status = async (campaign: string, unit: string): Promise<string> =>
    (await dossierState(the().services, { campaign, unit })).status;
  const digest = async (campaign: string, unit: string): Promise<string> =>
    (await dossierState(the().services, { campaign, unit })).current?.digest ?? '';
  const extend = (campaign: string, unit: string, lastDay: string): Promise<Answer> =>
    sendToCampaign(the().services, campaign, messages.grantExtension, {
      actor: homeAffairs,
      scope: { of: 'unit', unit },
      lastDay,
      reason,
    });
  const giveBack = async (campaign: string, unit: string, completeBy: string): Promise<Answer> =>
    sendToDossier(the().services, { campaign, unit }, messages.reviewDossier, {
      actor: homeAffairs,
      digest: await digest(campaign, unit),
      decision: 'return',
      reason,
      completeBy,
    });
  const accept = async (campaign: string, unit: string): Promise<Answer> =>
    sendToDossier(the().services, { campaign, unit }, messages.reviewDossier, {
      actor: homeAffairs,
      digest: await digest(campaign, unit),
      decision: 'accept',
    });
  const answerLastDay = (campaign: string, choice: string): Promise<Answer> =>
    sendToCampaign(the().services, campaign, messages.answerQuestion, {
      actor: homeAffairs,
      question: `${campaign}/cutoff/last-day-not-working`,
      choices: [choice],
      reason,
    });
  const questions = async (campaign: string): Promise<string[]> =>
    (await campaignState(the().services, campaign)).questions.map((question) => question.key);

  const historyOf = (workflowId: string) => the().client.workflow.getHandle(workflowId).fetchHistory();

  /** When the mails of a kind went out, to the minute, and how many units got each. */
  const mailDays = async (code: string, campaign: string): Promise<Record<string, number>> => {
    await lettersDelivered(the().records);
    const days: Record<string, number> = {};
    for (const row of await mailRows(the().records)) {
      if (row.code !== code || row.campaign !== campaign) continue;
      const minute = new Date(row.at + 7 * 3_600_000).toISOString().slice(0, 16);
      days[minute] = (days[minute] ?? 0) + 1;
    }
    return Object.fromEntries(Object.entries(days).sort());
  };
  const actDays = async (act: string): Promise<string[]> =>
    (await auditRows(the().records, { act })).map(
      (row) =>
        `${row.businessTime.slice(0, 16)} ${row.campaign ?? String(Object.values(row.facts ?? {})[0])}`,
    );

  beforeAll(async () => {
    world = await openWorld(await startTimeSkipping(launcher ?? '', '2021-12-29T00:00:00+07:00'));
    await world.client.workflow.start('movement', {
      workflowId: movementId('263'),
      taskQueue: world.taskQueue,
      args: [{ plan: plan263, clock: { mode: 'service', now: 0 }, state: {} }],
    });
  });
  afterAll(() => world?.stop());

  test('IV.1.a 2021: before 10/02/2022, and an extension that reopens', async () => {
    await until('2022-01-25T09:00:00');
    expect(await file('2021', 'so-noi-vu')).toMatchObject(done);
    await until('2022-02-09T23:59:58');
    expect(await file('2021', 'xa-mot')).toMatchObject(done);
    await until('2022-02-10T00:00:00');
    expect(await file('2021', 'xa-hai')).toMatchObject(refused('dossier.late'));
    await until('2022-02-10T09:00:00');
    expect(await status('2021', 'xa-mot')).toBe('submitted');
    expect(await status('2021', 'xa-hai')).toBe('lapsed');
    expect(await extend('2021', 'xa-hai', '2022-02-08')).toMatchObject(refused('extension.not-later'));
    expect(await extend('2021', 'xa-hai', '2022-02-15')).toMatchObject(done);
    await until('2022-02-15T23:59:58');
    expect(await status('2021', 'xa-hai')).toBe('open');
    expect(await file('2021', 'xa-hai')).toMatchObject(done);
    expect(await file('2021', 'xa-ba')).toMatchObject(refused('dossier.late'));
  });

  test('IV.1.a 2022: returned, completed after the cutoff, or not', async () => {
    await until('2023-02-01T09:00:00');
    expect(await file('2022', 'so-y-te')).toMatchObject(done);
    expect(await file('2022', 'so-tu-phap')).toMatchObject(done);
    await until('2023-02-09T23:59:58');
    expect(await file('2022', 'xa-mot')).toMatchObject(done);
    await until('2023-02-10T00:00:00');
    expect(await file('2022', 'xa-hai')).toMatchObject(refused('dossier.late'));
    await until('2023-02-14T15:00:00');
    expect(await giveBack('2022', 'so-y-te', '2023-02-13')).toMatchObject(
      refused('dossier.complete-by-past'),
    );
    expect(await giveBack('2022', 'so-y-te', '2023-02-20')).toMatchObject(done);
    expect(await giveBack('2022', 'so-tu-phap', '2023-02-20')).toMatchObject(done);
    await until('2023-02-20T23:59:58');
    expect(await file('2022', 'so-y-te', '2')).toMatchObject(done);
    await until('2023-02-21T00:00:01');
    expect(await status('2022', 'so-y-te')).toBe('submitted');
    expect(await status('2022', 'so-tu-phap')).toBe('lapsed');
    expect(await file('2022', 'so-tu-phap', '2')).toMatchObject(refused('dossier.late'));
  });

  test('IV.1.a 2023: 9/2/2024 falls in Tết; kept, and one unit has until the leap day', async () => {
    await until('2024-01-15T09:00:00');
    expect(await questions('2023')).toStrictEqual([
      '2023/cutoff/last-day-not-working',
      '2023/forward-cutoff/last-day-not-working',
    ]);
    expect(await answerLastDay('2023', 'extend:2024-02-10')).toMatchObject(
      refused('question.choice-not-offered'),
    );
    expect(await answerLastDay('2023', 'keep')).toMatchObject(done);
    expect(await extend('2023', 'xa-ba', '2024-02-29')).toMatchObject(done);
    await until('2024-02-09T23:59:58');
    expect(await file('2023', 'xa-mot')).toMatchObject(done);
    await until('2024-02-10T00:00:00');
    expect(await file('2023', 'xa-hai')).toMatchObject(refused('dossier.late'));
    await until('2024-02-29T23:59:58');
    expect(await file('2023', 'xa-ba')).toMatchObject(done);
    await until('2024-03-01T00:00:00');
    expect(await file('2023', 'xa-ba', '2')).toMatchObject(refused('dossier.late'));
  });

  test('IV.1.a 2024: 9/2/2025 is a Sunday; extended to Monday, withdrawn and filed again', async () => {
    await until('2025-01-15T09:00:00');
    expect(await questions('2024')).toStrictEqual(['2024/cutoff/last-day-not-working']);
    expect(await file('2024', 'so-y-te')).toMatchObject(done);
    expect(await answerLastDay('2024', 'extend:2025-02-10')).toMatchObject(done);
    await until('2025-02-10T09:00:00');
    const withdrawal = { actor: unitOfficial('so-y-te'), reason };
    const dossier = { campaign: '2024', unit: 'so-y-te' };
    expect(await sendToDossier(the().services, dossier, messages.withdrawDossier, withdrawal)).toMatchObject(
      done,
    );
    expect(await file('2024', 'so-y-te', '2')).toMatchObject(done);
    expect(await file('2024', 'xa-mot')).toMatchObject(done);
    await until('2025-02-10T23:59:58');
    expect(await file('2024', 'xa-ba')).toMatchObject(done);
    await until('2025-02-11T00:00:00');
    expect(await file('2024', 'xa-hai')).toMatchObject(refused('dossier.late'));
    expect(await sendToDossier(the().services, dossier, messages.withdrawDossier, withdrawal)).toMatchObject(
      refused('dossier.late'),
    );
    keepHistory('campaign-service', await historyOf('campaign/263/2024'));
  });

  test('III.3.b 2021–2025: the summary, ended units as Home Affairs decides', async () => {
    await until('2026-01-15T09:00:00');
    expect(await questions('summary')).toStrictEqual(['summary/participants']);
    const answer = {
      actor: homeAffairs,
      question: 'summary/participants',
      choices: ['quan-mot>so-noi-vu'],
      reason,
    };
    expect(await sendToCampaign(the().services, 'summary', messages.answerQuestion, answer)).toMatchObject(
      done,
    );
    await until('2026-02-09T23:59:58');
    expect(await file('summary', 'quan-mot')).toMatchObject(refused('actor.wrong-unit'));
    expect(await file('summary', 'quan-mot', '1', 'so-noi-vu')).toMatchObject(done);
    await until('2026-02-10T00:00:00');
    expect(await file('summary', 'xa-hai')).toMatchObject(refused('dossier.late'));
    expect(await accept('summary', 'quan-mot')).toMatchObject(done);
    await until('2026-04-02T00:00:00');
  });

  test('II.3: each campaign starts on its day, opens on 1 January', async () => {
    expect(await actDays('campaign-started')).toStrictEqual([
      '2021-12-29T00:00 2021',
      '2022-01-01T00:00 2022',
      '2023-01-01T00:00 2023',
      '2024-01-01T00:00 2024',
      '2026-01-01T00:00 summary',
    ]);
    expect(await actDays('dossiers-opened')).toStrictEqual([
      '2022-01-01T00:00 2021',
      '2023-01-01T00:00 2022',
      '2024-01-01T00:00 2023',
      '2025-01-01T00:00 2024',
      '2026-01-01T00:00 summary',
      '2026-01-15T09:00 summary',
    ]);
  });

  test.each([
    {
      campaign: '2021',
      days: {
        '2022-01-20T08:00': 9,
        '2022-01-27T08:00': 8,
        '2022-02-08T08:00': 8,
        '2022-02-09T08:00': 8,
        '2022-02-14T08:00': 1,
        '2022-02-15T08:00': 1,
      },
    },
    {
      campaign: '2022',
      days: { '2023-01-27T08:00': 9, '2023-02-03T08:00': 7, '2023-02-08T08:00': 7, '2023-02-09T08:00': 7 },
    },
    {
      campaign: '2023',
      days: {
        '2024-01-25T08:00': 8,
        '2024-02-01T08:00': 8,
        '2024-02-06T08:00': 8,
        '2024-02-07T08:00': 8,
        '2024-02-16T08:00': 1,
        '2024-02-23T08:00': 1,
        '2024-02-28T08:00': 1,
        '2024-02-29T08:00': 1,
      },
    },
    {
      campaign: '2024',
      days: { '2025-01-21T08:00': 8, '2025-02-04T08:00': 8, '2025-02-07T08:00': 8, '2025-02-10T08:00': 8 },
    },
    {
      campaign: 'summary',
      days: { '2026-01-27T08:00': 9, '2026-02-03T08:00': 9, '2026-02-06T08:00': 9, '2026-02-09T08:00': 9 },
    },
  ])(
    'reminders of $campaign: at 08:00 on working days, to those that have not filed',
    async ({ campaign, days }) => {
      expect(await mailDays('dossier-reminder', campaign)).toStrictEqual(days);
    },
  );

  test('what was not filed lapses at the cutoff, and the campaign looks at once', async () => {
    const lapsed = new Set(await actDays('dossier-lapsed'));
    expect([...lapsed].sort()).toStrictEqual([
      '2022-02-10T00:00 2021',
      '2023-02-10T00:00 2022',
      '2023-02-21T00:00 2022',
      '2024-02-10T00:00 2023',
      '2025-02-11T00:00 2024',
      '2026-02-10T00:00 summary',
    ]);
    const computed = (await actDays('list-computed')).filter((day) => day.endsWith('summary'));
    expect(computed[0]).toBe('2026-02-10T00:00 summary');
  });

  test('the weekly digest goes out on Mondays at 08:00', async () => {
    await lettersDelivered(the().records);
    const instants = (await mailRows(the().records)).filter((row) => row.code === 'weekly-digest');
    expect(instants.length).toBeGreaterThan(100);
    const odd = instants.filter((row) => {
      const local = new Date(row.at + 7 * 3_600_000);
      return local.getUTCDay() !== 1 || !local.toISOString().includes('T08:00:');
    });
    expect(odd).toStrictEqual([]);
  });

  test('IV.1.b: last days of the forwarding and of the quarter are noted', async () => {
    expect(await actDays('forward-cutoff-passed')).toStrictEqual([
      '2022-02-25T00:00 2021',
      '2023-02-25T00:00 2022',
      '2024-02-25T00:00 2023',
      '2025-02-25T00:00 2024',
      '2026-02-25T00:00 summary',
    ]);
    expect(await actDays('announce-by-passed')).toStrictEqual([
      '2022-04-01T00:00 2021',
      '2023-04-01T00:00 2022',
      '2024-04-01T00:00 2023',
      '2025-04-01T00:00 2024',
      '2026-04-01T00:00 summary',
    ]);
  });

  test.each([
    { name: 'movement-service', workflowId: 'movement/263' },
    { name: 'summary-service', workflowId: 'summary/263' },
    { name: 'dossier-service-completed', workflowId: 'dossier/263/2022/so-y-te' },
    { name: 'dossier-service-leap-day', workflowId: 'dossier/263/2023/xa-ba' },
    { name: 'dossier-service-refiled', workflowId: 'dossier/263/2024/so-y-te' },
  ])('no task of $workflowId failed', async ({ name, workflowId }) => {
    const history = await historyOf(workflowId);
    const failed = history.events?.filter((event) => event.workflowTaskFailedEventAttributes != null);
    expect(failed).toStrictEqual([]);
    keepHistory(name, history);
  });
});
