import { distance } from 'fastest-levenshtein';

/** The name that was probably meant, diacritics and case aside; null: none is near. */
export function nearest(given: string, known: Iterable<string>): string | null {
  const wanted = plain(given);
  let found: string | null = null;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const far = distance(wanted, plain(name));
    if (far < least) [found, least] = [name, far];
  }
  return found;
}

const plain = (text: string): string =>
  text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '');
