import { plan263 } from '../plan/plans.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { movementStanding } from '../../activities/records/reads/closed-campaigns.js';
import { setRehearsalClock, setServiceClock } from '../../activities/records/database/business-time.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import { type Records, openRecords } from '../../activities/records/database/open.js';
import { record } from '../../activities/records/acts/record.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { officeHolders, setContact } from '../../activities/records/registry/units.js';
import {
  InventedInService,
  inventedContacts,
  loadOffices,
  type OfficeRow,
  seedReference,
} from '../../activities/records/registry/setup.js';
import { anEntry, anEntryOf, now } from './builders.js';
import { seedForTest, startTestServer, testInstance, type TestServer, units } from './setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

const other = '11111111-1111-4111-8111-111111111111';
const head: OfficeRow = {
  office: 'chairman',
  person: 'ct-gia-dinh',
  name: 'Người Giả Định',
  title: 'Chủ tịch UBND thành phố',
  signsAs: 'CHỦ TỊCH',
  validFrom: '2021-01-01',
  validTo: null,
  invented: true,
};

async function emptyRecords(): Promise<Records> {
  const records = await openRecords(await server.createDatabase());
  await records.migrate();
  return records;
}

describe('one instance', () => {
  test('is made once, and each database has its own', async () => {
    const [one, two] = [await emptyRecords(), await emptyRecords()];
    const before = await instanceOf(one);
    await one.migrate();
    expect(await instanceOf(one)).toBe(before);
    expect(await instanceOf(two)).not.toBe(before);
    await Promise.all([one.close(), two.close()]);
  });

  test.each([
    { name: 'another', instance: other },
    { name: 'none', instance: '' },
  ])('an act for $name is never written, known key or not, and says why', async ({ instance }) => {
    const records = await server.openSeeded();
    const entry = anEntryOf({ type: 'launch-plans', plans: [] }, { instance });
    await expect(record(records, loadRewardTables, entry)).rejects.toMatchObject({
      type: 'ForeignRecords',
      nonRetryable: false,
    });
    expect(await auditRows(records)).toStrictEqual([]);
    await record(records, loadRewardTables, { ...entry, instance: testInstance });
    await expect(record(records, loadRewardTables, entry)).rejects.toThrow('belong to another movement');
    expect(await auditRows(records)).toHaveLength(1);
  });

  test('a movement that names another learns nothing of the records', async () => {
    const records = await server.openSeeded();
    await expect(movementStanding(records, { plan: plan263, instance: other })).rejects.toThrow(
      'belong to another movement',
    );
    expect(await movementStanding(records, { plan: plan263, instance: '' })).toStrictEqual({
      instance: testInstance,
      began: null,
      closed: [],
    });
  });
});

describe('closed campaigns', () => {
  test('are those that said so, refused acts and other plans left out, with what the ledger has', async () => {
    const records = await server.openSeeded();
    const says = (campaign: string, act: string, over = {}) =>
      record(records, loadRewardTables, anEntry({ campaign, act, ...over }));
    const actor = { office: 'chairman', person: 'ai-do' } as const;
    await says('2022', 'ceremony-not-reported');
    await says('2021', 'campaign-closed');
    await says('2021', 'campaign-closed');
    await says('2023', 'campaign-closed', { actor });
    await says('2024', 'list-computed');
    await says('2024', 'campaign-closed', { plan: '264' });
    await records.db
      .insertInto('ledger')
      .values(
        ['a', 'b'].map((seat) => ({
          plan: '263',
          campaign: '2022',
          bloc: 'communes',
          kind: 'collective',
          seat,
          unit: 'xa-mot',
          nominee: seat,
          person_id: null,
          name: 'Xã Một',
          clause: 'III.3.a',
          decided_by: null,
          list_digest: '0'.repeat(64),
          decision_number: '1/QĐ-UBND',
          decision_date: '2023-03-20',
          signed_by: 'Trần Việt Trường',
          signs_as: 'CHỦ TỊCH',
          money: 1_000_000,
          reward: '{}',
          written_at: new Date(now).toISOString(),
        })),
      )
      .execute();
    const { closed } = await movementStanding(records, { plan: plan263, instance: testInstance });
    expect(closed).toStrictEqual([
      { campaign: '2022', awards: 2, total: 2_000_000 },
      { campaign: '2021', awards: 0, total: 0 },
    ]);
  });
});

describe('invented people', () => {
  test('are refused by the setup of records in service, all or nothing; a rehearsal takes them', async () => {
    const records = await emptyRecords();
    const reference = { units, offices: [head], contacts: inventedContacts(plan263, units) };
    await expect(seedReference(records, reference)).rejects.toThrow(InventedInService);
    const count = async (table: 'unit' | 'office_holder' | 'contact') =>
      (await records.db.selectFrom(table).selectAll().execute()).length;
    expect([await count('unit'), await count('office_holder'), await count('contact')]).toStrictEqual([
      0, 0, 0,
    ]);
    await setRehearsalClock(records, now);
    await seedReference(records, reference);
    expect([await count('unit'), await count('office_holder')]).toStrictEqual([units.length, 1]);
    await records.close();
  });

  test('hold no office in service, even where a row got in', async () => {
    const records = await server.openSeeded();
    await setRehearsalClock(records, now);
    await seedReference(records, { offices: [head] });
    const act = () =>
      record(
        records,
        loadRewardTables,
        anEntry({ actor: { office: 'chairman', person: head.person }, act: 'signOff' }),
      );
    const holders = () => officeHolders(records, { office: 'chairman', on: '2024-02-01' });
    expect(await act()).toMatchObject({ refusal: null, holder: { name: head.name } });
    expect(await holders()).toHaveLength(1);
    await setServiceClock(records);
    expect(await act()).toMatchObject({ refusal: { code: 'actor.not-holder' }, holder: null });
    expect(await holders()).toStrictEqual([]);
  });
});

describe('setup', () => {
  test('a mended row of the offices replaces the mistaken one; a unit is mended by its code', async () => {
    const records = await server.openSeeded();
    const real = { ...head, invented: false };
    await seedReference(records, { offices: [real] });
    await seedReference(records, { offices: [{ ...real, validFrom: '2023-01-01' }] });
    const holders = await records.db.selectFrom('office_holder').select(['person', 'valid_from']).execute();
    expect(holders).toStrictEqual([{ person: head.person, valid_from: '2023-01-01' }]);
    const mended = units.map((it) => ({ ...it, name: `${it.name} (sửa)` }));
    await seedReference(records, { units: mended });
    const names = await records.db.selectFrom('unit').select('name').execute();
    expect(new Set(names.map((it) => it.name))).toStrictEqual(new Set(mended.map((it) => it.name)));
    expect(await records.db.selectFrom('office_holder').selectAll().execute()).toHaveLength(1);
  });

  test('a mailbox that was changed since keeps its address', async () => {
    const records = await server.openSeeded();
    await setContact(records, { recipient: 'office:board', address: 'a@b.example', name: 'Ban' });
    await seedForTest(records);
    const board = records.db.selectFrom('contact').select('address').where('recipient', '=', 'office:board');
    expect(await board.execute()).toStrictEqual([{ address: 'a@b.example' }]);
  });

  test('the table of offices names invented people, which only a rehearsal takes', () => {
    expect(loadOffices().some((row) => row.invented)).toBe(true);
  });
});
