import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { language } from '../../language/language.js';

/** Puts a question to whoever sits at the terminal; a closed terminal answers with nothing. */
export type Ask = (question: string) => Promise<string>;

/** Asks at this process's terminal; null where there is none. */
export const askAtTerminal = (): Ask | null => (process.stdin.isTTY && process.stdout.isTTY ? ask : null);

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => {
    terminal.once('close', () => {
      process.stdout.write('\n');
      resolve('');
    });
    terminal.once('SIGINT', () => terminal.close());
  });
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.removeAllListeners('close').close();
  return answer;
}

/** Puts a question that is answered with yes or no; anything else is no. */
export async function agrees(ask: Ask, question: string): Promise<boolean> {
  const answer = (await ask(question)).normalize('NFC').trim().toLowerCase();
  return (language() === 'en' ? ['y', 'yes'] : ['c', 'có', 'co']).includes(answer);
}

/** The account under which the program runs. */
export function nameOfOperator(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without a name, as in a container.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
