import { namesFor } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { failingEffects } from '../../activities/records/reads/failing.js';
import { dossierState } from '../../client/officials/send.js';
import type { DossierInput } from '../../workflows/dossier/state.js';
import { dossierId } from '../../workflows/api/identity.js';
import { sleepUntil, startTimeSkipping } from '../environment/time-skipping.js';
import { openWorld, type World } from '../environment/world.js';
import { anEntryOf } from '../records/builders.js';
import { testInstance } from '../records/setup.js';

const launcher = inject('timeSkipping');
const at = (instant: string): number => Date.parse(`${instant}+07:00`);
const cutoff = at('2024-02-10T00:00:00');
const campaign = '2023';
const unit = 'xa-mot';
const workflowId = dossierId('263', campaign, unit);
const minute = 60_000;
const Metadata = z.object({ currentDetails: z.string() });

/** An outage of the records of which the server knows nothing: their audit table is away. */
describe.skipIf(launcher === null)('an effect that fails for longer than a minute', () => {
  let world: World | undefined;
  const the = (): World => {
    if (world === undefined) throw new Error('The servers did not start.');
    return world;
  };
  const handle = () => the().client.workflow.getHandle(workflowId);
  const details = async (): Promise<string> =>
    Metadata.parse(await handle().query('__temporal_workflow_metadata')).currentDetails;
  const rename = (from: string, to: string) =>
    sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(the().records.db);

  beforeAll(async () => {
    world = await openWorld(await startTimeSkipping(launcher ?? '', '2024-02-01T09:00:00+07:00'));
    const { record } = createRecordsEffects({ records: world.records });
    await record(anEntryOf({ type: 'dossiers-opened', dossiers: [{ unit, filer: unit }], cutoff }));
    const input: DossierInput = {
      plan: '263',
      names: namesFor(plan263, 'communes'),
      campaign,
      unit,
      bloc: 'communes',
      filer: unit,
      announceBy: null,
      instance: testInstance,
      clock: { mode: 'service', now: 0, told: {} },
      state: {
        status: 'open',
        cutoff,
        current: null,
        completeBy: null,
        acts: 0,
        decidedUntil: 0,
      },
    };
    await world.client.workflow.start('dossier', { workflowId, taskQueue: world.taskQueue, args: [input] });
  });
  afterAll(() => world?.stop());

  test('is shown in the details and in the records, and goes on until it succeeds', async () => {
    await rename('audit', 'audit_away');
    await sleepUntil(the().environment, cutoff + 30 * minute);
    expect(await details()).toMatch(
      /Đang trục trặc.*ghi sổ \(dossier-lapsed\) không được từ 00:0\d ngày 10\/02\/2024: .*audit/s,
    );
    expect(await failingEffects(the().records)).toMatchObject([
      { workflow: workflowId, effect: 'record: dossier-lapsed', why: 'relation "audit" does not exist' },
    ]);
    await rename('audit_away', 'audit');
    await the().environment.sleep('2 hours');
    expect(await details()).not.toContain('trục trặc');
    expect(await failingEffects(the().records)).toStrictEqual([]);
    expect(await dossierState(the().services, { campaign, unit })).toMatchObject({ status: 'lapsed' });
    const { events } = await handle().fetchHistory();
    expect(events?.filter((event) => event.workflowTaskFailedEventAttributes != null)).toStrictEqual([]);
  });
});
