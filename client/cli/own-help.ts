import { typedWords } from '../language/language.js';

/** What a command's help says beside its options, loaded only when that command is asked for. */
export const ownHelp = async (command: string, load: () => Promise<string>): Promise<string> =>
  typedWords.slice(0, 2).includes(command) ? load() : '';
