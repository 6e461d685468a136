import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { outOfReach } from '../../client/cli/exit-status.js';

/** Runs a command of the program to its end. */
export type Typing = (...words: string[]) => Promise<{ code: number | null; text: string }>;

const between = 2_000;
const mostTries = 60;

/** What a person types, and types again as long as he is told that a part is out of reach. @returns what it said */
export async function typeUntilDone(type: Typing, words: readonly string[]): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const done = await type(...words);
    if (done.code !== outOfReach || tries === mostTries) {
      expect(done, words.join(' ')).toMatchObject({ code: 0 });
      return done.text;
    }
    await pause(between);
  }
}
