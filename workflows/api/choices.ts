import { type Day, UnitCode } from '../plan/schema.js';
import { MessageDay } from './message-day.js';

/** What an answer may choose: an option of the question, a later last day, or a unit with the one that files for it. */
export type Choice =
  | { what: 'option'; option: string }
  | { what: 'extend'; lastDay: Day }
  | { what: 'participant'; unit: UnitCode; filer: UnitCode };

/** `extend:2024-02-26`: the last day becomes a later one. */
export const extendTo = (lastDay: Day): string => `extend:${lastDay}`;

/** `xa-cu>xa-moi`: the ended unit takes part, and the other files for it. */
export const withFiler = (unit: UnitCode, filer: UnitCode): string => `${unit}>${filer}`;

/** Reads a choice by its form; null where it has the beginnings of a form and not the whole. */
export function readChoice(choice: string): Choice | null {
  if (choice.startsWith('extend:')) {
    const lastDay = MessageDay.safeParse(choice.slice('extend:'.length));
    return lastDay.success ? { what: 'extend', lastDay: lastDay.data } : null;
  }
  if (!choice.includes('>')) return { what: 'option', option: choice };
  const [unit, filer, ...more] = choice.split('>').map((code) => UnitCode.safeParse(code).data);
  if (unit === undefined || filer === undefined || more.length > 0) return null;
  return { what: 'participant', unit, filer };
}

export const isChoice = (choice: string): boolean => readChoice(choice) !== null;
