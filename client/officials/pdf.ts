import { copyFile, constants, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa, ExecaError } from 'execa';
import { sha256 } from '../../activities/records/database/digest.js';
import { compareText } from '../../workflows/rules/code-points.js';
import { readIfThere, replaceFile } from '../../worker/embedded/data/durable-files.js';

/** How documents became PDF: those that stand there now; or why none did. */
export type Converted =
  | { files: string[] }
  | { problem: 'no-office' }
  /** It stands there and isn't what was made from the document: somebody else's, or signed. */
  | { problem: 'taken'; path: string }
  | { problem: 'failed'; said: string };

/** In a folder of documents: the digest of each file, as `sha256sum -c` reads them. */
export const digestsFile = 'SHA256SUMS';

/**
 * Makes the PDF of each document (`.docx`) beside it, by LibreOffice. It makes other bytes each time, so a PDF is made
 * once: its digest stands with the document's in `SHA256SUMS`, and while both hold it stays.
 * @param environment where the program is looked for: its `PATH`
 */
export async function saveAsPdf(
  documents: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Converted> {
  const folders = [...new Set(documents.map((it) => dirname(it)))];
  const known = new Map(await Promise.all(folders.map(async (it) => [it, await digestsIn(it)] as const)));
  const due: string[] = [];
  for (const document of documents) {
    const digests = known.get(dirname(document)) ?? new Map<string, string>();
    const isSame = (path: string, bytes: Buffer | null): boolean =>
      bytes !== null && digests.get(basename(path)) === sha256(bytes);
    const pdf = pdfOf(document);
    const there = await bytesOf(pdf);
    if (there === null) due.push(document);
    else if (!isSame(pdf, there) || !isSame(document, await bytesOf(document)))
      return { problem: 'taken', path: pdf };
  }
  const failure = due.length === 0 ? null : await convert(due, environment);
  if (failure !== null) return failure;
  for (const folder of folders) await writeDigests(folder, documents);
  return { files: documents.map(pdfOf) };
}

const pdfOf = (document: string): string => document.replace(/\.docx$/, '.pdf');

const bytesOf = (path: string): Promise<Buffer | null> => readFile(path).catch(() => null);

async function digestsIn(folder: string): Promise<Map<string, string>> {
  const lines = ((await readIfThere(join(folder, digestsFile))) ?? '').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, digest, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      return digest === undefined || name === undefined ? [] : [[name, digest]];
    }),
  );
}

async function writeDigests(folder: string, documents: readonly string[]): Promise<void> {
  const own = documents.filter((it) => dirname(it) === folder).flatMap((it) => [it, pdfOf(it)]);
  const digests = await digestsIn(folder);
  for (const path of own) digests.set(basename(path), sha256(await readFile(path)));
  const lines = [...digests]
    .sort(([one], [other]) => compareText(one, other))
    .map(([name, digest]) => `${digest}  ${name}\n`);
  await replaceFile(join(folder, digestsFile), lines.join(''));
}

/** So many documents a run of the program, and so long for each, milliseconds. */
const batch = 20;
const patience = 60_000;

/** Converts in a folder of its own, with a profile of its own: a window of the program that is open isn't disturbed. */
async function convert(
  documents: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Exclude<Converted, { files: string[] }> | null> {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-pdf-'));
  try {
    for (let from = 0; from < documents.length; from += batch) {
      const failure = await convertIn(folder, documents.slice(from, from + batch), environment);
      if (failure !== null) return failure;
    }
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function convertIn(
  folder: string,
  documents: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Exclude<Converted, { files: string[] }> | null> {
  // The names of two campaigns' documents are the same.
  const named = new Map(documents.map((it, index) => [it, join(folder, `${String(index)}.docx`)]));
  for (const [document, copy] of named) await copyFile(document, copy);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const words = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...named.values()];
  try {
    const options = { env: environment, extendEnv: false, timeout: patience * documents.length } as const;
    await execa('soffice', words, { ...options, all: true });
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    if (error.code === 'ENOENT') return { problem: 'no-office' };
    return { problem: 'failed', said: error.shortMessage };
  }
  for (const [document, copy] of named) {
    const made = await bytesOf(pdfOf(copy));
    if (made?.subarray(0, 5).toString('latin1') !== '%PDF-')
      return { problem: 'failed', said: basename(document) };
    await copyFile(pdfOf(copy), pdfOf(document), constants.COPYFILE_EXCL);
    await rm(pdfOf(copy));
  }
  return null;
}
