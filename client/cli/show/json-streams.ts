import { once } from 'node:events';

/** All the bytes as text, a byte order mark left out; null where they are no UTF-8. */
export async function readText(bytes: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return decode(chunks);
}

const newline = 0x0a;

/** The lines as they come, without holding more than one; null stands for one that is no UTF-8. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  let begun: Uint8Array[] = [];
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      begun.push(chunk.subarray(start, end));
      yield decode(begun);
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (begun.length > 0) yield decode(begun);
}

function decode(chunks: readonly Uint8Array[]): string | null {
  const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError && isBadEncoding(error)) return null;
    throw error;
  }
}

function isBadEncoding(error: TypeError): boolean {
  return 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}

const itemsAtOnce = 1000;

/** An object as JSON, long lists in pieces: the whole text may be longer than a string can be. */
export function* jsonChunks(value: object): Generator<string> {
  let separator = '{';
  const entries: [string, unknown][] = Object.entries(value);
  for (const [key, item] of entries) {
    yield `${separator}${JSON.stringify(key)}:`;
    separator = ',';
    if (Array.isArray(item)) yield* listChunks(item);
    else yield JSON.stringify(item);
  }
  yield separator === '{' ? '{}' : '}';
}

function* listChunks(items: readonly unknown[]): Generator<string> {
  yield '[';
  for (let start = 0; start < items.length; start += itemsAtOnce) {
    const piece = JSON.stringify(items.slice(start, start + itemsAtOnce)).slice(1, -1);
    yield start === 0 ? piece : `,${piece}`;
  }
  yield ']';
}

/** Writes, and waits where the reader is slower. */
export async function writeChunk(out: NodeJS.WritableStream, chunk: string): Promise<void> {
  if (!out.write(chunk)) await once(out, 'drain');
}
