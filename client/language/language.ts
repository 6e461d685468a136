import { AsyncLocalStorage } from 'node:async_hooks';

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

const option = '--lang';

/** The language of this code; null where there is none. */
export const languageGiven = (given: string | undefined): Language | null =>
  languages.find((it) => it === given) ?? null;

/** The language that a command line asks for; Vietnamese where it asks for none, or for one that there isn't. */
export function languageOf(words: readonly string[]): Language {
  const at = words.findLastIndex((it) => it === option || it.startsWith(`${option}=`));
  const given = words[at] === option ? words[at + 1] : words[at]?.slice(option.length + 1);
  return languageGiven(given) ?? 'vi';
}

/** What was typed, but for the language. */
const wordsBesideLanguage = (words: readonly string[]): string[] =>
  words.filter((it, index) => !it.startsWith(`${option}=`) && it !== option && words[index - 1] !== option);

/** What this process was told to do, but for the language. */
export const typedWords = wordsBesideLanguage(process.argv.slice(2));

const ofCommandLine = languageOf(process.argv.slice(2));
const within = new AsyncLocalStorage<Language>();

/** The language in which people are told: that of the command line, unless {@link inLanguage} says otherwise. */
export const language = (): Language => within.getStore() ?? ofCommandLine;

/** A text in Vietnamese and the same in English. */
export type Words = readonly [vietnamese: string, english: string];

/** A text in the language of the one who reads it; both stand side by side, so that neither is forgotten. */
export const say = (vietnamese: string, english: string): string =>
  language() === 'en' ? english : vietnamese;

/** Does some work in a language, whichever the command line asks for: what programs read is the same in both. */
export const inLanguage = <T>(which: Language, work: () => T): T => within.run(which, work);

/** Composes what `--json` prints, which is the same in each language; what people read, in theirs. */
export const forPrograms = <T>(isJson: boolean | undefined, work: () => T): T =>
  isJson === true ? inLanguage('vi', work) : work();
