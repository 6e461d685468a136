import type { Command, CommanderError } from 'commander';
import { nearestSentence } from './nearest.js';

/** What is wrong with a command line, in Vietnamese; `words` are what was typed. */
export function usageSentence(
  { code, message }: Pick<CommanderError, 'code' | 'message'>,
  program: Command,
  words: readonly string[],
): string {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const command = commandOf(program, words);
  const path = pathOf(command);
  const advice = `Xem hướng dẫn: ${path} --help`;
  switch (code) {
    case 'commander.unknownCommand': {
      const known = command.createHelp().visibleCommands(command);
      return told(
        `Không có lệnh "${name}".`,
        near(
          name,
          known.map((it) => it.name()),
        ),
        advice,
      );
    }
    case 'commander.unknownOption': {
      const known = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
      return told(`Không có tùy chọn "${name}".`, near(name, known), advice);
    }
    case 'commander.missingArgument':
      return `Thiếu tham số <${name}>. ${advice}`;
    case 'commander.missingMandatoryOptionValue':
      return `Thiếu tùy chọn ${name}. ${advice}`;
    case 'commander.optionMissingArgument':
      return `Tùy chọn "${name}" cần một giá trị. ${advice}`;
    case 'commander.invalidArgument':
      return `Giá trị "${invalidValue(message)}" không dùng được. ${advice}`;
    case 'commander.excessArguments':
      return `Thừa tham số. ${advice}`;
    default:
      return advice;
  }
}

const told = (...sentences: string[]): string => sentences.filter((it) => it !== '').join(' ');

/** Not all of them where none is near: `--help` shows them. */
function near(given: string, known: readonly string[]): string {
  const sentence = nearestSentence(
    given,
    known.map((code) => ({ code })),
  );
  return sentence.startsWith('Gần nhất') ? sentence : '';
}

const invalidValue = (message: string): string => /argument '([^']*)' is invalid/.exec(message)?.[1] ?? '';

/** The command that was meant: as far as the words name commands. */
function commandOf(program: Command, words: readonly string[]): Command {
  const [word, ...rest] = words;
  const next = word === undefined ? undefined : program.commands.find((it) => it.name() === word);
  return next === undefined ? program : commandOf(next, rest);
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
