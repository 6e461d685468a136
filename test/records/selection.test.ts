import { plan263 } from '../plan/plans.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { type Records, toInstant } from '../../activities/records/database/open.js';
import { seedReference } from '../../activities/records/registry/setup.js';
import { buildSelectionInput } from '../../activities/records/selection/input.js';
import { findSelection } from '../../activities/records/selection/kept.js';
import type { RankingRow } from '../../workflows/api/messages.js';
import type { Bloc } from '../../workflows/plan/schema.js';
import {
  aCollective,
  aContent,
  anEntryOf,
  anIndividual,
  dossierOf,
  homeAffairs,
  now,
  official,
  opened,
} from './builders.js';
import { aUnit, startTestServer, type TestServer } from './setup.js';
import type { SelectionRequest } from '../../workflows/api/acts.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const open = async () => {
  const records = await server.openSeeded();
  await setRehearsalClock(records, now);
  return { records, ...createRecordsEffects({ records }) };
};
type Opened = Awaited<ReturnType<typeof open>>;

const aRequest = (over: Partial<SelectionRequest> = {}): SelectionRequest => ({
  plan: '263',
  campaign: '2023',
  waivers: [],
  answers: [],
  shortlist: { individuals: {}, collectives: {} },
  ...over,
});

async function accepted(it: Opened, unit: string): Promise<void> {
  await it.record(anEntryOf(opened([unit])));
  const content = aContent({
    nominees: [aCollective(`${unit}/tt`), anIndividual(`${unit}/cn`, `person-${unit}`)],
  });
  const filing = await receiveFiling(it.records, { ...dossierOf(unit), actor: official(unit), content });
  if ('refusal' in filing) throw new Error(filing.refusal.code);
  await it.record(anEntryOf({ type: 'dossier-filed', unit, filing }, { actor: official(unit) }));
  await it.record(
    anEntryOf(
      { type: 'dossier-reviewed', unit, status: 'accepted', reviewed: filing.digest, completeBy: null },
      { actor: homeAffairs },
    ),
  );
}

const ranked = (...units: string[]): RankingRow[] => units.map((unit, index) => ({ unit, rank: index + 1 }));

const rank = (
  it: Opened,
  bloc: Bloc,
  rows: RankingRow[],
  over: { period?: 'previous'; campaign?: string } = {},
) =>
  it.record(
    anEntryOf(
      {
        type: 'ranking',
        bloc,
        period: over.period ?? 'current',
        decision: { number: '1/QĐ-UBND', date: '2024-01-20' },
        rows,
      },
      { campaign: over.campaign ?? '2023' },
    ),
  );

const inputOf = (records: Records, over: Partial<SelectionRequest> = {}) =>
  buildSelectionInput(records.db, plan263, aRequest(over));

describe('III.3.a what the selection is given', () => {
  test("last year's ranking is the one recorded for this campaign, else that year's own", async () => {
    const it = await open();
    await rank(it, 'communes', ranked('xa-cu', 'xa-mot'), { campaign: '2022' });
    expect((await inputOf(it.records)).rankings).toStrictEqual({
      current: [],
      previous: ranked('xa-cu', 'xa-mot'),
    });
    await rank(it, 'communes', ranked('xa-hai', 'xa-cu'), { period: 'previous' });
    expect((await inputOf(it.records)).rankings).toStrictEqual({
      current: [],
      previous: ranked('xa-hai', 'xa-cu'),
    });
  });

  test('a later ranking replaces the earlier one', async () => {
    const it = await open();
    await rank(it, 'communes', ranked('xa-mot', 'xa-hai'));
    await rank(it, 'departments', ranked('so-y-te'));
    await rank(it, 'communes', ranked('xa-hai', 'xa-mot'));
    expect((await inputOf(it.records)).rankings.current).toStrictEqual([
      ...ranked('so-y-te'),
      ...ranked('xa-hai', 'xa-mot'),
    ]);
  });

  test('a ranked unit that takes no part keeps its rank', async () => {
    const it = await open();
    await rank(it, 'communes', ranked('xa-cu', 'xa-mot'));
    expect((await inputOf(it.records)).units.map((unit) => unit.code)).toContain('xa-cu');
    const { questions } = await it.computeSelection(aRequest());
    expect(questions.map((question) => question.key)).toContain('2023/communes/highest-rank/ineligible');
  });

  test('dossiers that were filed, by their current version; open ones are left out', async () => {
    const it = await open();
    await accepted(it, 'so-y-te');
    await it.record(anEntryOf(opened(['xa-mot', 'xa-hai'])));
    await it.record(anEntryOf({ type: 'dossier-lapsed', unit: 'xa-hai' }));
    const { dossiers } = await inputOf(it.records);
    expect(dossiers.map((dossier) => [dossier.unit, dossier.status, dossier.nominees.length])).toStrictEqual([
      ['so-y-te', 'accepted', 2],
      ['xa-hai', 'lapsed', 0],
    ]);
  });
});

describe('III.3.a the answer', () => {
  async function withDepartments() {
    const it = await open();
    for (const unit of ['so-y-te', 'so-noi-vu']) await accepted(it, unit);
    await rank(it, 'departments', ranked('so-y-te', 'so-noi-vu'));
    return it;
  }

  test('in small for the workflow, whole for `why`', async () => {
    const it = await withDepartments();
    const individuals = { departments: ['so-noi-vu/cn'] };
    const summary = await it.computeSelection(aRequest({ shortlist: { individuals, collectives: {} } }));
    expect(summary.winners).toStrictEqual([
      {
        bloc: 'departments',
        kind: 'collective',
        seat: 'highest-rank',
        unit: 'so-y-te',
        nominee: 'so-y-te/tt',
      },
      {
        bloc: 'departments',
        kind: 'individual',
        seat: 'individual-1',
        unit: 'so-noi-vu',
        nominee: 'so-noi-vu/cn',
      },
    ]);
    for (const digest of [summary.digest, summary.input]) {
      const stored = await findSelection(it.records.db, { plan: '263', campaign: '2023', digest });
      expect(stored?.answer).toMatchObject({ kind: 'annual', year: 2023, digest: summary.digest });
    }
    expect(
      await it.computeSelection(aRequest({ shortlist: { individuals, collectives: {} } })),
    ).toStrictEqual(summary);
  });

  test('an answer and a shortlist that no longer fit are left out and named', async () => {
    const it = await withDepartments();
    const { questions } = await it.computeSelection(aRequest());
    const asked = new Map(questions.map((question) => [question.key, question.asked]));
    const answerTo = (question: string, choice: string, reason: string) => ({
      question,
      asked: asked.get(question) ?? 'a'.repeat(64),
      choices: [choice],
      reason,
    });
    const answers = [
      answerTo('2023/departments/highest-rank/tie', 'vacant', 'Hòa'),
      answerTo('2023/vertical/highest-rank/no-ranking', 'vacant', 'Không xếp hạng \ud800'),
      answerTo('2023/districts/highest-rank/no-ranking', 'award:quan-mot', 'Nhầm'),
    ];
    const shortlist = { individuals: { departments: ['khong-co'], communes: [] }, collectives: {} };
    const { dropped, vacancies } = await it.computeSelection(aRequest({ answers, shortlist }));
    expect(dropped.shortlists).toStrictEqual([{ kind: 'individual', bloc: 'departments' }]);
    expect([...dropped.questions].sort()).toStrictEqual([
      '2023/departments/highest-rank/tie',
      '2023/districts/highest-rank/no-ranking',
    ]);
    expect(vacancies).toContainEqual({
      bloc: 'vertical',
      kind: 'collective',
      seat: 'highest-rank',
      reason: 'decided',
    });
  });

  test('a tried shortlist comes back with its faults, and nothing is kept', async () => {
    const it = await withDepartments();
    const shortlist = { individuals: { departments: ['khong-co'] }, collectives: {} };
    expect(await it.tryShortlist(aRequest({ shortlist }))).toStrictEqual([
      { path: '/shortlist/individuals/departments/0', code: 'shortlist-unknown' },
    ]);
    expect(await it.records.db.selectFrom('selection').select('seq').execute()).toStrictEqual([]);
  });

  test('a fault that is ours is an error', async () => {
    const it = await withDepartments();
    const waivers = [{ kind: 'collective', criterion: 'khong-co', reason: 'x' }] as const;
    await expect(it.computeSelection(aRequest({ waivers: [...waivers] }))).rejects.toThrow('waiver-unknown');
  });
});

describe('III.3.b the summary', () => {
  test("a unit that ends after the period is nobody's predecessor in it: it takes part itself", async () => {
    const { records } = await open();
    await records.db
      .updateTable('unit')
      .set({ valid_to: '2026-01-01', successor: 'xa-ba' })
      .where('code', '=', 'xa-hai')
      .execute();
    expect(await inputOf(records, { campaign: 'summary' })).toMatchObject({
      successions: [{ from: 'xa-cu', to: 'xa-moi' }],
    });
  });

  test('is given the ledger with what was revoked, and the successions', async () => {
    const it = await open();
    const input = await inputOf(it.records, { campaign: 'summary' });
    expect(input).toMatchObject({
      kind: 'summary',
      ledger: [],
      successions: [{ from: 'xa-cu', to: 'xa-moi' }],
    });
    expect(Object.keys(input.rankings)).toStrictEqual(['current']);
  });
});

test('2,000 units are selected from in less than two seconds', async () => {
  const it = await open();
  const codes = Array.from({ length: 2000 }, (_, index) => `xa-${String(index).padStart(4, '0')}`);
  await seedReference(it.records, { units: codes.map((code) => aUnit(code, 'communes')) });
  await it.record(anEntryOf(opened(codes)));
  await it.records.db
    .insertInto('filing')
    .values(
      codes.map((unit, index) => ({
        receipt: `00000000-0000-8000-8000-${String(index).padStart(12, '0')}`,
        plan: '263',
        campaign: '2023',
        unit,
        digest: 'a'.repeat(64),
        content: JSON.stringify(
          aContent({
            nominees: [
              aCollective(`${unit}/tt`),
              ...[1, 2, 3].map((n) => anIndividual(`${unit}/${n}`, `${unit}/p${n}`)),
            ],
          }),
        ),
        collectives: 1,
        individuals: 3,
        actor_unit: unit,
        person: 'p',
        received_at: toInstant(now),
      })),
    )
    .execute();
  await it.records.db
    .updateTable('dossier')
    .from('filing')
    .set((eb) => ({ status: 'accepted', receipt: eb.ref('filing.receipt'), digest: eb.ref('filing.digest') }))
    .whereRef('filing.unit', '=', 'dossier.unit')
    .execute();
  await rank(it, 'communes', ranked(...codes));
  await rank(it, 'communes', ranked(...codes.slice().reverse()), { period: 'previous' });
  const start = performance.now();
  const { winners } = await it.computeSelection(aRequest());
  const seconds = (performance.now() - start) / 1000;
  expect(winners.map((winner) => winner.unit)).toStrictEqual(['xa-0000', 'xa-0001']);
  expect(seconds).toBeLessThan(2);
});
