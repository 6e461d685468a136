import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Records } from '../../activities/records/database/open.js';
import { findDraft, saveDraft } from '../../activities/records/filings/drafts.js';
import {
  FileAltered,
  findFile,
  keepFile,
  type KeptFile,
  readFileChunks,
} from '../../activities/records/filings/files.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { aContent, dossierOf, official } from './builders.js';
import { startTestServer, type TestServer } from './setup.js';

let server: TestServer;
let records: Records;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  records = await server.openSeeded();
});
afterEach(() => server.closeAll());
afterAll(() => server.stop());

/** Given in pieces of odd sizes, as a network gives them. */
async function* inPieces(bytes: Buffer, size = 100_003): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}
const fileOf = (bytes: Buffer): KeptFile => ({
  digest: createHash('sha256').update(bytes).digest('hex'),
  type: 'application/pdf',
  size: bytes.length,
});
const rows = () => records.db.selectFrom('file_chunk').select(['digest', 'part']).execute();
const read = async (file: KeptFile): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of readFileChunks(records, file)) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe('a file', () => {
  test.each([0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_000])(
    'of %i bytes comes back as it was',
    async (size) => {
      const bytes = randomBytes(size);
      const file = fileOf(bytes);
      expect(await keepFile(records, file, () => inPieces(bytes))).toBe(true);
      expect(await findFile(records, file.digest)).toStrictEqual(file);
      expect((await read(file)).equals(bytes)).toBe(true);
    },
  );

  test('is kept once, however many bring it at once, and is not read again', async () => {
    const bytes = randomBytes(600_000);
    const file = fileOf(bytes);
    const kept = await Promise.all([1, 2, 3, 4].map(() => keepFile(records, file, () => inPieces(bytes))));
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await rows()).toHaveLength(3);
    const untouched = (): AsyncIterable<Uint8Array> => {
      throw new Error('read');
    };
    expect(await keepFile(records, file, untouched)).toBe(false);
  });

  test.each([
    { what: 'other bytes', bytes: randomBytes(300_000) },
    { what: 'fewer', bytes: Buffer.alloc(299_999) },
    { what: 'more', bytes: Buffer.alloc(300_001) },
  ])('that turns out to be $what is not kept', async ({ bytes }) => {
    const file = fileOf(Buffer.alloc(300_000));
    await expect(keepFile(records, file, () => inPieces(bytes))).rejects.toThrow(FileAltered);
    expect(await findFile(records, file.digest)).toBeNull();
    expect(await rows()).toStrictEqual([]);
  });

  test('that was altered where it is kept is noticed', async () => {
    const bytes = randomBytes(300_000);
    const file = fileOf(bytes);
    await keepFile(records, file, () => inPieces(bytes));
    await records.db
      .updateTable('file_chunk')
      .set({ bytes: Buffer.alloc(300_000 - 256 * 1024) })
      .where('part', '=', 1)
      .execute();
    await expect(read(file)).rejects.toThrow(FileAltered);
    await records.db.deleteFrom('file_chunk').where('part', '=', 1).execute();
    await expect(read(file)).rejects.toThrow(FileAltered);
  });
});

test('a filing that names a file which is not kept is refused, and taken once it is', async () => {
  const bytes = Buffer.from('%PDF-1.7');
  const file = fileOf(bytes);
  const [first, ...others] = aContent().documents;
  if (first === undefined) throw new Error('no document');
  const content = { ...aContent(), documents: [{ ...first, digest: file.digest }, ...others] };
  const filed = () =>
    receiveFiling(records, { ...dossierOf('so-y-te'), actor: official('so-y-te'), content });
  expect(await filed()).toStrictEqual({
    refusal: {
      code: 'filing.faulty',
      problems: [expect.stringMatching(new RegExp(`${first.title}.*${file.digest.slice(0, 12)}`))],
    },
  });
  await keepFile(records, file, () => inPieces(bytes));
  expect(await filed()).toHaveProperty('receipt');
});

test("a unit's draft is the last that it saved, incomplete as it may be", async () => {
  const key = dossierOf('so-y-te');
  expect(await findDraft(records, key)).toBeNull();
  await saveDraft(records, key, aContent());
  await saveDraft(records, key, { nominees: [], documents: [] });
  await saveDraft(records, dossierOf('so-tu-phap'), aContent());
  expect((await findDraft(records, key))?.content).toStrictEqual({ nominees: [], documents: [] });
});
