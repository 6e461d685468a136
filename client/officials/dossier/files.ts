import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, isAbsolute, join, normalize } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { keepFile, type KeptFile } from '../../../activities/records/filings/files.js';
import type { Records } from '../../../activities/records/database/open.js';
import type { DossierFaultFacts } from './faults.js';
import { wordFault } from './word-package.js';

/** A file of a dossier as it was found: what it truly is, and where its bytes stand. */
export interface FoundFile extends KeptFile {
  path: string;
}

/** A file of a dossier has at most so many bytes. */
export const mostBytes = 25 * 1_048_576;

/** What a dossier's files may be, and how their names may end. */
const types: ReadonlyMap<string, readonly string[]> = new Map([
  ['pdf', ['.pdf']],
  ['docx', ['.docx']],
  ['jpg', ['.jpg', '.jpeg']],
  ['png', ['.png']],
]);

/** How a file of a type is called. @param type MIME */
export const endingOf = (type: string): string => endings.find(([mime]) => mime === type)?.[1] ?? '.bin';
const endings: readonly (readonly [string, string])[] = [
  ['application/pdf', '.pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx'],
  ['image/jpeg', '.jpg'],
  ['image/png', '.png'],
];

/** Reads a file of a dossier's folder through once: its true type by its content, its size, its digest; or what is wrong with it. */
export async function findDossierFile(folder: string, file: string): Promise<FoundFile | DossierFaultFacts> {
  if (isAbsolute(file) || normalize(file).startsWith('..')) return { code: 'file.outside', file };
  return examineFile(join(folder, file), file);
}

/** The same of a file that stands at a path. @param file its name, as its owner has it */
export async function examineFile(path: string, file: string): Promise<FoundFile | DossierFaultFacts> {
  const size = await sizeOf(path);
  if (size === null) return { code: 'file.absent', file };
  if (size === 0) return { code: 'file.empty', file };
  if (size > mostBytes) return { code: 'file.too-big', file, size, most: mostBytes };
  const type = await fileTypeFromFile(path);
  const endingsOfType = types.get(type?.ext ?? '');
  if (type === undefined || endingsOfType === undefined)
    return macroType.test(type?.ext ?? '')
      ? { code: 'file.macros', file, part: type?.ext ?? '' }
      : { code: 'file.unknown-type', file, known: [...types.keys()] };
  if (!endingsOfType.includes(extname(file).toLowerCase()))
    return { code: 'file.other-type', file, is: type.ext };
  const broken = type.ext === 'docx' ? await wordFault(path, file, size) : null;
  if (broken !== null) return broken;
  const read = await readThrough(path);
  const fault = type.ext === 'pdf' ? pdfFault(read, file) : null;
  if (type.ext !== 'docx' && endsAsArchive(read.end)) return { code: 'file.two-in-one', file };
  return fault ?? { digest: read.digest, type: type.mime, size: read.size, path };
}

/** Word and Excel files with macros have types of their own. */
const macroType = /^(doc|xls|ppt|dot|xlt)m$/;

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}

interface Read {
  digest: string;
  size: number;
  /** The first word of a PDF's that runs something. */
  command: string | null;
  /** The last bytes, as Latin-1. */
  end: string;
}

/** An archive's directory ends with 22 bytes and a comment of at most 64 KB: so far back its mark may stand. */
const endLength = 22 + 65_536;
const longestCommand = 32;
const pdfCommands = /\/(JavaScript|Launch)\b/;

/** A word may lie across two chunks: the end of one is looked at again with the next. */
async function readThrough(path: string): Promise<Read> {
  const hash = createHash('sha256');
  const read: Read = { digest: '', size: 0, command: null, end: '' };
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.from(chunk);
    hash.update(bytes);
    read.size += bytes.length;
    const latin = bytes.toString('latin1');
    read.command ??= pdfCommands.exec(read.end.slice(-longestCommand) + latin)?.[0] ?? null;
    const text = read.end + latin;
    read.end = text.slice(-endLength);
  }
  return { ...read, digest: hash.digest('hex') };
}

function pdfFault({ command, end }: Read, file: string): DossierFaultFacts | null {
  if (command !== null) return { code: 'file.macros', file, part: command };
  const [last, ...others] = end.slice(-endOfPdf).split('%%EOF').reverse();
  if (others.length === 0) return { code: 'file.broken', file };
  return last === undefined || /^[\s\0]*$/.test(last) ? null : { code: 'file.two-in-one', file };
}

/** So near to its end a PDF says that it ends. */
const endOfPdf = 2_048;

/** Whether the file, whatever it begins as, is an archive up to its last byte, too. */
function endsAsArchive(end: string): boolean {
  for (let at = end.indexOf(archiveEnd); at !== -1; at = end.indexOf(archiveEnd, at + 1)) {
    const comment = end.charCodeAt(at + 20) + 256 * end.charCodeAt(at + 21);
    if (at + 22 + comment === end.length) return true;
  }
  return false;
}

const archiveEnd = 'PK\x05\x06';

/** Keeps the files in the records, each once. Rejects where one has changed since it was looked at. */
export async function keepFiles(records: Records, files: readonly FoundFile[]): Promise<void> {
  for (const { path, ...file } of files) await keepFile(records, file, () => createReadStream(path));
}
