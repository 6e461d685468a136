import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPlan, keepPlan, keptPlans, OtherPlan, planOf } from '../../activities/records/registry/plans.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { plan263, samplePlan } from '../plan/plans.js';
import { startTestServer, type TestServer } from './setup.js';

let server: TestServer;
let records: Records;
beforeAll(async () => {
  server = await startTestServer();
  records = await openRecords(await server.createDatabase());
});
afterAll(async () => {
  await records.close();
  await server.stop();
});

test('records keep each plan for ever: kept again it is the same, another of its code is refused', async () => {
  expect(await keptPlans(records)).toStrictEqual([]);
  await records.migrate();
  expect(await keptPlans(records)).toStrictEqual([]);
  expect(await findPlan(records, '263')).toBeNull();
  await expect(planOf(records, '263')).rejects.toThrow('There is no plan 263.');

  await Promise.all([keepPlan(records, plan263), keepPlan(records, plan263)]);
  await keepPlan(records, samplePlan);
  expect(await keptPlans(records)).toStrictEqual(['263', samplePlan.plan]);
  expect(await planOf(records, '263')).toStrictEqual(plan263);

  const other = { ...plan263, title: 'Kế hoạch khác' };
  await expect(keepPlan(records, other)).rejects.toThrow(OtherPlan);
  expect(await planOf({ db: records.db }, '263')).toStrictEqual(plan263);
});

test('not even by SQL is a kept plan changed', async () => {
  const change = records.db.updateTable('plan').set({ digest: 'x' }).where('code', '=', '263').execute();
  await expect(change).rejects.toThrow('never changed');
  await expect(records.db.deleteFrom('plan').execute()).rejects.toThrow('never changed');
});
