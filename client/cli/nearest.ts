import { distance } from 'fastest-levenshtein';

/** Something that can be named: by its code, or by its name where it has one. */
export interface Nameable {
  code: string;
  name?: string | undefined;
}

/** A text as names are compared: small letters without diacritics, its blanks single. */
export const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/đ/g, 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s–—-]+/gu, ' ')
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

/** A part of a longer name is near: it is what people type. */
function farness(sought: string, text: string): number {
  const known = bare(text);
  const isPart = sought.length >= 3 && known.includes(sought);
  return isPart ? Math.min(1, known.length - sought.length) : distance(sought, known);
}

const mostListed = 12;

/** `Gần nhất: Sở Y tế (so-y-te).`; where nothing is near, all that there are, if they are few; else nothing. */
export function nearestSentence(given: string, known: readonly Nameable[]): string {
  const near = nearest(given, known);
  if (near.length > 0) return `Gần nhất: ${near.map(named).join(', ')}.`;
  return known.length === 0 || known.length > mostListed
    ? ''
    : `Có thể chọn: ${known.map(named).join(', ')}.`;
}

const named = ({ code, name }: Nameable): string =>
  name === undefined || name === code ? code : `${name} (${code})`;

/** The one of this code or name, however it is written; else a sentence on what there is. */
export function findNamed<T extends Nameable>(
  what: string,
  given: string,
  known: readonly T[],
): { found: T } | { sentence: string } {
  const exact = known.filter(({ code }) => code === given);
  const same = exact.length > 0 ? exact : known.filter(({ name }) => isSameName(name, given));
  const [found, ...others] = same;
  if (found !== undefined && others.length === 0) return { found };
  if (others.length > 0)
    return {
      sentence: `Có nhiều ${what} tên “${given}”; hãy dùng mã: ${same.map(({ code }) => code).join(', ')}.`,
    };
  return { sentence: `Không có ${what} “${given}”. ${nearestSentence(given, known)}`.trim() };
}

const isSameName = (name: string | undefined, given: string): boolean =>
  name !== undefined && written(name) === written(given);

const written = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
