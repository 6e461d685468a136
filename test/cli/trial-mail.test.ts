import { afterAll, beforeAll, expect, test } from 'vitest';
import { setServiceClock, setTrialClock } from '../../activities/records/database/business-time.js';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { runResend } from '../../client/cli/commands/letters-resend.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { collected } from './collected.js';

let server: TestServer;
let records: Records;
let databaseUrl = '';
beforeAll(async () => {
  server = await startTestServer();
  databaseUrl = await server.createDatabase();
  records = await openRecords(databaseUrl);
  await records.migrate();
});
afterAll(async () => {
  await records.close();
  await server.stop();
});

/** A letter that isn't there is sent anew: what is asked first is whether any may be. */
async function resend(more: Record<string, string> = {}) {
  const mail = { SMTP_URL: 'smtp://thu.vi-du.vn:25', MAIL_FROM: 'a@vi-du.vn' };
  const { surroundings, written } = collected({ DATABASE_URL: databaseUrl, ...mail, ...more });
  const status = await runResend(['khong-co'], { reason: 'Thử.' }, surroundings);
  return { status, said: `${written.out}${written.errors}` };
}

test('a trial’s letter is sent anew only to a mail server that is named as keeping all mails', async () => {
  await setTrialClock(records, 0);
  const refused = await resend();
  expect(refused.status).toBe(2);
  expect(refused.said).toContain('THIDUA_TRIAL_MAIL=thu.vi-du.vn:25');
  const asked = await resend({ THIDUA_TRIAL_MAIL: 'thu.vi-du.vn:25' });
  expect(asked.status).toBe(2);
  expect(asked.said).toContain('Không có thư nào mã “khong-co”');
  await setServiceClock(records);
  expect(await resend()).toStrictEqual(asked);
});
