import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { openRecords, type Records } from '../../activities/records/database/open.js';
import { type Typing, typeUntilDone } from '../live/typing.js';
import type { StruckTrial } from '../live/year.js';

const parts = ['postgres', 'temporal', 'thidua', 'mail', 'temporal-ui'] as const;
type Part = (typeof parts)[number];

/** A trial on docker-compose.yml, whose containers are killed one after the other; `docker compose up` brings each back. */
export class ComposedTrial implements StruckTrial {
  readonly killed: Part[] = [];
  private recovery: Promise<void> = Promise.resolve();

  /**
   * @param city the folder of docker-compose.yml
   * @param desk the folder of the people's papers and keys, seen by their commands under the same name
   */
  constructor(
    private readonly city: string,
    private readonly desk: string,
  ) {}

  /** A command in a container of its own, as an official has it. */
  readonly type: Typing = (...words) => {
    const desk = ['-v', `${this.desk}:${this.desk}`];
    return this.compose('run', '--rm', '--no-deps', '-T', ...desk, 'thidua', ...words);
  };

  does(...words: string[]): Promise<string> {
    return typeUntilDone(this.type, words);
  }

  /** `docker compose …` that must succeed. */
  async succeeds(...words: string[]): Promise<string> {
    const done = await this.compose(...words);
    expect(done, words.join(' ')).toMatchObject({ code: 0 });
    return done.text;
  }

  /** `docker compose …`. @returns its status, and its output, with its errors where there are any */
  async compose(...words: string[]): Promise<{ code: number | null; text: string }> {
    const { exitCode, stdout, stderr } = await execa('docker', ['compose', '--progress', 'quiet', ...words], {
      cwd: this.city,
      reject: false,
      stdin: 'ignore',
    });
    return { code: exitCode ?? null, text: exitCode === 0 ? stdout : `${stdout}\n${stderr}` };
  }

  /** `docker kill` of the part whose turn it is; it is started again while people go on. */
  async strike(): Promise<void> {
    await this.recovery;
    const part = parts[this.killed.length % parts.length] ?? 'thidua';
    this.killed.push(part);
    await execa('docker', ['kill', await this.succeeds('ps', '-q', part)]);
    console.log(`${new Date().toISOString().slice(11, 19)} killed: ${part}`);
    this.recovery = this.recover(part);
    // Heard by the next strike, or at the end.
    this.recovery.catch(() => undefined);
  }

  /** Everything runs again. */
  recovered(): Promise<void> {
    return this.recovery;
  }

  /** Does something with the records, from this machine, which reaches the containers' own network. */
  async withRecords<T>(work: (records: Records) => Promise<T>): Promise<T> {
    const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
    const id = await this.succeeds('ps', '-q', 'postgres');
    const { stdout: address } = await execa('docker', ['inspect', '-f', format, id]);
    const password = (await readFile(join(this.city, '.secrets/database-password'), 'utf8')).trim();
    const records = await openRecords(`postgresql://thidua:${password}@${address}:5432/thidua`);
    return work(records).finally(() => records.close());
  }

  private async recover(part: Part): Promise<void> {
    await this.succeeds('up', '-d');
    expect(await this.succeeds('ps', '-q', '--status', 'running', part)).not.toBe('');
  }
}
