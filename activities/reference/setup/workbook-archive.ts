import { crc32 } from 'node:zlib';
import { zipSync } from 'fflate';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { WorkbookFault } from './workbook-facts.js';

/** A workbook's parts, and how far they may blow up: more is no list of units. */
const limits = { parts: 2_000, bytes: 200_000_000, ratio: 150 };

/** A workbook that is larger as a file is not even opened. */
export const largestFile = limits.bytes;

export type SoundArchive = { ok: true; bytes: Uint8Array } | { ok: false; code: WorkbookFault };

/**
 * Packs a workbook anew, so that whoever parses it meets only what was looked at here: parts of plain names, as large as the
 * directory says and with its check sums, without macros and pictures.
 */
export async function soundArchive(bytes: Buffer): Promise<SoundArchive> {
  const kind = kindOf(bytes);
  if (kind !== null) return { ok: false, code: kind };
  let archive: ZipFile | null = null;
  try {
    archive = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
    const entries = await directoryOf(archive, bytes.length);
    if (!Array.isArray(entries)) return { ok: false, code: entries.code };
    const parts = new Map<string, Uint8Array>();
    for (const entry of entries)
      if (/\.(xml|rels)$/i.test(entry.fileName)) parts.set(entry.fileName, await partOf(archive, entry));
    if (!parts.has('[Content_Types].xml')) return { ok: false, code: 'workbook.other' };
    return { ok: true, bytes: zipSync(Object.fromEntries(parts), { level: 0 }) };
  } catch {
    return { ok: false, code: 'workbook.damaged' };
  } finally {
    archive?.close();
  }
}

/** What is no archive at all; null: it may be one. */
function kindOf(bytes: Buffer): WorkbookFault | null {
  if (bytes.length === 0) return 'workbook.empty';
  if (bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1')
    return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'workbook.locked' : 'workbook.old';
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? null : 'workbook.other';
}

/** Read whole before anything is unpacked. */
async function directoryOf(archive: ZipFile, size: number): Promise<Entry[] | { code: WorkbookFault }> {
  const entries: Entry[] = [];
  let unpacked = 0;
  if (archive.entryCount > limits.parts) return { code: 'workbook.too-large' };
  for await (const entry of archive.eachEntry()) {
    if (entry.isEncrypted()) return { code: 'workbook.locked' };
    unpacked += entry.uncompressedSize;
    entries.push(entry);
  }
  const isTooLarge = unpacked > Math.min(limits.bytes, limits.ratio * size);
  return isTooLarge ? { code: 'workbook.too-large' } : entries;
}

/** Fails where it is larger or smaller than the directory says, or another. */
async function partOf(archive: ZipFile, entry: Entry): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a part is no bytes');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw new RangeError(`${entry.fileName} is damaged`);
  return bytes;
}
