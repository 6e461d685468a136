import {
  applyImport,
  groundDigest,
  importChanges,
  type ImportGround,
  importGround,
} from '../../../activities/records/registry/import.js';
import type { pastParts } from '../../../activities/reference/import/sheets.js';
import { pastSheets } from '../../../activities/reference/import/sheets.js';
import { type PastCells, readPast, type ReadPast } from '../../../activities/reference/import/read.js';
import { writePastTemplate } from '../../../activities/reference/import/template.js';
import { openSource, type SheetSource } from '../../../activities/reference/setup/source.js';
import type { Records } from '../../../activities/records/database/open.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { choosePlan } from '../../plan.js';
import { planOfRecords } from '../../plan-of-records.js';
import { forPrograms, say, type Words } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';
import {
  type ImportedCampaign,
  importJson,
  importLines,
  type ImportReport,
  importStatuses,
  pastFaultLines,
} from '../show/import-report.js';
import { tellSourceFault } from '../show/source-fault.js';
import { agrees, type Ask, askAtTerminal, nameOfOperator } from '../terminal/asking.js';
import { joined, printLines, widthOf } from '../terminal/tables.js';
import { writtenSentence } from './setup-files.js';

export interface ImportOptions {
  json?: boolean | undefined;
  /** Applies without asking. */
  yes?: boolean | undefined;
  reason?: string | undefined;
  /** Who imports it, for the audit; the account's name where it is left out. */
  by?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
}

/**
 * `thidua import`: campaigns that ended before this program came, from a folder of CSV files or a workbook, into the records
 * and the ledger, once the operator has seen what would be written; refused whole where anything is wrong.
 * @returns the exit status: 0 done or nothing to do, 2 faults or no consent, 3 refused, 4 no database within reach
 */
export function runImport(
  path: string,
  options: ImportOptions,
  surroundings: Surroundings = ownSurroundings(),
  ask: Ask | null = askAtTerminal(),
): Promise<number> {
  return forPrograms(options.json, () => importFrom(path, options, surroundings, ask));
}

async function importFrom(
  path: string,
  options: ImportOptions,
  surroundings: Surroundings,
  ask: Ask | null,
): Promise<number> {
  const opened = await openSource(path);
  if (!opened.ok) {
    const report = options.json === true ? { campaigns: [], refusal: null } : null;
    tellSourceFault(opened.fault, 'thidua import', report, surroundings);
    return atFault;
  }
  const { source } = opened;
  return withRecords(
    surroundings,
    async (records) => {
      const chosen = await planOfRecords(records, options.plan);
      if ('sentence' in chosen) return { sentence: chosen.sentence, status: atFault };
      const { plan } = chosen;
      const importing = new Importing(
        { records, plan, source, options, surroundings },
        options.json === true ? null : ask,
      );
      return importing.run();
    },
    say(...refusals.unitless),
  );
}

interface Given {
  records: Records;
  plan: Plan;
  source: SheetSource;
  options: ImportOptions;
  surroundings: Surroundings;
}

class Importing {
  constructor(
    private readonly given: Given,
    private readonly ask: Ask | null,
  ) {}

  async run(): Promise<Ending> {
    const { records, plan } = this.given;
    const ground = await importGround(records, plan);
    if (ground.mode === 'rehearsal')
      return this.end({ outcome: 'refused', refusal: say(...refusals.rehearsal) });
    if (ground.units.length === 0)
      return this.end({ outcome: 'refused', refusal: say(...refusals.unitless) });
    const read = await this.read(ground);
    if (!read.ok) return this.end({ outcome: 'faulty', faults: read.faults });
    const changes = importChanges(ground, read.campaigns);
    const campaigns = read.campaigns.map((past): ImportedCampaign => {
      const isChange = changes.includes(past);
      return {
        past,
        kind: !isChange ? 'unchanged' : ground.imported.has(past.campaign) ? 'changed' : 'added',
      };
    });
    if (changes.length === 0) return this.end({ outcome: 'unchanged', campaigns });
    this.propose(campaigns);
    if (!(await this.isWanted())) return this.end({ outcome: 'not-applied', campaigns });
    return this.apply(ground, campaigns);
  }

  private async apply(ground: ImportGround, campaigns: readonly ImportedCampaign[]): Promise<Ending> {
    const { records, plan, options } = this.given;
    await records.migrate();
    const applied = await applyImport(records, {
      plan,
      campaigns: campaigns.map(({ past }) => past),
      shown: groundDigest(ground),
      operator: options.by ?? nameOfOperator(),
      reason: options.reason ?? null,
    });
    return this.end(
      applied.ok
        ? { outcome: 'applied', campaigns }
        : { outcome: 'refused', campaigns, refusal: say(...refusals[applied.code]) },
    );
  }

  private async read({ units, on, ...here }: ImportGround): Promise<ReadPast> {
    const { source, plan } = this.given;
    const cells = (part: (typeof pastParts)[number]) => source.cellsOf(pastSheets[part].sheet);
    const read: PastCells = {
      rankings: await cells('rankings'),
      dossiers: await cells('dossiers'),
      winners: await cells('winners'),
    };
    return readPast(read, { plan, units: new Map(units.map((it) => [it.code, it])), on }, here);
  }

  private propose(campaigns: readonly ImportedCampaign[]): void {
    const { options, surroundings, plan } = this.given;
    if (options.json === true) return;
    printLines(surroundings.out, importLines(plan, campaigns, widthOf(surroundings.out)));
  }

  private async isWanted(): Promise<boolean> {
    if (this.given.options.yes === true) return true;
    return this.ask !== null && agrees(this.ask, say('Nhập? [c/K] ', 'Import? [y/N] '));
  }

  private end(told: Partial<ImportReport> & Pick<ImportReport, 'outcome'>): Ending {
    const { plan, source, options } = this.given;
    const report: ImportReport = { faults: [], campaigns: [], refusal: null, ...told };
    const status = importStatuses[report.outcome];
    if (options.json === true) return { text: importJson(report, plan, source.nameOf), status };
    return this.say(report, status);
  }

  private say({ outcome, faults, campaigns, refusal }: ImportReport, status: number): Ending {
    const { plan, source, surroundings } = this.given;
    switch (outcome) {
      case 'faulty':
        return {
          sentence: pastFaultLines(faults, plan, source.nameOf, widthOf(surroundings.errors)).join('\n'),
          status,
        };
      case 'refused':
        return { sentence: refusal ?? '', status };
      case 'not-applied':
        return {
          sentence: this.ask === null ? nobodyAsked : say('Chưa nhập gì.', 'Nothing was imported.'),
          status,
        };
      case 'unchanged':
        return {
          text: say(
            'Đã nhập đúng như vậy từ trước; không có gì thay đổi.\n',
            'The same was imported before; nothing changes.\n',
          ),
          status,
        };
      case 'applied':
        return { text: joined([appliedLine(campaigns)]), status };
    }
  }
}

const appliedLine = (campaigns: readonly ImportedCampaign[]): string => {
  const years = campaigns.filter(({ kind }) => kind !== 'unchanged').map(({ past }) => past.campaign);
  return say(
    `Đã nhập: ${years.join(', ')}. Xem «thidua ledger», «thidua status».`,
    `Imported: ${years.join(', ')}. See «thidua ledger», «thidua status».`,
  );
};

const nobodyAsked = say(
  'Chưa nhập gì: ở đây không hỏi được. Thêm --yes để nhập.',
  "Nothing was imported: questions can't be asked here. Add --yes to import.",
);

const refusals = {
  stale: [
    'Cơ sở dữ liệu vừa thay đổi ở nơi khác; hãy chạy lại để xem sẽ nhập những gì.',
    'The records have just been changed elsewhere; run again to see what would be imported.',
  ],
  rehearsal: [
    'Cơ sở dữ liệu này là của một cuộc diễn tập, không nhập kết quả thật vào được. Hãy đặt THIDUA_DATA (hay DATABASE_URL) là nơi khác.',
    'These records are of a rehearsal; real results cannot be imported into them. Set THIDUA_DATA (or DATABASE_URL) to another place.',
  ],
  'summary-frozen': [
    'Danh sách tổng kết giai đoạn đã trình; không nhập thêm Bằng khen của các năm được nữa.',
    'The list of the summary has been forwarded; no more certificates of single years are imported.',
  ],
  unitless: [
    'Chưa thiết lập đơn vị nào, nên chưa nhập được. Trước hết tạo tệp bằng «thidua setup --template don-vi.xlsx», điền rồi chạy «thidua setup don-vi.xlsx»; sau đó chạy lại lệnh này. Nếu đã thiết lập ở nơi khác thì đặt THIDUA_DATA (hay DATABASE_URL) là nơi ấy.',
    'No units are set up, so nothing can be imported yet. First make a file by «thidua setup --template don-vi.xlsx», fill it in and run «thidua setup don-vi.xlsx»; then run this command again. If they are set up elsewhere, set THIDUA_DATA (or DATABASE_URL) to that place.',
  ],
} satisfies Record<string, Words>;

/** `thidua import --template`: the empty files with a guide. @returns the exit status: 0, or 2 where files are there */
export async function runImportTemplate(
  folder: string,
  given: string | undefined,
  { out, errors }: Surroundings = ownSurroundings(),
): Promise<number> {
  const chosen = choosePlan(given);
  if ('sentence' in chosen) {
    printLines(errors, [chosen.sentence]);
    return atFault;
  }
  const written = await writePastTemplate(folder, chosen.plan);
  printLines(written.ok ? out : errors, [writtenSentence(folder, written, 'thidua import')]);
  return written.ok ? 0 : atFault;
}
