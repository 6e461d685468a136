import type { Check } from './evidence.js';

/** Each message gets its answer, or its refusal with a code. */
export const answered: Check = {
  name: 'answered',
  find: ({ log }) =>
    log.flatMap(({ name, id, outcome }) =>
      outcome.kind === 'fault'
        ? [`${name} ${id} had no answer and no refusal with a code: ${outcome.error}`]
        : [],
    ),
};
