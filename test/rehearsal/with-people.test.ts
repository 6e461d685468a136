import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadUnits } from '../../activities/reference/tables.js';
import { auditRows } from '../../activities/records/acts/audit.js';
import { giveOrder } from '../../client/rehearsal/control.js';
import { keepRoles, keptRoles, readRoles } from '../../client/rehearsal/roles.js';
import { seatsOf } from '../../workflows/plan/seats.js';
import { run, Running, withRecords } from '../live/running.js';
import { samplePlan } from '../plan/plans.js';

const minutes = 60_000;
const campaign = '2026';
const Tasks = z.array(z.object({ campaign: z.string(), what: z.string(), which: z.array(z.string()) }));
type Task = z.infer<typeof Tasks>[number];

let folder = '';
let rehearsal: Running;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-people-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function command(...words: string[]): Promise<string> {
  const { code, text } = await run(folder, ...words);
  expect(code, `${words.join(' ')}\n${text}`).toBe(0);
  return text;
}

const act = (...words: string[]): Promise<string> =>
  command(...words, '--as', 'home-affairs', '--person', 'snv-cchc-2');

const decision = ['--decision-number', '01/QĐ-UBND', '--decision-date', '2027-02-10', '--yes'];

async function rank(bloc: string): Promise<void> {
  const rows = loadUnits(samplePlan.plan).filter((unit) => unit.bloc === bloc);
  const file = join(folder, '..', `${bloc}-${String(process.pid)}.csv`);
  await writeFile(
    file,
    ['đơn vị,hạng', ...rows.map(({ code }, index) => `${code},${String(index + 1)}`)].join('\n'),
  );
  await act('ranking', 'import', campaign, bloc, file, ...decision);
  await rm(file);
}

async function choose(bloc: string): Promise<void> {
  const seats = seatsOf(samplePlan, campaign).filter((it) => it.kind === 'individual' && it.bloc === bloc);
  const people = loadUnits(samplePlan.plan)
    .filter((unit) => unit.bloc === bloc)
    .flatMap(({ code }) => [`${campaign}-${code}-1`, `${campaign}-${code}-2`]);
  await act(
    'shortlist',
    campaign,
    'individual',
    bloc,
    ...people.slice(0, seats.length),
    '--reason',
    'Tiêu biểu.',
  );
}

/** Does what waits for Home Affairs, by the commands that the tasks name. */
async function doTask({ what, which }: Task): Promise<void> {
  if (what === 'reviews') await act('review', campaign, '--all-waiting', '--yes');
  else if (what === 'ranking') for (const bloc of which) await rank(bloc);
  else if (what === 'shortlist') for (const bloc of which) await choose(bloc);
  else if (what === 'question')
    await act(
      'question',
      'answer',
      campaign,
      which[0] ?? '',
      answerOf(which[0] ?? ''),
      '--reason',
      'Biên bản.',
    );
  else if (what === 'forwarding') await act('forward', campaign, '--yes');
  else throw new Error(`Nobody knows how to do ${what}.`);
}

const answerOf = (question: string): string => (question.includes('last-day') ? 'keep' : 'vacant');

const ownTasks = async (): Promise<Task[]> =>
  Tasks.parse(JSON.parse(await command('tasks', '--as', 'home-affairs', '--json'))).filter(
    (task) => task.campaign === campaign,
  );

async function awaited(): Promise<Task> {
  for (let looks = 0; looks < 60; looks += 1) {
    const [task] = await ownTasks();
    if (task !== undefined) return task;
  }
  throw new Error('Nothing ever waits.');
}

describe('a rehearsal that leaves Home Affairs to people', { timeout: 5 * minutes }, () => {
  test('stands still where something waits for them, says by which command it is done, and goes on by itself', async () => {
    rehearsal = Running.start(folder, 'rehearse', '--plan', samplePlan.plan, '--play', 'unit,board,chairman');
    expect(await rehearsal.line(/^Thời gian dừng ở/)).toMatch(/2027\. Đang chờ/);
    expect(await rehearsal.line(/Lệnh: thidua review list 2026$/)).toContain('Hạn: trước ngày');
    const before = await command('status', '--json');
    expect(await command('status', '--json')).toBe(before);

    await act('review', campaign, '--all-waiting', '--yes');
    await rehearsal.line(
      /^Thời gian dừng ở/,
      rehearsal.lines.findIndex((line) => /Thời gian dừng/.test(line)) + 1,
    );
  });

  test('an event is played at the word of another terminal, and a day', async () => {
    expect(await command('step')).toMatch(/^Thời gian dừng ở .*2027/);
    expect(await command('rehearse', '--until', '2027-01-20')).toMatch(/^Thời gian dừng ở .*01\/2027/);
    expect(await command('rehearse')).toContain('thidua step');
  });

  test('the campaign comes to its list by their commands; the Board and the Chairman are played', async () => {
    for (let task = await awaited(); task.what !== 'decision-number'; task = await awaited())
      await doTask(task);
    await withRecords(folder, async (records) => {
      const acts = await auditRows(records, { campaign });
      const done = (name: string) => acts.filter((it) => it.act === name).map((it) => it.person);
      expect(new Set(done('reviewDossier'))).toStrictEqual(new Set(['snv-cchc-2']));
      expect(done('forward')).toStrictEqual(['snv-cchc-2']);
      expect(done('appraise')).toHaveLength(1);
      expect(done('signOff')).toHaveLength(1);
    });
    expect(await rehearsal.stop()).toBe(0);
  });

  test('whatever it does when Ctrl-C comes, it has stopped as it was asked to', async () => {
    for (const line of [/^Cổng thông tin/, /./]) {
      const playing = Running.start(join(folder, 'played'), 'rehearse', '--plan', samplePlan.plan);
      const seen = await playing.line(/^Cổng thông tin/);
      await playing.line(line, playing.lines.indexOf(seen) + (line.source === '.' ? 1 : 0));
      expect(await playing.stop(), playing.lines.join('\n')).toBe(0);
    }
  });

  test('a later run keeps the same roles', async () => {
    expect(await keptRoles(folder)).toStrictEqual(['unit', 'board', 'chairman']);
    expect(await command('step')).toContain('Đã dừng ở');
    expect(await giveOrder(folder, { move: 'step' })).toBeNull();
  });
});

describe('the roles that are named', () => {
  test.each([
    ['none', []],
    ['all', ['unit', 'home-affairs', 'board', 'chairman']],
    ['board, unit', ['unit', 'board']],
  ])('%s', (given, roles) => {
    expect(readRoles(given)).toStrictEqual({ roles });
  });

  test('an unknown one is named', () => {
    expect(JSON.stringify(readRoles('unit,mayor'))).toContain('không có vai “mayor”');
  });

  test('are kept for the runs that follow; all where none were ever named', async () => {
    const own = await mkdtemp(join(tmpdir(), 'thidua-roles-'));
    expect(await keptRoles(own)).toHaveLength(4);
    await keepRoles(own, ['board']);
    expect(await keptRoles(own)).toStrictEqual(['board']);
    await rm(own, { recursive: true, force: true });
  });
});
