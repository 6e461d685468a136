import { type Command, Help, type HelpConfiguration } from 'commander';

const titles: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Cách gọi:'],
  ['Arguments:', 'Tham số:'],
  ['Options:', 'Tùy chọn:'],
  ['Commands:', 'Lệnh:'],
]);

const translated = (usage: string): string =>
  usage.replace('[options]', '[tùy chọn]').replace('[command]', '[lệnh]');

/** Every `--help` in Vietnamese. */
export const helpInVietnamese: HelpConfiguration = {
  styleTitle: (title) => titles.get(title) ?? title,
  styleUsage: translated,
  subcommandTerm: (command: Command) => translated(Help.prototype.subcommandTerm(command)),
};
