import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { applyImport, groundDigest, importGround } from '../../activities/records/registry/import.js';
import { readPast } from '../../activities/reference/import/read.js';
import { readCells } from '../../activities/reference/setup/read-sheet.js';
import { pastFiles } from '../import/files.js';
import { bytesOf } from '../setup/sheets.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { statusRows } from '../../activities/records/reads/status.js';
import { campaignId, movementId } from '../../workflows/api/identity.js';
import { skippingReasons } from '../../workflows/api/skipping.js';
import { formatInstant } from '../../workflows/rules/days.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { plan263 } from '../plan/plans.js';
import { messages } from '../../workflows/api/messages.js';
import { CampaignHands, must } from './campaigns.js';
import { at } from './dossiers.js';
import { homeAffairs } from './people.js';

let world: World;

const start = async (now: number): Promise<void> => {
  await world.client.workflow.start('movement', {
    workflowId: movementId('263'),
    taskQueue: world.taskQueue,
    args: [{ plan: plan263, clock: { mode: 'rehearsal', now }, state: {} }],
  });
  await world.stepper.settle();
};

/** A movement that begins on records which know nothing of its period but what was imported. */
const begin = async (day: string, imported: readonly string[] = []): Promise<void> => {
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
  if (imported.length > 0) await bringPast(imported);
  await setRehearsalClock(world.records, at(day));
  await start(at(day));
};

const bringPast = async (years: readonly string[]): Promise<void> => {
  const { units: own, on, ...here } = await importGround(world.records, plan263);
  const files = pastFiles(own, years);
  const cells = (lines: readonly string[]) => readCells(bytesOf(lines));
  const { rankings, dossiers, winners } = files;
  const read = readPast(
    { rankings: cells(rankings), dossiers: cells(dossiers), winners: cells(winners) },
    { plan: plan263, units: new Map(own.map((it) => [it.code, it])), on },
    here,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const shown = groundDigest(here);
  const who = { operator: 'quan-tri', reason: null };
  const applied = await applyImport(world.records, {
    plan: plan263,
    campaigns: read.campaigns,
    shown,
    ...who,
  });
  expect(applied).toStrictEqual({ ok: true });
};

/** `2023 dossier-open unit` with how many had it, of all letters so far. */
const lettersSoFar = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { campaign, code, recipient } of await mailRows(world.records)) {
    const key = `${campaign ?? '-'} ${code} ${recipient.replace(/:.*/, '')}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

const factsOf = async (act: string): Promise<unknown[]> =>
  (await auditRows(world.records, { act })).map(({ facts }) => facts);

/** Home Affairs' answer on a campaign that could not be filed for here. */
const decide = (hands: CampaignHands, choice: string) =>
  hands.send(messages.answerQuestion, {
    actor: homeAffairs,
    question: '2023/late-opening',
    choices: [choice],
    reason: 'Phong trào bắt đầu chạy trên hệ thống sau hạn nộp.',
  });

const standings = async () =>
  (await statusRows(world.records)).map(({ campaign, stage, past }) => [campaign, stage, past?.kind]);

describe('a movement begun on 5 February of its third year', () => {
  const began = at('2024-02-05T09:00:00');
  beforeAll(() => begin('2024-02-05T09:00:00'));
  afterAll(() => world.stop());

  test('skips with a reason what is wholly past, and begins what is not', async () => {
    const skipped = await auditRows(world.records, { act: 'campaign-skipped' });
    expect(skipped.map(({ facts }) => facts)).toStrictEqual([
      { campaign: '2021', began },
      { campaign: '2022', began },
    ]);
    expect(new Set(skipped.map(({ reason }) => reason))).toStrictEqual(new Set([skippingReasons.campaign]));
    expect(await factsOf('campaign-started')).toStrictEqual([
      { campaign: '2023', began },
      { campaign: '2024', began },
    ]);
    expect(await standings()).toStrictEqual([
      ['2021', 'closed', 'skipped'],
      ['2022', 'closed', 'skipped'],
      ['2023', 'collect', 'begun-late'],
      ['2024', 'launch', undefined],
    ]);
  });

  test('names in one entry what of the campaign in course was past, and writes to nobody about it', async () => {
    expect(await factsOf('steps-skipped')).toStrictEqual([
      {
        began: '2024-02-05T09:00:00+07:00',
        skipped: [
          { what: 'launch-request', at: '2023-01-01T00:00:00+07:00' },
          { what: 'launch-reminder', at: '2023-10-01T08:00:00+07:00' },
          { what: 'launch-reminder', at: '2023-12-01T08:00:00+07:00' },
          { what: 'dossier-reminder', at: '2024-01-25T08:00:00+07:00' },
          { what: 'dossier-reminder', at: '2024-02-01T08:00:00+07:00' },
          { what: 'forward-reminder', at: '2024-02-05T08:00:00+07:00' },
        ],
      },
    ]);
    expect(await lettersSoFar()).toStrictEqual({
      '2023 dossier-open unit': 9,
      // 9 February fell in Tết, 24 February on a Saturday.
      '2023 last-day-question office': 2,
      '2024 launch-request unit': 9,
    });
  });

  test('reminds of what is still to come, on its days', async () => {
    await new CampaignHands(world, '2023').walkTo('02-20T09:00:00');
    const reminders = (await mailRows(world.records)).filter(({ code }) => code.endsWith('-reminder'));
    expect(new Set(reminders.map((mail) => `${mail.code} ${formatInstant(mail.at)}`))).toStrictEqual(
      new Set([
        'dossier-reminder 2024-02-06T08:00:00+07:00',
        'dossier-reminder 2024-02-07T08:00:00+07:00',
        'forward-reminder 2024-02-19T08:00:00+07:00',
      ]),
    );
  });

  test('started anew, it skips nothing more and begins nothing twice', async () => {
    const before = (await auditRows(world.records)).length;
    await world.client.workflow.getHandle(movementId('263')).terminate();
    await start(at('2024-02-20T09:00:00'));
    const state = await world.client.workflow.getHandle(movementId('263')).query<{ began: number }>('state');
    expect(state.began).toBe(began);
    expect((await auditRows(world.records)).length).toBe(before);
  });
});

describe('a movement begun after the cutoff of a campaign', () => {
  beforeAll(() => begin('2024-03-01T09:00:00'));
  afterAll(() => world.stop());

  test('asks Home Affairs, and writes to no unit of it', async () => {
    expect(await standings()).toContainEqual(['2023', 'launch', undefined]);
    const [row] = await statusRows(world.records, { campaign: '2023' });
    expect(row).toMatchObject({ awaiting: [{ from: 'home-affairs', what: 'question' }], dossiers: {} });
    expect(await lettersSoFar()).toStrictEqual({
      '2023 late-opening-question office': 1,
      '2024 launch-request unit': 9,
    });
    const hands = new CampaignHands(world, '2023');
    await hands.walkTo('03-04T09:00:00');
    expect(await lettersSoFar()).toMatchObject({ '2023 weekly-digest office': 1 });
  });

  test('opens with the last day that Home Affairs sets, within the quarter', async () => {
    const hands = new CampaignHands(world, '2023');
    expect(await decide(hands, 'extend:2024-04-01')).toMatchObject({ done: false });
    must(await decide(hands, 'extend:2024-03-15'));
    await world.stepper.settle();
    const opened = (await mailRows(world.records)).filter(({ code }) => code === 'dossier-open');
    expect(opened).toHaveLength(9);
    expect(new Set(opened.map(({ subject }) => subject.slice(0, 32)))).toStrictEqual(
      new Set(['[Cần nộp hồ sơ trước 16/03/2024]']),
    );
    expect(await factsOf('steps-skipped')).toHaveLength(1);
    await hands.collect();
    await hands.walkTo('03-18T09:00:00');
    const letters = await lettersSoFar();
    expect(letters).toMatchObject({ '2023 dossier-accepted unit': 9 });
    expect(Object.keys(letters).filter((it) => it.includes('lapsed'))).toStrictEqual([]);
    const forward = (await mailRows(world.records)).filter(({ code }) => code === 'forward-reminder');
    expect(forward).toStrictEqual([]);
    await hands.rank();
    await hands.choose();
    await hands.forward();
    expect(await standings()).toContainEqual(['2023', 'appraise', 'begun-late']);
  });
});

describe('a campaign whose cutoff was past, and that Home Affairs leaves', () => {
  beforeAll(() => begin('2024-03-29T09:00:00'));
  afterAll(() => world.stop());

  test('is skipped, and no unit hears of it', async () => {
    const hands = new CampaignHands(world, '2023');
    must(await decide(hands, 'keep'));
    await world.stepper.settle();
    expect(await standings()).toContainEqual(['2023', 'closed', 'skipped']);
    await world.client.workflow.getHandle(campaignId('263', '2023')).result();
    const state = await world.client.workflow
      .getHandle(movementId('263'))
      .query<{ closed: { campaign: string; isSkipped?: boolean }[] }>('state');
    expect(state.closed.filter((it) => it.isSkipped).map((it) => it.campaign)).toStrictEqual([
      '2021',
      '2022',
      '2023',
    ]);
    const letters = Object.keys(await lettersSoFar());
    expect(letters).toStrictEqual(['2023 late-opening-question office', '2024 launch-request unit']);
  });
});

describe('a movement begun with three years imported', () => {
  beforeAll(() => begin('2024-04-05T09:00:00', ['2021', '2022', '2023']));
  afterAll(() => world.stop());

  test('takes them as done, and runs the fourth', async () => {
    expect(await factsOf('campaign-skipped')).toStrictEqual([]);
    expect(await standings()).toStrictEqual([
      ['2021', 'closed', 'imported'],
      ['2022', 'closed', 'imported'],
      ['2023', 'closed', 'imported'],
      ['2024', 'launch', undefined],
    ]);
    const hands = new CampaignHands(world, '2024');
    await hands.walkTo('01-05T09:00:00');
    expect(await lettersSoFar()).toStrictEqual({
      '2024 launch-request unit': 9,
      '2024 launch-reminder unit': 18,
      '2024 dossier-open unit': 9,
      '2024 last-day-question office': 1,
    });
    await hands.collect();
    await hands.walkTo('02-20T09:00:00');
    const decision = { number: '40/QĐ-UBND', date: '2025-02-20' };
    const rows = ['xa-ba', 'xa-moi', 'xa-hai', 'xa-mot'].map((unit, index) => ({ unit, rank: index + 1 }));
    const ranking = { actor: homeAffairs, bloc: 'communes', period: 'current' as const, decision, rows };
    must(await hands.send(messages.recordRanking, ranking));
    await world.stepper.settle();
    // The leap is reckoned from the rank that was imported, the fourth.
    const { selection } = await hands.state();
    const communes =
      selection?.winners.filter(({ bloc, seat }) => bloc === 'communes' && /rank|leap/.test(seat)) ?? [];
    expect(communes.map(({ seat, unit }) => [seat, unit])).toStrictEqual([
      ['highest-rank', 'xa-ba'],
      ['greatest-leap', 'xa-moi'],
    ]);
    expect(selection?.questions.filter(({ reason }) => reason === 'no-previous-ranking')).toStrictEqual([]);
  });
});
