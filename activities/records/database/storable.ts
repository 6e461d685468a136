const unstorable = /\0|\p{Surrogate}/u;

/** Whether every text of a plain JSON value can be stored: PostgreSQL keeps no NUL, UTF-8 no half of a surrogate pair. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, it]) => isStorable(key) && isStorable(it));
}

/** The plain JSON value with U+FFFD for what can't be stored: an act with such a text could else never be recorded. */
export function makeStorable<T>(value: T): T;
export function makeStorable(value: unknown): unknown {
  return isStorable(value) ? value : mend(value);
}

function mend(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\0|\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(mend);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [mend(key), mend(it)]));
}
