import { distance } from 'fastest-levenshtein';

/** Something that can be named: by its code, or by its name where it has one. */
export interface Nameable {
  code: string;
  name?: string | undefined;
}

/** A text as names are compared: small letters without diacritics, whatever stands between its words one blank. */
export const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/đ/g, 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const mostNamed = 3;

/** Those that are called most like what was given, the nearest first; none where nothing is near. */
export function nearest<T extends Nameable>(given: string, known: readonly T[]): T[] {
  const sought = bare(given);
  const farthest = Math.max(2, Math.floor(sought.length * 0.4));
  return known
    .map((it) => ({
      it,
      far: Math.min(...[it.code, it.name ?? it.code].map((text) => farness(sought, text))),
    }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)
    .slice(0, mostNamed)
    .map(({ it }) => it);
}

/** The code of the one that was probably meant; null: none is near. */
export const nearestCode = (given: string, known: Iterable<string>): string | null =>
  nearest(
    given,
    [...known].map((code) => ({ code })),
  )[0]?.code ?? null;

/** A part of a longer name is near: it is what people type. */
function farness(sought: string, text: string): number {
  const known = bare(text);
  const isPart = sought.length >= 3 && known.includes(sought);
  return isPart ? Math.min(1, known.length - sought.length) : distance(sought, known);
}
