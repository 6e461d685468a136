import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kinds } from '../../activities/documents/kinds.js';
import { renderSheet } from '../../activities/documents/render/render.js';
import { digestsFile, saveAsPdf } from '../../client/officials/pdf.js';
import { facts } from './facts.js';

let folder = '';
let made: Buffer;
let document = '';
beforeAll(async () => {
  const sheet = kinds['decision']?.sheet(facts());
  if (sheet === undefined) throw new Error('There is no decision.');
  made = await renderSheet(sheet);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thidua-pdf-test-'));
  document = join(folder, 'quyet-dinh.docx');
  await writeFile(document, made);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pdf = (): string => join(folder, 'quyet-dinh.pdf');
const hasOffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.runIf(hasOffice)('a PDF by LibreOffice', () => {
  test('is made once, beside its document; its digest can be checked by others', async () => {
    expect(await saveAsPdf([document], process.env)).toStrictEqual({ files: [pdf()] });
    const first = await readFile(pdf());
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(execFileSync('sha256sum', ['-c', digestsFile], { cwd: folder, encoding: 'utf8' })).toBe(
      'quyet-dinh.docx: OK\nquyet-dinh.pdf: OK\n',
    );
    expect(await saveAsPdf([document], process.env)).toStrictEqual({ files: [pdf()] });
    expect((await readFile(pdf())).equals(first)).toBe(true);
  });

  test('is never written over one that was changed, or made of another document', async () => {
    await saveAsPdf([document], process.env);
    const first = await readFile(pdf());
    await writeFile(pdf(), Buffer.concat([first, Buffer.from('chữ ký số')]));
    expect(await saveAsPdf([document], process.env)).toStrictEqual({ problem: 'taken', path: pdf() });
    await writeFile(pdf(), first);
    await writeFile(document, Buffer.concat([made, Buffer.from(' ')]));
    expect(await saveAsPdf([document], process.env)).toStrictEqual({ problem: 'taken', path: pdf() });
  });

  test('of what is no document says that it failed, and leaves nothing', async () => {
    const other = join(folder, 'hong.docx');
    await copyFile(document, other);
    await writeFile(other, Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    expect(await saveAsPdf([other], process.env)).toMatchObject({ problem: 'failed' });
    await expect(readFile(join(folder, 'hong.pdf'))).rejects.toThrow('ENOENT');
  });
});

test('without LibreOffice that is said, and nothing is written', async () => {
  expect(await saveAsPdf([document], { PATH: folder })).toStrictEqual({ problem: 'no-office' });
  await expect(readFile(join(folder, digestsFile))).rejects.toThrow('ENOENT');
});

test('a PDF that nobody knows of is left alone', async () => {
  await writeFile(pdf(), 'của người khác');
  expect(await saveAsPdf([document], { PATH: folder })).toStrictEqual({ problem: 'taken', path: pdf() });
});
