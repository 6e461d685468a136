import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { KeptTrial } from './kept-trial.js';
import { Officials } from './officials.js';
import { run, withRecords } from './running.js';
import { cutoff, expectYear, people, playYear, wallTime, year } from './year.js';

const minutes = 60_000;
const second = 1_000;
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

/** Home Affairs decides a tie while the records hold up the computing of winners: nobody is told what that overtakes. */
async function decideTie(trial: KeptTrial, words: string[]): Promise<string> {
  const isDecided = (records: Parameters<typeof auditRows>[0]) =>
    auditRows(records, { act: 'answerQuestion' }).then((rows) => rows.length > 0);
  const told = await withRecords(data, (records) =>
    records.db.transaction().execute(async (transaction) => {
      await sql`lock table selection in access exclusive mode`.execute(transaction);
      const telling = trial.does(...words);
      await expect.poll(() => isDecided(records), { timeout: minutes }).toBe(true);
      await pause(second);
      return { telling };
    }),
  );
  const text = await told.telling;
  expect(text).toContain('lựa chọn cá nhân, tập thể');
  expect(text).not.toContain('chờ Sở Nội vụ – quyết định vướng mắc');
  return text;
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
    const officials = await Officials.withKeys(folder, (...words) => run(data, ...words), people);
    // As long as this machine is slow.
    const evening = minutes + 3 * pace;
    const trial = await KeptTrial.start(data, wallTime(cutoff - evening));
    await playYear(trial, officials, { evening, decideTie: (words) => decideTie(trial, words) });
    expect(new Set(trial.killed)).toStrictEqual(new Set(['worker', 'temporal', 'postgres', 'program']));

    await withRecords(data, expectYear);

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
