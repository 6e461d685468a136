import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { trialOffset } from '../../activities/records/database/business-time.js';
import { statusRows } from '../../activities/records/reads/status.js';
import { loadOffices, seedReference } from '../../activities/records/registry/setup.js';
import { readMails } from '../../worker/embedded/mail/mailbox.js';
import { seedForTest } from '../records/setup.js';
import { run, Running, withRecords, withStoppedRecords } from './running.js';

const cutoff = Date.parse('2022-02-10T00:00:00+07:00');
const minutes = 60_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-trial-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The test's units, with the invented people of the table. */
const sample = (): Promise<void> =>
  withStoppedRecords(folder, async (records) => {
    await seedForTest(records);
    await seedReference(records, { offices: loadOffices() });
  });

test(
  'a cutoff passes while it is watched: what was not filed lapses; a later start goes on with the same clock',
  { timeout: 6 * minutes },
  async () => {
    const none = await run(folder, 'live', '--trial', '--at', '2022-02-09T23:00');
    expect(none).toMatchObject({ code: 2 });
    expect(none.text).toContain('npx thidua setup --sample');
    await sample();

    const trial = Running.start(folder, 'live', '--trial', '--at', '2022-02-09T23:59:20');
    expect(await trial.line(/Phong trào thi đua/)).toMatch(/^THỬ – .*263\/KH-UBND/);
    const pages = /http:\S+/.exec(await trial.line(/Cổng thông tin/))?.[0] ?? '';
    const page = await fetch(`${pages}/dang-nhap`);
    expect([page.status, await page.text()]).toStrictEqual([200, expect.stringContaining('THỬ')]);
    const [key] = z
      .array(z.object({ portal: z.string() }))
      .parse(JSON.parse((await run(folder, 'key', 'list', '--json')).text));
    expect(key?.portal).not.toBe('');
    expect((await stat(join(folder, 'portal.key.pem'))).mode & 0o777).toBe(0o600);
    expect(await trial.line(/2021: Nhận và xét hồ sơ/)).toContain('hồ sơ 0/');
    expect(await trial.line(/2021: Chờ kết quả xếp hạng/)).toMatch(/^THỬ {2}10\/02\/2022 00:0/);

    const { offset, lapsed, mode } = await withRecords(folder, async (records) => {
      const [row] = await statusRows(records, { campaign: '2021' });
      expect(Object.keys(row?.dossiers ?? {})).toStrictEqual(['lapsed']);
      const acts = await auditRows(records, { campaign: '2021' });
      return {
        offset: await trialOffset(records),
        lapsed: acts.filter(({ act }) => act === 'dossier-lapsed').map((it) => Date.parse(it.businessTime)),
        mode: (await run(folder, 'status', '--json')).text,
      };
    });
    expect(lapsed.length).toBeGreaterThan(0);
    expect(lapsed.filter((at) => at < cutoff || at > cutoff + 2 * minutes)).toStrictEqual([]);
    expect(JSON.parse(mode)).toMatchObject({ business: { mode: 'trial' } });
    expect((await run(folder, 'status')).text).toContain('Giờ nghiệp vụ (THỬ): 00:0');
    const mails = await readMails(join(folder, 'mail'));
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.filter(({ subject }) => !subject.startsWith('[THỬ] '))).toStrictEqual([]);
    expect(await trial.stop()).toBe(0);

    const jumped = await run(folder, 'live', '--trial', '--at', '2022-03-01T00:00');
    expect(jumped.code).toBe(2);
    expect(jumped.text).toMatch(/giờ của nó nay là 00:\d\d ngày 10\/02\/2022 và không dời thêm được/);

    const again = Running.start(folder, 'live', '--trial');
    await again.line(/đang chạy; tiếp tục từ chỗ đã dừng/);
    expect(await again.line(/giờ đã dời/)).toContain('10/02/2022');
    expect(await withRecords(folder, trialOffset)).toBe(offset);
    expect(await again.stop()).toBe(0);

    const earnest = await run(folder, 'live');
    expect(earnest.code).toBe(2);
    expect(earnest.text).toContain('đang chạy thử, không chạy phong trào thật trên đó được');
    const played = await run(folder, 'rehearse', '--until', '2022-01-01');
    expect(played.code).toBe(2);
    expect(played.text).toContain('đang chạy thử, không diễn tập trên đó được');
  },
);
