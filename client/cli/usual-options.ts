import type { Command } from 'commander';
import { say } from '../language/language.js';

/** A flag with what the help says of it. */
type UsualOption = readonly [flags: string, means: string];

export const planOption: UsualOption = [
  say('--plan <kế hoạch>', '--plan <plan>'),
  say(
    'mã của một kế hoạch có sẵn, hoặc tệp JSON',
    'code of a plan that comes with the program, or a JSON file',
  ),
];
/** Of commands that come before a movement goes by a plan. */
export const anyPlanOption: UsualOption = [
  planOption[0],
  say(
    'mã của một kế hoạch có sẵn, hoặc tệp JSON; xem «thidua plan --help»',
    'code of a plan that comes with the program, or a JSON file; see «thidua plan --help»',
  ),
];
export const jsonOption: UsualOption = ['--json', say('in dạng JSON', 'print JSON')];
export const jsonObjectOption: UsualOption = ['--json', say('in một đối tượng JSON', 'print a JSON object')];
export const jsonArrayOption: UsualOption = ['--json', say('in một mảng JSON', 'print a JSON array')];
export const yesOption: UsualOption = ['--yes', say('làm mà không hỏi', 'do it without asking')];
export const reasonOption: UsualOption = [
  say('--reason <lý do>', '--reason <reason>'),
  say('lý do, được ghi sổ', 'reason, kept in the audit'),
];

export const byOption: UsualOption = [
  say('--by <người>', '--by <person>'),
  say('người thực hiện; nếu không nêu: tên tài khoản', "who does this; if not given: the account's name"),
];

export const beyondOption: UsualOption = [
  say('--beyond <lý do>', '--beyond <reason>'),
  say('vì sao ngày đó muộn hơn quý công bố', 'why that day lies beyond the quarter of the announcement'),
];

/** Gives a command what goes with tables that it takes from files. */
export const withTablesOptions = (command: Command): Command =>
  command
    .option(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do, được ghi vào nhật ký', 'reason, kept in the audit'),
    )
    .option(...byOption)
    .option(...anyPlanOption)
    .option('--json', say('in một đối tượng JSON; không hỏi', 'print a JSON object; ask nothing'))
    .option(
      say('--template <nơi>', '--template <place>'),
      say(
        'chỉ tạo một tệp .xlsx trống, hoặc các tệp CSV trong một thư mục, kèm hướng dẫn',
        'only make an empty .xlsx file, or the CSV files in a folder, with explanations',
      ),
    );

/** Gives a command the options by which a person acts. @param as the usual office, said in the help */
export const withActingOptions = (command: Command, as: string): Command =>
  command
    .option(say('--as <chức trách>', '--as <office>'), say(`nhân danh ai: ${as}`, `on whose behalf: ${as}`))
    .option(
      say('--key <tệp>', '--key <file>'),
      say(
        'tệp khóa ký của người thực hiện; nếu không nêu: biến môi trường THIDUA_KEY',
        'signing key of the person who acts; if not given: the environment variable THIDUA_KEY',
      ),
    )
    .option(
      say('--passphrase-file <tệp>', '--passphrase-file <file>'),
      say(
        'tệp có mật khẩu của khóa ở dòng đầu; nếu không nêu: biến THIDUA_PASSPHRASE_FILE, hoặc gõ từ bàn phím',
        "file with the key's passphrase on its first line; if not given: the variable THIDUA_PASSPHRASE_FILE, or typed",
      ),
    )
    .option(
      say('--person <mã>', '--person <code>'),
      say(
        'người thực hiện, khi không phải ký (diễn tập)',
        'who acts, where nothing need be signed (rehearsal)',
      ),
    )
    .option(...planOption)
    .option(...jsonObjectOption);
