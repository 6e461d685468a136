import type { Surroundings } from '../../client/cli/asking.js';

/** Surroundings whose output can be read. */
export function collected(environment: Record<string, string>, columns?: number) {
  const written = { out: '', errors: '' };
  const surroundings: Surroundings = {
    environment,
    out: { write: (text) => (written.out += text), columns },
    errors: { write: (text) => (written.errors += text) },
  };
  return { surroundings, written };
}
