import { readChoice } from '../../workflows/api/choices.js';
import type { Instrument, Scope } from '../../workflows/api/messages.js';
import { blocName, twoDigits } from '../../workflows/plan/names.js';
import type { NomineeKind, Plan } from '../../workflows/plan/schema.js';
import { dayOf, formatDay, instantOf } from '../../workflows/rules/days.js';
import { readOption } from '../../workflows/rules/selection/option.js';
import { formatMoment } from '../language/amounts.js';
import { say } from '../language/language.js';

/** How units and nominees are called where an act is told. */
export interface Names {
  plan: Plan;
  unit: (code: string) => string;
  nominee: (id: string) => string;
}

/** An instrument as officials name it: `Quyết định số 405/QĐ-UBND ngày 15/02/2022`. */
export const instrumentName = ({ number, date }: Instrument): string =>
  say(`Quyết định số ${number} ngày ${formatDay(date)}`, `Decision no. ${number} of ${formatDay(date)}`);

/** The first instant that is too late: `trước ngày 10/02/2022`, with its time where it isn't midnight. */
export const beforeMoment = (at: number): string =>
  instantOf(dayOf(at)) === at
    ? say(`trước ngày ${formatDay(dayOf(at))}`, `before ${formatDay(dayOf(at))}`)
    : say(`trước ${formatMoment(at)}`, `before ${formatMoment(at)}`);

/** `tập thể`, `cá nhân` */
export const kindName = (kind: NomineeKind): string =>
  kind === 'collective' ? say('tập thể', 'collective') : say('cá nhân', 'individual');

/** `01 tập thể, 02 cá nhân` */
export const nomineeCounts = ({
  collectives,
  individuals,
}: {
  collectives: number;
  individuals: number;
}): string =>
  say(
    `${twoDigits(collectives)} tập thể, ${twoDigits(individuals)} cá nhân`,
    `${twoDigits(collectives)} collectives, ${twoDigits(individuals)} individuals`,
  );

/** A choice of an answer, in words. */
export function choiceText(choice: string, { unit }: Pick<Names, 'unit'>): string {
  const read = readChoice(choice);
  if (read?.what === 'extend')
    return say(
      `gia hạn đến hết ngày ${formatDay(read.lastDay)}`,
      `extend to the end of ${formatDay(read.lastDay)}`,
    );
  if (read?.what === 'participant')
    return say(
      `${unit(read.unit)} (${unit(read.filer)} nộp thay)`,
      `${unit(read.unit)} (${unit(read.filer)} files for it)`,
    );
  const option = readOption(choice);
  switch (option?.what) {
    case 'award':
      return say(`tặng Bằng khen cho ${unit(option.unit)}`, `give the certificate to ${unit(option.unit)}`);
    case 'unit':
      return say(`chọn ${unit(option.unit)}`, `choose ${unit(option.unit)}`);
    case 'vacant':
      return say('để trống, không tặng', 'leave it empty, no certificate');
    case 'count':
      return say('tính Bằng khen của đơn vị tiền thân', 'count the certificates of the predecessor');
    case 'do-not-count':
      return say(
        'không tính Bằng khen của đơn vị tiền thân',
        'do not count the certificates of the predecessor',
      );
    case undefined:
      return choice === 'keep' ? say('giữ nguyên', 'keep it') : choice;
  }
}

/** Whom an extension is for. */
export function scopeName(scope: Scope, { plan, unit }: Names): string {
  if (scope.of === 'all') return say('mọi đơn vị', 'all units');
  return scope.of === 'bloc' ? blocName(plan, scope.bloc) : unit(scope.unit);
}
