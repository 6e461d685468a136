import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditRows, verifyAudit } from '../../activities/records/acts/audit.js';
import { record } from '../../activities/records/acts/record.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { areEmpty } from '../../activities/records/database/instance.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import {
  type Application,
  type Applied,
  applySetUp,
  pastActs,
  standingSetUp,
} from '../../activities/records/registry/set-up.js';
import { InventedInService } from '../../activities/records/registry/setup.js';
import { leftOutFaults } from '../../activities/reference/setup/checks.js';
import { setUpDigest } from '../../activities/reference/setup/difference.js';
import type { SetUp } from '../../activities/reference/setup/sheets.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { plainFiles, read } from '../setup/sheets.js';
import { anEntry, now } from './builders.js';
import { startTestServer, type TestServer, testInstance } from './setup.js';

let server: TestServer;
const open: Records[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  for (const records of open.splice(0)) await records.close();
});
afterAll(() => server.stop());

async function emptyRecords(): Promise<Records> {
  const records = await openRecords(await server.createDatabase());
  open.push(records);
  await records.migrate();
  await records.db.updateTable('instance').set({ id: testInstance }).execute();
  return records;
}

function plain(change: (setUp: SetUp) => void = () => undefined): SetUp {
  const found = read(plainFiles);
  if (!found.ok) throw new Error('the plain files are at fault');
  change(found.setUp);
  return found.setUp;
}

async function apply(records: Records, setUp: SetUp, over: Partial<Application> = {}): Promise<Applied> {
  const shown = setUpDigest((await standingSetUp(records)).setUp);
  const who = { plan: '263', operator: 'quan-tri', reason: 'Quyết định 12/QĐ' };
  return applySetUp(records, { ...who, shown, setUp, ...over });
}

/** `added units so-noi-vu` */
const changesOf = (applied: Applied): string[] =>
  applied.ok
    ? applied.changes.map(({ kind, part, key, fields }) =>
        [kind, part, key, ...(kind === 'added' ? [] : fields.map((it) => it.field))].join(' '),
      )
    : [applied.code];

describe('a set-up', () => {
  test('stands in empty records as it was read, with one row of the audit chain', async () => {
    const records = await emptyRecords();
    expect(changesOf(await apply(records, plain()))).toHaveLength(19);
    const { setUp } = await standingSetUp(records);
    expect(setUpDigest(setUp)).toBe(setUpDigest(plain()));
    const rows = await auditRows(records);
    expect(rows).toMatchObject([
      {
        act: 'set-up',
        plan: '263',
        reason: 'Quyết định 12/QĐ',
        facts: { operator: 'quan-tri', digest: setUpDigest(plain()) },
      },
    ]);
    expect(await verifyAudit(records)).toMatchObject({ ok: true, rows: 1 });
    expect(await areEmpty(records)).toBe(false);
  });

  test('again changes nothing and leaves no trace, in whatever order its rows stand', async () => {
    const records = await emptyRecords();
    await apply(records, plain());
    const again = await apply(
      records,
      plain((it) => {
        it.units.reverse();
        it.holders.reverse();
      }),
    );
    expect(changesOf(again)).toStrictEqual([]);
    expect(await auditRows(records)).toHaveLength(1);
  });

  test('changes what it changes, and the audit keeps what was before', async () => {
    const records = await emptyRecords();
    await apply(records, plain());
    const next = plain((it) => {
      it.units = it.units.map((unit) =>
        unit.code === 'so-y-te' ? { ...unit, name: 'Sở Y tế mới', validTo: '2026-06-30' } : unit,
      );
      it.mailboxes = it.mailboxes.filter(({ recipient }) => recipient !== 'press:bao-thanh-pho');
      it.officials = it.officials.map((official) =>
        official.unit === 'xa-moi' ? { ...official, validFrom: '2022-08-01' } : official,
      );
      it.holders.push({
        office: 'board',
        person: 'pho-ban',
        name: 'Võ Văn Đức',
        title: 'Phó Trưởng ban',
        signsAs: 'KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN',
        validFrom: '2026-01-01',
        validTo: null,
        email: null,
        invented: false,
      });
    });
    expect(changesOf(await apply(records, next))).toStrictEqual([
      'ended units so-y-te name validTo',
      'removed mailboxes press:bao-thanh-pho recipient address name',
      'changed officials xa-moi xm-dau-moi validFrom',
      'added holders board pho-ban',
    ]);
    expect(setUpDigest((await standingSetUp(records)).setUp)).toBe(setUpDigest(next));
    const [, row] = await auditRows(records);
    expect(row?.facts).toMatchObject({
      changes: [
        {
          key: 'so-y-te',
          fields: [
            { field: 'name', from: 'Sở Y tế', to: 'Sở Y tế mới' },
            { field: 'validTo', from: null, to: '2026-06-30' },
          ],
        },
        {},
        {},
        {},
      ],
    });
    expect(await verifyAudit(records)).toMatchObject({ ok: true, rows: 2 });
  });

  test('is written whole or not at all', async () => {
    const records = await emptyRecords();
    await apply(records, plain());
    const broken = plain((it) => {
      it.units.push({ ...(it.units[0] ?? fail()), code: 'so-moi', name: 'Sở mới' });
      it.officials.push({ ...(it.officials[0] ?? fail()), unit: 'so-la' });
    });
    await expect(apply(records, broken)).rejects.toThrow('unit_official');
    expect(setUpDigest((await standingSetUp(records)).setUp)).toBe(setUpDigest(plain()));
    expect(await auditRows(records)).toHaveLength(1);
  });

  test('of two at once, the one that was shown what no longer stands is not applied', async () => {
    const records = await emptyRecords();
    const other = plain((it) => it.holders.splice(4, 1));
    const shown = setUpDigest((await standingSetUp(records)).setUp);
    const both = await Promise.all([plain(), other].map((it) => apply(records, it, { shown })));
    expect(both.filter((it) => it.ok)).toHaveLength(1);
    expect(both.filter((it) => !it.ok)).toStrictEqual([{ ok: false, code: 'stale' }]);
    expect(await auditRows(records)).toHaveLength(1);
  });

  test('is none for the records of a rehearsal', async () => {
    const records = await emptyRecords();
    await setRehearsalClock(records, now);
    expect(await apply(records, plain())).toStrictEqual({ ok: false, code: 'rehearsal' });
    expect((await standingSetUp(records)).setUp.units).toStrictEqual([]);
  });

  test.each<[string, (setUp: SetUp) => void]>([
    ['people', (it) => (it.holders[0] = { ...(it.holders[0] ?? fail()), invented: true })],
    ['officials', (it) => (it.officials[0] = { ...(it.officials[0] ?? fail()), invented: true })],
    [
      'mailboxes',
      (it) => (it.mailboxes[0] = { ...(it.mailboxes[0] ?? fail()), address: 'noi-vu@cantho.example' }),
    ],
  ])('with invented %s is none for records in service', async (_, change) => {
    const records = await emptyRecords();
    await expect(apply(records, plain(change))).rejects.toThrow(InventedInService);
    expect((await standingSetUp(records)).setUp.units).toStrictEqual([]);
  });
});

const fail = (): never => {
  throw new Error('no such row');
};

describe('what records refer to', () => {
  test('is not left out: a unit, and whoever has acted on a day', async () => {
    const records = await emptyRecords();
    await apply(records, plain());
    const act = (office: 'home-affairs' | 'chairman', person: string) =>
      record(records, loadRewardTables, anEntry({ actor: { office, person } }));
    await act('home-affairs', 'snv-giam-doc');
    await act('chairman', 'chu-tich-1');
    await act('chairman', 'nguoi-la');
    const filed = { office: 'unit', unit: 'so-y-te', person: 'syt-dau-moi' } as const;
    await record(records, loadRewardTables, anEntry({ actor: filed }));
    const { setUp: standing } = await standingSetUp(records);
    const acts = await pastActs(records);
    const left = (change: (setUp: SetUp) => void) =>
      leftOutFaults(standing, plain(change), acts).map((it) =>
        'person' in it ? `${it.code} ${it.person}` : it.code,
      );

    expect(left(() => undefined)).toStrictEqual([]);
    expect(left((it) => it.units.splice(1, 1))).toStrictEqual(['unit.left-out']);
    expect(left((it) => it.holders.splice(0, 1))).toStrictEqual(['holder.left-out snv-giam-doc']);
    expect(left((it) => it.officials.splice(1, 1))).toStrictEqual(['official.left-out syt-dau-moi']);
    const since = (day: string) => (it: SetUp) =>
      (it.holders[2] = { ...(it.holders[2] ?? fail()), validFrom: day });
    expect(left(since('2024-02-01'))).toStrictEqual([]);
    expect(left(since('2024-02-02'))).toStrictEqual(['holder.left-out chu-tich-1']);
    // Nobody has acted as these.
    expect(left((it) => it.holders.splice(3, 2))).toStrictEqual([]);
  });

  test('records of a program that knew no officials yet are read', async () => {
    const records = await emptyRecords();
    await records.db.schema.dropTable('unit_official').execute();
    expect((await standingSetUp(records)).setUp.officials).toStrictEqual([]);
  });
});
