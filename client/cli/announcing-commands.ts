import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { AnnounceOptions, CeremonyOptions } from './commands/lists.js';
import type { RevokeOptions } from './commands/revoke.js';
import { example } from './help-example.js';
import { withActingOptions, yesOption } from './usual-options.js';

const numberOption = [
  say('--decision-number <số>', '--decision-number <number>'),
  say('số của quyết định', 'number of the decision'),
] as const;
const dateOption = [
  say('--decision-date <ngày>', '--decision-date <date>'),
  say(
    'ngày của quyết định, dạng 2024-03-20 hoặc 20/03/2024',
    'date of the decision, like 2024-03-20 or 20/03/2024',
  ),
] as const;

/** What makes certificates of a signed list, and what ends one; each command is loaded only when it is asked for. */
export function addAnnouncingCommands(program: Command): void {
  addAnnouncing(program);
  addRevoke(program);
}

function addAnnouncing(program: Command): void {
  withActingOptions(program.command(say('announce <đợt>', 'announce <campaign>')), 'home-affairs')
    .description(
      say(
        'ghi số, ngày quyết định khen thưởng; kết quả được công bố',
        'record number and date of the decision; the results are announced',
      ),
    )
    .requiredOption(...numberOption)
    .requiredOption(...dateOption)
    .option(
      say('--digest <mã>', '--digest <digest>'),
      say(
        'mã của danh sách đã ký; nếu không nêu: danh sách đã ký',
        'digest of the list that was signed; if not given: the list that was signed',
      ),
    )
    .addHelpText(
      'after',
      example(
        say(
          'announce 2023 --decision-number 812/QĐ-UBND --decision-date 20/03/2024',
          'announce 2023 --decision-number 812/QĐ-UBND --decision-date 20/03/2024',
        ),
      ),
    )
    .action(async (campaign: string, options: Omit<AnnounceOptions, 'campaign'>) => {
      const { runAnnounce } = await import('./commands/lists.js');
      process.exitCode = await runAnnounce({ ...options, campaign });
    });
  withActingOptions(program.command(say('ceremony <đợt>', 'ceremony <campaign>')), 'home-affairs')
    .description(
      say('ghi ngày và nơi đã tổ chức lễ khen thưởng', 'record when and where the ceremony took place'),
    )
    .requiredOption(
      say('--date <ngày>', '--date <date>'),
      say('ngày, dạng 2024-03-28 hoặc 28/03/2024', 'day, like 2024-03-28 or 28/03/2024'),
    )
    .requiredOption(say('--place <nơi>', '--place <place>'), say('địa điểm', 'place'))
    .addHelpText(
      'after',
      example(
        say(
          'ceremony 2023 --date 28/03/2024 --place "Hội trường UBND thành phố"',
          'ceremony 2023 --date 28/03/2024 --place "Hall of the City People\'s Committee"',
        ),
      ),
    )
    .action(async (campaign: string, options: Omit<CeremonyOptions, 'campaign'>) => {
      const { runCeremony } = await import('./commands/lists.js');
      process.exitCode = await runCeremony({ ...options, campaign });
    });
}

function addRevoke(program: Command): void {
  withActingOptions(
    program.command(say('revoke <đợt> <khối> <loại> <suất>', 'revoke <campaign> <bloc> <kind> <seat>')),
    'home-affairs',
  )
    .description(say('thu hồi một Bằng khen theo quyết định', 'revoke a certificate by a decision'))
    .requiredOption(...numberOption)
    .requiredOption(...dateOption)
    .requiredOption(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do thu hồi', 'reason for revoking it'),
    )
    .option(...yesOption)
    .addHelpText(
      'after',
      example(
        say(
          'revoke 2023 KHỐI collective greatest-leap --decision-number 99/QĐ-UBND --decision-date 05/05/2025 --reason "Kê khai sai"',
          'revoke 2023 BLOC collective greatest-leap --decision-number 99/QĐ-UBND --decision-date 05/05/2025 --reason "False statement"',
        ),
      ),
    )
    .action(
      async (
        campaign: string,
        bloc: string,
        kind: string,
        seat: string,
        options: Omit<RevokeOptions, 'campaign' | 'bloc' | 'kind' | 'seat'>,
      ) => {
        const { runRevoke } = await import('./commands/revoke.js');
        process.exitCode = await runRevoke({ ...options, campaign, bloc, kind, seat });
      },
    );
}
