import type { CommanderError } from 'commander';

/** What is wrong with a command line, in Vietnamese. */
export function usageSentence({ code, message }: Pick<CommanderError, 'code' | 'message'>): string {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const advice = 'Xem hướng dẫn: thidua --help';
  switch (code) {
    case 'commander.unknownCommand':
      return `Không có lệnh "${name}". ${advice}`;
    case 'commander.unknownOption':
      return `Không có tùy chọn "${name}". ${advice}`;
    case 'commander.missingArgument':
      return `Thiếu tham số <${name}>. ${advice}`;
    case 'commander.missingMandatoryOptionValue':
      return `Thiếu tùy chọn ${name}. ${advice}`;
    case 'commander.optionMissingArgument':
      return `Tùy chọn "${name}" cần một giá trị. ${advice}`;
    case 'commander.excessArguments':
      return `Thừa tham số. ${advice}`;
    default:
      return advice;
  }
}
