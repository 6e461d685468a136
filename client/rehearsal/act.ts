import type { Office } from '../../workflows/api/messages.js';
import type { Day } from '../../workflows/plan/schema.js';
import { instantOf } from '../../workflows/rules/calendar.js';
import type { Players } from './players.js';

/** One deed of the played officials at a business instant. */
export interface Act {
  /** epoch ms */
  at: number;
  /** Whose deed it is; null: nobody's, it befalls them. */
  by: Office | null;
  play: (players: Players) => Promise<void>;
}

export const at = (day: Day, hour: number, minute = 0): number => instantOf(day, hour) + minute * 60_000;

export const act = (instant: number, by: Act['by'], play: Act['play']): Act => ({ at: instant, by, play });
