import type { Act } from '../act.js';
import type { Invented } from '../data-set.js';
import type { Players } from '../players.js';
import { content, ranking } from './invented.js';
import { script } from './script.js';

/** The plan whose five years are told as a story: the deeds and the units in it are of this plan alone. */
export const toldPlan = '263';

/** The districts lived until 30/06/2025: most of the period is theirs. */
export const toldInvented: Invented = {
  content,
  ranking,
  isRankedAfterItsEnd: ({ bloc, validTo }) => bloc === 'districts' && validTo === '2025-06-30',
};

export const toldScript = (players: Players): Act[] => script(players);
