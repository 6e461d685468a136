import { type Nameable, nearest } from '../../activities/reference/nearest.js';
import { say } from '../language/language.js';

const mostListed = 12;

/** `Gần nhất: Sở Y tế (so-y-te).`; where nothing is near, all that there are, if they are few; else nothing. */
export function nearestSentence(given: string, known: readonly Nameable[]): string {
  const near = nearest(given, known);
  if (near.length > 0)
    return say(`Gần nhất: ${near.map(named).join(', ')}.`, `Nearest: ${near.map(named).join(', ')}.`);
  return known.length === 0 || known.length > mostListed
    ? ''
    : say(`Có thể chọn: ${known.map(named).join(', ')}.`, `There are: ${known.map(named).join(', ')}.`);
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
      sentence: say(
        `Có nhiều ${what} tên “${given}”; hãy dùng mã: ${same.map(({ code }) => code).join(', ')}.`,
        `There are several ${what} named “${given}”; use a code: ${same.map(({ code }) => code).join(', ')}.`,
      ),
    };
  return {
    sentence: say(
      `Không có ${what} “${given}”. ${nearestSentence(given, known)}`,
      `There is no ${what} “${given}”. ${nearestSentence(given, known)}`,
    ).trim(),
  };
}

const isSameName = (name: string | undefined, given: string): boolean =>
  name !== undefined && written(name) === written(given);

const written = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
