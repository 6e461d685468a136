import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Officials } from '../live/officials.js';
import { cutoff, expectYear, people, playYear, wallTime, year } from '../live/year.js';
import { ComposedTrial } from './composed-trial.js';
import { caughtMails } from './mailpit.js';

const minutes = 60_000;
/** The set-up, the start and the filing take less, on two cores that are busy with other things too. */
const evening = 8 * minutes;
const city = process.env['THIDUA_CITY'] ?? '';

const said = (line: string): void => {
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
};

/** As README says: the clock, then the set-up. */
async function setUp(trial: ComposedTrial): Promise<void> {
  const run = ['run', '--rm', '-T'];
  const clock = ['live', '--trial', '--at', wallTime(cutoff - evening)];
  const unprepared = await trial.compose(...run, 'thidua', ...clock);
  expect(unprepared).toMatchObject({ code: 2 });
  expect(unprepared.text).toContain('setup --sample');
  // Its folder is this machine's, and so must be its writer.
  const writer = `${String(process.getuid?.())}:${String(process.getgid?.())}`;
  await trial.succeeds(...run, '--user', writer, 'setup', '--sample', 'mau');
  await trial.succeeds(...run, 'setup', 'mau', '--yes');
}

/** The records' letters that are on the way, or of which nobody knows whether they came. */
const unsettled = (trial: ComposedTrial, states: readonly string[]) =>
  trial.withRecords(async ({ db }) =>
    db.selectFrom('mail').select(['key', 'message_id']).where('state', 'in', states).execute(),
  );

const bare = (messageId: string): string => messageId.replace(/^<|>$/g, '');

/** Each letter of the records came once, and nothing else; what broke off and never came is sent anew, as an operator does. */
async function expectLetters(trial: ComposedTrial): Promise<void> {
  await expect
    .poll(() => unsettled(trial, ['pending', 'sending']), { timeout: 5 * minutes, interval: 5_000 })
    .toStrictEqual([]);
  const arrived = new Set((await caughtMails()).map(({ messageId }) => messageId));
  const uncertain = await unsettled(trial, ['uncertain']);
  const lost = uncertain.filter(({ message_id }) => !arrived.has(bare(message_id)));
  said(
    `${String(uncertain.length)} uncertain letters, ${String(lost.length)} of them not arrived and sent anew`,
  );
  if (lost.length > 0)
    await trial.does('letters', 'resend', ...lost.map(({ key }) => key), '--reason', 'Không đến nơi.');

  const caught = await caughtMails();
  const letters = await trial.withRecords(({ db }) => db.selectFrom('mail').select('message_id').execute());
  said(`${String(letters.length)} letters in the records, ${String(caught.length)} mails in Mailpit`);
  const sorted = (ids: readonly string[]) => ids.map(bare).toSorted();
  expect(sorted(caught.map((it) => it.messageId))).toStrictEqual(sorted(letters.map((it) => it.message_id)));
  expect(caught.filter(({ subject }) => !subject.startsWith('[THỬ] '))).toStrictEqual([]);
}

test('a whole year on docker-compose.yml, each act signed, a container killed before each', async () => {
  const begun = Date.now();
  const desk = join(city, 'people');
  await mkdir(desk);
  // The program in the containers is nobody special here.
  await chmod(desk, 0o777);
  const trial = new ComposedTrial(city, desk);
  await setUp(trial);
  said('set up');
  const officials = await Officials.withKeys(desk, trial.type, people);
  said('keys made');
  await trial.succeeds('up', '-d');
  said('started');

  await playYear(trial, officials, { evening, decideTie: (words) => trial.does(...words) });
  await trial.recovered();
  said(`the year is over, with ${String(trial.killed.length)} kills`);
  expect(trial.killed.length).toBeGreaterThanOrEqual(20);

  for (const workflow of [`campaign/263/${year}`, `dossier/263/${year}/so-y-te`])
    await expect
      .poll(async () => (await trial.type('history', workflow, '--raw')).text, {
        timeout: 5 * minutes,
        interval: 5_000,
      })
      .toContain('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED');
  await trial.withRecords(expectYear);
  await expectLetters(trial);
  for (const words of [['verify'], ['replay', '--all'], ['ledger', '--year', year]])
    said(`thidua ${words.join(' ')}\n${await trial.does(...words)}`);
  said(`done in ${String(Math.round((Date.now() - begun) / minutes))} minutes`);
});
