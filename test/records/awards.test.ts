import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import type { Records } from '../../activities/records/database/open.js';
import { keepSelection } from '../../activities/records/selection/kept.js';
import { statusRows } from '../../activities/records/reads/status.js';
import { anEntry, anEntryOf, certify, homeAffairs, now, opened } from './builders.js';
import { startTestServer, type TestServer } from './setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const list = 'a'.repeat(64);
/** 1 April 2024, after the decision. */
const later = Date.parse('2024-04-01T09:00:00+07:00');
const winner = (bloc: string, kind: string, seat: string, unit: string, nominee: string) => ({
  bloc,
  kind,
  seat,
  unit,
  nominee,
  ...(kind === 'individual' ? { personId: `person-${nominee}` } : {}),
  name: `Tên ${nominee}`,
  clause: 'III.3.a',
  explanation: 'Vì thế.',
});

/** Won by the rule, by an answer, by a shortlist. */
const answer = {
  contract: 1,
  plan: '263',
  kind: 'annual',
  year: 2023,
  winners: [
    winner('departments', 'collective', 'highest-rank', 'so-y-te', 'n1'),
    winner('departments', 'individual', 'individual-1', 'so-y-te', 'n2'),
    {
      ...winner('communes', 'collective', 'highest-rank', 'xa-mot', 'n3'),
      decidedBy: '2023/communes/highest-rank/tie',
    },
    winner('communes', 'collective', 'greatest-leap', 'xa-hai', 'n4'),
  ],
  vacancies: [],
  questions: [],
  waiting: [],
  refusals: [],
  order: { departments: { individuals: ['n2'] }, vertical: { individuals: [] } },
  digest: list,
};

async function openWithList() {
  const records = await server.openSeeded();
  await keep(records, 'b', answer);
  return { records, ...createRecordsEffects({ records }) };
}
type Opened = Awaited<ReturnType<typeof openWithList>>;

const keep = (records: Records, input: string, kept: typeof answer) =>
  keepSelection(records, {
    plan: '263',
    campaign: '2023',
    inputDigest: input.repeat(64),
    listDigest: kept.digest,
    input: { plan: '263' },
    answer: kept,
    at: now,
  });

const decision = { number: '812/QĐ-UBND', date: '2024-03-20' };
const award = (it: Opened, over: { input?: string; struck?: string[]; on?: string } = {}) =>
  certify(it.records, anEntry({ act: 'recordDecision', actor: homeAffairs }), {
    digest: list,
    input: over.input ?? 'b'.repeat(64),
    struck: over.struck ?? [],
    decision: { ...decision, date: over.on ?? decision.date },
    signedBy: 'Trần Việt Trường',
    signsAs: 'CHỦ TỊCH',
  });

async function answerAndShortlist({ record }: Opened): Promise<void> {
  const question = '2023/communes/highest-rank/tie';
  const byDirector = { office: 'home-affairs', person: 'snv-giam-doc' } as const;
  await record(
    anEntry({ act: 'answerQuestion', actor: homeAffairs, facts: { question, choices: ['award:xa-hai'] } }),
  );
  await record(
    anEntry({ act: 'answerQuestion', actor: byDirector, facts: { question, choices: ['award:xa-mot'] } }),
  );
  await record(
    anEntry({ act: 'answerQuestion', actor: { ...byDirector, person: 'ai-do' }, facts: { question } }),
  );
  const facts = { kind: 'individual', bloc: 'departments', nominees: ['n2'] };
  await record(anEntry({ act: 'shortlist', actor: homeAffairs, facts }));
}

describe('III.2.b certificates', () => {
  test('each with seat, clause, who decided, decision, signer and money', async () => {
    const it = await openWithList();
    await answerAndShortlist(it);
    const outcome = await award(it);
    expect(outcome.value).toStrictEqual({
      type: 'awards-written',
      rows: 4,
      total: 3 * 5_400_000 + 2_700_000,
    });
    const rows = await ledgerRows(it.records, { campaign: '2023' });
    expect(rows.map((row) => [row.bloc, row.seat, row.money, row.decidedBy?.name ?? null])).toStrictEqual([
      ['departments', 'highest-rank', 5_400_000, null],
      ['departments', 'individual-1', 2_700_000, 'Nguyễn Thị Thu Vân'],
      ['communes', 'highest-rank', 5_400_000, 'Lê Hoàng Nam'],
      ['communes', 'greatest-leap', 5_400_000, null],
    ]);
    expect(rows[1]).toMatchObject({
      year: 2023,
      unit: 'so-y-te',
      unitName: 'Đơn vị so-y-te',
      nominee: 'n2',
      personId: 'person-n2',
      name: 'Tên n2',
      clause: 'III.3.a',
      decidedBy: { question: null, office: 'home-affairs', person: 'snv-cchc-1' },
      decision,
      signedBy: 'Trần Việt Trường',
      signsAs: 'CHỦ TỊCH',
      revoked: null,
    });
  });

  test('are written once, whoever asks again', async () => {
    const it = await openWithList();
    await Promise.all(Array.from({ length: 8 }, () => award(it)));
    expect(await ledgerRows(it.records)).toHaveLength(4);
  });

  test('not for the struck', async () => {
    const it = await openWithList();
    const { value } = await award(it, { struck: ['n2', 'n4'] });
    expect(value).toMatchObject({ rows: 2 });
    expect((await ledgerRows(it.records)).map((row) => row.nominee)).toStrictEqual(['n1', 'n3']);
  });

  test('not of a list that the records never saw', async () => {
    const it = await openWithList();
    const { refusal } = await award(it, { input: 'c'.repeat(64) });
    expect(refusal).toStrictEqual({ code: 'list.stale', current: null, shown: list });
  });

  test('not on a day for which no law is known', async () => {
    const it = await openWithList();
    const { refusal } = await award(it, { on: '2001-01-01' });
    expect(refusal).toStrictEqual({ code: 'reward.no-law', on: '2001-01-01' });
    expect(await ledgerRows(it.records)).toStrictEqual([]);
  });

  test('of several inputs with one list, the certificates come from the very one that was forwarded', async () => {
    const it = await openWithList();
    const others = answer.winners.map((it) => ({ ...it, name: 'Người khác' }));
    await keep(it.records, 'd', { ...answer, winners: others });
    await award(it);
    expect((await ledgerRows(it.records)).map((row) => row.name)).not.toContain('Người khác');
  });
});

describe('revocation', () => {
  const revocation = (seat: string) =>
    anEntryOf(
      { type: 'revocation', campaign: '2023', bloc: 'communes', kind: 'collective', seat, decision },
      { campaign: null, workflow: 'movement/263', actor: homeAffairs, reason: 'Kê khai sai', at: later },
    );

  test('marks the row, which stays', async () => {
    const it = await openWithList();
    await award(it);
    expect((await it.record(revocation('greatest-leap'))).refusal).toBeNull();
    const rows = await ledgerRows(it.records);
    expect(rows.map((row) => row.revoked)).toStrictEqual([
      null,
      null,
      null,
      { ...decision, reason: 'Kê khai sai' },
    ]);
  });

  test('of what was not awarded, or twice, is refused', async () => {
    const it = await openWithList();
    expect((await it.record(revocation('greatest-leap'))).refusal).toStrictEqual({
      code: 'certificate.unknown',
      seat: 'greatest-leap',
    });
    await award(it);
    await it.record(revocation('greatest-leap'));
    expect((await it.record(revocation('greatest-leap'))).refusal).toStrictEqual({
      code: 'certificate.already-revoked',
      seat: 'greatest-leap',
    });
  });
});

test('status counts dossiers, mails, awards and sign-offs of each campaign', async () => {
  const it = await openWithList();
  const view = {
    plan: '263',
    next: now,
    awaiting: [],
    openQuestions: ['q'],
    digest: list,
    round: 1,
    frozen: 'signed' as const,
  };
  await it.showCampaign({ ...view, workflow: 'summary/263', campaign: 'summary', stage: 'launch' });
  await it.showCampaign({ ...view, workflow: 'campaign/263/2023', campaign: '2023', stage: 'collect' });
  await it.showCampaign({ ...view, workflow: 'campaign/263/2023', campaign: '2023', stage: 'announce' });
  await it.record(anEntryOf(opened(['xa-mot', 'xa-hai'], now)));
  await award(it);
  for (const decided of ['return', 'approve'])
    await it.record(anEntry({ act: 'signOff', facts: { decision: decided } }));
  await it.record(anEntry({ act: 'signOff-refused' }));
  const rows = await statusRows(it.records);
  expect(rows.map((row) => [row.campaign, row.stage])).toStrictEqual([
    ['2023', 'announce'],
    ['summary', 'launch'],
  ]);
  expect(rows[0]).toMatchObject({
    openQuestions: ['q'],
    dossiers: { open: 2 },
    mails: {},
    awards: { collectives: 3, individuals: 1, revoked: 0, money: 18_900_000 },
    signOffs: { approved: 1, returned: 1, refused: 1 },
  });
  expect(await statusRows(it.records, { campaign: 'summary' })).toHaveLength(1);
});
