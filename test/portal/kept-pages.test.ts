import { expect, test } from 'vitest';
import { KeptPages } from '../../client/portal/kept-pages.js';

/** Kept pages on a clock of their own, and how often each was made. */
function keeper() {
  const clock = { at: 0 };
  const made = new Map<string, number>();
  const pages = new KeptPages(() => clock.at);
  const get = (address: string): Promise<string | null> =>
    pages.get(address, () => {
      const count = (made.get(address) ?? 0) + 1;
      made.set(address, count);
      return Promise.resolve(`${address} ${String(count)}`);
    });
  return { clock, made, pages, get };
}

test('a page is made once a second, however many ask for it, also at once', async () => {
  const { clock, get } = keeper();
  const asked = await Promise.all(Array.from({ length: 100 }, () => get('/khen')));
  expect(new Set(asked)).toStrictEqual(new Set(['/khen 1']));
  clock.at = 999;
  expect(await get('/khen')).toBe('/khen 1');
  clock.at = 1_000;
  expect(await get('/khen')).toBe('/khen 2');
});

test('a page that failed is made anew for the next', async () => {
  const { pages, get } = keeper();
  await expect(pages.get('/khen', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await get('/khen')).toBe('/khen 1');
});

test('addresses without end keep no more than their share, for a second', async () => {
  const { clock, made, get } = keeper();
  for (let index = 0; index < 300; index += 1) await get(`/khen?${String(index)}`);
  await get('/khen?250');
  expect(made.get('/khen?250')).toBe(2);
  clock.at = 1_000;
  await get('/khen?250');
  await get('/khen?250');
  expect(made.get('/khen?250')).toBe(3);
});
