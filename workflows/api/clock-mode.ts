import { z } from 'zod';

/**
 * Where business time comes from: in `service` it is the wall clock, in a `rehearsal` it is stepped from outside, in a
 * `trial` it is the wall clock moved by a fixed offset.
 */
export const ClockMode = z.enum(['service', 'rehearsal', 'trial']);
export type ClockMode = z.infer<typeof ClockMode>;

const marks: Record<ClockMode, string | null> = { service: null, rehearsal: 'DIỄN TẬP', trial: 'THỬ' };

/** What stands wherever something is shown that isn't in earnest (Vietnamese, capitals); null in service. */
export const clockMark = (mode: ClockMode): string | null => marks[mode];
