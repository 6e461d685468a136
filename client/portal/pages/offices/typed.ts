import { z } from 'zod';
import { cell } from '../../../../activities/reference/setup/cells.js';
import { MessageDay } from '../../../../workflows/api/message-day.js';
import type { Day } from '../../../../workflows/plan/schema.js';
import { formatDay } from '../../../../workflows/rules/days.js';

/** What was typed into a form, with what is wrong with it: shown again beside its fields. */
export interface Typed {
  form: URLSearchParams;
  /** By field. */
  faults: Readonly<Record<string, string>>;
  /** Why what the form asked for was not taken. */
  sentence?: string | undefined;
}

export const nothingTyped: Typed = { form: new URLSearchParams(), faults: {} };

const mostCharacters = 2000;
const Written = z.string().trim().max(mostCharacters);
const WrittenDay = cell.day.pipe(MessageDay);

/** Reads a form's fields one by one and gathers what is wrong with them; a field at fault is read as empty. */
export class Reading {
  readonly faults: Record<string, string> = {};

  constructor(readonly form: URLSearchParams) {}

  get isFaulty(): boolean {
    return Object.keys(this.faults).length > 0;
  }

  /** As it is to be shown again. */
  typed(sentence?: string): Typed {
    return { form: this.form, faults: this.faults, sentence };
  }

  /** A text that must say something. @param what as it is asked for: `lý do` */
  text(name: string, what: string): string {
    const text = this.optional(name) ?? '';
    if (text === '' && this.faults[name] === undefined) this.fault(name, `Cần ghi ${what}.`);
    return text;
  }

  /** A text that may be left out. */
  optional(name: string): string | undefined {
    const read = Written.safeParse(this.form.get(name) ?? '');
    if (!read.success) this.fault(name, `Dài quá ${String(mostCharacters)} ký tự; hãy viết gọn lại.`);
    return read.success && read.data !== '' ? read.data : undefined;
  }

  /** A day as `09/02/2024` or `2024-02-09`. */
  day(name: string, what: string): Day {
    const text = (this.form.get(name) ?? '').trim();
    const read = WrittenDay.safeParse(text);
    if (read.success) return read.data;
    const problem =
      text === ''
        ? `Cần ghi ${what}.`
        : `“${text}” không phải một ngày; viết ngày/tháng/năm, ví dụ 09/02/2024, từ năm 2000 đến năm 2099.`;
    this.fault(name, problem);
    return '';
  }

  /** One of a few words. */
  choice<T extends string>(name: string, options: readonly T[], problem: string): T | null {
    const found = options.find((it) => it === this.form.get(name));
    if (found === undefined) this.fault(name, problem);
    return found ?? null;
  }

  /** A whole number from 0; null where the field is empty or at fault. */
  count(name: string): number | null {
    const text = (this.form.get(name) ?? '').trim();
    if (text === '') return null;
    if (/^\d{1,4}$/.test(text)) return Number(text);
    this.fault(name, `“${text}” phải là một số nguyên từ 0, ví dụ 7.`);
    return null;
  }

  fault(name: string, problem: string): void {
    this.faults[name] ??= problem;
  }
}

/** A day as it stands in a field. */
export const dayValue = (day: Day | null | undefined): string => (day == null ? '' : formatDay(day));
