import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { verifyProofs } from '../../activities/records/acts/verify-proofs.js';
import { KeptTrial } from './kept-trial.js';
import { Officials } from './officials.js';
import { run, withRecords } from './running.js';

const minutes = 60_000;
const second = 1_000;
const year = '2021';
const midnight = Date.parse('2022-02-10T00:00:00+07:00');
const units = [
  'so-noi-vu',
  'so-y-te',
  'cong-an-thanh-pho',
  'ubnd-quan-ninh-kieu',
  'ubnd-phuong-cai-khe',
  'ubnd-phuong-an-hoa',
];
const [selector, head, board, chairman] = [
  'snv-cchc-1',
  'snv-giam-doc',
  'btdkt-truong-ban',
  'tran-viet-truong',
];

let folder = '';
let data = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-year-'));
  data = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The records as the sample sets them up, for a trial. @returns how long this machine takes for it, milliseconds */
async function setUp(): Promise<number> {
  const begun = Date.now();
  const sample = join(folder, 'mau');
  expect((await run(data, 'live', '--trial', '--at', '2022-02-09T20:00')).text).toContain('setup --sample');
  expect(await run(data, 'setup', '--sample', sample)).toMatchObject({ code: 0 });
  expect(await run(data, 'setup', sample, '--yes', '--json')).toMatchObject({ code: 0 });
  return Date.now() - begun;
}

/** `2022-02-09T23:58:30` of an instant. */
const wallTime = (at: number): string => new Date(at + 7 * 60 * minutes).toISOString().slice(0, 19);

interface Act {
  by: string;
  words: string[];
}

/** Everything after the filing and before the winners are computed. */
async function reviewsAndRankings(officials: Officials): Promise<Act[]> {
  const by = selector;
  const ranking = async (bloc: string, rows: readonly (readonly [string, number])[], ...more: string[]) => {
    const file = await officials.ranking(`${bloc}${more.join('')}`, rows);
    const decision = ['--decision-number', '512/QĐ-UBND', '--decision-date', '09/02/2022'];
    return { by, words: ['ranking', 'import', year, bloc, file, ...decision, '--yes', ...more] };
  };
  const [own = '', health = '', police = '', district = '', first = '', risen = ''] = units;
  const other = 'ubnd-phuong-thoi-binh';
  const report = { by: `${health}-cb1`, unit: health };
  return [
    { by: report.by, words: ['launch-plan', '2022', health, '--number', '12/KH', '--date', '09/02/2022'] },
    { by: report.by, words: ['commendations', year, health, '--collectives', '3', '--individuals', '12'] },
    { by: report.by, words: ['difficulty', year, health, '--text', 'Thiếu máy tính.'] },
    { by: head, words: ['review', year, own, 'accept'] },
    { by, words: ['review', year, '--all-waiting', '--yes'] },
    await ranking('departments', [
      [own, 1],
      [health, 1],
    ]),
    await ranking('vertical', [[police, 1]]),
    await ranking('districts', [[district, 1]]),
    await ranking('communes', [
      [first, 1],
      [risen, 2],
      [other, 3],
    ]),
    await ranking(
      'communes',
      [
        [first, 1],
        [other, 2],
        [risen, 3],
      ],
      '--previous',
    ),
  ];
}

/** From the winners to the ceremony. */
function choicesAndDecisions(today: string): Act[] {
  const [own = '', health = '', police = '', district = '', first = '', risen = ''] = units;
  const choice = (bloc: string, ...nominees: string[]) => ({
    by: selector,
    words: ['shortlist', year, 'individual', bloc, ...nominees, '--reason', 'Thành tích nổi bật.'],
  });
  const meeting = ['--meeting-date', today, '--participants', 'Trưởng ban;Sở Nội vụ', '--votes', '2/0/0'];
  const decision = ['--decision-number', '812/QĐ-UBND', '--decision-date', today];
  return [
    choice('departments', `${health}-1`, `${own}-1`),
    choice('vertical', `${police}-1`),
    choice('districts', `${district}-1`),
    choice('communes', `${first}-1`, `${risen}-1`, `${risen}-2`),
    { by: selector, words: ['forward', year, '--yes'] },
    { by: board, words: ['appraise', year, 'approve', ...meeting, '--yes'] },
    { by: chairman, words: ['sign-off', 'approve', year, '--yes'] },
    { by: selector, words: ['announce', year, ...decision] },
    { by: selector, words: ['ceremony', year, '--date', today, '--place', 'Hội trường UBND thành phố'] },
  ];
}

const Status = z.object({
  campaigns: z.array(z.object({ campaign: z.string(), stage: z.string() })),
});

/** Home Affairs decides a tie while the records hold up the computing of winners: nobody is told what that overtakes. */
async function decideTie(trial: KeptTrial, officials: Officials): Promise<void> {
  const question = `${year}/departments/highest-rank/tie`;
  expect(await trial.does('question', 'list', year)).toContain(question);
  const isDecided = (records: Parameters<typeof auditRows>[0]) =>
    auditRows(records, { act: 'answerQuestion' }).then((rows) => rows.length > 0);
  const choice = ['question', 'answer', year, question, 'so-y-te', '--reason', 'Theo biên bản họp.'];
  const told = await withRecords(data, (records) =>
    records.db.transaction().execute(async (transaction) => {
      await sql`lock table selection in access exclusive mode`.execute(transaction);
      const telling = trial.does(...choice, ...officials.signing(selector));
      await expect.poll(() => isDecided(records), { timeout: minutes }).toBe(true);
      await pause(second);
      return { telling };
    }),
  );
  const text = await told.telling;
  expect(text).toContain('Sở Y tế');
  expect(text).toContain('lựa chọn cá nhân, tập thể');
  expect(text).not.toContain('chờ Sở Nội vụ – quyết định vướng mắc');
}

const countedActs = {
  ...{ fileDossier: units.length, reviewDossier: units.length, recordRanking: 5 },
  ...{ reportCommendations: 1, reportDifficulty: 1, answerQuestion: 1, shortlist: 4 },
  ...{ forward: 1, appraise: 1, signOff: 1, recordDecision: 1, recordCeremony: 1 },
};

async function expectEachActOnceAndSigned(): Promise<void> {
  await withRecords(data, async (records) => {
    const acts = (await auditRows(records, { campaign: year })).filter(({ person }) => person !== null);
    expect(acts.filter(({ proof }) => proof === undefined)).toStrictEqual([]);
    const names = acts.map((it) => it.act);
    const counted = [...new Set(names)].map((act) => [act, names.filter((it) => it === act).length]);
    expect(Object.fromEntries(counted)).toStrictEqual(countedActs);
    expect(await verifyProofs(records)).toMatchObject({ receipts: units.length, faults: [] });
  });
}

const asked = {
  winner: ['why', 'so-y-te', year],
  other: ['why', 'so-noi-vu', year],
  campaign: ['history', `campaign/263/${year}`],
  dossier: ['history', `dossier/263/${year}/so-y-te`],
  verified: ['verify', '--json'],
  replayed: ['replay', '--all', '--json'],
};
/** A campaign's workflow ends with its ceremony; within a minute the records have its history. */
async function expectKept(): Promise<void> {
  for (const words of [asked.campaign, asked.dossier])
    await expect
      .poll(async () => (await run(data, ...words, '--raw')).text, {
        timeout: 3 * minutes,
        interval: 3 * second,
      })
      .toContain('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED');
}

const Exported = z.object({ digest: z.string() });

/** What is answered of the year: each page, and the digest of all that is taken away, which verifies by itself. */
async function answers(name: string): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const [about, words] of Object.entries(asked)) {
    const { code, text } = await run(data, ...words);
    expect({ about, code }).toStrictEqual({ about, code: 0 });
    told[about] = text;
  }
  const out = join(folder, name);
  const exported = await run(data, 'export', year, out, '--json');
  expect(exported).toMatchObject({ code: 0 });
  expect(spawnSync('python3', [join(out, 'verify.py')]).status).toBe(0);
  return { ...told, exported: Exported.parse(JSON.parse(exported.text)).digest };
}

test(
  'a whole year by commands alone, each act signed, a part killed before each; then the server’s data is gone, and all answers stand',
  { timeout: 15 * minutes },
  async () => {
    const pace = await setUp();
    const people = [selector, head, board, chairman, ...units.map((unit) => `${unit}-cb1`)];
    const officials = await Officials.withKeys(folder, data, people);
    const dossiers = await Promise.all(units.map((unit) => officials.dossierOf(unit)));
    // As long as this machine is slow.
    const evening = minutes + 3 * pace;
    const trial = await KeptTrial.start(data, wallTime(midnight - evening));
    for (const person of people) await trial.does('key', 'register', officials.request(person));
    const act = async ({ by, words }: Act) => {
      await trial.strike();
      return trial.does(...words, ...officials.signing(by));
    };

    await trial.strike();
    await Promise.all(
      units.map((unit, index) =>
        trial.does(
          ...['dossier', 'file', year, unit, '--from', dossiers[index] ?? ''],
          ...officials.signing(`${unit}-cb1`),
        ),
      ),
    );
    for (const it of await reviewsAndRankings(officials)) await act(it);
    const stage = async () =>
      Status.parse(JSON.parse(await trial.does('status', '--json'))).campaigns.find(
        (it) => it.campaign === year,
      )?.stage;
    await expect.poll(stage, { timeout: 2 * minutes + evening, interval: 3 * second }).toBe('select');
    await decideTie(trial, officials);
    for (const it of choicesAndDecisions('10/02/2022')) await act(it);
    expect(await trial.does('status', year)).toContain('Đã kết thúc');
    const said = await trial.does('tasks', '--as', 'home-affairs');
    expect(said).toContain('Không có việc gì đang chờ');
    expect(new Set(trial.killed)).toStrictEqual(new Set(['worker', 'temporal', 'postgres', 'program']));

    await expectEachActOnceAndSigned();

    await expectKept();
    const running = { why: await trial.does(...asked.winner), history: await trial.does(...asked.campaign) };
    expect(await trial.stop()).toBe(0);
    const before = await answers('truoc');
    expect({ why: before['winner'], history: before['campaign'] }).toStrictEqual(running);
    expect(JSON.parse(before['replayed'] ?? '')).toMatchObject({ histories: [], awards: [] });
    const lost = (await readdir(data)).filter((file) => file.startsWith('temporal.db'));
    expect(lost).toContain('temporal.db');
    for (const file of lost) await rm(join(data, file));
    expect(await answers('sau')).toStrictEqual(before);

    const again = await KeptTrial.start(data);
    expect(await again.does(...asked.winner)).toBe(before['winner']);
    expect(await again.does(...asked.campaign)).toBe(before['campaign']);
    expect(await again.stop()).toBe(0);
  },
);
