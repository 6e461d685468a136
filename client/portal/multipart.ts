import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';

/** What a form with a file sent: its fields, and what was made of the file; null: no file was chosen. */
export interface Sent<T> {
  fields: URLSearchParams;
  file: T | null;
}

/** A request with more bytes than this is not read at all. */
const mostOfRequest = 120_000_000;

/** The form is none, is cut off, or is beyond any measure. */
export class FormBroken extends Error {}

/**
 * Reads a form with one file as it comes; at most a piece of it is in memory. Rejects with {@link FormBroken}.
 * @param take reads the file to its end
 */
export async function readMultipart<T>(
  request: Request,
  take: (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<Sent<T>> {
  const type = request.headers.get('content-type') ?? '';
  const length = Number(request.headers.get('content-length') ?? '0');
  if (!type.startsWith('multipart/form-data') || request.body === null || length > mostOfRequest)
    throw new FormBroken();
  const fields = new URLSearchParams();
  const files: { stream: BusboyFileStream; taken: Promise<T> }[] = [];
  const limits = { files: 1, fields: 20, fieldSize: 10_000, parts: 21, headerPairs: 50 };
  const parser = new Busboy({ headers: { 'content-type': type }, limits, preservePath: true });
  parser.on('field', (name, value) => {
    fields.append(name, value);
  });
  parser.on('file', (field, stream, name: string | undefined) => {
    if (field !== 'tep' || name === undefined || name === '') {
      stream.resume();
      return;
    }
    const taken = take(name, stream);
    // It is awaited below; until then a refusal is nobody's, and the rest of the file goes nowhere.
    taken.catch(() => stream.resume());
    files.push({ stream, taken });
  });
  try {
    await pipeline(Readable.from(bytesOf(request)), parser);
  } catch (error) {
    for (const { stream } of files) stream.destroy(new FormBroken());
    throw error instanceof FormBroken ? error : new FormBroken('cut off', { cause: error });
  }
  const [file] = files;
  return { fields, file: file === undefined ? null : await file.taken };
}

/** A request's bytes as they come. Rejects where it is cut off. */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = request.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (read?.value === undefined) return;
    yield read.value;
  }
}
