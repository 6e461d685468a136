import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecords } from '../../activities/records/database/open.js';
import { auditRows } from '../../activities/records/acts/audit.js';
import { setRehearsalClock } from '../../activities/records/database/business-time.js';
import { runSetup, type SetupOptions } from '../../client/cli/commands/setup.js';
import { startTestServer, type TestServer } from '../records/setup.js';
import { type Files, filesWith, plainFiles } from '../setup/sheets.js';
import { collected } from './collected.js';

const program = fileURLToPath(new URL('../../.build/client/cli/main.js', import.meta.url));
let home: string;
let server: TestServer;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'thidua-setup-'));
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

const names = {
  units: 'don-vi',
  mailboxes: 'hop-thu',
  officials: 'can-bo-dau-moi',
  holders: 'chuc-vu',
} as const;

let folders = 0;
async function folderOf(files: Files): Promise<string> {
  const folder = join(home, `files-${String(++folders)}`);
  await mkdir(folder);
  for (const part of ['units', 'mailboxes', 'officials', 'holders'] as const)
    await writeFile(join(folder, `${names[part]}.csv`), files[part].join('\n'));
  return folder;
}

/** The built command with no terminal, on a data folder of its own. */
const command = (args: string[], environment: Record<string, string> = {}) =>
  new Promise<{ status: number | string | null | undefined; out: string; errors: string }>((resolve) => {
    const env = { ...process.env, DATABASE_URL: '', THIDUA_DATA: join(home, 'data'), ...environment };
    const child = execFile(process.execPath, [program, 'setup', ...args], { env }, (error, out, errors) =>
      resolve({ status: error === null ? 0 : error.code, out, errors }),
    );
    child.stdin?.end();
  });

/** The command on a database, with what its operator answers. */
async function setUp(
  databaseUrl: string,
  folder: string,
  { answer, ...options }: SetupOptions & { answer?: string } = {},
) {
  const { surroundings, written } = collected({ DATABASE_URL: databaseUrl });
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(answer ?? '');
  };
  const status = await runSetup(folder, options, surroundings, answer === undefined ? null : ask);
  return { status, asked, ...written };
}

async function rowsIn(databaseUrl: string) {
  const records = await openRecords(databaseUrl);
  try {
    return {
      units: await records.db.selectFrom('unit').select('code').execute(),
      audit: await auditRows(records),
    };
  } finally {
    await records.close();
  }
}

describe('the built command', () => {
  test('makes a fresh data folder, changes nothing unasked, applies with --yes, then finds nothing to change', async () => {
    const folder = await folderOf(plainFiles);
    const unasked = await command([folder]);
    expect(unasked).toMatchObject({ status: 2 });
    expect(unasked.out).toContain('Thiết lập gồm 4 đơn vị, 7 hộp thư, 3 cán bộ đầu mối, 5 dòng chức vụ.');
    expect(unasked.out).toContain('  thêm: chairman pho-1 – Phan Thị Hà\n');
    expect(unasked.errors).toContain('Chưa thay đổi gì: ở đây không hỏi được. Thêm --yes để áp dụng.');
    expect(await readdir(home)).not.toContain('data');

    const applied = await command([folder, '--yes', '--reason', 'Thiết lập lần đầu']);
    expect(applied).toMatchObject({ status: 0 });
    expect(applied.out).toContain('Đã áp dụng: thêm 19.\nSHA-256 của bản thiết lập: ');
    const again = await command([folder, '--yes']);
    expect(again).toStrictEqual({ status: 0, out: 'Không có gì thay đổi.\n', errors: '' });

    await writeFile(join(folder, 'don-vi.csv'), plainFiles.units.slice(0, 3).join('\n'));
    const left = await command([folder, '--yes']);
    expect(left).toMatchObject({ status: 2, out: '' });
    expect(left.errors).toContain('hop-thu.csv, dòng 8, cột “noi_nhan”: Không có đơn vị “xa-moi”');
  }, 120_000);

  test('writes a template and a sample, never over a file; the sample is none for a service', async () => {
    const [template, sample] = [join(home, 'mau'), join(home, 'thu')];
    expect(await command(['--template', template])).toMatchObject({ status: 0, errors: '' });
    expect(await readdir(template)).toStrictEqual([
      'can-bo-dau-moi.csv',
      'chuc-vu.csv',
      'don-vi.csv',
      'hop-thu.csv',
      'huong-dan.md',
    ]);
    expect(await readFile(join(template, 'hop-thu.csv'), 'utf8')).toBe('\ufeffnoi_nhan,dia_chi,ten\r\n');
    await rm(join(template, 'chuc-vu.csv'));
    const over = await command(['--sample', template]);
    expect(over.status).toBe(2);
    expect(over.errors).toContain('đã có don-vi.csv, hop-thu.csv, can-bo-dau-moi.csv, huong-dan.md');
    expect(await readdir(template)).toHaveLength(4);

    expect(await command(['--sample', sample])).toMatchObject({ status: 0, errors: '' });
    expect(await readFile(join(sample, 'huong-dan.md'), 'utf8')).toContain('GIẢ ĐỊNH');
    const service = await command([sample, '--yes', '--json'], { THIDUA_DATA: join(home, 'none') });
    expect(service.status).toBe(3);
    expect(JSON.parse(service.out)).toMatchObject({ outcome: 'refused', faults: [] });
    expect(await readdir(home)).not.toContain('none');

    // The same with real people would be taken.
    const real = join(home, 'that');
    await cp(sample, real, { recursive: true });
    for (const name of Object.values(names)) {
      const file = join(real, `${name}.csv`);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replaceAll(',có\r', ',\r').replaceAll('.example', '.gov.vn'));
    }
    const unasked = await command([real, '--json'], { THIDUA_DATA: join(home, 'none') });
    expect(unasked.status).toBe(2);
    expect(JSON.parse(unasked.out)).toMatchObject({ outcome: 'not-applied', faults: [], refusal: null });
  }, 60_000);

  test('without a folder, or with one that is not there, says so', async () => {
    const bare = await command([]);
    expect(bare.status).toBe(2);
    expect(bare.errors).toContain('Thiếu tham số <thư-mục>');
    const none = await command([join(home, 'khong-co')]);
    expect(none).toMatchObject({ status: 2, out: '' });
    expect(none.errors).toContain('Không có thư mục (hay tệp .xlsx) này.');
    const broken = await folderOf(plainFiles);
    await rm(join(broken, 'don-vi.csv'));
    await mkdir(join(broken, 'don-vi.csv'));
    await rm(join(broken, 'hop-thu.csv'));
    const unread = await command([broken]);
    expect(unread.status).toBe(2);
    expect(unread.errors).toContain('don-vi.csv: Không đọc được tệp (EISDIR).');
    expect(unread.errors).toContain('hop-thu.csv: Không có tệp này.');
    const unwritable = await command(['--template', join(broken, 'chuc-vu.csv', 'mau')]);
    expect(unwritable.status).toBe(2);
    expect(unwritable.errors).toContain('Không ghi được vào');
  });
});

describe('on a database', () => {
  test('without tables they are made once the operator agrees', async () => {
    const url = await server.createDatabase();
    const folder = await folderOf(plainFiles);
    const refused = await setUp(url, folder, { answer: 'k' });
    expect(refused).toMatchObject({ status: 2, asked: ['Áp dụng? [c/K] '], errors: 'Chưa thay đổi gì.\n' });
    const records = await openRecords(url);
    expect(await records.db.introspection.getTables()).toStrictEqual([]);
    await records.close();
    expect(await setUp(url, folder, { answer: 'Có', by: 'Nguyễn Văn Quản Trị' })).toMatchObject({
      status: 0,
    });
    const { units, audit } = await rowsIn(url);
    expect(units).toHaveLength(4);
    expect(audit).toMatchObject([
      { act: 'set-up', reason: null, facts: { operator: 'Nguyễn Văn Quản Trị' } },
    ]);
  });

  test('shows each old value beside the new one, and what --json says is the same', async () => {
    const url = await server.createDatabase();
    await setUp(url, await folderOf(plainFiles), { yes: true });
    const folder = await folderOf(
      filesWith((it) => {
        it.units[2] = 'so-y-te,Sở Y tế thành phố,departments,,,31/12/2099,';
        it.mailboxes[5] = 'unit:so-noi-vu,van-thu@noi-vu.gov.vn,Sở Nội vụ';
      }),
    );
    const shown = await setUp(url, folder);
    expect(shown.status).toBe(2);
    expect(shown.out.split('\n')).toStrictEqual([
      'Thiết lập gồm 4 đơn vị, 7 hộp thư, 3 cán bộ đầu mối, 5 dòng chức vụ.',
      'don-vi.csv: kết thúc 1',
      '  kết thúc: so-y-te – Sở Y tế thành phố',
      '    ten: Sở Y tế → Sở Y tế thành phố',
      '    den_ngay: (trống) → 31/12/2099',
      'hop-thu.csv: sửa 1',
      '  sửa: unit:so-noi-vu – van-thu@noi-vu.gov.vn',
      '    dia_chi: so-noi-vu@thanh-pho.gov.vn → van-thu@noi-vu.gov.vn',
      '',
    ]);
    const json = await setUp(url, folder, { json: true, yes: true });
    expect(json.status).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({
      outcome: 'applied',
      faults: [],
      warnings: [],
      changes: [
        {
          sheet: 'don-vi',
          kind: 'ended',
          key: 'so-y-te',
          fields: [
            { column: 'ten', from: 'Sở Y tế', to: 'Sở Y tế thành phố' },
            { column: 'den_ngay', from: null, to: '2099-12-31' },
          ],
        },
        { sheet: 'hop-thu', kind: 'changed', key: 'unit:so-noi-vu' },
      ],
    });
    expect((await rowsIn(url)).audit).toHaveLength(2);
  });

  test('a unit that is left out is to be given its last day', async () => {
    const url = await server.createDatabase();
    await setUp(url, await folderOf(plainFiles), { yes: true });
    const folder = await folderOf(
      filesWith((it) => {
        it.units.splice(2, 1);
        it.mailboxes.splice(6, 1);
        it.officials.splice(2, 1);
      }),
    );
    const left = await setUp(url, folder, { yes: true, json: true });
    expect(left.status).toBe(2);
    expect(JSON.parse(left.out)).toMatchObject({
      outcome: 'faulty',
      faults: [{ sheet: 'don-vi', row: null, code: 'unit.left-out', facts: { unit: 'so-y-te' } }],
    });
    expect((await rowsIn(url)).units).toHaveLength(4);
  });

  test('of a rehearsal nothing is set up', async () => {
    const url = await server.createDatabase();
    const records = await openRecords(url);
    await records.migrate();
    await setRehearsalClock(records, Date.parse('2024-02-01T09:00:00+07:00'));
    await records.close();
    const refused = await setUp(url, await folderOf(plainFiles), { yes: true });
    expect(refused.status).toBe(3);
    expect(refused.errors).toContain('của một cuộc diễn tập');
    expect((await rowsIn(url)).units).toStrictEqual([]);
  });

  test('out of reach, the files are checked all the same', async () => {
    const url = 'postgresql://nobody@127.0.0.1:1/none';
    const faulty = filesWith((it) => (it.units[2] = 'so-y-te,,departments,,,,'));
    const checked = await setUp(url, await folderOf(faulty));
    expect(checked.status).toBe(2);
    expect(checked.errors).toContain('don-vi.csv, dòng 3, cột “ten”');
    const plain = await setUp(url, await folderOf(plainFiles), { yes: true });
    expect(plain.status).toBe(4);
    expect(plain.errors).toContain('DATABASE_URL');
  });
});
