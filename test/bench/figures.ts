import { z } from 'zod';

/** What a value has to reach; both ends belong to it. */
type Goal = { atLeast: number } | { atMost: number };

/** One line of the table: what is measured, before it is. */
export interface Row {
  name: string;
  unit: string;
  goal: Goal;
}

/** How much is measured: `tiny` only shows that the measurement works. */
export type Scale = 'full' | 'quick' | 'tiny';

/** Measures one or more rows; `say` hears what an operator may read beside the figures. */
export interface Measurement {
  rows: readonly Row[];
  /** Too long for a minute: left out of `--quick`. */
  isLong?: boolean;
  measure(scale: Scale, say: (line: string) => void): Promise<Record<string, number>>;
}

/** A line of the JSON. `value` and `holds` are null where it was not measured. */
export const Figure = z.strictObject({
  name: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  goal: z.string(),
  holds: z.boolean().nullable(),
});
export type Figure = z.infer<typeof Figure>;

/** A row with its value, or without one. */
export function figureOf({ name, unit, goal }: Row, value: number | null): Figure {
  const text = 'atLeast' in goal ? `≥ ${String(goal.atLeast)}` : `≤ ${String(goal.atMost)}`;
  return { name, value: value === null ? null : rounded(value), unit, goal: text, holds: holds(goal, value) };
}

function holds(goal: Goal, value: number | null): boolean | null {
  if (value === null) return null;
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}

const rounded = (value: number): number =>
  value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000;
