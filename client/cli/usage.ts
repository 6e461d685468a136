import type { Command, CommanderError } from 'commander';
import { say } from '../language/language.js';
import { nearestSentence } from '../officials/nearest.js';

/** What is wrong with a command line, in Vietnamese; `words` are what was typed. */
export function usageSentence(
  { code, message }: Pick<CommanderError, 'code' | 'message'>,
  program: Command,
  words: readonly string[],
): string {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const command = commandOf(program, words);
  const path = pathOf(command);
  const advice = say(`Xem hướng dẫn: ${path} --help`, `See the help: ${path} --help`);
  switch (code) {
    case 'commander.unknownCommand': {
      const known = command.createHelp().visibleCommands(command);
      return told(
        say(`Không có lệnh "${name}".`, `There is no command "${name}".`),
        near(
          name,
          known.map((it) => it.name()),
        ),
        advice,
      );
    }
    case 'commander.unknownOption': {
      const known = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
      return told(
        say(`Không có tùy chọn "${name}".`, `There is no option "${name}".`),
        near(name, known),
        advice,
      );
    }
    case 'commander.missingArgument':
      return say(`Thiếu tham số <${name}>. ${advice}`, `The argument <${name}> is missing. ${advice}`);
    case 'commander.missingMandatoryOptionValue':
      return say(`Thiếu tùy chọn ${name}. ${advice}`, `The option ${name} is missing. ${advice}`);
    case 'commander.optionMissingArgument':
      return say(
        `Tùy chọn "${name}" cần một giá trị. ${advice}`,
        `The option "${name}" needs a value. ${advice}`,
      );
    case 'commander.invalidArgument':
      if (name.startsWith('--lang')) return unknownLanguage(invalidValue(message));
      return say(
        `Giá trị "${invalidValue(message)}" không dùng được. ${advice}`,
        `The value "${invalidValue(message)}" cannot be used. ${advice}`,
      );
    case 'commander.excessArguments':
      return say(`Thừa tham số. ${advice}`, `Too many arguments. ${advice}`);
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
  return sentence.startsWith(say('Gần nhất', 'Nearest')) ? sentence : '';
}

const unknownLanguage = (given: string): string =>
  say(
    `Không có ngôn ngữ "${given}"; --lang nhận vi (tiếng Việt) hoặc en (tiếng Anh).`,
    `There is no language "${given}"; --lang takes vi (Vietnamese) or en (English).`,
  );

const invalidValue = (message: string): string =>
  /(?:argument|value) '([^']*)' is invalid/.exec(message)?.[1] ?? '';

/** The command that was meant: as far as the words name commands. */
function commandOf(program: Command, words: readonly string[]): Command {
  const [word, ...rest] = words;
  const next = word === undefined ? undefined : program.commands.find((it) => it.name() === word);
  return next === undefined ? program : commandOf(next, rest);
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
