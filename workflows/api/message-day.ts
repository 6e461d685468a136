import { Day } from '../plan/schema.js';

/** A day that a message may bear: no plan means another, and the year 0 is one that the records can't keep. */
export const MessageDay = Day.refine(
  (day) => day >= '2000-01-01' && day <= '2099-12-31',
  'not between 2000-01-01 and 2099-12-31',
);
