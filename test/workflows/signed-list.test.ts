import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { fileDossier, sendToDossier } from '../../client/officials/send.js';
import { campaignId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import type { UnitCode } from '../../workflows/plan/schema.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { CampaignHands, must } from './campaigns.js';
import { DossierHands } from './dossiers.js';
import {
  aDossier,
  board,
  collectiveOf,
  homeAffairs,
  homeAffairsHead,
  personOf,
  unitOfficial,
} from './people.js';

const reason = 'Theo biên bản kiểm tra.';
let world: World;
let hands: CampaignHands;

/** Each test has a campaign of its own whose dossiers are in and ranked, on servers of its own. */
beforeEach(async () => {
  world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
  hands = new CampaignHands(world, '2023');
  await hands.start();
  await hands.walkTo('01-15T09:00:00');
  await hands.keepDays();
  await hands.collect();
  await hands.walkTo('02-20T09:00:00');
});
afterEach(() => world.stop());

const dossier = (unit: UnitCode) => new DossierHands(world, '2023', unit);
const acts = async (act: string) =>
  (await auditRows(world.records, { act })).filter((row) => row.campaign === '2023');
const letters = async (code: string) =>
  (await mailRows(world.records)).filter((row) => row.code === code && row.campaign === '2023');
const settle = () => world.stepper.settle();

async function toTheChairman(): Promise<void> {
  await hands.rank();
  await hands.choose();
  await hands.forward();
  await hands.appraise();
}

const rankOf = (bloc: 'communes' | 'departments', ranks: [UnitCode, number][], because?: string) =>
  hands.send(messages.recordRanking, {
    actor: homeAffairs,
    bloc,
    period: 'current',
    decision: { number: '600/QĐ-UBND', date: '2024-02-20' },
    rows: ranks.map(([unit, rank]) => ({ unit, rank })),
    ...(because !== undefined && { reason: because }),
  });

const reversed: [UnitCode, number][] = [
  ['xa-moi', 1],
  ['xa-mot', 2],
  ['xa-hai', 3],
  ['xa-ba', 4],
];

describe('what is signed is what was computed last', () => {
  test('a change that arrives while the list is computed is not forgotten', async () => {
    await hands.rank();
    const before = (await hands.state()).selection;
    expect(before?.winners.map((it) => it.unit)).toContain('so-noi-vu');
    // The computation has read the dossiers and waits to keep what it found, when one of them is rejected.
    let isLocked = (): void => undefined;
    let release = (): void => undefined;
    const locked = new Promise<void>((resolve) => (isLocked = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    const lock = world.records.db.transaction().execute(async (trx) => {
      await sql`lock table selection in exclusive mode`.execute(trx);
      isLocked();
      await released;
    });
    await locked;
    must(await rankOf('communes', reversed));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    must(await dossier('so-noi-vu').review('reject'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    release();
    await lock;
    await settle();
    const { selection } = await hands.state();
    expect(selection?.winners.map((it) => it.unit)).not.toContain('so-noi-vu');
  });

  test('a correction and a signature at once: the signature on the old list is refused, whoever comes first', async () => {
    await toTheChairman();
    const old = await hands.digest();
    await Promise.all([rankOf('communes', reversed, reason), hands.sign({ digest: old })]);
    await settle();
    const state = await hands.state();
    const correction = (await acts('recordRanking')).at(-1)?.outcome;
    // Whichever was recorded first holds: a signed list takes no correction, a corrected one no signature.
    if (state.signed === null) {
      expect(state.refusals.at(-1)?.refusal.code).toMatch(/^(list\.stale|stage\.wrong)$/);
      expect(state.list).toBeNull();
      expect(await acts('list-superseded')).toHaveLength(1);
    } else {
      expect(JSON.stringify(correction)).not.toContain('"refusal":null');
    }
  });

  test('a correction supersedes the list at once: Home Affairs, the Board and the Chairman are told, once each', async () => {
    await toTheChairman();
    const old = await hands.digest();
    must(await rankOf('communes', reversed, reason));
    await settle();
    const refused = await hands.sign({ digest: old });
    expect(refused).toMatchObject({ signed: null, list: null });
    expect((await letters('list-superseded')).map((it) => it.recipient).sort()).toStrictEqual([
      'office:board',
      'office:chairman',
      'office:home-affairs',
    ]);
    const [superseded, ...others] = await acts('list-superseded');
    expect([superseded?.facts, others]).toMatchObject([{ digest: old, by: 'ranking' }, []]);
  });

  test('a winner given back while the list is with the Chairman: no signature, and the unit may complete', async () => {
    await toTheChairman();
    const old = await hands.digest();
    must(await dossier('so-noi-vu').review('return', '2024-02-26'));
    await settle();
    expect(await hands.sign({ digest: old })).toMatchObject({ signed: null, list: null });
    expect(await dossier('so-noi-vu').file('bổ sung')).toMatchObject({ done: true });
    must(await dossier('so-noi-vu').review('accept'));
    // It was given until the 26th, and has it: only then the list is made.
    await settle();
    expect(await hands.state()).toMatchObject({ pending: { filing: 1 } });
    await hands.walkTo('02-27T09:00:00');
    await hands.forward('Đã bổ sung hồ sơ.');
    await hands.appraise();
    expect((await hands.sign()).signed).not.toBeNull();
  });

  test('a dossier given back behind the back of the campaign: the records themselves refuse the signature', async () => {
    await toTheChairman();
    await world.records.db
      .updateTable('dossier')
      .set({ status: 'rejected' })
      .where('unit', '=', 'so-noi-vu')
      .execute();
    const state = await hands.sign();
    expect(state.refusals.at(-1)?.refusal.code).toBe('list.stale');
    expect(state.signed).toBeNull();
    await settle();
    expect((await hands.state()).list).toBeNull();
    expect(await acts('list-superseded')).toHaveLength(1);
  });

  test("last year's ranking, late: whoever forwarded on what was known is nudged, and the list is another", async () => {
    await hands.rank();
    await hands.choose();
    await hands.forward();
    const rows = [{ unit: 'cong-an', rank: 1 }];
    await world.records.db
      .insertInto('ranking')
      .values({
        plan: '263',
        campaign: '2022',
        bloc: 'vertical',
        period: 'current',
        decision_number: '1/QĐ',
        decision_date: '2024-02-20',
        rows: JSON.stringify(rows),
        recorded_at: '2024-02-20T02:00:00Z',
      })
      .execute();
    await world.client.workflow.getHandle(campaignId('263', '2023')).signal(messages.look.name);
    await settle();
    expect((await acts('list-superseded')).map((row) => row.facts)).toMatchObject([{ by: 'records' }]);
    expect((await hands.state()).list).toBeNull();
  });

  test.each([
    { what: 'appraisal', message: 'appraise' as const },
    { what: 'forwarding', message: 'forward' as const },
  ])('$what of a list that the records no longer give is refused', async ({ message }) => {
    await hands.rank();
    await hands.choose();
    if (message === 'appraise') await hands.forward();
    const digest =
      message === 'appraise' ? await hands.digest() : ((await hands.state()).selection?.digest ?? '');
    await world.records.db
      .updateTable('dossier')
      .set({ status: 'rejected' })
      .where('unit', '=', 'so-noi-vu')
      .execute();
    const meeting = { date: '2024-02-20', participants: ['Trưởng ban'] };
    const answer =
      message === 'appraise'
        ? await hands.send(messages.appraise, { actor: board, digest, decision: 'approve', meeting })
        : await hands.send(messages.forward, { actor: homeAffairsHead, digest });
    expect(answer).toMatchObject({ done: false, refusal: { code: 'list.stale', shown: digest } });
  });

  test('the list is frozen by the very transaction that forwards it', async () => {
    await hands.rank();
    await hands.choose();
    const frozen = () =>
      world.records.db.selectFrom('campaign').select(['frozen', 'list_input']).executeTakeFirst();
    expect(await frozen()).toMatchObject({ frozen: 'free' });
    const { selection } = await hands.state();
    const digest = selection?.digest ?? '';
    must(await hands.send(messages.forward, { actor: homeAffairsHead, digest }));
    // Before the campaign has shown anything of it.
    expect(await frozen()).toMatchObject({ frozen: 'forwarded', list_input: selection?.input });
    expect(
      await sendToDossier(world.services, { campaign: '2023', unit: 'so-noi-vu' }, messages.reviewDossier, {
        actor: homeAffairs,
        digest: (await dossier('so-noi-vu').state()).current?.digest ?? '',
        decision: 'accept',
      }),
    ).toMatchObject({ refusal: { code: 'dossier.frozen' } });
  });

  test('A → B → A: each list has its own record and its own letters', async () => {
    await hands.rank();
    await hands.choose();
    for (const [count, ranks] of [
      ['một', undefined],
      ['hai', reversed],
      ['ba', undefined],
    ] as const) {
      if (ranks !== undefined) must(await rankOf('communes', [...ranks], reason));
      if (count === 'ba') await rankAgain();
      await settle();
      await hands.forward(`Lần ${count}.`);
    }
    expect(await acts('list-superseded')).toHaveLength(2);
    expect((await letters('list-superseded')).filter((it) => it.recipient === 'office:board')).toHaveLength(
      2,
    );
    expect(await letters('appraise-request')).toHaveLength(3);
    const digests = (await acts('forward')).map((row) => JSON.stringify(row.facts));
    expect(digests).toHaveLength(3);
  });

  /** The ranking of `hands.rank` once more, as a correction. */
  const rankAgain = async (): Promise<void> => {
    const units = (await hands.units()).filter((it) => it.bloc === 'communes');
    must(
      await rankOf(
        'communes',
        units.map((it, index) => [it.code, index + 1]),
        reason,
      ),
    );
  };

  test('the decision bears a day from the signature to today', async () => {
    await toTheChairman();
    await hands.walkTo('03-05T09:00:00');
    await hands.sign();
    await hands.walkTo('03-07T09:00:00');
    const digest = (await hands.state()).signed?.digest ?? '';
    const decide = (date: string) =>
      hands.send(messages.recordDecision, { actor: homeAffairs, digest, decision: { number: '7/QĐ', date } });
    expect(await decide('2023-03-05')).toMatchObject({
      refusal: { code: 'date.before-signature', signed: '2024-03-05' },
    });
    expect(await decide('2024-03-04')).toMatchObject({ refusal: { code: 'date.before-signature' } });
    expect(await decide('2024-03-08')).toMatchObject({
      refusal: { code: 'date.in-future', today: '2024-03-07' },
    });
    expect(await decide('2024-03-05')).toMatchObject({ done: true });
  });
});

describe('the digest binds persons', () => {
  test('an id refiled for another person is refused by name; a new id makes a new list', async () => {
    await toTheChairman();
    must(await dossier('so-noi-vu').review('return', '2024-02-26'));
    await settle();
    const refile = (nominee: { id: string; personId: string; name: string }) => {
      const content = aDossier('2023', 'so-noi-vu');
      const nominees = content.nominees.map((it) => (it.kind === 'individual' ? { ...it, ...nominee } : it));
      const documents = content.documents.map((it) =>
        it.nominee === personOf('so-noi-vu') ? { ...it, nominee: nominee.id } : it,
      );
      const filing = { campaign: '2023', unit: 'so-noi-vu', actor: unitOfficial('so-noi-vu') };
      return fileDossier(world.services, { ...filing, content: { nominees, documents } });
    };
    const other = { id: personOf('so-noi-vu'), personId: 'nguoi-khac', name: 'Trần Thị Khác' };
    const refused = await refile(other);
    expect(refused).toMatchObject({ refusal: { code: 'filing.faulty' } });
    expect(refused.done ? '' : refused.sentence).toContain('Trần Thị Khác');
    expect(await refile({ ...other, id: 'so-noi-vu-cn-2' })).toMatchObject({ done: true });
  });

  test('the certificates bear the names that were forwarded', async () => {
    await toTheChairman();
    await hands.walkTo('03-05T09:00:00');
    await hands.sign();
    await hands.decide();
    const forwarded = (await acts('forward')).at(-1)?.facts;
    const rows = await ledgerRows(world.records, { campaign: '2023' });
    const { list_input: input } = await world.records.db
      .selectFrom('campaign')
      .select('list_input')
      .executeTakeFirstOrThrow();
    expect(forwarded).toMatchObject({ input });
    expect(rows.find((it) => it.nominee === personOf('so-noi-vu'))).toMatchObject({
      name: 'Cán bộ so-noi-vu',
      personId: 'so-noi-vu-cb1',
    });
  });
});

describe('an answer belongs to the question as it was asked', () => {
  const tie = '2023/communes/highest-rank/tie';
  const tied = (one: UnitCode, other: UnitCode): [UnitCode, number][] => {
    const rest = ['xa-mot', 'xa-hai', 'xa-ba', 'xa-moi'].filter((it) => it !== one && it !== other);
    return [[one, 1], [other, 1], ...rest.map((it, index): [UnitCode, number] => [it, index + 3])];
  };
  const answer = (choice: string, over: { asked?: string } = {}) =>
    hands.send(messages.answerQuestion, {
      actor: homeAffairs,
      question: tie,
      choices: [choice],
      reason,
      ...over,
    });

  test('Ba against Hai is no answer to Ba against Một: it falls, is on record and in a letter, and is asked again', async () => {
    await hands.rank();
    must(await rankOf('communes', tied('xa-ba', 'xa-hai')));
    await settle();
    const asked = (await hands.state()).selection?.questions.find((it) => it.key === tie)?.asked ?? '';
    must(await answer('award:xa-ba', { asked }));
    await settle();
    expect((await hands.state()).selection?.winners.map((it) => it.nominee)).toContain(collectiveOf('xa-ba'));
    must(await rankOf('communes', tied('xa-ba', 'xa-mot')));
    await settle();
    const state = await hands.state();
    expect(state.selection?.questions.map((it) => it.key)).toContain(tie);
    expect(state.answers.map((it) => it.key)).not.toContain(tie);
    expect((await acts('choices-dropped')).map((row) => row.facts)).toMatchObject([{ questions: [tie] }]);
    expect((await letters('choices-dropped')).map((it) => it.recipient)).toStrictEqual([
      'office:home-affairs',
    ]);
    // Who answers what he was shown before is told that it is another question now.
    expect(await answer('award:xa-ba', { asked })).toMatchObject({ refusal: { code: 'question.other' } });
    must(await answer('award:xa-mot'));
  });
});

describe("the engine's own questions", () => {
  const lastDay = '2023/cutoff/last-day-not-working';

  test('a second answer about a last day is refused, with what to do instead', async () => {
    const second = { actor: homeAffairs, question: lastDay, choices: ['extend:2024-02-15'], reason };
    expect(await hands.send(messages.answerQuestion, second)).toMatchObject({
      refusal: { code: 'question.answered' },
    });
  });
});
