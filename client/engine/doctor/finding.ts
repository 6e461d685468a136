import { say } from '../../language/language.js';

/** The parts that are looked at, in the order in which they are shown. */
export const parts = [
  'configuration',
  'disk',
  'database',
  'tables',
  'clock',
  'temporal',
  'namespace',
  'search-attributes',
  'instance',
  'worker',
  'workflows',
  'workflow-tasks',
  'effects',
  'archive',
  'mail',
  'letters',
] as const;
export type Part = (typeof parts)[number];

/** `away`: the part itself is out of reach; `unchecked`: another one is, without which it can't be looked at. */
export type State = 'ok' | 'warning' | 'fault' | 'away' | 'unchecked';

/** How one part stands: what was found, and how to mend it (Vietnamese). */
export interface Finding {
  part: Part;
  state: State;
  text: string;
  mend: string | null;
}

export const ok = (part: Part, text: string): Finding => ({ part, state: 'ok', text, mend: null });
export const warning = (part: Part, text: string, mend: string | null = null): Finding => ({
  part,
  state: 'warning',
  text,
  mend,
});
export const fault = (part: Part, text: string, mend: string | null = null): Finding => ({
  part,
  state: 'fault',
  text,
  mend,
});
export const away = (part: Part, text: string, mend: string | null = null): Finding => ({
  part,
  state: 'away',
  text,
  mend,
});
export const unchecked = (part: Part, because: string): Finding => ({
  part,
  state: 'unchecked',
  text: say(`chưa kiểm tra được: ${because}`, `not checked: ${because}`),
  mend: null,
});
