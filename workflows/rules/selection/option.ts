/** What may be answered to a question of the selection. */
export type Option = { what: 'award' | 'unit'; unit: string } | { what: 'vacant' | 'count' | 'do-not-count' };

const plain: readonly string[] = ['vacant', 'count', 'do-not-count'] satisfies Option['what'][];

/** `award:so-noi-vu`, `unit:so-noi-vu`, `vacant` */
export const optionCode = (option: Option): string =>
  'unit' in option ? `${option.what}:${option.unit}` : option.what;

/** Takes such a code apart; null: it is none of these. */
export function readOption(code: string): Option | null {
  const [what, unit, ...more] = code.split(':');
  if (what !== undefined && unit === undefined) return isPlain(what) ? { what } : null;
  if ((what !== 'award' && what !== 'unit') || unit === undefined || more.length > 0) return null;
  return { what, unit };
}

const isPlain = (what: string): what is 'vacant' | 'count' | 'do-not-count' => plain.includes(what);
