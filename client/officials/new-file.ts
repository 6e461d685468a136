import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { say } from '../language/language.js';

/**
 * Writes a file, whole or not at all; its folder is made where there is none. One that stands there with the same contents
 * stays. @returns null, or the sentence on why nothing was written: it has other contents, or the place can't be written to
 */
export async function writeNew(path: string, bytes: Uint8Array): Promise<string | null> {
  const unfinished = `${path}.dang-ghi`;
  try {
    const there = await readFile(path).catch(noneThere);
    if (there !== null) return there.equals(bytes) ? null : takenSentence(path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
    return null;
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return say(
      `Không ghi được tệp ${path} (${codeOf(error)}).`,
      `The file ${path} cannot be written (${codeOf(error)}).`,
    );
  }
}

const noneThere = (error: unknown): null => {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
};

const takenSentence = (path: string): string =>
  say(
    `${path} đã có với nội dung khác; chưa ghi gì. Hãy chọn tên khác.`,
    `${path} exists with other contents; nothing was written. Choose another name.`,
  );

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
