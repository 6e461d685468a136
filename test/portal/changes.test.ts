import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Changes } from '../../client/portal/changes.js';

/** Marks as the records would give them, and how often they were looked at. */
class Marks {
  looks = 0;
  mark = 'one';
  readonly look = (): Promise<string> => {
    this.looks += 1;
    return this.mark === 'away' ? Promise.reject(new Error('away')) : Promise.resolve(this.mark);
  };
}

const hearing = (): { heard: string[]; tell: (mark: string) => Promise<void> } => {
  const heard: string[] = [];
  return {
    heard,
    tell: (mark) => {
      heard.push(mark);
      return Promise.resolve();
    },
  };
};

test('a hundred pages are told by one look each second; nobody is looked for once none follows', async () => {
  const marks = new Marks();
  const changes = new Changes(marks.look);
  const pages = Array.from({ length: 100 }, hearing);
  const followings = pages.map(({ tell }) => changes.follow(tell));
  await expect.poll(() => pages.every(({ heard }) => heard.includes('one'))).toBe(true);
  marks.mark = 'two';
  await expect.poll(() => pages.every(({ heard }) => heard.includes('two')), { timeout: 10_000 }).toBe(true);
  expect(marks.looks).toBeLessThan(20);
  for (const following of followings) following.end();
  await Promise.all(followings.map(({ ended }) => ended));
  await pause(1_500);
  const { looks } = marks;
  await pause(1_500);
  expect(marks.looks).toBe(looks);
});

test('one that fails is told no more, records that are away tell nothing, and the end comes at once', async () => {
  const marks = new Marks();
  const changes = new Changes(marks.look);
  const good = hearing();
  const bad = changes.follow(() => Promise.reject(new Error('gone')));
  const following = changes.follow(good.tell);
  await bad.ended;
  marks.mark = 'away';
  await pause(1_500);
  marks.mark = 'two';
  await expect.poll(() => good.heard, { timeout: 10_000 }).toStrictEqual(['one', 'two']);
  changes.close();
  await following.ended;
});
