import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { sha256 } from '../../activities/records/database/digest.js';
import type { Records } from '../../activities/records/database/open.js';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { keepSelection } from '../../activities/records/selection/kept.js';
import { readCertificateCode } from '../../activities/records/reads/certificate-code.js';
import { keepDocuments } from '../../activities/records/reads/documents.js';
import { certificates } from '../../client/officials/certificates.js';
import { addresses } from '../../client/portal/addresses.js';
import { roleCookie, roleText } from '../../client/portal/rehearsal-visitor.js';
import { portalApplication } from '../../client/portal/application.js';
import { Changes } from '../../client/portal/changes.js';
import {
  aCollective,
  aContent,
  anEntry,
  anEntryOf,
  anIndividual,
  certify,
  cutoff,
  dossierOf,
  homeAffairs,
  now,
  official,
  opened,
} from '../records/builders.js';
import { startTestServer, type TestServer } from '../records/setup.js';

let server: TestServer;
const connection = Connection.lazy();
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(async () => {
  await server.stop();
  await connection.close();
});

type Mode = 'service' | 'rehearsal';

/** What the portal answers a guest, or in a rehearsal somebody. */
const portalOf = (records: Records, mode: Mode) => {
  const portal = { records, client: new Client({ connection }), plan: '263', mode };
  const application = portalApplication(portal, new Changes(() => Promise.resolve('')));
  return async (path: string, role?: string): Promise<{ status: number; text: string; headers: Headers }> => {
    const headers = role === undefined ? {} : { cookie: `${roleCookie}=${encodeURIComponent(role)}` };
    const answer = await application.request(`http://localhost${path}`, { headers });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
};

const list = 'a'.repeat(64);
const given = {
  bloc: 'departments',
  unit: 'so-y-te',
  clause: 'III.3.a',
  explanation: 'Vì thế (mục III.3.a).',
};
const winners = [
  { ...given, kind: 'collective', seat: 'highest-rank', nominee: 'so-y-te/tt', name: 'Đơn vị so-y-te' },
  {
    ...given,
    kind: 'individual',
    seat: 'individual-1',
    nominee: 'so-y-te/ng',
    name: 'Bà <script>',
    personId: 'p-1',
  },
];

/** The campaign of 2023: two units, one filed and was accepted, its list computed; not decided. */
async function selected(): Promise<Records> {
  const records = await server.openSeeded();
  await setRehearsalClock(records, now);
  const { record, showCampaign } = createRecordsEffects({ records });
  await record(anEntryOf(opened(['so-y-te', 'xa-mot'])));
  const unit = 'so-y-te';
  const content = aContent({
    nominees: [aCollective('so-y-te/tt'), anIndividual('so-y-te/ng', 'p-1', 'Bà <script>')],
  });
  const filing = await receiveFiling(records, { ...dossierOf(unit), actor: official(unit), content });
  if ('refusal' in filing) throw new Error(filing.refusal.code);
  await record(
    anEntry({ key: filing.receipt, act: 'fileDossier', change: { type: 'dossier-filed', unit, filing } }),
  );
  for (const period of ['current', 'previous'] as const)
    await record(
      anEntry({
        act: 'recordRanking',
        actor: homeAffairs,
        change: {
          type: 'ranking',
          bloc: 'departments',
          period,
          decision: { number: `1-${period}/QĐ`, date: '2024-01-20' },
          rows: ['so-y-te', 'so-noi-vu'].map((it, index) => ({
            unit: it,
            rank: period === 'current' ? index + 1 : 2 - index,
            score: 90.5 - index,
          })),
        },
      }),
    );
  const answer = {
    contract: 1,
    plan: '263',
    kind: 'annual',
    year: 2023,
    winners,
    vacancies: [],
    questions: [],
    waiting: [],
    refusals: [],
    order: {},
    digest: list,
  };
  await keepSelection(records, {
    plan: '263',
    campaign: '2023',
    inputDigest: 'b'.repeat(64),
    listDigest: list,
    answer,
    at: now,
    input: { dossiers: [{ unit, nominees: content.nominees }], rankings: { current: [], previous: [] } },
  });
  await record(anEntry({ act: 'list-computed', facts: { input: 'b'.repeat(64), digest: list, open: [] } }));
  await showCampaign({
    workflow: 'campaign/263/2023',
    plan: '263',
    campaign: '2023',
    stage: 'collect',
    next: cutoff,
    awaiting: [{ from: 'home-affairs', what: 'reviews', which: ['so-y-te'], count: 1 }],
    openQuestions: [],
    digest: list,
    round: 0,
    frozen: 'free',
  });
  return records;
}

async function announced(): Promise<Records> {
  const records = await selected();
  await certify(
    records,
    anEntry({ act: 'recordDecision', actor: homeAffairs, facts: { decision, input: 'b'.repeat(64) } }),
    {
      digest: list,
      input: 'b'.repeat(64),
      struck: [],
      decision,
      signedBy: 'Trần Việt Trường',
      signsAs: 'CHỦ TỊCH',
    },
  );
  return records;
}
const decision = { number: '812/QĐ-UBND', date: '2024-03-20' };

describe('what the public reads in service', () => {
  test('nothing of a result before it is announced', async () => {
    const ask = portalOf(await selected(), 'service');
    for (const path of [addresses.winners('2023'), addresses.home, addresses.certificates]) {
      const { status, text } = await ask(path);
      expect(status).toBe(200);
      expect(text).not.toContain('so-y-te');
    }
    expect((await ask(addresses.winners('2023'))).text).toContain('chưa được công bố');
    expect((await ask(addresses.home)).text).not.toContain(addresses.winners('2023'));
  });

  test('once announced, the winners with the codes of their certificates, and nothing that is for officials', async () => {
    const records = await announced();
    const ask = portalOf(records, 'service');
    const { text } = await ask(addresses.winners('2023'));
    expect(text).toContain('Bà &lt;script&gt;');
    expect(text).not.toContain('Bà <script>');
    for (const { code } of await certificates(records, { plan: '263' })) expect(text).toContain(code);
    expect(text).not.toContain('href="/vi-sao?');
    expect((await ask(addresses.home)).text).toContain(addresses.winners('2023'));
    for (const path of [addresses.ledger, addresses.why, addresses.campaign('2023'), addresses.ranks('2023')])
      expect((await ask(path)).status).toBe(403);
  });

  test('the plan, its calendar and the files of it', async () => {
    const ask = portalOf(await server.openSeeded(), 'service');
    expect((await ask(addresses.plan)).text).toContain('id="muc-III.3.a"');
    expect((await ask(addresses.calendarOf('2023'))).status).toBe(200);
    const file = await ask(addresses.calendarFileOf('2023'));
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(file.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect((await ask(addresses.calendarFile)).text).toContain('UID:263-summary-announce-by');
    for (const path of [
      addresses.calendarOf('1999'),
      addresses.calendarFileOf('1999'),
      addresses.winners('1999'),
    ])
      expect((await ask(path)).status).toBe(404);
  });
});

describe('the documents that left the office', () => {
  const file = 'PK of a decision';
  async function kept(): Promise<Records> {
    const records = await announced();
    await createRecordsEffects({ records }).record(
      anEntry({ key: 'deciding', act: 'recordDecision', actor: homeAffairs, facts: { decision } }),
    );
    const of = { plan: '263', campaign: '2023', number: 1, template: 1, moment: 'deciding' };
    const made = ['request', 'decision'].map((kind) => ({
      ...of,
      key: `263/2023/${kind}/1`,
      kind,
      day: '2024-03-20',
      bytes: Buffer.from(kind === 'decision' ? file : 'PK of a request'),
    }));
    await keepDocuments(records, made);
    return records;
  }

  test('everybody finds what is published, with its day, decision and digest, and takes it along', async () => {
    const ask = portalOf(await kept(), 'service');
    expect((await ask(addresses.winners('2023'))).text).toContain(`href="${addresses.documents('2023')}"`);
    const { status, text } = await ask(addresses.documents('2023'));
    expect(status).toBe(200);
    for (const shown of ['Quyết định khen thưởng', '20/03/2024', decision.number, sha256(Buffer.from(file))])
      expect(text).toContain(shown);
    expect(text).not.toContain(addresses.document('2023', 'request', 1));
    const got = await ask(addresses.document('2023', 'decision', 1));
    expect([got.status, got.text]).toStrictEqual([200, file]);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('content-disposition')).toBe('attachment; filename="2023-3-quyet-dinh.docx"');
  });

  test('what is of the offices is theirs alone; what there is not, is nowhere', async () => {
    const records = await kept();
    const request = addresses.document('2023', 'request', 1);
    for (const mode of ['service', 'rehearsal'] as const)
      expect((await portalOf(records, mode)(request)).status).toBe(403);
    const ask = portalOf(records, 'rehearsal');
    const unit = await ask(request, roleText(official('so-y-te')));
    expect(unit.status).toBe(403);
    const role = roleText(homeAffairs);
    expect((await ask(addresses.documents('2023'), role)).text).toContain(`href="${request}"`);
    expect((await ask(request, role)).text).toBe('PK of a request');
    expect((await ask(addresses.campaign('2023'), role)).text).toContain(addresses.documents('2023'));
    for (const path of [
      addresses.document('2023', 'decision', 2),
      addresses.document('2024', 'decision', 1),
      addresses.documents('1999'),
    ])
      expect((await ask(path, role)).status).toBe(404);
  });
});

describe("a certificate's code", () => {
  test('shows the certificate, in whatever form it is typed; another shows none', async () => {
    const records = await announced();
    const ask = portalOf(records, 'service');
    const [first] = await certificates(records, { plan: '263' });
    const code = first?.code ?? '';
    expect(readCertificateCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code);
    const found = await ask(addresses.certificate(code.toLowerCase()));
    expect(found.text).toContain('Có trong Sổ Bằng khen');
    expect(found.text).toContain('812/QĐ-UBND');
    const other = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`;
    expect((await ask(addresses.certificate(other))).text).toContain('Không có Bằng khen nào mang mã');
    expect((await ask(addresses.certificate('<b>'))).text).toContain('«&lt;b&gt;» không phải là mã');
  });

  test('says that it was revoked, by what and why', async () => {
    const records = await announced();
    await records.db
      .updateTable('ledger')
      .set({
        revoked_number: '99/QĐ-UBND',
        revoked_date: '2024-06-01',
        revoked_reason: 'Khai sai',
        revoked_at: '2024-06-01T03:00:00Z',
      })
      .where('kind', '=', 'individual')
      .execute();
    const rows = await certificates(records, { plan: '263' });
    const revoked = rows.find(({ kind }) => kind === 'individual')?.code ?? '';
    const { text } = await portalOf(records, 'service')(addresses.certificate(revoked));
    expect(text).toContain('đã thu hồi theo Quyết định số 99/QĐ-UBND ngày 01/06/2024: Khai sai');
    expect(text).not.toContain('Có trong Sổ Bằng khen');
  });
});

describe('what readers see in a rehearsal', () => {
  test('the home shows the way, and how each campaign stands', async () => {
    const { text } = await portalOf(await announced(), 'rehearsal')(addresses.home);
    expect(text).toContain('Mới đến đây lần đầu?');
    for (const path of [
      addresses.campaigns,
      addresses.ledger,
      addresses.why,
      addresses.choose,
      addresses.plan,
    ])
      expect(text).toContain(`href="${path}"`);
    expect(text).toContain('<dd>1/2</dd>');
  });

  test("a campaign's page: stage, who is awaited, dossiers by bloc, the chart with its numbers, dates with clauses", async () => {
    const ask = portalOf(await selected(), 'rehearsal');
    const { text } = await ask(addresses.campaign('2023'));
    expect(text).toMatch(/aria-current="step">Nhận và xét hồ sơ/);
    expect(text).toContain('Sở Nội vụ – ');
    expect(text).toContain('1/2 đơn vị đã nộp hồ sơ năm 2023');
    expect(text).toContain('Trước ngày 10/02/2024 có 1 trên 2 đơn vị nộp hồ sơ.');
    expect(text).toContain('<svg class="chart" role="img"');
    expect(text).toContain('href="/ke-hoach#muc-IV.1.a"');
    expect(text).not.toContain(addresses.winners('2023'));
    expect((await ask(addresses.campaign('2024'))).text).toContain('Đợt này chưa bắt đầu.');
    expect((await ask(addresses.campaign('2030'))).status).toBe(404);
  });

  test('ranks beside those of the year before, with what was won by them', async () => {
    const { text } = await portalOf(await announced(), 'rehearsal')(addresses.ranks('2023'));
    expect(text).toContain('Theo Quyết định số 1-current/QĐ ngày 20/01/2024.');
    expect(text).toContain('<td>tăng 1 bậc</td>');
    expect(text).toContain('<td>giảm 1 bậc</td>');
    expect(text).toContain('>Hạng cao nhất</a>');
  });

  test('why: found by a name without diacritics, with each line and what proves it; who is near where nobody is called so', async () => {
    const ask = portalOf(await announced(), 'rehearsal');
    const { text } = await ask(addresses.whyOf('don vi so-y-te', '2023'));
    expect(text).toContain('ĐƯỢC TẶNG BẰNG KHEN');
    expect(text).toContain('<a href="/ke-hoach#muc-III.3.a">III.3.a</a>');
    expect(text).toMatch(/nhật ký số \d+/);
    const near = await ask(addresses.whyOf('don vi so-y-ta'));
    expect(near.text).toContain('Gần nhất:');
    expect(near.text).toContain('href="/vi-sao?cua=so-y-te"');
    expect((await ask(addresses.whyOf('Đơn vị'))).text).toContain('có thể là nhiều');
    expect((await ask(addresses.whyOf('"><script>x'))).text).not.toContain('"><script>x');
  });

  test('the ledger by bloc, each certificate with its code', async () => {
    const records = await announced();
    const { text } = await portalOf(records, 'rehearsal')(addresses.ledger);
    expect(text).toMatch(/<th scope="rowgroup" colspan="6">Khối sở, ban, ngành/);
    for (const { code } of await certificates(records, { plan: '263' }))
      expect(text).toContain(`href="/bang-khen?ma=${code}"`);
  });
});
