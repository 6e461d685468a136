import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepArchive } from '../../activities/records/reads/archive.js';
import { noteFailing } from '../../activities/records/reads/failing.js';
import type { Records } from '../../activities/records/database/open.js';
import { taskQueues } from '../../workflows/api/identity.js';
import { findRecords } from '../../worker/embedded/postgres/alone.js';
import { runStatus } from '../../client/cli/commands/status.js';
import { StatusReport } from '../../client/cli/show/status-json.js';
import { textWidth } from '../../client/cli/terminal/tables.js';
import { lockDataFolder, prepareDataFolder } from '../../worker/embedded/data/folder.js';
import { claimPort } from '../../worker/embedded/ports.js';
import { prepareCluster } from '../../worker/embedded/postgres/server.js';
import { isAlive, ownIdentity, stopProcess } from '../../worker/embedded/processes/identity.js';
import { readServersFile, writeServersFile } from '../../worker/embedded/data/servers-file.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { collected } from './collected.js';
import { list, openSeededAt } from './seeded.js';

const since = Date.parse('2026-03-01T08:00:00.000+07:00');
const failing = {
  workflow: 'movement/263',
  effect: 'loadHolidays',
  since,
  triedAt: Date.now(),
  why: 'The table of holidays ends on 2022-12-31.',
};

describe('with DATABASE_URL', () => {
  let server: TestServer;
  let records: Records;
  let environment: { DATABASE_URL: string };
  beforeAll(async () => {
    server = await startTestServer();
    environment = { DATABASE_URL: await server.createDatabase() };
    records = await openSeededAt(environment.DATABASE_URL);
    await noteFailing(records, failing);
  });
  afterAll(async () => {
    await records.close();
    await server.stop();
  });

  const shown = async (columns: number, campaign?: string): Promise<string> => {
    const { surroundings, written } = collected(environment, columns);
    expect(await runStatus({ campaign }, surroundings)).toBe(0);
    return written.out;
  };

  test('--json: the contract', async () => {
    const { surroundings, written } = collected(environment);
    expect(await runStatus({ json: true }, surroundings)).toBe(0);
    const report = StatusReport.parse(JSON.parse(written.out));
    expect(report.business).toStrictEqual({ mode: 'rehearsal', at: '2024-03-20T09:00:00.000+07:00' });
    expect(report.failing).toMatchObject([
      { workflow: 'movement/263', effect: 'loadHolidays', since: '2026-03-01T08:00:00.000+07:00' },
    ]);
    expect(report.campaigns.map((it) => it.campaign)).toStrictEqual(['2023', '2024']);
    expect(report.campaigns[0]).toMatchObject({
      workflow: 'campaign/263/2023',
      stage: 'announce',
      next: '2024-03-26T08:00:00.000+07:00',
      awaiting: [{ from: 'home-affairs', what: 'ceremony', which: [], count: 1 }],
      dossiers: { accepted: 1, open: 1 },
      list: { digest: list, round: 1, frozen: 'signed' },
      signOffs: { approved: 1, returned: 0, refused: 1 },
      refusedSignOffs: [{ person: 'tran-viet-truong', code: 'list.stale' }],
      mails: { sent: 1, refused: 2 },
      undelivered: [
        {
          address: 'xa-hai@cantho.example',
          count: 2,
          last: { at: '2024-03-20T09:00:00.000+07:00', state: 'refused' },
          answer: '550 no such mailbox',
        },
      ],
      awards: { collectives: 3, individuals: 1, revoked: 1 },
    });
    expect(report.campaigns[1]).toMatchObject({
      next: null,
      questions: [{ key: '2024/districts/highest-rank/tie', options: [], explanation: null }],
    });
  });

  test.each([50, 80, 120])('for people: fits %i columns', async (columns) => {
    const lines = (await shown(columns)).split('\n');
    expect(lines.filter((line) => textWidth(line) > columns)).toStrictEqual([]);
  });

  test('for people: all that stands, in Vietnamese', async () => {
    const text = (await shown(200)).replace(/ +/g, ' ');
    for (const part of [
      'Giờ nghiệp vụ (diễn tập): 09:00, thứ Tư, 20/03/2024',
      'Đang trục trặc: movement/263 – đọc bảng ngày nghỉ không được từ 08:00 ngày 01/03/2026: The table',
      'ĐỢT KHEN THƯỞNG NĂM 2023 – Công bố',
      'Mốc tiếp theo 08:00 ngày 26/03/2024',
      'Đang chờ Sở Nội vụ – ngày tổ chức lễ khen thưởng',
      'Hồ sơ đã nộp 1/2 (chưa nộp 1; được chấp nhận 1)',
      'Ký duyệt đã duyệt 1, trả lại 0, không nhận 1',
      'của tran-viet-truong: Danh sách đã thay đổi',
      'Thư đã gửi 1, bị từ chối 2',
      '20/03/2024 xa-hai@cantho.example: bị từ chối (550 no such mailbox) – 2 thư, mới nhất: Kết quả',
      'Bằng khen 3 tập thể, 1 cá nhân, trong đó đã thu hồi 1',
      'ĐỢT KHEN THƯỞNG NĂM 2024 – Lựa chọn',
      'Sở Nội vụ – kết quả xếp hạng CCHC: Cơ quan ngành dọc',
      'Vướng mắc 2024/districts/highest-rank/tie – UBND quận, huyện – Hạng cao nhất: đồng hạng',
    ])
      expect(text).toContain(part);
    expect(text.split('xa-hai@cantho.example')).toHaveLength(2);
  });

  test('histories that the server may delete before they are kept: a warning, only then', async () => {
    const day = 86_400_000;
    const stand = (completeAt: number) =>
      keepArchive(records, taskQueues.rehearsal, { closedUntil: null, completeAt, retention: 30 * day });
    expect(await shown(200)).not.toContain('Cảnh báo');
    await stand(Date.now() - 14 * day);
    expect(await shown(200)).not.toContain('Cảnh báo');
    await stand(Date.now() - 16 * day);
    expect(await shown(2000)).toMatch(
      /Cảnh báo: Lịch sử .+ đến \d\d:\d\d ngày .+ sau 30 ngày\. Hãy để chương trình/,
    );
    const { surroundings, written } = collected(environment);
    expect(await runStatus({ json: true }, surroundings)).toBe(0);
    const { archive } = StatusReport.parse(JSON.parse(written.out));
    expect(archive).toMatchObject({ retentionDays: 30, isInDanger: true });
  });

  test('one campaign alone; one that has not begun', async () => {
    expect(await shown(100, '2024')).not.toContain('NĂM 2023');
    expect(await shown(100, 'summary')).toContain('Tổng kết giai đoạn 2021–2025 chưa bắt đầu.');
  });

  test.each(['2025', 'moi'])('an unknown year (%s) is refused', async (campaign) => {
    const { surroundings, written } = collected(environment);
    expect(await runStatus({ campaign }, surroundings)).toBe(2);
    expect(written.errors).toContain(`"${campaign}". Có thể chọn: 2021, 2022, 2023, 2024, summary`);
  });

  test('a database without tables, one out of reach, an address that is none', async () => {
    const answers = [];
    for (const url of [await server.createDatabase(), 'postgresql://nobody@127.0.0.1:1/x', 'mysql://x']) {
      const { surroundings, written } = collected({ DATABASE_URL: url });
      answers.push([await runStatus({}, surroundings), written.out, written.errors.slice(0, 34)]);
    }
    expect(answers).toStrictEqual([
      [2, '', 'Cơ sở dữ liệu chưa có gì để xem: c'],
      [4, '', 'Không đọc được cơ sở dữ liệu (conn'],
      [2, '', 'Biến môi trường DATABASE_URL phải '],
    ]);
  });
});

describe('with a data folder', () => {
  let dataFolder: string;
  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'thidua-status-'));
    // Under root PostgreSQL runs as another account, which has to get there.
    await chmod(dataFolder, 0o755);
  });
  afterEach(() => rm(dataFolder, { recursive: true, force: true }));

  const find = (patience: number) =>
    findRecords({ environment: { THIDUA_DATA: dataFolder }, progress: () => undefined, patience });

  test('without data: says to start first', async () => {
    const { surroundings, written } = collected({ THIDUA_DATA: dataFolder });
    expect(await runStatus({}, surroundings)).toBe(2);
    expect(written.errors).toContain('Hãy chạy "npm start" trước');
    await prepareDataFolder(dataFolder);
    expect(await runStatus({}, surroundings)).toBe(2);
  });

  test('while a program starts on it: waits, then says so', async () => {
    await prepareDataFolder(dataFolder);
    const release = await lockDataFolder(dataFolder);
    expect(await find(300)).toMatchObject({ ok: false, problem: { code: 'records.busy', pid: process.pid } });
    setTimeout(() => void release(), 300);
    expect(await find(5_000)).toMatchObject({ ok: false, problem: { code: 'records.none' } });
  });

  test('servers stopped: its PostgreSQL runs for the read alone; running: theirs is read', async () => {
    const id = await prepareDataFolder(dataFolder);
    const cluster = await prepareCluster({ dataFolder, id }, undefined, () => undefined);
    const { port, release } = await claimPort(0);
    const postgres = await cluster.start(port, () => Promise.resolve());
    await (await openSeededAt(cluster.url(port))).close();
    const note = {
      format: 1,
      ports: {},
      databaseUrl: cluster.url(port),
      postgresHome: cluster.home,
    } as const;
    const processes = { postgres: postgres.identity };
    await writeServersFile(dataFolder, { ...note, processes, supervisor: ownIdentity(), ready: true });
    const running = await find(5_000);
    if (!running.ok) throw new Error(running.problem.code);
    await running.close();
    expect(isAlive(postgres.identity)).toBe(true);
    await stopProcess(postgres.identity, 'SIGINT');
    await release();
    await writeServersFile(dataFolder, { ...note, processes: {}, ready: false });
    const { surroundings, written } = collected({ THIDUA_DATA: dataFolder });
    const both = collected({ THIDUA_DATA: dataFolder });
    const codes = await Promise.all([
      runStatus({ json: true }, surroundings),
      runStatus({ json: true }, both.surroundings),
    ]);
    expect(codes).toStrictEqual([0, 0]);
    expect(StatusReport.parse(JSON.parse(written.out)).campaigns).toHaveLength(2);
    expect(both.written.out).toBe(written.out);
    expect(await readServersFile(dataFolder)).toStrictEqual({ ...note, processes: {}, ready: false });
    await (
      await lockDataFolder(dataFolder)
    )();
  });
});
