import type { Command } from 'commander';
import { say } from '../language/language.js';
import type { SignOptions } from './commands/sign.js';
import { example } from './help-example.js';
import { jsonOption } from './usual-options.js';

const passphraseOption = [
  say('--passphrase-file <tệp>', '--passphrase-file <file>'),
  say(
    'tệp có mật khẩu của khóa ở dòng đầu; nếu không nêu: biến THIDUA_PASSPHRASE_FILE, hoặc gõ từ bàn phím',
    "file with the key's passphrase on its first line; if not given: the variable THIDUA_PASSPHRASE_FILE, or typed",
  ),
] as const;

/** Keys, signing, and the checks of what was signed; each command is loaded only when it is asked for. */
export function addKeyCommands(program: Command): void {
  addKey(program.command('key').description(say('khóa ký của từng người', 'signing keys of people')));
  program
    .command(say('sign <nội-dung>', 'sign <message>'))
    .description(
      say(
        'ký một nội dung (ví dụ signOff, forward) để gửi bằng lệnh temporal',
        'sign a message (such as signOff, forward) that the temporal command sends',
      ),
    )
    .requiredOption(
      say('--workflow <mã>', '--workflow <id>'),
      say('luồng việc nhận, ví dụ campaign/MÃ/2023', 'workflow that receives it, such as campaign/CODE/2023'),
    )
    .requiredOption(
      say('--as <chức trách>', '--as <office>'),
      say(
        'chairman, board, home-affairs hoặc unit:<mã đơn vị>',
        'chairman, board, home-affairs or unit:<unit code>',
      ),
    )
    .requiredOption(
      say('--key <tệp>', '--key <file>'),
      say('tệp khóa của người ký', 'key file of the person who signs'),
    )
    .requiredOption(
      say('--input <tệp>', '--input <file>'),
      say('nội dung dạng JSON, "-" là đầu vào chuẩn', 'the message as JSON, "-" is standard input'),
    )
    .option(
      say('--out <tệp>', '--out <file>'),
      say('tệp kết quả; nếu không nêu: in ra', 'file to write; if not given: print it'),
    )
    .option(
      say('--instance <mã>', '--instance <id>'),
      say(
        'mã của cơ sở dữ liệu nhận; nếu không nêu: đọc từ cơ sở dữ liệu ở đây',
        'id of the records that receive it; if not given: read from the records here',
      ),
    )
    .option(...passphraseOption)
    .addHelpText(
      'after',
      example(
        say(
          'sign signOff --workflow campaign/MÃ/2023 --as chairman --key chu-tich.key.pem --input ky.json --out da-ky.json',
          'sign signOff --workflow campaign/CODE/2023 --as chairman --key chairman.key.pem --input sign.json --out signed.json',
        ),
      ),
    )
    .action(async (message: string, options: Omit<SignOptions, 'message'>) => {
      const { runSign } = await import('./commands/sign.js');
      process.exitCode = await runSign({ ...options, message });
    });
  program
    .command('act')
    .description(say('việc đã ghi sổ', 'acts that were recorded'))
    .command(say('show <mã>', 'show <id>'))
    .description(
      say(
        'một việc đã ghi sổ, với chữ ký của người thực hiện',
        'an act that was recorded, with the signature of who did it',
      ),
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        say(
          'act show "MÃ CỦA VIỆC"     mã đứng cuối mỗi dòng của «thidua why»',
          'act show "ID OF THE ACT"     ids end the lines of «thidua why»',
        ),
        say('act show "MÃ" --json', 'act show "ID" --json'),
      ),
    )
    .action(async (key: string, options: { json?: boolean }) => {
      const { runActShow } = await import('./commands/acts.js');
      process.exitCode = await runActShow(key, options);
    });
}

function addKey(key: Command): void {
  key
    .command('new')
    .description(
      say(
        'tạo khóa ký cho một người, trong một tệp chỉ chủ tệp đọc được',
        'make a signing key for a person, in a file that only its owner reads',
      ),
    )
    .requiredOption(say('--person <mã>', '--person <code>'), say('mã của người đó', "that person's code"))
    .option(
      say('--out <tệp>', '--out <file>'),
      say('tệp khóa; nếu không nêu: <mã>.key.pem', 'key file; if not given: <code>.key.pem'),
    )
    .option(...passphraseOption)
    .addHelpText(
      'after',
      example(
        'key new --person nguyen-van-an',
        'key new --person nguyen-van-an --out an.pem --passphrase-file mat-khau',
      ),
    )
    .action(async (options: { person: string; out?: string; passphraseFile?: string }) => {
      const { runKeyNew } = await import('./commands/keys.js');
      process.exitCode = await runKeyNew(options);
    });
  key
    .command(say('request [tệp]', 'request [file]'))
    .description(
      say(
        'in yêu cầu đăng ký khóa để gửi người vận hành; không nêu tệp: khóa của cổng thông tin ở máy này',
        'print the request for registration, to be sent to the operator; without a file: of the portal on this machine',
      ),
    )
    .option(...passphraseOption)
    .addHelpText('after', example('key request an.key.pem > an.request', 'key request > portal.request'))
    .action(async (file: string | undefined, options: { passphraseFile?: string }) => {
      const { runKeyRequest } = await import('./commands/keys.js');
      process.exitCode = await runKeyRequest({ ...options, file });
    });
  key
    .command(say('register <tệp>', 'register <file>'))
    .description(
      say(
        'đăng ký khóa từ một yêu cầu, "-" là đầu vào chuẩn',
        'register a key from a request, "-" is standard input',
      ),
    )
    .addHelpText('after', example('key register an.request'))
    .action(async (file: string) => {
      const { runKeyRegister } = await import('./commands/keys.js');
      process.exitCode = await runKeyRegister(file);
    });
  key
    .command('list')
    .description(say('các khóa đã đăng ký', 'the keys that are registered'))
    .option(...jsonOption)
    .addHelpText('after', example('key list', 'key list --json'))
    .action(async (options: { json?: boolean }) => {
      const { runKeyList } = await import('./commands/keys.js');
      process.exitCode = await runKeyList(options);
    });
  key
    .command(say('revoke <mã>', 'revoke <id>'))
    .description(
      say(
        'thu hồi một khóa; những gì đã ký trước đó vẫn có giá trị',
        'revoke a key; what it signed before stays valid',
      ),
    )
    .requiredOption(
      say('--reason <lý do>', '--reason <reason>'),
      say('lý do thu hồi', 'reason for revoking it'),
    )
    .addHelpText(
      'after',
      example(say('key revoke MÃ --reason "Mất máy tính"', 'key revoke ID --reason "Computer lost"')),
    )
    .action(async (id: string, options: { reason: string }) => {
      const { runKeyRevoke } = await import('./commands/keys.js');
      process.exitCode = await runKeyRevoke(id, options);
    });
}
