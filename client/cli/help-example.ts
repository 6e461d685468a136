/** The examples that a command's `--help` ends with. */
export const example = (...lines: string[]): string =>
  `\nVí dụ:\n${lines.map((line) => `  thidua ${line}`).join('\n')}`;
