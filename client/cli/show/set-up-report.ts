import type { SetUpChange } from '../../../activities/reference/setup/difference.js';
import type { SetUpFault, SetUpWarning } from '../../../activities/reference/setup/faults.js';
import { setUpSentence } from '../../language/setup-faults.js';
import { headerOf, type Part, type SetUp, sheets } from '../../../activities/reference/setup/sheets.js';
import { say } from '../../language/language.js';
import type { Output } from '../terminal/tables.js';
import { printLines, widthOf } from '../terminal/tables.js';
import { countsLine, sizeLine } from '../../officials/set-up-words.js';
import { changeLines, faultLines, warningLines } from './set-up.js';

/** How a set-up ended, as `--json` names it. */
type SetupOutcome = 'faulty' | 'refused' | 'unchanged' | 'not-applied' | 'applied';

/** All that `thidua setup` has to say. */
interface SetupReport {
  outcome: SetupOutcome;
  /** SHA-256 of the set-up; null where it could not be read. */
  digest: string | null;
  faults: readonly SetUpFault[];
  warnings: readonly SetUpWarning[];
  changes: readonly SetUpChange[];
  /** Why it was not applied, where neither faults nor the operator say so. */
  refusal: string | null;
}

/** The report as one JSON object. */
function setupJson(
  { faults, warnings, changes, ...report }: SetupReport,
  nameOf: (part: Part) => string,
): string {
  const problem = (it: SetUpFault | SetUpWarning) => {
    const { part, row, column, code, ...facts } = it;
    return { sheet: sheets[part].sheet, row, column, code, facts, sentence: setUpSentence(it, nameOf) };
  };
  const object = {
    ...report,
    faults: faults.map(problem),
    warnings: warnings.map(problem),
    changes: changes.map(({ part, fields, ...it }) => ({
      sheet: sheets[part].sheet,
      ...it,
      fields: fields.map(({ field, from, to }) => ({ column: headerOf(part, field), from, to })),
    })),
  };
  return `${JSON.stringify(object, undefined, 2)}\n`;
}

/** What `--help` says of `--json` and of the exit status. */
export const setupHelp = say(
  `
Ví dụ:
  thidua setup --template don-vi.xlsx    tạo tệp trống kèm hướng dẫn
  thidua setup --template don-vi         như vậy, thành các tệp CSV trong một thư mục
  thidua setup don-vi.xlsx               kiểm tra, cho xem những gì sẽ thay đổi, rồi hỏi
  thidua setup don-vi.xlsx --yes --reason "Sáp nhập đơn vị từ 01/07/2025"

Để chạy thử (người giả định chỉ được nhận khi chạy thử), đặt đồng hồ trước, thiết lập sau:
  thidua setup --sample thu.xlsx
  thidua live --trial --at 2026-02-09T23:58   đặt đồng hồ, rồi dừng vì chưa có đơn vị
  thidua setup thu.xlsx
  thidua live --trial
--json in ra một đối tượng JSON:
  outcome    faulty | refused | unchanged | not-applied | applied
  digest     SHA-256 của bản thiết lập, hoặc null
  faults, warnings   [ { "sheet", "row", "column", "code", "facts", "sentence" } ]
  changes    [ { "sheet", "kind": added | changed | ended | removed, "key", "name", "fields": [ { "column", "from", "to" } ] } ]
  refusal    vì sao không áp dụng được, hoặc null
Mã thoát: 0 đã áp dụng hoặc không có gì thay đổi; 2 tệp có lỗi hoặc chưa được xác nhận; 3 không được phép; 4 không tới được cơ sở dữ liệu.`,
  `
Examples:
  thidua setup --template don-vi.xlsx    make an empty file with explanations
  thidua setup --template don-vi         the same as CSV files in a folder
  thidua setup don-vi.xlsx               check, show what would change, then ask
  thidua setup don-vi.xlsx --yes --reason "Units merged from 01/07/2025"

For a trial (invented people are taken only in a trial), set the clock first, then set up:
  thidua setup --sample thu.xlsx
  thidua live --trial --at 2026-02-09T23:58   sets the clock, then stops because there are no units
  thidua setup thu.xlsx
  thidua live --trial
--json prints a JSON object:
  outcome    faulty | refused | unchanged | not-applied | applied
  digest     SHA-256 of the setup, or null
  faults, warnings   [ { "sheet", "row", "column", "code", "facts", "sentence" } ]
  changes    [ { "sheet", "kind": added | changed | ended | removed, "key", "name", "fields": [ { "column", "from", "to" } ] } ]
  refusal    why it could not be applied (in Vietnamese), or null
Exit status: 0 applied or nothing changes; 2 faults in the file, or not confirmed; 3 not allowed; 4 the records are out of reach.`,
);

const statuses: Record<SetupOutcome, number> = {
  applied: 0,
  unchanged: 0,
  faulty: 2,
  'not-applied': 2,
  refused: 3,
};

const nobodyAsked = say(
  'Chưa thay đổi gì: ở đây không hỏi được. Thêm --yes để áp dụng.',
  "Nothing was changed: questions can't be asked here. Add --yes to apply.",
);

/** Tells how a set-up goes, in lines or as one JSON object. */
export class SetupTeller {
  constructor(
    private readonly out: Output,
    private readonly errors: Output,
    private readonly isJson: boolean,
    private readonly nameOf: (part: Part) => string,
  ) {}

  /** What the operator is asked to agree to. */
  propose(setUp: SetUp, { warnings, changes }: Pick<SetupReport, 'warnings' | 'changes'>): void {
    if (this.isJson) return;
    printLines(this.errors, warningLines(warnings, widthOf(this.errors), this.nameOf));
    const lines = [
      say(`Thiết lập gồm ${sizeLine(setUp)}.`, `The setup holds ${sizeLine(setUp)}.`),
      ...changeLines(changes, widthOf(this.out), this.nameOf),
    ];
    printLines(this.out, lines);
  }

  /** How it ended. @returns the exit status */
  end(told: Partial<SetupReport> & Pick<SetupReport, 'outcome'>, wasAsked: boolean): number {
    const nothing = { digest: null, faults: [], warnings: [], changes: [], refusal: null };
    const report: SetupReport = { ...nothing, ...told };
    if (this.isJson) this.out.write(setupJson(report, this.nameOf));
    else this.say(report);
    if (report.outcome === 'not-applied')
      printLines(this.errors, [wasAsked ? say('Chưa thay đổi gì.', 'Nothing was changed.') : nobodyAsked]);
    return statuses[report.outcome];
  }

  private say({ outcome, faults, warnings, changes, refusal, digest }: SetupReport): void {
    const { out, errors } = this;
    switch (outcome) {
      case 'faulty':
        printLines(errors, faultLines(faults, widthOf(errors), this.nameOf));
        return printLines(errors, [
          say(`Có ${faults.length} lỗi; chưa thay đổi gì.`, `${faults.length} faults; nothing was changed.`),
        ]);
      case 'refused':
        return printLines(errors, [refusal ?? '']);
      case 'unchanged':
        printLines(errors, warningLines(warnings, widthOf(errors), this.nameOf));
        return printLines(out, [say('Không có gì thay đổi.', 'Nothing changes.')]);
      case 'not-applied':
        return;
      case 'applied':
        printLines(out, [
          say(`Đã áp dụng: ${countsLine(changes)}.`, `Applied: ${countsLine(changes)}.`),
          say(`SHA-256 của bản thiết lập: ${digest ?? ''}`, `SHA-256 of the setup: ${digest ?? ''}`),
        ]);
    }
  }
}
