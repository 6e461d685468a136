import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { ShortlistOptions } from './commands/shortlist.js';
import type { TimeOptions, WaiveOptions } from './commands/time.js';
import { example } from './help-example.js';
import { beyondOption, reasonOption, withActingOptions } from './usual-options.js';

type Given<T, K extends keyof T> = Omit<T, K>;

const usual = 'home-affairs';

/** What Home Affairs grants and chooses; each command is loaded only when it is asked for. */
export function addChoiceCommands(program: Command): void {
  addTime(program);
  addChoices(program);
}

function addTime(program: Command): void {
  const lastDay = [
    say('--last-day <ngày>', '--last-day <date>'),
    say(
      'ngày cuối còn trong hạn, dạng 2024-02-20 hoặc 20/02/2024',
      'the last day in time, like 2024-02-20 or 20/02/2024',
    ),
  ] as const;
  withActingOptions(program.command(say('extend <đợt> <phạm-vi>', 'extend <campaign> <scope>')), usual)
    .description(
      say(
        'gia hạn nộp hồ sơ cho unit:<đơn vị>, bloc:<khối> hoặc all',
        'extend the time for filing, for unit:<unit>, bloc:<bloc> or all',
      ),
    )
    .requiredOption(...lastDay)
    .requiredOption(...reasonOption)
    .option(...beyondOption)
    .addHelpText(
      'after',
      example(
        say(
          'extend 2023 unit:so-y-te --last-day 20/02/2024 --reason "Bão"',
          'extend 2023 unit:so-y-te --last-day 20/02/2024 --reason "Storm"',
        ),
      ),
    )
    .action(async (campaign: string, scope: string, options: Given<TimeOptions, 'campaign' | 'scope'>) => {
      const { runExtend } = await import('./commands/time.js');
      process.exitCode = await runExtend({ ...options, campaign, scope });
    });
  withActingOptions(program.command(say('shorten <đợt> <phạm-vi>', 'shorten <campaign> <scope>')), usual)
    .description(say('rút ngắn thời gian đã gia hạn', 'shorten an extension'))
    .requiredOption(...lastDay)
    .requiredOption(...reasonOption)
    .addHelpText(
      'after',
      example(
        say(
          'shorten 2023 all --last-day 2024-02-15 --reason "Gõ nhầm ngày"',
          'shorten 2023 all --last-day 2024-02-15 --reason "Wrong day typed"',
        ),
      ),
    )
    .action(async (campaign: string, scope: string, options: Given<TimeOptions, 'campaign' | 'scope'>) => {
      const { runShorten } = await import('./commands/time.js');
      process.exitCode = await runShorten({ ...options, campaign, scope });
    });
}

function addChoices(program: Command): void {
  withActingOptions(
    program.command(say('waive <đợt> <loại> <tiêu-chuẩn>', 'waive <campaign> <kind> <criterion>')),
    usual,
  )
    .description(
      say(
        'miễn một tiêu chuẩn cho cả đợt; loại: collective (tập thể), individual (cá nhân)',
        'waive a criterion for a whole campaign; kind: collective or individual',
      ),
    )
    .requiredOption(...reasonOption)
    .addHelpText(
      'after',
      example(
        say(
          'waive 2021 collective c3 --reason "Kế hoạch ban hành cuối năm"',
          'waive 2021 collective c3 --reason "Plan issued at the end of the year"',
        ),
      ),
    )
    .action(
      async (
        campaign: string,
        kind: string,
        criterion: string,
        options: Given<WaiveOptions, 'campaign' | 'kind' | 'criterion'>,
      ) => {
        const { runWaive } = await import('./commands/time.js');
        process.exitCode = await runWaive({ ...options, campaign, kind, criterion });
      },
    );
  withActingOptions(
    program.command(
      say('shortlist <đợt> <loại> <khối> [đề-cử...]', 'shortlist <campaign> <kind> <bloc> [nominees...]'),
    ),
    usual,
  )
    .description(
      say(
        'lựa chọn từ thứ tự đề xuất; không nêu đề cử: chỉ xem thứ tự đó với số liệu',
        'choose from the proposed order; without nominees: only show that order with its figures',
      ),
    )
    .option(...reasonOption)
    .addHelpText(
      'after',
      example(
        say('shortlist 2023 individual KHỐI', 'shortlist 2023 individual BLOC'),
        say(
          'shortlist 2023 individual KHỐI xa-mot-cn xa-hai-cn --reason "Thành tích nổi bật"',
          'shortlist 2023 individual BLOC xa-mot-cn xa-hai-cn --reason "Outstanding work"',
        ),
      ),
    )
    .action(
      async (
        campaign: string,
        kind: string,
        bloc: string,
        nominees: string[],
        options: Given<ShortlistOptions, 'campaign' | 'kind' | 'bloc' | 'nominees'>,
      ) => {
        const { runShortlist } = await import('./commands/shortlist.js');
        process.exitCode = await runShortlist({ ...options, campaign, kind, bloc, nominees });
      },
    );
}
