import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { record } from '../../activities/records/acts/record.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { verifyRecords } from '../../activities/records/evidence/verify.js';
import { findPlan, planAmendments } from '../../activities/records/registry/plans.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import { runPlanAmend } from '../../client/cli/commands/plan-amend.js';
import { runPlanShow } from '../../client/cli/commands/plan-show.js';
import { sendToMovement } from '../../client/officials/send.js';
import { movementId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { digestOf } from '../../workflows/rules/digest.js';
import { collected } from '../cli/collected.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { plan263, withDossierDay, withSeatMoved } from '../plan/plans.js';
import { anEntry } from '../records/builders.js';
import { CampaignHands } from './campaigns.js';
import { at } from './dossiers.js';
import { chairman, homeAffairs } from './people.js';

const now = at('2023-11-15T09:00:00');
const amended = withDossierDay(plan263, 20);
const decision = { number: '901/QĐ-UBND', date: '2023-11-14' };
const reason = 'Lùi hạn nộp hồ sơ.';

describe('a plan that is amended while its movement runs', () => {
  let world: World;
  let folder = '';
  let environment: Record<string, string> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'thidua-amend-'));
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    environment = {
      TEMPORAL_ADDRESS: world.environment.address,
      DATABASE_URL: world.databaseUrl,
      THIDUA_DATA: join(folder, 'data'),
    };
    await setRehearsalClock(world.records, now);
    for (const campaign of ['2021', '2022'])
      for (const act of ['campaign-started', 'campaign-closed'])
        await record(world.records, loadRewardTables, anEntry({ campaign, act, at: null }));
    await world.client.workflow.start('movement', {
      workflowId: movementId('263'),
      taskQueue: world.taskQueue,
      args: [{ plan: plan263, clock: { mode: 'rehearsal', now }, state: {} }],
    });
    await world.stepper.settle();
  });
  afterAll(async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function amend(plan: unknown, answers: string[] | null = null, more: { json?: boolean } = {}) {
    const file = join(folder, 'ke-hoach.json');
    await writeFile(file, JSON.stringify(plan));
    const { surroundings, written } = collected(environment, 100);
    const options = {
      file,
      decisionNumber: decision.number,
      decisionDate: '14/11/2023',
      reason,
      person: homeAffairs.person,
      yes: answers === null,
      ...more,
    };
    const ask = answers === null ? null : () => Promise.resolve(answers.shift() ?? '');
    const status = await runPlanAmend(options, { ...surroundings, ask });
    await world.stepper.recall();
    await world.stepper.settle();
    return { status, ...written };
  }

  const cutoffs = async (campaign: string): Promise<number[]> => {
    const rows = await world.records.db
      .selectFrom('dossier')
      .select('cutoff')
      .where('campaign', '=', campaign)
      .execute();
    return [...new Set(rows.map(({ cutoff }) => cutoff))];
  };

  test('is refused where it touches a campaign that has begun, its code or its first day; nothing is recorded', async () => {
    const touching = await amend(withSeatMoved(plan263, 2023));
    expect(touching.status).toBe(3);
    expect(touching.errors).toMatch(/đợt khen thưởng đã mở, ở: blocs\./);
    const sent = (plan: Plan) =>
      sendToMovement(world.services, messages.amendPlan, { actor: homeAffairs, plan, decision, reason });
    expect(await sent(withSeatMoved(plan263, 2023))).toMatchObject({ refusal: { code: 'amendment.begun' } });
    expect(await sent({ ...plan263, plan: '264' })).toMatchObject({ refusal: { code: 'amendment.fixed' } });
    const late = { ...plan263, period: { ...plan263.period, from: '2022-01-01' } };
    expect(await sent(late)).toMatchObject({ refusal: { code: 'amendment.fixed', places: ['period.from'] } });
    expect(await amend({ ...plan263, number: 5 })).toMatchObject({ status: 2 });
    const future = { ...decision, date: '2023-12-01' };
    const message = { actor: homeAffairs, plan: amended, decision: future, reason };
    expect(await sendToMovement(world.services, messages.amendPlan, message)).toMatchObject({
      refusal: { code: 'date.in-future' },
    });
    const gone = { ...chairman, person: 'ct-chu-tich-2025-07' };
    expect(
      await sendToMovement(world.services, messages.amendPlan, { ...message, actor: gone, decision }),
    ).toMatchObject({ refusal: { code: 'actor.not-holder' } });
    expect(await planAmendments(world.records, '263')).toStrictEqual([]);
  });

  test('is shown, asked for and recorded once, with both digests', async () => {
    expect(await amend(amended, ['k'])).toMatchObject({ status: 2 });
    expect(await planAmendments(world.records, '263')).toStrictEqual([]);

    const { status, out, errors } = await amend(amended, ['c']);
    expect(status, errors).toBe(0);
    expect(out).toContain('cutoffs.dossier.day (hạn nộp hồ sơ)\n  trước: 10\n  sau:   20');
    expect(out).toContain('theo 901/QĐ-UBND ngày 14/11/2023');
    const again = await amend(amended);
    expect(again.status).toBe(0);
    expect(again.out).toContain('không có gì khác');

    const [before, after] = [digestOf(plan263), digestOf(amended)];
    const rows = (await auditRows(world.records, { act: 'amendPlan' })).filter(({ outcome }) =>
      JSON.stringify(outcome).includes('"refusal":null'),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      person: homeAffairs.person,
      reason,
      facts: { decision, before, after, campaigns: ['2024', 'summary'] },
    });
    expect(await planAmendments(world.records, '263')).toMatchObject([{ number: 1, before, digest: after }]);
    expect(await findPlan(world.records, '263', '2023')).toStrictEqual(plan263);
    expect(await findPlan(world.records, '263', '2024')).toStrictEqual(amended);
    expect(await findPlan(world.records, '263')).toStrictEqual(amended);
  });

  test('plan show has the plan of today and its amendments', async () => {
    const { surroundings, written } = collected(environment, 100);
    expect(await runPlanShow({}, surroundings)).toBe(0);
    expect(written.out).toContain(`SHA-256                ${digestOf(amended)}`);
    expect(written.out).toContain('trước ngày 20/02 năm sau');
    expect(written.out).toContain('Sửa đổi lần 1: theo 901/QĐ-UBND ngày 14/11/2023');
  });

  test('changes the cutoff of the campaign that begins later, and of that alone', async () => {
    await new CampaignHands(world, '2023').walkTo('01-02T09:00:00');
    expect(await cutoffs('2023')).toStrictEqual([at('2024-02-10T00:00:00')]);
    await new CampaignHands(world, '2024').walkTo('01-02T09:00:00');
    expect(await cutoffs('2024')).toStrictEqual([at('2025-02-20T00:00:00')]);
    expect(await cutoffs('2023')).toStrictEqual([at('2024-02-10T00:00:00')]);
    expect(await verifyRecords(world.records)).toMatchObject({ faults: [] });
  });
});
