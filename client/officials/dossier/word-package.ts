import { text } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { DossierFaultFacts } from './faults.js';

/** A document's parts, and how far they may blow up: more is no report. */
const limits = { parts: 2_000, bytes: 400_000_000, ratio: 150 };
const longestRelations = 2_000_000;

/**
 * What stands against a Word document (.docx): broken, macros or controls in it, or content that it takes from elsewhere.
 * Links to pages are none. Only its directory and its relations are read.
 */
export async function wordFault(path: string, file: string, size: number): Promise<DossierFaultFacts | null> {
  try {
    const archive = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      return await faultIn(archive, file, size);
    } finally {
      archive.close();
    }
  } catch {
    return { code: 'file.broken', file };
  }
}

async function faultIn(archive: ZipFile, file: string, size: number): Promise<DossierFaultFacts | null> {
  const names = new Set<string>();
  let bytes = 0;
  for await (const entry of archive.eachEntry()) {
    const { fileName, uncompressedSize } = entry;
    bytes += uncompressedSize;
    const isRepeated = names.has(fileName);
    names.add(fileName);
    if (isRepeated || entry.isEncrypted()) return { code: 'file.broken', file };
    if (names.size > limits.parts || bytes > mostOf(size)) return { code: 'file.inflates', file };
    if (commands.test(fileName)) return { code: 'file.macros', file, part: fileName };
    const target = fileName.endsWith('.rels') ? await externalTarget(archive, entry) : null;
    if (target !== null) return { code: 'file.external', file, target };
  }
  if (otherMainParts.some((name) => names.has(name))) return { code: 'file.two-in-one', file };
  return mainParts.every((name) => names.has(name)) ? null : { code: 'file.broken', file };
}

const mostOf = (size: number): number => Math.min(limits.bytes, limits.ratio * size);

const commands = /vbaProject|vbaData|activeX|\.exe$|\.bin$|oleObject/i;
const mainParts = ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'];
const otherMainParts = ['xl/workbook.xml', 'ppt/presentation.xml'];

/** The first target outside the document that is opened without being asked for. */
async function externalTarget(archive: ZipFile, entry: Entry): Promise<string | null> {
  if (entry.uncompressedSize > longestRelations) throw new Error('Too long.');
  const relations = await text(await archive.openReadStreamPromise(entry));
  const external = (relations.match(/<[\w:]*Relationship\b[^>]*>/g) ?? []).find(
    (it) => /TargetMode\s*=\s*["']External["']/i.test(it) && !/relationships\/hyperlink["']/i.test(it),
  );
  return external === undefined ? null : (/Target\s*=\s*["']([^"']*)["']/.exec(external)?.[1] ?? '?');
}
