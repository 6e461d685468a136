import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

const manifest = 'manifest.sha256';

/** The folder that was named holds something already, or is none. */
export class FolderTaken extends Error {}

/** A folder that appears whole or not at all: it is written beside its place, and takes it at the end. */
export class EvidenceFolder {
  private readonly digests = new Map<string, string>();
  private readonly made = new Set<string>();

  private constructor(
    private readonly target: string,
    private readonly beside: string,
  ) {}

  /** Throws {@link FolderTaken} where the folder holds something. */
  static async begin(folder: string): Promise<EvidenceFolder> {
    const target = resolve(folder);
    await checkEmpty(target);
    const beside = join(dirname(target), `.${basename(target)}.${process.pid}.dang-ghi`);
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside, { recursive: true });
    return new EvidenceFolder(target, beside);
  }

  async write(name: string, content: string | Buffer): Promise<void> {
    await writeFile(await this.place(name), content);
    this.digests.set(name, createHash('sha256').update(content).digest('hex'));
  }

  /** Writes a file part by part, as they come. */
  async writeParts(name: string, parts: AsyncIterable<string | Uint8Array>): Promise<void> {
    const hash = createHash('sha256');
    const file = await open(await this.place(name), 'w');
    try {
      for await (const part of parts) {
        hash.update(part);
        await file.writeFile(part);
      }
    } finally {
      await file.close();
    }
    this.digests.set(name, hash.digest('hex'));
  }

  private async place(name: string): Promise<string> {
    const path = join(this.beside, name);
    if (!this.made.has(dirname(path))) await mkdir(dirname(path), { recursive: true });
    this.made.add(dirname(path));
    return path;
  }

  /**
   * Writes the manifest (as `sha256sum` has it, closed by its own digest) and puts the folder in its place.
   * @returns how many files, and the manifest's digest
   */
  async finish(): Promise<{ files: number; digest: string }> {
    const names = [...this.digests.keys()].sort();
    const lines = names.map((name) => `${this.digests.get(name) ?? ''}  ${name}\n`).join('');
    const digest = createHash('sha256').update(lines, 'utf8').digest('hex');
    await writeFile(join(this.beside, manifest), `${lines}# ${digest}\n`);
    await checkEmpty(this.target);
    await rename(this.beside, this.target);
    return { files: names.length + 1, digest };
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await rm(this.beside, { recursive: true, force: true });
  }
}

async function checkEmpty(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length > 0) throw new FolderTaken(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTDIR') throw new FolderTaken(folder);
    if (code !== 'ENOENT') throw error;
  }
}
