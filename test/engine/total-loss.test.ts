import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { auditRows } from '../../activities/records/acts/audit.js';
import { record } from '../../activities/records/acts/record.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { toInstant } from '../../activities/records/database/open.js';
import { expectedWorkflows } from '../../activities/records/reads/expected-workflows.js';
import { ledgerRows } from '../../activities/records/reads/ledger.js';
import { loadHolidays, loadRewardTables } from '../../activities/reference/tables.js';
import { runDoctor } from '../../client/cli/commands/doctor.js';
import { runRestore } from '../../client/cli/commands/restore.js';
import { clockOf, startMovement } from '../../client/engine/movement.js';
import { restoreMovement } from '../../client/engine/restore.js';
import { workflowStanding } from '../../client/engine/workflow-standing.js';
import { sendToMovement } from '../../client/officials/send.js';
import { movementId, taskQueues } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { collected } from '../cli/collected.js';
import { LosableServer } from '../environment/losable-server.js';
import { lettersDelivered } from '../environment/post.js';
import { openWorld, type World } from '../environment/world.js';
import { plan263 } from '../plan/plans.js';
import { anEntry } from '../records/builders.js';
import { CampaignHands, must } from '../workflows/campaigns.js';
import { at, DossierHands } from '../workflows/dossiers.js';
import { homeAffairs } from '../workflows/people.js';

const minutes = 60_000;
const annual = ['2021', '2022', '2023', '2024'];
const reason = 'Mất dữ liệu của máy chủ Temporal.';

let world: World;
let server: LosableServer;
afterEach(async () => {
  await world.stop();
  await server.stop();
});

async function openHouse(): Promise<void> {
  server = await LosableServer.start(inject('temporalCli'));
  const environment = await TestWorkflowEnvironment.createFromExistingServer({ address: server.address });
  world = await openWorld(environment, [], loadHolidays, taskQueues.rehearsal);
}

const surroundings = () =>
  collected({
    TEMPORAL_ADDRESS: server.address,
    DATABASE_URL: world.databaseUrl,
    SMTP_URL: world.smtpUrl,
    MAIL_FROM: 'thi-dua@can-tho.invalid',
  });

async function doctor(): Promise<{ status: number; text: string }> {
  const { surroundings: to, written } = surroundings();
  return { status: await runDoctor({}, to), text: written.out.replace(/\s+/g, ' ') };
}

async function restore(workflow: string | null): Promise<number> {
  const which = workflow === null ? { all: true } : { workflow };
  return runRestore({ ...which, reason, by: 'van-hanh' }, surroundings().surroundings);
}

/** The server's data is gone: doctor says so, what ran is started again as the caller does it, and doctor has nothing to say. */
async function loseAll(again: () => Promise<void>): Promise<void> {
  await lettersDelivered(world.records);
  const expected = await expectedWorkflows(world.records, '263');
  await server.lose();
  const lost = await doctor();
  expect(lost.status).toBe(3);
  expect(lost.text).toContain(`${String(expected.length)} luồng việc đáng lẽ đang chạy mà không chạy`);
  expect(lost.text).toContain('npx thidua restore --all');
  await again();
  await world.stepper.settle();
  const standings = await Promise.all(
    expected.map(({ workflowId }) => workflowStanding(world.client, workflowId)),
  );
  expect(standings.filter(({ state }) => state !== 'running')).toStrictEqual([]);
  await expect.poll(doctor, { timeout: minutes }).toMatchObject({ status: 0 });
}

const byAll = async (): Promise<void> => {
  expect(await restore(null)).toBe(0);
  expect(await restore(null)).toBe(0);
};

/** The movement and the summary by their names: what hangs on them is started by them. */
async function byName(): Promise<void> {
  expect(await restore('summary/263')).toBe(0);
  expect(await restore(movementId('263'))).toBe(0);
  expect(await restore('summary/263')).toBe(3);
  expect(await restore('summary/264')).toBe(3);
  expect(await restore(null)).toBe(0);
}

const restoring = () => ({
  ...{ client: world.client, records: world.records, plan: plan263, taskQueue: world.taskQueue },
  ...{ reason, operator: 'live' },
});

/** As `live` does it when it is started again; broken off before its end, and started once more. */
async function byLive(): Promise<void> {
  const { workflow } = world.client;
  const start = workflow.start.bind(workflow);
  let starts = 0;
  workflow.start = (...given: Parameters<typeof start>) =>
    (starts += 1) > 2 ? Promise.reject(new Error('kill -9')) : start(...given);
  await expect(restoreMovement(restoring())).rejects.toThrow('kill -9');
  workflow.start = start;
  const rest = await restoreMovement(restoring());
  expect(rest.length).toBe((await expectedWorkflows(world.records, '263')).length - 2);
  expect(await restoreMovement(restoring())).toStrictEqual([]);
}

async function certificates(): Promise<void> {
  for (const campaign of annual)
    for (const act of ['campaign-started', 'campaign-closed'])
      await record(world.records, loadRewardTables, anEntry({ campaign, act, at: null }));
  const values = ['2021', '2022'].map((campaign) => ({
    ...{ plan: '263', campaign, bloc: 'departments', kind: 'collective', seat: 'highest-rank' },
    ...{ unit: 'so-noi-vu', nominee: `${campaign}-tt`, person_id: null, name: 'Sở Nội vụ' },
    ...{ clause: 'III.3.a', decided_by: null, list_digest: 'a'.repeat(64) },
    ...{ decision_number: '1/QĐ-UBND', decision_date: `${Number(campaign) + 1}-03-10` },
    ...{ signed_by: 'Trần Việt Trường', signs_as: 'CHỦ TỊCH', money: 1, reward: '{}' },
    written_at: toInstant(at(`${Number(campaign) + 1}-03-10T09:00:00`)),
  }));
  await world.records.db.insertInto('ledger').values(values).execute();
}

const chairman = { office: 'chairman' as const, person: 'ct-chu-tich-2025-10' };

/** The summary from its beginning to its ceremony, and a certificate revoked after it; `meddle` is called between. */
async function aPeriod(meddle: (again: () => Promise<void>) => Promise<void>) {
  await openHouse();
  const { records } = world;
  const now = at('2025-12-20T09:00:00');
  await setRehearsalClock(records, now);
  await certificates();
  const services = { client: world.client, records };
  await startMovement(services, plan263, await clockOf(records));
  const hands = new CampaignHands(world, 'summary');
  await hands.walkTo('01-05T09:00:00');
  await hands.letNobodyIn();
  must(await new DossierHands(world, 'summary', 'xa-mot').file());
  await meddle(byLive);
  hands.absent = ['xa-mot', 'xa-ba'];
  await hands.collect();
  must(await new DossierHands(world, 'summary', 'xa-mot').review('accept'));
  await hands.walkTo('02-20T09:00:00');
  await hands.rank();
  await hands.leaveVacant();
  await hands.forward();
  await meddle(byName);
  await hands.appraise();
  await hands.sign({ actor: chairman });
  await meddle(byAll);
  await hands.decide();
  const { list, awards, decision } = await hands.state();
  await hands.celebrate();
  const revoked = await sendToMovement(world.services, messages.revokeCertificate, {
    ...{ actor: homeAffairs, campaign: '2021', bloc: 'departments', kind: 'collective' },
    ...{ seat: 'highest-rank', decision: { number: '9/QĐ-UBND', date: '2026-02-20' }, reason: 'Khai sai.' },
  });
  await lettersDelivered(records);
  const letters = await records.db.selectFrom('letter').select('key').execute();
  const mails = await records.db.selectFrom('mail').select(['key', 'state']).execute();
  const acts = (await auditRows(records, { campaign: 'summary' })).filter(
    ({ act, person }) => person !== null || act === 'campaign-closed',
  );
  return {
    digest: list?.digest,
    awards,
    decision,
    revoked: revoked.done,
    ledger: (await ledgerRows(records, {})).map(({ campaign, seat, nominee }) => [campaign, seat, nominee]),
    acts: acts.map(({ act, person }) => `${act} ${person ?? ''}`),
    letters: letters.map(({ key }) => withoutNumbers(key)).sort(),
    mails: mails.map(({ key, state }) => `${withoutNumbers(key)} ${state}`).sort(),
  };
}

/** Messages have other ids in each play, and a selection that is made anew after a loss has another number. */
const withoutNumbers = (key: string): string =>
  key.replace(/[0-9a-f-]{36}/, 'id').replace(/(question|shortlist)\/\d+/, '$1/n');

describe('a server that lost all its data', () => {
  test(
    'the movement and its summary go on to the same awards, each letter once, however they are restored',
    { timeout: 5 * minutes },
    async () => {
      const undisturbed = await aPeriod(() => Promise.resolve());
      await world.stop();
      await server.stop();
      const disturbed = await aPeriod(loseAll);
      expect(disturbed).toStrictEqual(undisturbed);
      expect(disturbed.awards?.rows).toBeGreaterThan(0);
      expect(disturbed.revoked).toBe(true);
    },
  );
});
