import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { auditRows } from '../../activities/records/acts/audit.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { dossierRows } from '../../activities/records/reads/dossiers.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import type { Records } from '../../activities/records/database/open.js';
import type { Change, RecordOutcome } from '../../workflows/api/acts.js';
import type { Actor, DossierContent } from '../../workflows/api/messages.js';
import {
  aCollective,
  aContent,
  anEntry,
  anEntryOf,
  anIndividual,
  chairman,
  cutoff,
  dossierOf,
  homeAffairs,
  now,
  official,
  opened,
  putStatus,
} from './builders.js';
import { startTestServer, type TestServer } from './setup.js';

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

const openDossiers = (it: Opened) => it.record(anEntryOf(opened(['so-noi-vu', 'so-y-te', 'xa-mot'])));

/** Received at `at` and taken by its dossier. */
async function file(
  it: Opened,
  unit: string,
  content: DossierContent,
  at = now,
  actor: Actor = official(unit),
) {
  await setRehearsalClock(it.records, at);
  const filing = await receiveFiling(it.records, { ...dossierOf(unit), actor, content });
  if ('refusal' in filing) throw new Error(filing.refusal.code);
  const outcome = await it.record(anEntryOf({ type: 'dossier-filed', unit, filing }, { actor, at: null }));
  return { filing, outcome };
}

const statusOf = async (records: Records, unit: string) =>
  (await dossierRows(records, { plan: '263', campaign: '2023' })).find((it) => it.unit === unit)?.status;

const refusalOf = (outcome: RecordOutcome) => outcome.refusal;

describe('an act is recorded once', () => {
  test('the same key again gives the outcome of then', async () => {
    const it = await open();
    const entry = anEntry({ actor: homeAffairs, facts: { digest: 'a' } });
    const first = await it.record(entry);
    expect(first).toStrictEqual({
      at: now,
      holder: { name: 'Nguyễn Thị Thu Vân', signsAs: 'TL. GIÁM ĐỐC / CHUYÊN VIÊN' },
      refusal: null,
      value: null,
    });
    expect(await it.record({ ...entry, at: now + 1, facts: { digest: 'b' } })).toStrictEqual(first);
    expect(await auditRows(it.records)).toHaveLength(1);
  });

  test('a refused act stays refused', async () => {
    const it = await open();
    const entry = anEntryOf({ type: 'dossier-lapsed', unit: 'so-y-te' });
    expect(refusalOf(await it.record(entry))).toStrictEqual({ code: 'unit.unknown', units: ['so-y-te'] });
    await openDossiers(it);
    expect(refusalOf(await it.record(entry))).toStrictEqual({ code: 'unit.unknown', units: ['so-y-te'] });
    expect(await statusOf(it.records, 'so-y-te')).toBe('open');
  });

  test('twenty at once make one change and one row', async () => {
    const it = await open();
    const entry = anEntryOf(
      { type: 'difficulty', unit: 'xa-mot', text: 'Thiếu máy' },
      { actor: official('xa-mot') },
    );
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => it.record(entry)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await auditRows(it.records)).toHaveLength(1);
    expect(await it.records.db.selectFrom('difficulty').select('text').execute()).toHaveLength(1);
  });

  test('a crash between change and audit row leaves nothing', async () => {
    const it = await open();
    await it.records.db.schema
      .alterTable('audit')
      .addColumn('trap', 'integer', (it) => it.notNull())
      .execute();
    const entry = anEntryOf({ type: 'difficulty', unit: 'xa-mot', text: 'Thiếu máy' });
    await expect(it.record(entry)).rejects.toThrow('trap');
    expect(await it.records.db.selectFrom('difficulty').select('text').execute()).toStrictEqual([]);
  });

  test('text that PostgreSQL cannot keep is mended, not lost', async () => {
    const it = await open();
    await it.record(anEntry({ reason: 'a\0b\ud800c', facts: { '\0': ['\udfff', '😀'] } }));
    const [row] = await auditRows(it.records);
    expect(row).toMatchObject({ reason: 'a\ufffdb\ufffdc', facts: { '\ufffd': ['\ufffd', '😀'] } });
  });
});

describe('offices have holders with dates', () => {
  test.each([
    { who: 'the Chairman', actor: chairman, on: '2025-02-19', signsAs: 'CHỦ TỊCH' },
    { who: 'the Chairman after his last day', actor: chairman, on: '2025-02-20', signsAs: null },
    {
      who: 'a deputy while the post changes hands',
      actor: { office: 'chairman', person: 'ct-pho-chu-tich' } as const,
      on: '2025-02-20',
      signsAs: 'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
    },
    {
      who: 'the acting one',
      actor: { office: 'chairman', person: 'ct-quyen-chu-tich' } as const,
      on: '2025-06-30',
      signsAs: 'Q. CHỦ TỊCH',
    },
    {
      who: 'somebody of another office',
      actor: { office: 'board', person: 'snv-cchc-1' } as const,
      on: '2024-02-01',
      signsAs: null,
    },
  ])('$who on $on', async ({ actor, on, signsAs }) => {
    const it = await open();
    const at = Date.parse(`${on}T23:59:59.999+07:00`);
    const { holder, refusal } = await it.record(anEntry({ actor, at }));
    expect(holder?.signsAs ?? null).toBe(signsAs);
    const { office, person } = actor;
    expect(refusal).toStrictEqual(signsAs === null ? { code: 'actor.not-holder', office, person, on } : null);
  });

  test('a refused act stands in the audit table with its refusal', async () => {
    const it = await open();
    await it.record(anEntry({ actor: { office: 'board', person: 'ai-do' }, facts: { digest: 'a' } }));
    const [row] = await auditRows(it.records);
    const refusal = { code: 'actor.not-holder', office: 'board', person: 'ai-do', on: '2024-02-01' };
    expect(row).toMatchObject({ facts: { digest: 'a', refusal }, outcome: { refusal } });
  });
});

describe('IV.1.a filing', () => {
  test.each([
    { when: 'a millisecond before the cutoff', at: cutoff - 1, expected: null },
    { when: 'at the cutoff', at: cutoff, expected: { code: 'dossier.late', cutoff, receivedAt: cutoff } },
    {
      when: 'a day later',
      at: cutoff + 86_400_000,
      expected: { code: 'dossier.late', cutoff, receivedAt: cutoff + 86_400_000 },
    },
  ])('received $when', async ({ at, expected }) => {
    const it = await open();
    await openDossiers(it);
    const { outcome } = await file(it, 'so-y-te', aContent(), at);
    expect(outcome.refusal).toStrictEqual(expected);
    expect(await statusOf(it.records, 'so-y-te')).toBe(expected === null ? 'submitted' : 'open');
  });

  test('what was received in time is found at the cutoff, though nobody told the dossier', async () => {
    const it = await open();
    await openDossiers(it);
    await setRehearsalClock(it.records, cutoff - 1);
    const filing = await receiveFiling(it.records, {
      ...dossierOf('so-y-te'),
      actor: official('so-y-te'),
      content: aContent(),
    });
    await setRehearsalClock(it.records, cutoff + 5000);
    expect(await it.findFiling({ ...dossierOf('so-y-te'), before: cutoff })).toStrictEqual(filing);
    expect(await it.findFiling({ ...dossierOf('so-y-te'), before: cutoff - 1 })).toBeNull();
    expect(await it.findFiling({ ...dossierOf('so-noi-vu'), before: cutoff })).toBeNull();
  });

  test('what the dossier has taken, or withdrew after, is not found again', async () => {
    const it = await open();
    await openDossiers(it);
    const content = aContent({ nominees: [aCollective('a')] });
    await setRehearsalClock(it.records, now - 1);
    await receiveFiling(it.records, { ...dossierOf('so-y-te'), actor: official('so-y-te'), content });
    await file(it, 'so-y-te', aContent());
    expect(await it.findFiling({ ...dossierOf('so-y-te'), before: cutoff })).toBeNull();
    await receiveFiling(it.records, { ...dossierOf('so-y-te'), actor: official('so-y-te'), content });
    expect(await it.findFiling({ ...dossierOf('so-y-te'), before: cutoff })).toMatchObject({
      receivedAt: now,
    });
    const withdrawal = { type: 'dossier-withdrawn', unit: 'so-y-te' } as const;
    await it.record(anEntryOf(withdrawal, { actor: official('so-y-te'), reason: 'Rút' }));
    expect(await it.findFiling({ ...dossierOf('so-y-te'), before: cutoff })).toBeNull();
  });

  test('an older filing never replaces a newer one; the current one again changes nothing', async () => {
    const it = await open();
    await openDossiers(it);
    await setRehearsalClock(it.records, now);
    const actor = official('so-y-te');
    const older = await receiveFiling(it.records, { ...dossierOf('so-y-te'), actor, content: aContent() });
    if ('refusal' in older) throw new Error(older.refusal.code);
    const newer = await file(it, 'so-y-te', aContent({ nominees: [aCollective('a')] }), now + 1);
    const take = (filing: typeof older) =>
      it.record(anEntryOf({ type: 'dossier-filed', unit: 'so-y-te', filing }, { actor }));
    expect(refusalOf(await take(older))).toStrictEqual({
      code: 'dossier.other-version',
      current: newer.filing.digest,
    });
    expect((await take(newer.filing)).value).toStrictEqual(newer.outcome.value);
    // Nor does the list's being forwarded: it neither shuts the repetition out nor is superseded by it.
    await it.records.db.updateTable('campaign').set({ frozen: 'forwarded' }).execute();
    expect((await take(newer.filing)).value).toStrictEqual(newer.outcome.value);
    expect(await it.records.db.selectFrom('campaign').select('frozen').execute()).toStrictEqual([
      { frozen: 'forwarded' },
    ]);
    await putStatus(it.records, 'so-y-te', 'accepted');
    expect(refusalOf(await take(newer.filing))).toStrictEqual({
      code: 'dossier.wrong-status',
      status: 'accepted',
      message: 'fileDossier',
    });
  });

  test.each([
    { what: 'an unknown receipt', over: { receipt: '00000000-0000-4000-8000-000000000000' } },
    { what: 'another digest', over: { digest: 'f'.repeat(64) } },
    { what: "another unit's receipt", unit: 'so-noi-vu', over: {} },
  ])('$what is refused', async ({ unit = 'so-y-te', over }) => {
    const it = await open();
    await openDossiers(it);
    const { filing } = await file(it, 'so-y-te', aContent());
    const change = { type: 'dossier-filed', unit, filing: { ...filing, ...over } } as const;
    const { refusal } = await it.record(anEntryOf(change, { actor: official(unit) }));
    expect(refusal?.code).toBe('filing.unknown');
  });
});

describe('IV.2 what a filing holds', () => {
  const nobody = { ...anIndividual('n', 'p'), criteria: { ethics: true } };
  test.each([
    {
      what: 'an id twice',
      content: { nominees: [anIndividual('n', 'p'), anIndividual('n', 'q')] },
      problem: /“n” được dùng nhiều lần/,
    },
    {
      what: 'two collectives',
      content: { nominees: [aCollective('a'), aCollective('b')] },
      problem: /“b” là tập thể thứ hai/,
    },
    { what: 'a criterion missing', content: { nominees: [nobody] }, problem: /chưa có đánh giá/ },
    {
      what: 'a criterion too many',
      content: {
        nominees: [{ ...aCollective('a'), criteria: { ...aCollective('a').criteria, outstanding: true } }],
      },
      problem: /“outstanding” không thuộc/,
    },
    {
      what: 'a document for nobody',
      content: { documents: [{ component: 'achievement-report' as const, title: 'Báo cáo', nominee: 'x' }] },
      problem: /“x” không có trong hồ sơ/,
    },
    {
      what: 'no request',
      content: { documents: [{ component: 'minutes' as const, title: 'Biên bản' }] },
      problem: /thiếu Tờ trình .*IV\.2\.a/,
    },
    {
      what: 'no minutes',
      content: { documents: [{ component: 'request' as const, title: 'Tờ trình' }] },
      problem: /thiếu Biên bản .*IV\.2\.b/,
    },
    {
      what: 'no report of one of its nominees',
      content: {
        ...aContent({ nominees: [aCollective('a')] }),
        nominees: [aCollective('a'), anIndividual('n', 'p')],
      },
      problem: /thiếu Báo cáo thành tích của “Ông n” .*IV\.2\.c/,
    },
    {
      what: 'a NUL in a name',
      content: { nominees: [anIndividual('n', 'p', 'A\0B')] },
      problem: /không lưu được/,
    },
  ])('$what', async ({ content, problem }) => {
    const { records } = await open();
    const filing = { ...dossierOf('so-y-te'), actor: official('so-y-te'), content: aContent(content) };
    const refused = await receiveFiling(records, filing);
    const refusal = 'refusal' in refused && refused.refusal.code === 'filing.faulty' ? refused.refusal : null;
    expect(refusal?.problems.join('\n')).toMatch(problem);
    expect(await records.db.selectFrom('filing').select('receipt').execute()).toStrictEqual([]);
  });

  test.each([
    {
      what: 'no content',
      content: 'x',
      unit: 'so-y-te',
      actor: official('so-y-te'),
      code: 'message.malformed',
    },
    {
      what: 'another unit',
      content: aContent(),
      unit: 'so-y-te',
      actor: official('so-noi-vu'),
      code: 'actor.wrong-unit',
    },
    {
      what: 'an unknown unit',
      content: aContent(),
      unit: 'so-la',
      actor: official('so-la'),
      code: 'unit.unknown',
    },
    { what: 'an office', content: aContent(), unit: 'so-y-te', actor: homeAffairs, code: 'actor.wrong-unit' },
  ])('$what is refused', async ({ content, unit, actor, code }) => {
    const { records } = await open();
    expect(await receiveFiling(records, { ...dossierOf(unit), actor, content })).toMatchObject({
      refusal: { code },
    });
  });

  test('for a unit that has ended another files', async () => {
    const { records } = await open();
    const filing = { ...dossierOf('xa-cu'), actor: official('xa-moi'), content: aContent() };
    expect(await receiveFiling(records, filing)).toMatchObject({ receivedAt: now });
  });

  test.each([
    { what: 'another person', over: { personId: 'q' }, refused: true },
    { what: 'the same person under a corrected name', over: { name: 'Ông N.' }, refused: false },
  ])('an id belongs to one person for the whole campaign: $what', async ({ over, refused }) => {
    const { records } = await open();
    const filing = { ...dossierOf('so-y-te'), actor: official('so-y-te') };
    await receiveFiling(records, { ...filing, content: aContent({ nominees: [anIndividual('n', 'p')] }) });
    await setRehearsalClock(records, now + 1);
    const nominees = [{ ...anIndividual('n', 'p'), ...over }, anIndividual('khac', 'r')];
    const answer = await receiveFiling(records, { ...filing, content: aContent({ nominees }) });
    expect('refusal' in answer).toBe(refused);
    if (refused) expect(JSON.stringify(answer)).toContain('dùng mã mới cho “Ông n”');
    // A filing that was refused keeps no id for itself.
    const others = { ...dossierOf('so-tu-phap'), actor: official('so-tu-phap') };
    const taken = await receiveFiling(records, {
      ...others,
      content: aContent({ nominees: [anIndividual('khac', 's')] }),
    });
    expect('receipt' in taken).toBe(refused);
  });

  test("an id of another unit's nominee is not to be used, even at the same moment", async () => {
    const { records } = await open();
    const filings = ['so-y-te', 'so-noi-vu', 'xa-mot', 'xa-hai'].map((unit) =>
      receiveFiling(records, {
        ...dossierOf(unit),
        actor: official(unit),
        content: aContent({ nominees: [aCollective('a')] }),
      }),
    );
    const taken = (await Promise.all(filings)).filter((it) => 'receipt' in it);
    expect(taken).toHaveLength(1);
    expect(await records.db.selectFrom('filing').select('receipt').execute()).toHaveLength(1);
  });
});

describe('review', () => {
  const nominees = [anIndividual('n1', 'snv-cchc-1'), anIndividual('n2', 'ai-do')];
  const review = (digest: string, person: string) =>
    anEntryOf(
      { type: 'dossier-reviewed', unit: 'so-noi-vu', status: 'accepted', reviewed: digest, completeBy: null },
      { actor: { office: 'home-affairs', person } },
    );

  test.each([
    { who: 'a nominee of it', person: 'snv-cchc-1', refused: { code: 'actor.is-nominee', nominee: 'n1' } },
    { who: 'who filed it', person: 'snv-cchc-2', refused: { code: 'actor.filed-it' } },
    { who: 'another', person: 'snv-giam-doc', refused: null },
  ])('by $who', async ({ person, refused }) => {
    const it = await open();
    await openDossiers(it);
    const actor = { office: 'unit', unit: 'so-noi-vu', person: 'snv-cchc-2' } as const;
    const { filing } = await file(it, 'so-noi-vu', aContent({ nominees }), now, actor);
    expect(refusalOf(await it.record(review(filing.digest, person)))).toStrictEqual(refused);
    expect(await statusOf(it.records, 'so-noi-vu')).toBe(refused === null ? 'accepted' : 'submitted');
  });

  test.each([
    { recorded: 'none', plans: [] },
    { recorded: '12/KH', plans: [{ unit: 'so-noi-vu', document: { number: '12/KH', date: '2024-01-05' } }] },
  ])(
    'V.1: the launch plan that is recorded ($recorded) stands beside the tick of criterion 3',
    async ({ plans }) => {
      const it = await open();
      await openDossiers(it);
      const { filing } = await file(it, 'so-noi-vu', aContent({ nominees: [aCollective('a')] }));
      await it.record(anEntryOf({ type: 'launch-plans', plans }));
      const [row] = await dossierRows(it.records, { plan: '263', campaign: '2023' });
      const launchPlan = plans[0]?.document ?? null;
      expect(row).toMatchObject({ unit: 'so-noi-vu', launchPlan });
      expect(row?.version?.content.nominees[0]?.criteria['launchPlan']).toBe(true);
      await it.record(review(filing.digest, 'snv-giam-doc'));
      expect((await auditRows(it.records)).at(-1)?.facts).toMatchObject({ launchPlan });
    },
  );

  test('of a version that is not the current one', async () => {
    const it = await open();
    await openDossiers(it);
    const { filing } = await file(it, 'so-noi-vu', aContent({ nominees }));
    const newer = await file(it, 'so-noi-vu', aContent(), now + 1);
    const { refusal } = await it.record(review(filing.digest, 'snv-giam-doc'));
    expect(refusal).toStrictEqual({ code: 'dossier.other-version', current: newer.filing.digest });
  });

  test.each([
    { view: 'free', reason: null, refused: null },
    { view: 'forwarded', reason: null, refused: 'dossier.frozen' },
    { view: 'forwarded', reason: 'Sai sót', refused: null },
    { view: 'signed', reason: 'Sai sót', refused: 'dossier.frozen' },
  ] as const)('while the list is $view, reason: $reason', async ({ view: frozen, reason, refused }) => {
    const it = await open();
    await openDossiers(it);
    const { filing } = await file(it, 'so-noi-vu', aContent({ nominees }));
    await it.records.db.updateTable('campaign').set({ frozen }).execute();
    const { refusal } = await it.record({ ...review(filing.digest, 'snv-giam-doc'), reason });
    expect(refusal?.code ?? null).toBe(refused);
  });

  test.each([
    {
      who: 'one of them',
      person: 'snv-cchc-1',
      shown: ['n1', 'n2'],
      refused: { code: 'actor.is-nominee', nominee: 'n1' },
    },
    { who: 'one not among them', person: 'snv-cchc-1', shown: ['n2'], refused: null },
    { who: 'another', person: 'snv-giam-doc', shown: ['n1', 'n2'], refused: null },
  ])('nobody decides on himself: $who', async ({ person, shown, refused }) => {
    const it = await open();
    await openDossiers(it);
    await file(it, 'so-noi-vu', aContent({ nominees }));
    const change = { type: 'nominees-checked', nominees: shown } as const;
    const { refusal } = await it.record(anEntryOf(change, { actor: { office: 'home-affairs', person } }));
    expect(refusal).toStrictEqual(refused);
  });
});

describe('other changes', () => {
  test('dossiers are opened once, and extended never to an earlier instant', async () => {
    const it = await open();
    await openDossiers(it);
    await it.record(anEntryOf(opened(['so-y-te', 'xa-hai'], cutoff + 1)));
    await it.record(anEntryOf({ type: 'extension', units: ['so-y-te', 'xa-mot'], cutoff: cutoff + 9 }));
    await it.record(anEntryOf({ type: 'extension', units: ['so-y-te'], cutoff: cutoff + 2 }));
    const rows = await dossierRows(it.records, { plan: '263', campaign: '2023' });
    expect(rows.map((row) => [row.unit, row.status, row.cutoff - cutoff])).toStrictEqual([
      ['so-noi-vu', 'open', 0],
      ['so-y-te', 'open', 9],
      ['xa-hai', 'open', 1],
      ['xa-mot', 'open', 9],
    ]);
  });

  const document = { number: '12/KH', date: '2024-01-05' };
  test.each<Change>([
    opened(['so-la', 'xa-mot']),
    { type: 'extension', units: ['so-la'], cutoff },
    { type: 'launch-plans', plans: [{ unit: 'so-la', document }] },
    { type: 'commendations', unit: 'so-la', collectives: 1, individuals: 2, document: null },
    { type: 'difficulty', unit: 'so-la', text: 'Khó' },
  ])('$type of an unknown unit', async (change) => {
    const it = await open();
    expect(refusalOf(await it.record(anEntryOf(change)))).toStrictEqual({
      code: 'unit.unknown',
      units: ['so-la'],
    });
  });

  test.each([
    { period: 'current', rows: ['xa-mot', 'xa-cu'], refused: [] },
    { period: 'previous', rows: ['xa-cu'], refused: [] },
    {
      period: 'current',
      rows: ['xa-mot', 'xa-la', 'so-y-te'],
      refused: [
        { row: 2, unit: 'xa-la' },
        { row: 3, unit: 'so-y-te' },
      ],
    },
    { period: 'previous', rows: ['xa-la'], refused: [{ row: 1, unit: 'xa-la' }] },
  ] as const)('$period ranking of communes: $rows', async ({ period, rows, refused }) => {
    const it = await open();
    const ranked = rows.map((unit, index) => ({ unit, rank: index + 1 }));
    const { refusal } = await it.record(
      anEntryOf({ type: 'ranking', bloc: 'communes', period, decision: document, rows: ranked }),
    );
    expect(refusal).toStrictEqual(
      refused.length === 0 ? null : { code: 'ranking.unknown-unit', rows: refused },
    );
    const kept = await it.records.db.selectFrom('ranking').select('rows').execute();
    expect(kept.map((row) => row.rows)).toStrictEqual(refused.length === 0 ? [ranked] : []);
  });

  test('launch plans and reported commendations are replaced by later ones', async () => {
    const it = await open();
    const later = { number: '13/KH', date: '2024-01-06' };
    await it.record(
      anEntryOf({
        type: 'launch-plans',
        plans: [
          { unit: 'xa-mot', document },
          { unit: 'xa-hai', document },
        ],
      }),
    );
    await it.record(anEntryOf({ type: 'launch-plans', plans: [{ unit: 'xa-mot', document: later }] }));
    const plans = await it.records.db
      .selectFrom('launch_plan')
      .select(['unit', 'document_number'])
      .orderBy('unit')
      .execute();
    expect(plans).toStrictEqual([
      { unit: 'xa-hai', document_number: '12/KH' },
      { unit: 'xa-mot', document_number: '13/KH' },
    ]);
    const report = { type: 'commendations', unit: 'xa-mot', document: null } as const;
    await it.record(anEntryOf({ ...report, collectives: 1, individuals: 2 }));
    await it.record(anEntryOf({ ...report, collectives: 3, individuals: 4 }));
    const [reported, ...others] = await it.records.db.selectFrom('commendation').selectAll().execute();
    expect([reported?.collectives, reported?.individuals, others]).toStrictEqual([3, 4, []]);
  });
});
