import type { Plan } from '../../workflows/plan/schema.js';
import type { Act } from './act.js';
import type { Invented } from './data-set.js';
import { plainInvented } from './plain/invented.js';
import { plainScript } from './plain/script.js';
import type { Players } from './players.js';
import { toldInvented, toldPlan, toldScript } from './told/data-set.js';

/** What is invented for a plan's rehearsal. */
export const inventedFor = (plan: Plan): Invented =>
  plan.plan === toldPlan ? toldInvented : plainInvented(plan);

/** What the officials of a plan's rehearsal do, and when. */
export const scriptFor = (players: Players): Act[] =>
  players.plan.plan === toldPlan ? toldScript(players) : plainScript(players);
