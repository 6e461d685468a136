import type { Command } from 'commander';
import type { SignOptions } from './commands/sign.js';

const passphraseOption = [
  '--passphrase-file <tệp>',
  'tệp có mật khẩu của khóa ở dòng đầu; nếu không nêu: biến THIDUA_PASSPHRASE_FILE, hoặc gõ từ bàn phím',
] as const;
const jsonOption = ['--json', 'in dạng JSON'] as const;

/** Keys, signing, and the checks of what was signed; each command is loaded only when it is asked for. */
export function addKeyCommands(program: Command): void {
  addKey(program.command('key').description('khóa ký của từng người'));
  program
    .command('sign <nội-dung>')
    .description('ký một nội dung (ví dụ signOff, forward) để gửi bằng lệnh temporal')
    .requiredOption('--workflow <mã>', 'luồng việc nhận, ví dụ campaign/MÃ/2023')
    .requiredOption('--as <chức trách>', 'chairman, board, home-affairs hoặc unit:<mã đơn vị>')
    .requiredOption('--key <tệp>', 'tệp khóa của người ký')
    .requiredOption('--input <tệp>', 'nội dung dạng JSON, "-" là đầu vào chuẩn')
    .option('--out <tệp>', 'tệp kết quả; nếu không nêu: in ra')
    .option('--instance <mã>', 'mã của cơ sở dữ liệu nhận; nếu không nêu: đọc từ cơ sở dữ liệu ở đây')
    .option(...passphraseOption)
    .action(async (message: string, options: Omit<SignOptions, 'message'>) => {
      const { runSign } = await import('./commands/sign.js');
      process.exitCode = await runSign({ ...options, message });
    });
  program
    .command('act')
    .description('việc đã ghi sổ')
    .command('show <mã>')
    .description('một việc đã ghi sổ, với chữ ký của người thực hiện')
    .option(...jsonOption)
    .action(async (key: string, options: { json?: boolean }) => {
      const { runActShow } = await import('./commands/acts.js');
      process.exitCode = await runActShow(key, options);
    });
}

function addKey(key: Command): void {
  key
    .command('new')
    .description('tạo khóa ký cho một người, trong một tệp chỉ chủ tệp đọc được')
    .requiredOption('--person <mã>', 'mã của người đó')
    .option('--out <tệp>', 'tệp khóa; nếu không nêu: <mã>.key.pem')
    .option(...passphraseOption)
    .action(async (options: { person: string; out?: string; passphraseFile?: string }) => {
      const { runKeyNew } = await import('./commands/keys.js');
      process.exitCode = await runKeyNew(options);
    });
  key
    .command('request [tệp]')
    .description(
      'in yêu cầu đăng ký khóa để gửi người vận hành; không nêu tệp: khóa của cổng thông tin ở máy này',
    )
    .option(...passphraseOption)
    .action(async (file: string | undefined, options: { passphraseFile?: string }) => {
      const { runKeyRequest } = await import('./commands/keys.js');
      process.exitCode = await runKeyRequest({ ...options, file });
    });
  key
    .command('register <tệp>')
    .description('đăng ký khóa từ một yêu cầu, "-" là đầu vào chuẩn')
    .action(async (file: string) => {
      const { runKeyRegister } = await import('./commands/keys.js');
      process.exitCode = await runKeyRegister(file);
    });
  key
    .command('list')
    .description('các khóa đã đăng ký')
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const { runKeyList } = await import('./commands/keys.js');
      process.exitCode = await runKeyList(options);
    });
  key
    .command('revoke <mã>')
    .description('thu hồi một khóa; những gì đã ký trước đó vẫn có giá trị')
    .requiredOption('--reason <lý do>', 'lý do thu hồi')
    .action(async (id: string, options: { reason: string }) => {
      const { runKeyRevoke } = await import('./commands/keys.js');
      process.exitCode = await runKeyRevoke(id, options);
    });
}
