import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { readServersFile } from '../../worker/embedded/data/servers-file.js';
import { movementId, postId } from '../../workflows/api/identity.js';
import { messages, queries } from '../../workflows/api/messages.js';
import { campaignsOf } from '../../workflows/plan/names.js';
import { plan263 } from '../plan/plans.js';
import { seedForTest } from '../records/setup.js';
import { run, Running, serversOf, withRecords, withStoppedRecords } from './running.js';

const minutes = 60_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-live-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The local activities that the movement has done: more after each time that it was made to look at its records. */
async function looksOfMovement(client: Client): Promise<number> {
  const { events } = await client.workflow.getHandle(movementId('263')).fetchHistory();
  return (events ?? []).filter((it) => it.markerRecordedEventAttributes).length;
}

/** Asks the movement to look at its records, and returns once it has: so that its servers and its worker are at work. */
async function goesOn(): Promise<void> {
  const { temporal } = await serversOf(folder);
  const connection = await Connection.connect({ address: temporal?.address ?? '' });
  try {
    const client = new Client({ connection });
    const before = await looksOfMovement(client);
    await client.workflow.getHandle(movementId('263')).signal(messages.look.name, {});
    await expect.poll(() => looksOfMovement(client), { timeout: 2 * minutes }).toBeGreaterThan(before);
    const post = client.workflow.getHandle(postId('263'));
    // Asked again: the server may first send a query to the worker that was killed.
    await expect.poll(() => post.query(queries.state), { timeout: 2 * minutes }).toBeTypeOf('object');
  } finally {
    await connection.close();
  }
}

/** Starts the service where it ran before, and returns once its movement is seen to go on. */
async function joined(): Promise<Running> {
  const live = Running.start(folder, 'live');
  await live.line(/đang chạy; tiếp tục từ chỗ đã dừng/);
  await live.line(/Nhấn Ctrl-C để dừng/);
  await goesOn();
  return live;
}

const Findings = z.object({
  findings: z.array(
    z.object({ part: z.string(), state: z.string(), text: z.string(), mend: z.string().nullable() }),
  ),
});

/** Somebody ends the movement on the server: it is said, doctor says so too, and it is started again from the records. */
async function losesItsMovement(live: Running): Promise<void> {
  const id = movementId('263');
  expect(await run(folder, 'doctor')).toMatchObject({ code: 0 });
  const { temporal } = await serversOf(folder);
  const connection = await Connection.connect({ address: temporal?.address ?? '' });
  await new Client({ connection }).workflow.getHandle(id).terminate('test');
  await connection.close();
  expect(await live.line(/Luồng việc movement\/263 bị chấm dứt/)).toContain(`npx thidua restore ${id}`);
  const ill = await run(folder, 'doctor', '--json');
  expect(ill.code).toBe(3);
  const { findings } = Findings.parse(JSON.parse(ill.text));
  const wrong = findings.filter(({ state }) => state !== 'ok');
  expect(wrong.map(({ part, state }) => [part, state])).toStrictEqual([['workflows', 'fault']]);
  expect(wrong[0]?.text).toContain(id);
  expect(wrong[0]?.mend).toContain(`npx thidua restore ${id}`);
  expect(await run(folder, 'restore', id, '--reason', 'Chấm dứt nhầm.')).toMatchObject({ code: 0 });
  await live.line(/Luồng việc movement\/263 đang chạy trở lại/);
  expect(await run(folder, 'restore', id, '--reason', 'Thử lại.')).toMatchObject({ code: 3 });
  await goesOn();
  const reasons = await withRecords(folder, (records) => auditRows(records, { act: 'workflow-restored' }));
  expect(reasons.map(({ workflow, reason }) => [workflow, reason])).toStrictEqual([[id, 'Chấm dứt nhầm.']]);
}

test(
  'the service: set up first, one at a time, through each kill, and the same movement at the next start',
  { timeout: 8 * minutes },
  async () => {
    const none = await run(folder, 'live');
    expect(none.code).toBe(2);
    expect(none.text).toMatch(/npx thidua setup --template/);
    await withStoppedRecords(folder, (records) => seedForTest(records));

    const live = Running.start(folder, 'live');
    await live.line(/bắt đầu chạy/);
    await live.line(/Nhấn Ctrl-C để dừng/);
    const said = live.lines.join('\n');
    for (const part of [
      '263/KH-UBND',
      '(giờ thật)',
      'Temporal',
      join(folder, 'mail'),
      '2024: Đã qua, không thực hiện ở đây',
    ])
      expect(said).toContain(part);
    const beside = await run(folder, 'live');
    expect(beside.code).toBe(2);
    expect(beside.text).toContain('Chương trình đang chạy trên thư mục dữ liệu');
    const begun = await withRecords(folder, (records) => auditRows(records));

    const { processes } = await serversOf(folder);
    const kills = [
      { name: 'Worker', pid: live.childPid('worker/main.js') },
      { name: 'Temporal', pid: processes.temporal?.pid },
      { name: 'PostgreSQL', pid: processes.postgres?.pid },
    ];
    for (const { name, pid } of kills) {
      const from = live.lines.length;
      process.kill(pid ?? 0, 'SIGKILL');
      await live.line(new RegExp(`${name} đã chạy lại`), from);
      await goesOn();
    }

    await live.kill();
    const second = await joined();
    process.kill((await serversOf(folder)).supervisor?.pid ?? 0, 'SIGKILL');
    expect(await second.code).toBe(4);
    expect(second.lines.join('\n')).toContain('Các máy chủ đã dừng ngoài ý muốn');
    const last = await joined();
    // Nothing was done twice: each campaign, past long ago by the wall clock, was left out once, by the one movement.
    const acts = await withRecords(folder, (records) => auditRows(records));
    const starts = acts.filter(({ act }) => act === 'campaign-skipped');
    expect(starts).toHaveLength(campaignsOf(plan263).length);
    expect(acts.slice(0, begun.length).map((it) => it.key)).toStrictEqual(begun.map((it) => it.key));
    await losesItsMovement(last);
    expect(await last.stop()).toBe(0);
    expect((await readServersFile(folder))?.supervisor).toBeUndefined();

    const trial = await run(folder, 'live', '--trial', '--at', '2022-02-09T23:58');
    expect(trial.code).toBe(2);
    expect(trial.text).toContain('phong trào thật, không chạy thử trên đó được');
  },
);
