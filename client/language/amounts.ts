import { dayOf, formatDay, formatMoment as vietnameseMoment, timeOf } from '../../workflows/rules/days.js';
import { formatCount, formatMoney as vietnameseMoney } from '../../workflows/rules/money.js';
import { say } from './language.js';

/** An instant (epoch ms): `08:00 on 10/02/2024`. Days are written as officials write them in each language. */
export const formatMoment = (instant: number): string =>
  say(vietnameseMoment(instant), `${timeOf(instant)} on ${formatDay(dayOf(instant))}`);

/** So many đồng: `1.490.000 VND`. */
export const formatMoney = (amount: number): string =>
  say(vietnameseMoney(amount), `${formatCount(amount)} VND`);
