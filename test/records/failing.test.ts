import { afterAll, beforeAll, expect, test } from 'vitest';
import { failingEffects, forgetFailing, noteFailing } from '../../activities/records/reads/failing.js';
import { startTestServer, type TestServer } from './setup.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const minute = 60_000;
const aFailing = { workflow: 'dossier/263/2023/xa-mot', effect: 'findFiling', why: 'away\0' };

test('what fails is noted with its first instant and its latest words, and goes when it succeeds or is long forgotten', async () => {
  const records = await server.openSeeded();
  const now = Date.now();
  await noteFailing(records, { ...aFailing, since: now - 5 * minute, triedAt: now - minute });
  // A workflow's next round begins its own count; the first instant stays.
  await noteFailing(records, { ...aFailing, since: now - minute, triedAt: now, why: 'still away' });
  const noted = { ...aFailing, since: now - 5 * minute, triedAt: now, why: 'still away' };
  expect(await failingEffects(records)).toStrictEqual([noted]);
  const other = { ...aFailing, effect: 'loadUnits', since: now - 500 * minute };
  await noteFailing(records, { ...other, triedAt: now - 121 * minute });
  expect(await failingEffects(records)).toStrictEqual([noted]);
  await noteFailing(records, { ...other, triedAt: now });
  expect((await failingEffects(records)).map((it) => it.effect)).toStrictEqual(['loadUnits', 'findFiling']);
  await forgetFailing(records, aFailing.workflow, 'loadUnits');
  await forgetFailing(records, 'dossier/263/2023/xa-hai', 'findFiling');
  expect(await failingEffects(records)).toStrictEqual([noted]);
});
