import { type Command, Help, type HelpConfiguration, InvalidArgumentError, Option } from 'commander';
import { language, languageGiven, say } from '../language/language.js';

const titles: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Cách gọi:'],
  ['Arguments:', 'Tham số:'],
  ['Options:', 'Tùy chọn:'],
  ['Commands:', 'Lệnh:'],
]);

const translated = (usage: string): string =>
  language() === 'en' ? usage : usage.replace('[options]', '[tùy chọn]').replace('[command]', '[lệnh]');

/** Every `--help` in the language that was asked for; the program's help library speaks English by itself. */
export const helpInLanguage: HelpConfiguration = {
  styleTitle: (title) => say(titles.get(title) ?? title, title),
  styleUsage: translated,
  subcommandTerm: (command: Command) => translated(Help.prototype.subcommandTerm(command)),
};

/** What `--lang` is for. */
export const languageMeans = (): string =>
  say('ngôn ngữ: tiếng Việt (vi), tiếng Anh (en)', 'language: Vietnamese (vi), English (en)');

/** `--lang vi|en`, before or after the command; what it asks for was read before any command was made. */
export const languageOption = (): Option =>
  new Option('--lang <vi|en>', languageMeans()).argParser((given: string) => {
    if (languageGiven(given) === null) throw new InvalidArgumentError('');
    return given;
  });
