import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readMultipart } from '../../multipart.js';

/** An upload has at most so many bytes; a ranking of thousands of rows has far fewer. */
export const mostUploaded = 10 * 1_048_576;

/** A form with one file: its fields, and where the file stands until the work with it is done. */
export interface Uploaded {
  fields: URLSearchParams;
  /** Absent where none was chosen. `name`: as the sender calls it. */
  file: { path: string; name: string } | null;
  /** It had more bytes than may be, and was not kept whole. */
  isTooLarge: boolean;
}

/**
 * Reads a multipart form with one file into a folder of its own, does the work, and takes the folder away. Rejects with
 * FormBroken where the request is no such form, or was cut off.
 */
export async function withUpload<R>(request: Request, work: (uploaded: Uploaded) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-upload-'));
  try {
    const { fields, file } = await readMultipart(request, (name, bytes) => written(folder, name, bytes));
    return await work({ fields, file, isTooLarge: file?.isTooLarge ?? false });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes at most what an upload may have. */
async function written(
  folder: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ path: string; name: string; isTooLarge: boolean }> {
  const path = join(folder, `upload${/^\.[a-z]{1,8}$/i.test(extname(name)) ? extname(name) : ''}`);
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      size += piece.length;
      if (size <= mostUploaded) yield piece;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(path));
  return { path, name, isTooLarge: size > mostUploaded };
}
