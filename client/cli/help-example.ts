import { say } from '../language/language.js';

/** The examples that a command's `--help` ends with. */
export const example = (...lines: string[]): string =>
  `\n${say('Ví dụ:', 'Examples:')}\n${lines.map((line) => `  thidua ${line}`).join('\n')}`;
