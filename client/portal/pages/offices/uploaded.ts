import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';

/** An upload has at most so many bytes; a ranking of thousands of rows has far fewer. */
export const mostUploaded = 10 * 1_048_576;
const mostField = 10_000;
const mostFields = 20;

/** A form with one file: its fields, and where the file stands until the work with it is done. */
export interface Uploaded {
  fields: URLSearchParams;
  /** Absent where none was chosen. `name`: as the sender calls it. */
  file: { path: string; name: string } | null;
  /** It had more bytes than may be, and was not kept whole. */
  isTooLarge: boolean;
}

/** What is no such form. */
export class NotUploaded extends Error {
  override readonly name = 'NotUploaded';
}

/**
 * Reads a multipart form with one file into a folder of its own, does the work, and takes the folder away. Rejects with
 * {@link NotUploaded} where the request is no such form, or was cut off.
 */
export async function withUpload<R>(request: Request, work: (uploaded: Uploaded) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'thidua-upload-'));
  try {
    return await work(await readUpload(request, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readUpload(request: Request, folder: string): Promise<Uploaded> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || request.body === null) throw new NotUploaded();
  const fields = new URLSearchParams();
  let file: Uploaded['file'] = null;
  let isTooLarge = false;
  const writing: Promise<void>[] = [];
  const streams: Readable[] = [];
  try {
    const busboy = new Busboy({
      headers: { 'content-type': type },
      limits: {
        fileSize: mostUploaded,
        files: 1,
        fields: mostFields,
        fieldSize: mostField,
        parts: mostFields + 1,
      },
    });
    busboy.on('field', (name: string, value: string) => {
      fields.append(name, value);
    });
    busboy.on('file', (_name, stream, name) => {
      if (name === '') {
        stream.resume();
        return;
      }
      const path = join(folder, `upload${/^\.[a-z]{1,8}$/i.test(extname(name)) ? extname(name) : ''}`);
      file = { path, name };
      stream.on('limit', () => {
        isTooLarge = true;
      });
      const written = pipeline(stream, createWriteStream(path));
      // It is awaited below; until then its fault is nobody's yet.
      written.catch(() => undefined);
      writing.push(written);
      streams.push(stream);
    });
    await pipeline(Readable.from(bytesOf(request.body)), busboy);
    await Promise.all(writing);
  } catch (error) {
    for (const stream of streams) stream.destroy();
    throw new NotUploaded('The form could not be read.', { cause: error });
  }
  return { fields, file, isTooLarge };
}

async function* bytesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
