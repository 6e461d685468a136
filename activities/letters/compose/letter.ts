import type { Day } from '../../../workflows/plan/schema.js';

/** The last moment for an act: the first instant too late (epoch ms), or the last day that counts. */
export type Deadline = { before: number } | { until: Day };

/** What a mail asks of its reader: the act as it follows «Cần», and its last day. */
export interface Ask {
  act: string;
  by: Deadline;
}

export interface Item {
  text: string;
  detail?: string;
  /** Clauses of the plan, such as `IV.2.a`. */
  clause?: string;
}

/** A part of a letter; `quote` holds what people wrote, as they wrote it; `link` leads to a page of ours. */
export type Block =
  | { type: 'text'; text: string; clause?: string }
  | { type: 'list'; title?: string; items: readonly Item[] }
  | { type: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  | { type: 'quote'; label: string; text: string }
  | { type: 'link'; label: string; address: string };

/** What a mail says, before it becomes text and HTML. */
export interface Letter {
  /** null: the letter only tells. */
  ask: Ask | null;
  title: string;
  blocks: readonly Block[];
}

export const text = (words: string, clause?: string): Block =>
  clause === undefined ? { type: 'text', text: words } : { type: 'text', text: words, clause };
export const list = (title: string, items: readonly Item[]): Block => ({ type: 'list', title, items });
export const facts = (...rows: (readonly [label: string, value: string])[]): Block => ({
  type: 'facts',
  rows,
});
export const quote = (label: string, words: string): Block => ({ type: 'quote', label, text: words });
export const link = (label: string, address: string): Block => ({ type: 'link', label, address });

/** The list, or nothing where it would be empty. */
export const listUnlessEmpty = (title: string, items: readonly Item[]): Block[] =>
  items.length === 0 ? [] : [list(title, items)];

export const clauseNote = (clause: string | undefined): string =>
  clause === undefined ? '' : ` (mục ${clause})`;
