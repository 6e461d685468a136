import type { Refusal } from '../../workflows/api/refusals.js';

/** What became of something sent; `ended`: its workflow is over; `fault`: neither an answer nor a refusal with a code. */
export type Outcome =
  | { kind: 'done'; value: unknown }
  | { kind: 'refused'; refusal: Refusal; sentence: string }
  | { kind: 'signalled' }
  | { kind: 'ended' }
  | { kind: 'fault'; error: string };
