import type { Bloc } from '../../workflows/plan/schema.js';
import type { Unit } from '../../workflows/rules/registry.js';
import { range } from './series.js';

const blocOf = (index: number): Bloc => {
  if (index < 20) return 'departments';
  if (index < 30) return 'vertical';
  return index < 39 ? 'districts' : 'communes';
};

/** A registry of so many units, all in force. */
export const manyUnits = (count: number): Unit[] =>
  range(0, count).map((index) => ({
    code: `don-vi-${String(index)}`,
    name: `Đơn vị ${String(index)}`,
    bloc: blocOf(index),
    parent: null,
    validFrom: null,
    validTo: null,
    successor: null,
  }));
