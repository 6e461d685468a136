import type { Command } from 'commander';
import { say } from '../language/language.js';
import { jsonArrayOption, jsonObjectOption, planOption } from './usual-options.js';

/** What everybody may read; each command is loaded only when it is asked for. */
export function addReadingCommands(program: Command): void {
  program
    .command(say('why <ai> [đợt]', 'why <who> [campaign]'))
    .description(
      say(
        'vì sao một đơn vị, một người được hay không được khen thưởng, từng dòng kèm chứng cứ',
        'why a unit or person was or was not rewarded, each line with its evidence',
      ),
    )
    .option(...planOption)
    .option(...jsonObjectOption)
    .addHelpText('after', whyHelp)
    .action(async (of: string, campaign: string | undefined, options: { plan?: string; json?: boolean }) => {
      const { runWhy } = await import('./commands/why.js');
      process.exitCode = await runWhy({ ...options, of, campaign });
    });
  program
    .command('tasks')
    .description(
      say(
        'việc đang chờ ai, đến bao giờ, làm bằng lệnh nào',
        'what waits for whom, until when, and which command does it',
      ),
    )
    .option(
      say('--as <chức trách>', '--as <office>'),
      say(
        'chỉ việc của home-affairs, board, chairman hoặc unit:<mã đơn vị>',
        'only tasks of home-affairs, board, chairman or unit:<unit code>',
      ),
    )
    .option(...planOption)
    .option(...jsonArrayOption)
    .addHelpText('after', tasksHelp)
    .action(async (options: { as?: string; plan?: string; json?: boolean }) => {
      const { runTasks } = await import('./commands/tasks.js');
      process.exitCode = await runTasks(options);
    });
  program
    .command(say('units [lọc]', 'units [filter]'))
    .description(
      say(
        'các đơn vị: khối, hiệu lực, đơn vị kế thừa, hộp thư, cán bộ đầu mối',
        'the units: bloc, validity, successors, mailbox, focal official',
      ),
    )
    .option(
      say('--on <ngày>', '--on <date>'),
      say(
        'chỉ đơn vị có hiệu lực vào ngày này, dạng 2025-07-01',
        'only units in force on this day, like 2025-07-01',
      ),
    )
    .option(say('--bloc <khối>', '--bloc <bloc>'), say('chỉ một khối, theo mã', 'one bloc only, by its code'))
    .option(...planOption)
    .option(...jsonArrayOption)
    .addHelpText('after', unitsHelp)
    .action(
      async (
        filter: string | undefined,
        options: { on?: string; bloc?: string; plan?: string; json?: boolean },
      ) => {
        const { runUnits } = await import('./commands/units.js');
        process.exitCode = await runUnits({ ...options, filter });
      },
    );
  program
    .command(say('watch [đợt]', 'watch [campaign]'))
    .description(
      say('theo dõi các đợt khen thưởng cho đến khi nhấn Ctrl-C', 'watch the campaigns until Ctrl-C'),
    )
    .option(...planOption)
    .option(
      '--json',
      say(
        'mỗi thay đổi in một dòng JSON, như «thidua status --json»',
        'print a line of JSON at each change, as «thidua status --json» has it',
      ),
    )
    .addHelpText('after', watchHelp)
    .action(async (campaign: string | undefined, options: { plan?: string; json?: boolean }) => {
      const { runWatch } = await import('./commands/watch.js');
      process.exitCode = await runWatch({ ...options, campaign });
    });
  program
    .command(say('history <luồng>', 'history <workflow>'))
    .description(
      say(
        'diễn biến của một luồng việc theo giờ nghiệp vụ, ví dụ campaign/MÃ/2023',
        'what happened in a workflow in business time, such as campaign/CODE/2023',
      ),
    )
    .option(say('--run <mã>', '--run <id>'), say('chỉ một lần chạy', 'one run only'))
    .option(...jsonArrayOption)
    .option(
      '--raw',
      say(
        'in lịch sử đã lưu, dạng JSON như máy chủ Temporal đã giao; nếu không nêu --run: lần cuối',
        'print the kept history, JSON as the Temporal server gave it; without --run: the last run',
      ),
    )
    .addHelpText('after', historyHelp)
    .action(async (workflow: string, options: { run?: string; json?: boolean; raw?: boolean }) => {
      const { runHistory } = await import('./commands/history.js');
      process.exitCode = await runHistory({ ...options, workflow });
    });
}

const whyHelp = say(
  `
Ví dụ:
  thidua why so-tu-phap 2022            theo mã đơn vị, một đợt
  thidua why "so tu phap"               theo tên, không cần dấu, mọi đợt có hồ sơ
  thidua why "nguyen van an" --json     một người; tên trùng thì hỏi lại mã

Chỉ đọc từ cơ sở dữ liệu: máy chủ Temporal không còn thì câu trả lời vẫn vậy.
`,
  `
Examples:
  thidua why so-tu-phap 2022            by a unit's code, one campaign
  thidua why "so tu phap"               by name, without diacritics, every campaign with a dossier
  thidua why "nguyen van an" --json     a person; for equal names the code is asked for

Only reads the records: the answer is the same when the Temporal server is gone.
`,
);

const tasksHelp = say(
  `
Ví dụ:
  thidua tasks                       mọi việc đang chờ
  thidua tasks --as home-affairs     việc của cơ quan nội vụ
  thidua tasks --as unit:so-y-te     việc của một đơn vị
`,
  `
Examples:
  thidua tasks                       everything that waits
  thidua tasks --as home-affairs     what waits for Home Affairs
  thidua tasks --as unit:so-y-te     what waits for a unit
`,
);

const unitsHelp = say(
  `
Ví dụ:
  thidua units "ninh kieu"           theo mã hoặc tên, không cần dấu
  thidua units --on 2025-07-01 --json
`,
  `
Examples:
  thidua units "ninh kieu"           by code or name, without diacritics
  thidua units --on 2025-07-01 --json
`,
);

const watchHelp = say(
  `
Ví dụ:
  thidua watch 2023                  một đợt; ra tệp hoặc ống dẫn thì mỗi thay đổi một dòng
  thidua watch --json | jq .business.at
`,
  `
Examples:
  thidua watch 2023                  one campaign; in a file or pipe each change is a line
  thidua watch --json | jq .business.at
`,
);

const historyHelp = say(
  `
Ví dụ:
  thidua history campaign/MÃ/2023                 cả đợt, theo giờ nghiệp vụ
  thidua history dossier/MÃ/2023/ĐƠN-VỊ          hồ sơ của một đơn vị
  thidua history dossier/MÃ/2023/ĐƠN-VỊ --raw    lần chạy cuối đã lưu, để phát lại hoặc mở trong Temporal UI

Nếu máy chủ Temporal còn giữ luồng việc thì đọc từ máy chủ, nếu không thì từ cơ sở dữ liệu; hai nơi cho cùng một nội dung.
`,
  `
Examples:
  thidua history campaign/CODE/2023                 the whole campaign, in business time
  thidua history dossier/CODE/2023/UNIT           the dossier of a unit
  thidua history dossier/CODE/2023/UNIT --raw     the last run that was kept, to replay or to open in the Temporal UI

Read from the Temporal server where it still holds the workflow, else from the records; both give the same.
`,
);
