import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { registerKey } from '../../activities/records/registry/keys.js';
import type { Desktop } from '../../client/cli/consent.js';
import { makeKeyFile } from '../../client/officials/identity.js';
import type { World } from '../environment/world.js';
import { collected } from './collected.js';

const passphrase = 'một câu đủ dài';

/** The commands of people, run before the engine of a world, each person with a key of his own. */
export class OfficialCommands {
  private constructor(
    private readonly world: World,
    readonly folder: string,
  ) {}

  /** @param people who have keys, known to the records */
  static async open(world: World, people: readonly { person: string }[]): Promise<OfficialCommands> {
    const folder = await mkdtemp(join(tmpdir(), 'thidua-commands-'));
    const commands = new OfficialCommands(world, folder);
    await writeFile(commands.passphraseFile, `${passphrase}\n`);
    for (const { person } of people) {
      const made = await makeKeyFile(commands.keyOf(person), person, passphrase);
      if ('problem' in made) throw new Error(made.problem.code);
      await registerKey(world.records, made);
    }
    return commands;
  }

  get environment(): Record<string, string> {
    return {
      TEMPORAL_ADDRESS: this.world.environment.address,
      DATABASE_URL: this.world.databaseUrl,
      SMTP_URL: this.world.smtpUrl,
      MAIL_FROM: 'thi-dua@can-tho.invalid',
      THIDUA_DATA: join(this.folder, 'data'),
      THIDUA_PASSPHRASE_FILE: this.passphraseFile,
    };
  }

  /** The option by which a person signs. */
  as({ person }: { person: string }): { key: string } {
    return { key: this.keyOf(person) };
  }

  /** Writes a file that a command is given. @returns its path */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }

  /** @param answers what the person types where he is asked; null: nobody can be asked */
  async run(
    work: (desktop: Desktop) => Promise<number>,
    answers: string[] | null = null,
  ): Promise<{ status: number; text: string }> {
    const { surroundings, written } = collected(this.environment, 100);
    const ask = answers === null ? null : () => Promise.resolve(answers.shift() ?? '');
    const status = await work({ ...surroundings, ask });
    return { status, text: written.out + written.errors };
  }

  /** The same where it is to succeed. @returns what was printed */
  async done(work: (desktop: Desktop) => Promise<number>, answers: string[] | null = null): Promise<string> {
    const { status, text } = await this.run(work, answers);
    expect(status, text).toBe(0);
    return text;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private keyOf(person: string): string {
    return join(this.folder, `${person}.pem`);
  }

  private get passphraseFile(): string {
    return join(this.folder, 'mat-khau');
  }
}
