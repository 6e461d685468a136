import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { say } from '../language/language.js';

/**
 * The passphrase of a key file: the first line of a file (that is named, else THIDUA_PASSPHRASE_FILE), or what is typed and
 * not shown; `again`: typed twice, as for a new key. A sentence (Vietnamese) where there is none to be had.
 */
export async function askPassphrase(
  named: string | undefined,
  { again = false, environment = process.env } = {},
): Promise<{ passphrase: string } | { sentence: string }> {
  const file = named ?? environment['THIDUA_PASSPHRASE_FILE'];
  if (file !== undefined && file !== '') return fromFile(file);
  if (!process.stdin.isTTY)
    return {
      sentence: say(
        'Không có bàn phím để nhập mật khẩu của khóa; đề nghị dùng --passphrase-file <tệp> hoặc biến môi trường THIDUA_PASSPHRASE_FILE.',
        "There is no keyboard to type the key's passphrase; use --passphrase-file <file> or the environment variable THIDUA_PASSPHRASE_FILE.",
      ),
    };
  const passphrase = await typed(
    say('Mật khẩu của khóa (không hiện khi gõ): ', 'Passphrase of the key (not shown): '),
  );
  if (again && (await typed(say('Gõ lại mật khẩu: ', 'Once more: '))) !== passphrase)
    return {
      sentence: say(
        'Hai lần gõ mật khẩu khác nhau; đề nghị làm lại.',
        'The two passphrases differ; try again.',
      ),
    };
  return { passphrase };
}

async function fromFile(file: string): Promise<{ passphrase: string } | { sentence: string }> {
  try {
    return { passphrase: (await readFile(file, 'utf8')).split(/\r?\n/)[0] ?? '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      sentence: say(
        `Không đọc được tệp mật khẩu ${file}: ${reason}.`,
        `The passphrase file ${file} cannot be read: ${reason}.`,
      ),
    };
  }
}

async function typed(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
