import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Typing } from './typing.js';

/** The people of a trial, each with a key of his own, and the papers that units file. */
export class Officials {
  private constructor(
    private readonly folder: string,
    private readonly type: Typing,
  ) {}

  /**
   * @param folder where the keys and papers are
   * @param people who have keys made for them
   */
  static async withKeys(folder: string, type: Typing, people: readonly string[]): Promise<Officials> {
    const officials = new Officials(folder, type);
    await writeFile(officials.passphrase, 'một câu đủ dài\n');
    await Promise.all(people.map((person) => officials.makeKey(person)));
    return officials;
  }

  /** The options by which a person signs. */
  signing(person: string): string[] {
    return ['--key', this.key(person), '--passphrase-file', this.passphrase];
  }

  /** What the operator registers. */
  request(person: string): string {
    return join(this.folder, `${person}.json`);
  }

  /** A unit's folder: itself and two of its people, with all that they must file. */
  async dossierOf(unit: string): Promise<string> {
    const at = join(this.folder, unit);
    await mkdir(at);
    const files = ['to-trinh', 'bien-ban', 'bao-cao', 'bao-cao-1', 'bao-cao-2'];
    const table = (name: string, rows: string[]) => writeFile(join(at, name), `${rows.join('\n')}\n`);
    await Promise.all([
      ...files.map((file) => writeFile(join(at, `${file}.pdf`), `%PDF-1.7\n% ${unit} ${file}\n%%EOF\n`)),
      table('nominees.csv', [
        'id,kind,name,personId,leadership,propaganda,launchPlan,implementation,initiatives,ethics,taskCompletion,initiativeRecognised',
        `${unit}-tt,tập thể,${unit},,có,có,có,có,có,,,`,
        `${unit}-1,cá nhân,Nguyễn Văn A,${unit}-nv1,,,,,,có,có,có`,
        `${unit}-2,cá nhân,Trần Thị B,${unit}-nv2,,,,,,có,có,có`,
      ]),
      table('documents.csv', [
        'component,nominee,title,file',
        'request,,,to-trinh.pdf',
        'minutes,,,bien-ban.pdf',
        `achievement-report,${unit}-tt,,bao-cao.pdf`,
        `achievement-report,${unit}-1,,bao-cao-1.pdf`,
        `achievement-report,${unit}-2,,bao-cao-2.pdf`,
      ]),
    ]);
    return at;
  }

  /** A ranking's file: units from the first on, with an index of one decimal. */
  async ranking(name: string, rows: readonly (readonly [string, number])[]): Promise<string> {
    const at = join(this.folder, `${name}.csv`);
    const lines = rows.map(([unit, rank]) => `${unit},${String(rank)},${(95.5 - rank).toFixed(1)}`);
    await writeFile(at, `${['đơn vị,hạng,điểm', ...lines].join('\n')}\n`);
    return at;
  }

  private get passphrase(): string {
    return join(this.folder, 'mat-khau.txt');
  }

  private key(person: string): string {
    return join(this.folder, `${person}.pem`);
  }

  private async makeKey(person: string): Promise<void> {
    const passphrase = ['--passphrase-file', this.passphrase];
    const made = await this.type('key', 'new', '--person', person, '--out', this.key(person), ...passphrase);
    expect(made).toMatchObject({ code: 0 });
    const request = await this.type('key', 'request', this.key(person), ...passphrase);
    expect(request).toMatchObject({ code: 0 });
    await writeFile(this.request(person), request.text);
  }
}
