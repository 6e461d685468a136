import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { verifyProofs } from '../../activities/records/acts/verify-proofs.js';
import { askForProofs } from '../../activities/records/registry/keys.js';
import { run, Running, withRecords } from './running.js';

const minutes = 60_000;
const unit = 'so-y-te';
const official = `${unit}-cb1`;

let folder = '';
let data = '';
const path = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-units-'));
  data = path('data');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pdf = (text: string): string => `%PDF-1.7\n% ${text}\n%%EOF\n`;
const nominees = [
  'id,kind,name,personId,leadership,propaganda,launchPlan,implementation,initiatives,ethics,taskCompletion,initiativeRecognised',
  'syt,tập thể,Sở Y tế,,có,có,có,có,có,,,',
  'syt-1,cá nhân,Nguyễn Văn A,so-y-te-nv1,,,,,,có,có,có',
];
const documents = [
  'component,nominee,title,file',
  'request,,,to-trinh.pdf',
  'minutes,,,bien-ban.pdf',
  'achievement-report,syt,,bao-cao.pdf',
];
const lastDocument = 'achievement-report,syt-1,Báo cáo của ông A,bao-cao-a.pdf';

/** A unit's folder: what is described, and the files. */
async function dossierFolder(
  name: string,
  rows: { nominees: string[]; documents: string[] },
): Promise<string> {
  const at = path(name);
  await mkdir(at);
  await writeFile(join(at, 'nominees.csv'), `${rows.nominees.join('\n')}\n`);
  await writeFile(join(at, 'documents.csv'), `${rows.documents.join('\n')}\n`);
  for (const file of ['to-trinh', 'bien-ban', 'bao-cao', 'bao-cao-a'])
    await writeFile(join(at, `${file}.pdf`), pdf(file));
  await writeFile(join(at, 'anh.png'), pdf('không phải ảnh'));
  return at;
}

async function keyOf(person: string): Promise<string> {
  const key = path(`${person}.pem`);
  const passphrase = ['--passphrase-file', path('mat-khau.txt')];
  expect(await run(data, 'key', 'new', '--person', person, '--out', key, ...passphrase)).toMatchObject({
    code: 0,
  });
  const request = await run(data, 'key', 'request', key, ...passphrase);
  await writeFile(path(`${person}.json`), request.text);
  expect(await run(data, 'key', 'register', path(`${person}.json`))).toMatchObject({ code: 0 });
  return key;
}

const Filed = z.object({ done: z.boolean(), isTold: z.boolean(), receipt: z.string(), digest: z.string() });

test(
  'a unit drafts, files, replaces, shows and withdraws its dossier and reports, by commands alone, each act signed',
  { timeout: 8 * minutes },
  async () => {
    await writeFile(path('mat-khau.txt'), 'một câu đủ dài\n');
    expect((await run(data, 'live', '--trial', '--at', '2022-01-20T09:00')).code).toBe(2);
    expect(await run(data, 'setup', '--sample', path('mau'))).toMatchObject({ code: 0 });
    expect(await run(data, 'setup', path('mau'), '--yes', '--json')).toMatchObject({ code: 0 });
    const trial = Running.start(data, 'live', '--trial', '--at', '2022-01-20T09:00');
    await trial.line(/2021: Nhận và xét hồ sơ/);
    await withRecords(data, askForProofs);
    const key = await keyOf(official);
    const signing = ['--key', key, '--passphrase-file', path('mat-khau.txt')];

    const whole = { nominees, documents: [...documents, lastDocument] };
    const started = await dossierFolder('dang-lam', { nominees, documents });
    const ready = await dossierFolder('du', whole);
    const wrong = await dossierFolder('sai', {
      nominees: [...nominees, ',tập thể,B,,chắc,,,,,,,', 'x,tổ,C,,,,,,,,,'],
      documents: [
        'component,nominee,title,file',
        'request,,,anh.png',
        'minutes,,,khong-co.pdf',
        'giay,,,../x.pdf',
      ],
    });

    const refused = await run(data, 'dossier', 'draft', '2021', unit, '--from', wrong);
    expect(refused.code).toBe(2);
    for (const fault of [
      /nominees\.csv, dòng 4, mục “leadership”: “chắc”/,
      /nominees\.csv, dòng 4, mục “id”: chưa ghi/,
      /nominees\.csv, dòng 5, mục “kind”: “tổ”/,
      /documents\.csv, dòng 2, mục “file”: .*“anh\.png” thật ra là PDF/,
      /documents\.csv, dòng 3, mục “file”: không có tệp “khong-co\.pdf”/,
      /documents\.csv, dòng 4, mục “component”: “giay”/,
      /documents\.csv, dòng 4, mục “file”: .*phải nằm trong thư mục/,
    ])
      expect(refused.text).toMatch(fault);
    expect((await run(data, 'dossier', 'draft', '2021', unit)).text).toContain('chưa có bản thảo');

    const draft = await run(data, 'dossier', 'draft', '2021', unit, '--from', started);
    expect(draft).toMatchObject({ code: 0 });
    expect(draft.text).toMatch(/Còn thiếu:\n {2}– Hồ sơ thiếu Báo cáo thành tích của “Nguyễn Văn A”/);
    const early = await run(data, 'dossier', 'file', '2021', unit, ...signing);
    expect(early.code).toBe(2);
    expect(early.text).toContain('Hồ sơ thiếu Báo cáo thành tích của “Nguyễn Văn A”');
    expect((await run(data, 'dossier', 'draft', '2021', unit, '--from', ready)).text).toContain(
      'Đã đủ để nộp',
    );

    const unsigned = await run(data, 'dossier', 'file', '2021', unit, '--person', official);
    expect(unsigned).toMatchObject({ code: 2 });
    const other = ['--key', await keyOf('so-noi-vu-cb1'), '--passphrase-file', path('mat-khau.txt')];
    const foreign = await run(data, 'dossier', 'file', '2021', unit, ...other);
    expect(foreign.code).toBe(3);
    expect(foreign.text).toContain('không phải cán bộ đầu mối');

    const filed = await run(data, 'dossier', 'file', '2021', unit, ...signing, '--json');
    expect(filed).toMatchObject({ code: 0 });
    const first = Filed.parse(JSON.parse(filed.text));
    expect(first).toMatchObject({ done: true, isTold: true });
    expect((await run(data, 'dossier', 'file', '2021', unit, ...signing)).code).toBe(3);
    const changed = await dossierFolder('thay', whole);
    await writeFile(join(changed, 'bao-cao-a.pdf'), pdf('bản mới'));
    const replaced = await run(
      data,
      'dossier',
      'replace',
      '2021',
      '--as',
      `unit:${unit}`,
      '--from',
      changed,
      ...signing,
    );
    expect(replaced).toMatchObject({ code: 0 });
    expect(replaced.text).toMatch(/Biên nhận: [0-9a-f-]{36}\n.*\nTiếp theo: Sở Nội vụ xét hồ sơ/);

    const shown = await run(data, 'dossier', 'show', '2021', 'Sở Y tế');
    expect(shown.text).toContain('Trạng thái: đã nộp, chờ xét. Hạn nộp: trước ngày 10/02/2022.');
    expect(shown.text).toContain(`biên nhận ${first.receipt}`);
    expect(shown.text.match(/bản hiện hành/g)).toHaveLength(1);
    const out = await run(data, 'dossier', 'show', '2021', unit, '--out', path('ra'));
    expect(out).toMatchObject({ code: 0 });
    expect(await readFile(path('ra/04-achievement-report-syt-1.pdf'), 'utf8')).toBe(pdf('bản mới'));
    expect((await run(data, 'dossier', 'show', '2021', unit, '--out', path('ra'))).code).toBe(2);

    const withdrawn = await run(
      data,
      'dossier',
      'withdraw',
      '2021',
      unit,
      '--reason',
      'Rà soát.',
      ...signing,
    );
    expect(withdrawn).toMatchObject({ code: 0 });
    const document = ['--number', '12/KH-SYT', '--date', '10/01/2022'];
    expect(await run(data, 'launch-plan', '2022', unit, ...document, ...signing)).toMatchObject({ code: 0 });
    const counts = ['--collectives', '3', '--individuals', 'ba'];
    const commendations = await run(data, 'commendations', '2021', unit, ...counts, ...signing);
    expect(commendations.code).toBe(2);
    expect(commendations.text).toContain('--individuals');
    counts[3] = '12';
    expect(await run(data, 'commendations', '2021', unit, ...counts, ...signing)).toMatchObject({ code: 0 });
    const text = ['--text', 'Thiếu máy tính.'];
    expect(await run(data, 'difficulty', '2021', unit, ...text, ...signing)).toMatchObject({ code: 0 });

    await withRecords(data, async (records) => {
      const acts = (await auditRows(records)).filter((it) => it.person === official);
      expect(acts.map((it) => [it.act, it.proof !== undefined])).toStrictEqual(
        [
          'fileDossier',
          'fileDossier',
          'withdrawDossier',
          'recordLaunchPlan',
          'reportCommendations',
          'reportDifficulty',
        ].map((act) => [act, true]),
      );
      expect(await verifyProofs(records)).toMatchObject({ receipts: 2, faults: [] });
    });

    expect(await trial.stop()).toBe(0);
    const alone = await run(data, 'dossier', 'file', '2021', unit, ...signing);
    expect(alone).toMatchObject({ code: 0 });
    expect(alone.text).toContain('Biên nhận: ');
    expect(alone.text).toContain('hồ sơ vẫn đúng hạn, quy trình sẽ tự biết');
  },
);
